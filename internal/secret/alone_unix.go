//go:build !windows

package secret

import (
	"os/exec"
	"syscall"
)

// alone gives a command a session of its own: it can't read our keys or write on
// our screen by way of the terminal, and its children end with it.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
