package main

import (
	"os"
	"syscall"
)

// peak is the most memory that a process that has ended was given, in bytes.
func peak(p *os.ProcessState) int {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return int(u.Maxrss) << 10
}
