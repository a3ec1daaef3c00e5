//go:build !windows

package cli

import (
	"os/exec"
	"syscall"
)

// detach gives a program a session of its own, so that it can't write on our
// screen by way of the terminal, and does not end with it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// noCoreDump keeps a crash from writing our memory, and the key in it, to disk.
// It may only lower a limit, which needs no permission.
func noCoreDump() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
