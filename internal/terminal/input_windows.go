//go:build windows

package terminal

import (
	"io"
	"os"
)

// Input is the console as it is: Windows hands over keys and not bytes, and
// ends the program by itself when the console goes.
func Input(in *os.File, _ func()) io.Reader { return in }
