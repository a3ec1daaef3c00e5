//go:build windows

package terminal

import (
	"context"
	"os"
)

// awaitHangup has nothing to do: Windows ends the program when its console goes.
func awaitHangup(context.Context, *os.File, func()) {}
