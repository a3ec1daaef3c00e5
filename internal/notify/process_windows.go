package notify

import (
	"os/exec"
	"syscall"
)

// alone keeps a program from showing a console of its own.
func alone(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }
