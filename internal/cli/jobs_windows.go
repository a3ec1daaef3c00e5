//go:build windows

package cli

import (
	"context"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
)

// heed has nothing to do: Windows stops no programs.
func heed(context.Context, *tea.Program, *os.File) (end func()) { return func() {} }

// suspendKey lets every key through.
func suspendKey(_ tea.Model, msg tea.Msg) tea.Msg { return msg }

// mute does nothing: no watchdog can restore a Windows console from outside, and
// so nothing is hidden from it either.
func mute(io.Writer) (unmute func()) { return func() {} }
