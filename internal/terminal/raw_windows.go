//go:build windows

package terminal

import (
	"fmt"

	"golang.org/x/sys/windows"
	"golang.org/x/term"
)

// state is how the console was set before.
type state struct{ in, out *term.State }

// raw has the console hand over each key as it is pressed, and understand
// sequences, and returns how it was before.
func (t TTY) raw() (before state, err error) {
	if t.In != nil {
		if before.in, err = term.MakeRaw(int(t.In.Fd())); err != nil {
			return before, err
		}
		if err = add(t.In.Fd(), windows.ENABLE_VIRTUAL_TERMINAL_INPUT); err != nil {
			t.restore(before)
			return before, legacy(err)
		}
	}
	if before.out, err = term.GetState(int(t.Out.Fd())); err == nil {
		err = add(t.Out.Fd(), windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN)
	}
	if err != nil {
		t.restore(before)
		return before, legacy(err)
	}
	return before, nil
}

// legacy says what a console lacks that takes no modes of sequences: one of before
// Windows 10, or one that is set to "legacy".
func legacy(err error) error {
	return fmt.Errorf("this console understands no escape sequences (%w): use Windows Terminal, or turn off the console's legacy mode", err)
}

// add sets modes of a console besides those that are set.
func add(fd uintptr, modes uint32) error {
	var now uint32
	if err := windows.GetConsoleMode(windows.Handle(fd), &now); err != nil {
		return err
	}
	return windows.SetConsoleMode(windows.Handle(fd), now|modes)
}

// restore sets the console as it was. Nobody is left to tell when that fails.
func (t TTY) restore(to state) {
	if to.in != nil {
		_ = term.Restore(int(t.In.Fd()), to.in)
	}
	if to.out != nil {
		_ = term.Restore(int(t.Out.Fd()), to.out)
	}
}
