//go:build windows

package terminal

import (
	"os/exec"
	"syscall"
)

const detachedProcess = 0x00000008

// Detach gives a program no console.
func Detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detachedProcess} }

// NoCoreDump has nothing to do: Windows writes none unless told to.
func NoCoreDump() {}
