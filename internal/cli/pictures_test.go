package cli

import (
	"flag"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

var _ = flag.Bool("update", false, "draw the pictures in docs anew")

// shot is a picture: the keys that lead to it from the start, and what must be
// seen on it.
type shot struct {
	name   string
	w, h   int // 0: 160 by 45
	keys   string
	wants  string // parted by |
	change func(*ui.Options)
	usage  bool // the manager's screen, with product usage
	at     time.Time
	role   string
}

func wears(t ui.Preference) func(*ui.Options) { return func(o *ui.Options) { o.Theme = t } }

// shots are the screens, overlays and modes of the demo, reached by the keys
// that help names.
func shots() []shot {
	ascii := func(o *ui.Options) { o.Glyphs, o.Theme = theme.ASCII(), ui.NoColour }
	return []shot{
		{name: "brief", wants: "SLA: about to be missed, and missed|Conversation"},
		{name: "brief-why", keys: "w", wants: "Why it is here:"},
		{name: "brief-80x24", w: 80, h: 24, wants: "breached"},
		{name: "brief-40x12", w: 40, h: 12, wants: "breached"},
		{name: "tickets", keys: "2 down down", wants: "My open tickets|Conversation"},
		{name: "ticket", keys: "enter", wants: "n p next, previous|Conversation"},
		{name: "tickets-filter", keys: "2 / =board:help* space =priority<=3 space =-is:waiting", wants: "board:help* priority<=3"},
		{name: "tickets-mistake", w: 100, h: 30, keys: "2 / =priorty:2", wants: "Did you mean priority"},
		{name: "tickets-grouped", keys: "2 b", wants: "grouped by board"},
		{name: "tickets-views", keys: "2 v", wants: "Saved views|Waiting, by board"},
		{name: "tickets-reading-80x24", w: 80, h: 24, keys: "2 enter", wants: "1 of 40|Conversation"},
		{name: "tickets-40x15", w: 40, h: 15, keys: "2", wants: "#10"},
		{name: "schedule", keys: "3 m m", wants: "▌3 Schedule"},
		{name: "schedule-week", keys: "3 w", wants: "▌3 Schedule"},
		{name: "schedule-free", keys: "3 f", wants: "▌3 Schedule"},
		{name: "companies", keys: "4", wants: "▌4 Companies"},
		{name: "company", keys: "4 enter", wants: "▌4 Companies"},
		{name: "reports", keys: "5 down enter", wants: "Where did the hours go?|total of"},
		{name: "reports-80x24", w: 80, h: 24, keys: "5 down enter", wants: "Where did the hours go?|total of"},
		{name: "reports-light", w: 200, h: 60, keys: "5 down down down down down down enter", wants: "Are we collecting?|total of", change: wears(ui.Light)},
		{name: "reports-records-80x24", w: 80, h: 24, keys: "5 down enter enter", wants: "Where did the hours go?|#"},
		{name: "reports-days", w: 200, h: 60, keys: "5 p p p p enter b end", wants: "How did the service desk do?|total of"},
		{name: "usage", keys: ") ) ) )", wants: "Whose use of our products changed?|silent since", usage: true},
		{name: "usage-companies", keys: "4", wants: "▌4 Companies|use, 14 days|a day before", usage: true},
		{name: "usage-company-80x24", w: 80, h: 24, keys: "4 down enter", wants: "silent since", usage: true},
		{name: "palette", keys: ": =copy", wants: "Command palette|copy the link"},
		{name: "search", keys: "ctrl+f =harb", wants: "Search everything|company"},
		{name: "number", keys: "# =1042", wants: "Go to a ticket|#1042"},
		{name: "help", keys: "2 ?", wants: "Everywhere|The filter"},
		{name: "help-search", keys: "2 ? / =copy", wants: "tickets.copy-number"},
		{name: "sources", keys: "!", wants: "Sources of data|LIVE"},
		{name: "export", keys: "2 e", wants: "Export|CSV"},
		{name: "theme-chooser", keys: ": =colours enter down down down", wants: "high-contrast"},
		{name: "theme-light", keys: "2", wants: "Tickets", change: wears(ui.Light)},
		{name: "theme-high-contrast", keys: "2", wants: "Tickets", change: wears(ui.HighContrast)},
		{name: "theme-colour-blind", keys: "2", wants: "Tickets", change: wears(ui.ColourBlind)},
		{name: "theme-16-colours", keys: "2", wants: "Tickets", change: wears(ui.Sixteen)},
		{name: "theme-none", keys: "2", wants: "Tickets", change: wears(ui.NoColour)},
		{name: "ascii", wants: "! ", change: ascii},
		{name: "ascii-schedule", keys: "3 m m", wants: "Schedule", change: ascii},
	}
}

// skipRaced leaves the pictures to the run without the race detector. Each of
// them starts the whole program once more on the path that the tests of ui and
// of this package take with it, and together they are half of its time here.
func skipRaced(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("drawn without the race detector")
	}
}

// TestPictures goes to every picture by its keys; with -update it draws them:
//
//	go test ./internal/cli -run TestPictures -update
func TestPictures(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	for _, s := range shots() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if s.w == 0 {
				s.w, s.h = 160, 45
			}
			synctest.Test(t, func(t *testing.T) { s.take(t) })
		})
	}
}

func (s *shot) take(t *testing.T) {
	x := uitest.Start(t, s.app(t), s.w, s.h)
	x.Pass(5 * time.Second) // the sources arrive one after the other
	play(x, s.keys)
	for want := range strings.SplitSeq(s.wants, "|") {
		x.Wants(want)
	}
	draw(t, x, "screens", s.name, s.w, s.h)
}

// app is the demo's dashboard in virtual time.
func (s *shot) app(t *testing.T) *ui.App {
	p := &program{machine: machine{environ: []string{"LANG=C.UTF-8"}, opts: Options{Now: time.Now}}}
	t.Cleanup(p.close)
	m := newMade()
	m.seed, m.size.value, m.now.at = 3, "middle", pictureNoon()
	if !s.at.IsZero() {
		m.now.at = s.at
	}
	m.usage = s.usage
	tenant, err := p.demoTenant(m, 1)
	if err != nil {
		t.Fatal(err)
	}
	if tenant.set.Me.Role = s.role; s.usage {
		tenant.set.Me.Role = "manager"
	}
	o := p.options(t.Context(), tenant, eyeOf(p, tenant, nil, func(error) {}))
	kept := p.remember(tenant, false)
	kept.front.show()
	p.equip(&o, tenant, kept)
	o.Alerts = nil
	o.Theme = ui.Dark
	o.Views = []screen.View{{Name: "Mine, oldest first", Filter: "owner:me", Sort: "age"}, {Name: "Waiting, by board", Filter: "is:waiting", Group: "board"}}
	if s.change != nil {
		s.change(&o)
	}
	app, err := ui.New(o)
	if err != nil {
		t.Fatal(err)
	}
	kept.poll(t.Context(), func() {})
	t.Cleanup(func() { app.Close(); kept.close() })
	return app
}
