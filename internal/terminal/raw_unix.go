//go:build !windows

package terminal

import "golang.org/x/term"

// state is how the terminal was set before.
type state struct{ in *term.State }

// raw has the terminal hand over each key as it is pressed, where there are
// keys, and returns how it was before.
func (t TTY) raw() (before state, err error) {
	if t.In == nil {
		before.in, err = term.GetState(int(t.Out.Fd()))
		return before, err
	}
	before.in, err = term.MakeRaw(int(t.In.Fd()))
	return before, err
}

// restore sets the terminal as it was. Nobody is left to tell when that fails.
func (t TTY) restore(to state) {
	if to.in != nil {
		_ = term.Restore(int(t.control().Fd()), to.in)
	}
}
