package ui

import (
	"context"
	"errors"
	"time"

	"daybrief/briefing"
	"daybrief/internal/feed/hub"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// Feed is what is known of a tenant, kept fresh by somebody else: a hub.Reader.
type Feed interface {
	// Snapshot is what is known now.
	Snapshot() *model.Snapshot
	// Changed brings a word after the snapshot has become another one.
	Changed() <-chan struct{}
	// Refresh has everything asked for now.
	Refresh()
	// Want says which sources beside those that everybody needs are wanted from now
	// on.
	Want(sources []model.Source)
	// Woke says that the machine has slept or the clock was set.
	Woke()
}

var _ Feed = (*hub.Reader)(nil)

// Options are everything that a dashboard needs from outside.
type Options struct {
	// Context ends requests and waits, as quitting does.
	Context context.Context
	Screens []screen.Screen
	Feed    Feed
	// Provider is the way to what belongs to a ticket or a company that is
	// looked at; the lists come by the Feed.
	Provider psa.Provider
	// Looks keep what was seen for the section "changed"; without them it knows
	// this run only.
	Looks Looks
	// Past searches what was kept of the past, tickets and contacts, at most so
	// many of each; nil when nothing is kept. It must obey the context.
	Past func(ctx context.Context, words string, limit int) (PastFound, error)
	// Kept says in sentences how far back the past is kept, and what keeps it from
	// going further (empty: nothing); nil when nothing is kept.
	Kept func() (reach, trouble string)
	// Browse opens a URL in the browser; nil says that there is none.
	Browse func(url string) error
	// Copy is the system's clipboard, used besides the terminal's (OSC 52,
	// which also works over SSH); nil when there is none.
	Copy func(text string) error
	// Alerts call somebody when something turns red; nil calls nobody.
	Alerts Alerts
	// Judged is given what the screens are drawn from, each time that it is made
	// anew; it must not block. nil: nobody wants it.
	Judged func(*assess.Assessment, *briefing.Briefing)
	// Said brings sentences from behind the screens, such as a full disk; each is
	// shown once. nil: there are none.
	Said <-chan string
	// Changed looks once a minute, beside the program, whether the configuration has
	// changed; false when it has not. nil: it never does.
	Changed func() (Change, bool)
	// Habits are what the person chose on screen before; KeepHabits is given
	// them when they have changed, and must not block; nil keeps nothing.
	Habits     Habits
	KeepHabits func(Habits)
	// Rules are those of the briefing; Zone is that in which times are shown
	// (nil: Rules.Zone).
	Rules briefing.Rules
	Zone  *time.Location
	// Now is the clock (nil: the system's). Sleep waits on the same clock and
	// returns early when the context ends (nil: a timer); a demo whose day
	// passes faster replaces both.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration)
	Theme Preference
	// Glyphs are the symbols; theme.Unicode() when empty.
	Glyphs theme.Glyphs
	Mouse  bool
	// Keys are the person's own keys, by action: see CheckKeys, which should
	// have been asked.
	Keys map[string][]string
	// Views are the saved views of the tickets, Columns the ticket columns that
	// the person wants (nil: the screen's own choice).
	Views   []screen.View
	Columns []string
	// SaveView adds a view to the configuration; nil where there is none.
	SaveView func(screen.View) error
	// Export puts a file where the person finds it and returns its path; it
	// must not replace one that is there. nil when nothing can be written.
	Export func(name string, data []byte) (path string, err error)
	// Bare leaves out tabs and status bar: the screens have the whole terminal,
	// and say themselves what can be believed of the data.
	Bare bool
	// Title is the name of the tenant, shown beside the tabs; cleaned text.
	Title   string
	Version string
}

// detailTime is how long fetching a conversation may take.
const detailTime = 20 * time.Second

// checked fills in the defaults and names what is missing.
func (o Options) checked() (Options, error) {
	switch {
	case o.Context == nil:
		return o, errors.New("ui: no context")
	case len(o.Screens) == 0:
		return o, errors.New("ui: no screens")
	case o.Feed == nil:
		return o, errors.New("ui: no feed")
	case o.Provider == nil:
		return o, errors.New("ui: no provider of data")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Rules.Zone == nil {
		o.Rules.Zone = time.UTC
	}
	o.Rules = o.Rules.Settled()
	if o.Zone == nil {
		o.Zone = o.Rules.Zone
	}
	if o.Glyphs.Ellipsis == "" {
		o.Glyphs = theme.Unicode()
	}
	return o, nil
}

// clock is the time without its monotonic part: that stands still while the
// machine sleeps, and an age must not.
func (o Options) clock() time.Time { return o.Now().Round(0) }

// sleep waits for d or the end of the context. tea.Tick can't be used: it does
// not know the context, and would hold the program back on its way out.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
