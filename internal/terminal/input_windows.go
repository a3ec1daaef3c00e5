//go:build windows

package terminal

import (
	"io"
	"os"
)

// Input is the console as it is: Windows hands over keys and not bytes, and
// ends the program by itself when the console goes. The framework stops reading
// it when the program has ended.
func Input(in *os.File, _ func()) (keys io.Reader, stop func()) { return in, func() {} }
