//go:build windows

package cli

import (
	"io"
	"os"
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

// input is what the dashboard reads keys from. Windows ends the program by
// itself when its console goes, and Bubble Tea needs the file as it is.
func input(in *os.File, _ func()) io.Reader { return in }
