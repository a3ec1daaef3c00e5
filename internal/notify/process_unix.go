//go:build !windows

package notify

import (
	"os/exec"
	"syscall"
)

// alone gives a program a session of its own, so that it can't write on our
// screen by way of the terminal, and ends it together with its children.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
