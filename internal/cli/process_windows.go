//go:build windows

package cli

import (
	"os/exec"
	"syscall"

	"github.com/spf13/cobra"
)

func init() {
	// Started with a double click, the dashboard is what is wanted and not a
	// lecture about consoles. It is cobra's own switch, and there is no other.
	cobra.MousetrapHelpText = ""
}

const detachedProcess = 0x00000008

// detach gives a program no console.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detachedProcess} }

// noCoreDump has nothing to do: Windows writes none unless told to.
func noCoreDump() {}
