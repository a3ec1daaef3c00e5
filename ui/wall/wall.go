package wall

import (
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// Size is how big things are drawn.
type Size uint8

// The sizes. Auto goes by the size of the terminal.
const (
	Auto Size = iota
	Normal
	Large
	XL
)

// String is the size as the settings call it.
func (z Size) String() string {
	return [...]string{"auto", "normal", "large", "xl"}[z]
}

// ParseSize reads a size by its name; Auto when there is no such size.
func ParseSize(name string) Size {
	for z := Auto; z <= XL; z++ {
		if z.String() == name {
			return z
		}
	}
	return Auto
}

// Settings are what can be changed while the wall is on.
type Settings struct {
	Pages []string // ids in order, as of Pages; others are left out
	Stay  time.Duration
	// PageStay are the pages that stay for another time.
	PageStay map[string]time.Duration
	Size     Size
	// NightFrom and NightTo are when the wall is dimmed, since local midnight;
	// equal for never.
	NightFrom, NightTo time.Duration
	// Redact hides customers, contacts and summaries.
	Redact bool
	// Act says what makes the edge say ACT.
	Act Act
}

// Options are what a wall needs from outside.
type Options struct {
	Settings Settings
	// Log keeps what the wall does not show; nil for nowhere.
	Log func(sentence string)
}

// Pages are the ids of the pages in their usual order.
func Pages() []string {
	var out []string
	for _, p := range pages() {
		out = append(out, p.id)
	}
	return out
}

// page is one of the pages that the wall turns over.
type page struct {
	id, title string
	sources   []model.Source // what it is made of
	draw      func(c *canvas) []string
}

func pages() []page {
	tickets := []model.Source{model.SourceTickets, model.SourceProjectTickets}
	closed := []model.Source{model.SourceClosed, model.SourceClosedProject}
	return []page{
		{"numbers", "Numbers", append(append([]model.Source{model.SourceSLA}, tickets...), closed...), drawNumbers},
		{"attention", "Attention", append([]model.Source{model.SourceSLA}, tickets...), drawAttention},
		{"today", "Today", []model.Source{model.SourceSchedule}, drawToday},
		{"team", "Team", append([]model.Source{model.SourceSchedule}, tickets...), drawTeam},
		{"companies", "Companies", append(append([]model.Source{}, tickets...), closed...), drawCompanies},
	}
}

// Screen is the wall.
type Screen struct {
	opts   Options
	set    Settings
	font   font
	book   book
	breach breachWatch
	fault  string // what is wrong with the latest edit of the configuration
	drift  drift
	remark string // a setting that can't be had
	logged string

	digest digest
}

var (
	_ screen.Screen   = (*Screen)(nil)
	_ screen.Timed    = (*Screen)(nil)
	_ screen.Remarker = (*Screen)(nil)
)

// New makes a wall.
func New(o Options) *Screen { return newScreen(o, pages()) }

func newScreen(o Options, all []page) *Screen {
	s := &Screen{opts: o, font: newFont(), book: book{all: all}}
	s.Adopt(o.Settings)
	return s
}

// Adopt goes on with other settings, on the same page where it still exists.
func (s *Screen) Adopt(set Settings) {
	s.fault = ""
	if set.Stay < time.Second {
		set.Stay = 20 * time.Second
	}
	s.set = set
	s.book.arrange(set)
}

// Refuse says what is wrong with a changed configuration. The old settings stay.
func (s *Screen) Refuse(why string) { s.fault = why }

// ID implements screen.Screen.
func (*Screen) ID() string { return "wall" }

// Title implements screen.Screen.
func (*Screen) Title() string { return "Wall" }

// Count implements screen.Screen: a wall has no tab.
func (*Screen) Count(screen.Frame) string { return "" }

// Show goes to a page by its id, given as the section of a place.
func (s *Screen) Show(p screen.Place, f screen.Frame) bool {
	i := s.book.find(p.Section)
	if i < 0 {
		return false
	}
	s.turnTo(i, f.Now)
	return true
}

// Remarks implements screen.Remarker.
func (s *Screen) Remarks() []string {
	if s.remark == "" {
		return nil
	}
	return []string{s.remark}
}

// Sync works out what the pages show.
func (s *Screen) Sync(f screen.Frame) {
	s.digest = digest{}
	if f.Snapshot != nil && f.Lookup != nil {
		s.digest = digestOf(f, s.set.Act)
	}
}
