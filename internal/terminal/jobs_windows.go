//go:build windows

package terminal

import (
	"context"
	"io"
)

// heed has nothing to do: Windows stops no programs, and says what size the
// console has with the keys.
func (s *session) heed(context.Context, state) (end func()) { return func() {} }

// suspend does nothing: ctrl+z is an ordinary key.
func suspend() bool { return false }

// mute does nothing: no watchdog can restore a Windows console from outside, and
// so nothing is hidden from it either.
func mute(io.Writer) (unmute func()) { return func() {} }
