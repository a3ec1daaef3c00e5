package tickets

import (
	"charm.land/bubbles/v2/help"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Screen is the Tickets screen. Make one with New; it is used by one goroutine.
type Screen struct {
	keys  keys
	frame screen.Frame // the latest one, for what is drawn from it

	// What somebody chose; a refresh touches none of it.
	filterLine
	arrangement
	scope   scope
	beyond  bool // tickets outside the frame's scope are listed too
	touched bool // somebody has chosen a row: it is kept from now on
	marks   marks

	// What was worked out from the data.
	pool
	seen seen

	table  widget.Table
	shown  []column // those of table
	places panes
	reader
	notice string // one calm sentence, until the next key
}

// filterLine is the filter and where it is typed.
type filterLine struct {
	field  widget.Entry
	typing bool
	anchor int64 // the ticket that was selected when the typing began
	query  *query
}

// arrangement is how the list is ordered and grouped.
type arrangement struct {
	all      columnTable
	order    string
	desc     bool
	grouping string
	picked   picked
}

// reader is the preview, and what is read in it.
type reader struct {
	preview widget.Preview
	reading bool          // keys go to the preview
	hidden  bool          // the preview pane has been put away
	lost    *model.Ticket // the ticket being read, when it has gone
	last    *model.Ticket // the selected ticket as last seen
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Looker = (*Screen)(nil)
)

// New makes the screen, sorted by urgency.
func New() *Screen { return newScreen(table()) }

func newScreen(all columnTable) *Screen {
	s := &Screen{keys: defaultKeys(), arrangement: arrangement{all: all, order: all.orders()[0]}, filterLine: filterLine{query: &query{}}, pool: pool{byID: map[int64]int32{}}, marks: marks{}}
	s.table.Cells = s.cells
	s.table.Marked = func(key int64) bool { return s.marks[key] }
	s.table.Heading = func(k int64) (string, string) {
		g := s.groups[-k-1]
		least, ok := screen.OpenCount(s.frame)
		if !ok {
			return g.label(s.grouping), "" // what can't be counted has no number here either
		}
		return g.label(s.grouping), g.count(least, screen.Mark(s.frame, "breached"))
	}
	return s
}

// ID implements screen.Screen.
func (s *Screen) ID() string { return "tickets" }

// Title implements screen.Screen.
func (s *Screen) Title() string { return "Tickets" }

// Count is the number of open tickets in the scope; "" until there has been an answer, so
// that a failure never looks like none.
func (s *Screen) Count(f screen.Frame) string {
	open, ok := screen.OpenCount(f)
	switch {
	case !ok:
		return open
	case s.seen.assessed == f.Assessed && s.seen.crew == f.Crew && !s.beyond:
		return widget.Count(len(s.rows)) + open // asked for every frame
	}
	return widget.Count(len(rowsOf(f.Assessed.Tickets, f.Crew))) + open
}

// Keys implements screen.Screen.
func (s *Screen) Keys() help.KeyMap { return s.keys.live(s.typing, s.reading) }

// Looking is the ticket whose conversation is in sight; 0 when there is none.
// It answers for the first selection too, which no key has made.
func (s *Screen) Looking() model.TicketID {
	if t := s.current(); t != nil && s.lost == nil && (s.places.side || s.places.below || s.reading) {
		return t.ID
	}
	return 0
}

// current is the ticket in the preview: the one that was opened and has gone,
// else the selected one.
func (s *Screen) current() *model.Ticket {
	if s.lost != nil {
		return s.lost
	}
	key, ok := s.table.Selected()
	if !ok {
		return nil
	}
	return s.ticket(key)
}
