package companies

import (
	"time"

	"charm.land/bubbles/v2/help"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Screen is the Companies tab. It keeps what the person chose and what Sync
// worked out.
type Screen struct {
	own    map[string][]string // the person's own keys, by action
	table  widget.Table
	pick   selection
	inPane bool // keys go to the pane; where it is narrow, the pane is all there is
	chosen bool // a company was chosen; until then the first is selected

	stamp  stamp
	ledger *ledger
	rows   map[int64]*figures // by key of the table
	shown  int
	shape  shape // what the columns are for
	sight  sight
	pane   pane
	geo    geometry
	frame  screen.Frame // of the latest Sync, for the cells

	count struct {
		gen  uint64
		crew *model.Crew
		text string
	}
}

// stamp tells whether anything that Sync depends on has changed.
type stamp struct {
	gen      uint64
	assessed *assess.Assessment
	zone     *time.Location
	theme    *theme.Theme
	w, h     int
	crew     *model.Crew
}

// geometry is how the area is shared out. A part without room is empty.
type geometry struct {
	w, h       int
	wide       bool
	table      layout.Rect
	pane       layout.Rect
	foot       bool
	paneIsView bool // the pane takes the table's place
}

// wideW is the least width in which table and pane stand side by side.
const wideW = 110

var (
	_ screen.Screen        = (*Screen)(nil)
	_ screen.Looker        = (*Screen)(nil)
	_ screen.CompanyLooker = (*Screen)(nil)
)

// New makes the screen: the hottest company first.
func New() *Screen {
	s := &Screen{rows: map[int64]*figures{}}
	s.table.Columns = columns(shape{})
	s.table.Cells = s.cells
	s.pane.tickets.init()
	return s
}

// ID is "companies".
func (*Screen) ID() string { return "companies" }

// Title is the tab's label.
func (*Screen) Title() string { return "Companies" }

// Count is how many companies have open tickets in the scope; "" while no ticket is known.
func (s *Screen) Count(f screen.Frame) string {
	open, ok := screen.OpenCount(f)
	if !ok {
		return open
	}
	if s.count.text != "" && s.count.gen == f.Snapshot.Gen && s.count.crew == f.Crew {
		return s.count.text
	}
	// The tab is drawn on every screen: it must not cost a whole ledger.
	seen := map[model.CompanyID]bool{}
	for t := range f.Snapshot.Open {
		if t.Company.ID > 0 && f.Crew.Has(t) {
			seen[t.Company.ID] = true
		}
	}
	s.count.gen, s.count.crew, s.count.text = f.Snapshot.Gen, f.Crew, widget.Count(len(seen))+open
	return s.count.text
}

// ready reports whether there are tickets to count.
func ready(f screen.Frame) bool {
	return f.Snapshot != nil && f.Lookup != nil && f.Snapshot.Reading() == "" && (f.Snapshot.ServiceTickets.Known() || f.Snapshot.ProjectTickets.Known())
}

// Looking is the ticket selected in the pane; 0 while the table has the keys.
func (s *Screen) Looking() model.TicketID {
	if !s.inPane || s.pane.contacts.active {
		return 0
	}
	return s.pane.tickets.selected()
}

// LookingAt is the company whose pane is on the screen; 0 for none.
func (s *Screen) LookingAt() model.CompanyID {
	if c := s.company(); c != nil && !s.geo.pane.Empty() {
		return c.id
	}
	return 0
}

// Keys are the bindings that work now.
func (s *Screen) Keys() help.KeyMap { return s.keymap() }

// Show goes to a company, and opens what is known of it; or sets a filter.
func (s *Screen) Show(p screen.Place, f screen.Frame) bool {
	s.Sync(f)
	switch {
	case p.Company != 0:
		return s.showCompany(p.Company, f)
	case p.Filter != "":
		s.pick.filter.Set(p.Filter)
		s.relist(f)
		return true
	}
	return p == screen.Place{Screen: p.Screen} // no tickets and no members here
}

func (s *Screen) showCompany(id model.CompanyID, f screen.Frame) bool {
	if s.ledger == nil || s.ledger.byID[id] == nil {
		return false
	}
	if s.rows[int64(id)] == nil { // hidden by the filter, or without open tickets
		s.pick.filter.Set("")
		s.pick.typing = false
		s.pick.all = s.pick.all || s.ledger.byID[id].open == 0
	}
	s.inPane, s.chosen = true, true
	s.relist(f)
	ok := s.table.Select(int64(id))
	s.refill(f)
	return ok
}

func zoneOf(f screen.Frame) *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}

// company is the selected one; nil when there is none.
func (s *Screen) company() *figures {
	key, ok := s.table.Selected()
	if !ok {
		return nil
	}
	return s.rows[key]
}
