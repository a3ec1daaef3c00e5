//go:build windows

package secret

import (
	"os/exec"
	"syscall"
)

const createNoWindow = 0x08000000

// alone gives a command a console of its own that nobody sees.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: createNoWindow, HideWindow: true}
}
