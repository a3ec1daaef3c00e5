package setup

import (
	"context"
	"errors"
	"time"

	"daybrief/ui/theme"
)

// Background is what the terminal's ground looks like.
type Background uint8

// The backgrounds. AskTerminal takes its word for it.
const (
	AskTerminal Background = iota
	Dark
	Light
)

// Options are everything that a Wizard needs from outside.
type Options struct {
	// Context ends whatever runs, as quitting does.
	Context context.Context
	Reader  Reader
	Server  Server
	Store   Store

	// Start are the answers of a configuration that is there already; Keys are its
	// secrets, which are used unless others are typed, and never shown.
	Start Answers
	Keys  Keys
	// Draft is what a killed wizard left; nil for nothing.
	Draft *Draft
	// Role is the table of the security role, row by row.
	Role []RoleRow
	// Zone is the system's time zone by its IANA name, where it is known, and
	// Login the system's name of the person, to guess the member by.
	Zone, Login string
	// Demo offers the demo on the first page.
	Demo bool
	// Browse opens a URL in the browser; nil where there is none.
	Browse func(url string) error

	// Now is the clock (nil: the system's). Sleep waits on the same clock and
	// returns early when the context ends (nil: a timer).
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration)

	Background Background
	Glyphs     theme.Glyphs // theme.Unicode() when empty
}

// checked fills in the defaults and names what is missing.
func (o Options) checked() (Options, error) {
	switch {
	case o.Context == nil:
		return o, errors.New("setup: no context")
	case o.Reader == nil:
		return o, errors.New("setup: no reader")
	case o.Server == nil:
		return o, errors.New("setup: no server")
	case o.Store == nil:
		return o, errors.New("setup: no store")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Glyphs.Ellipsis == "" {
		o.Glyphs = theme.Unicode()
	}
	return o, nil
}

// sleep waits for d or the end of the context. tea.Tick does not know the
// context, and would hold the program back on its way out.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// Result is what a wizard came to.
type Result uint8

// The results.
const (
	Cancelled Result = iota // nothing was saved
	WantsDemo               // the person chose the demo; nothing was saved
	Finished                // saved: open the dashboard
	Left                    // saved, and that was all
)
