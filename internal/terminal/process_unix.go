//go:build !windows

package terminal

import (
	"os/exec"
	"syscall"
)

// Detach gives a program a session of its own, so that it can't write on our
// screen by way of the terminal, and does not end with it.
func Detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// NoCoreDump keeps a crash from writing our memory, and the key in it, to disk.
// It may only lower a limit, which needs no permission.
func NoCoreDump() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
