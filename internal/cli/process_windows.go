//go:build windows

package cli

import "github.com/spf13/cobra"

func init() {
	// Started with a double click, the dashboard is what is wanted and not a
	// lecture about consoles. It is cobra's own switch, and there is no other.
	cobra.MousetrapHelpText = ""
}
