package brief

import (
	"slices"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Brief is the screen. The zero value is not usable; see New.
type Brief struct {
	keys keyMap
	page
	tiles   tileBar
	preview widget.Preview
	areas   areas
	reading bool // keys go to the preview
	touched bool // somebody has chosen a row: it is kept from now on
}

// page is the sections with their rows, on the lines of a list.
type page struct {
	list   widget.List
	rows   []row // what stands on the lines of the list, in its order
	ids    map[ident]int64
	lastID int64
	lines  []string // painted rows; "" for those not painted yet
	marked string   // the selected row, painted
	cols   columns
	area   layout.Rect
	beside bool               // the preview stands at the right of it
	judged *assess.Assessment // the points behind the rows
	airy   bool               // there is room for blank lines between the sections
	full   string             // the id of the section shown whole; "" shows all sections
	why    int64              // the row below which its section's rule is shown; 0 for none
	folded map[string]bool    // sections of which the heading alone is shown, by id
	filter filter
}

// ident names a row across refreshes: the same ticket may stand in several
// sections.
type ident struct {
	section string
	row     rowKind
	kind    briefing.ItemKind
	id      int64
}

var (
	_ screen.Screen = (*Brief)(nil)
	_ screen.Looker = (*Brief)(nil)
)

// New makes the screen.
func New() *Brief {
	return &Brief{keys: newKeyMap(), page: page{ids: map[ident]int64{}, folded: map[string]bool{}}, tiles: tileBar{at: -1}}
}

// ID is the screen's name in places.
func (*Brief) ID() string { return "brief" }

// Title is the tab's label.
func (*Brief) Title() string { return "Brief" }

// Count is how many different things call for somebody; "" while that is not
// known.
func (*Brief) Count(f screen.Frame) string {
	if f.Briefing == nil || !loaded(f) {
		return ""
	}
	if f.Snapshot.Reading() != "" {
		return f.Theme.Glyphs.Dash
	}
	mark, ok := screen.OpenCount(f)
	if !ok {
		return mark
	}
	for i := range f.Briefing.Sections {
		if s := &f.Briefing.Sections[i]; s.Urgent && s.ID != briefing.SectionNow && s.Unavailable != "" {
			return f.Theme.Glyphs.Dash
		}
	}
	return widget.Count(f.Briefing.Calling) + mark
}

// Looking is the ticket in the preview; 0 while there is no room for one, so
// that no conversation is fetched unseen.
func (b *Brief) Looking() model.TicketID {
	if b.areas.preview.Empty() {
		return 0
	}
	return b.preview.Ticket()
}

// Sync works out the lines for new data, another size or another theme.
func (b *Brief) Sync(f screen.Frame) {
	b.areas = b.split(f.Area)
	b.tiles.lines = nil
	b.area, b.beside = b.areas.list, b.areas.beside
	if f.Briefing == nil || !loaded(f) {
		b.rows, b.lines = nil, nil
		b.list.Set(nil)
		b.preview.Sync(widget.Card{}, 0, 0, f.Theme)
		return
	}
	b.judged = f.Briefing.Assessment
	b.plan(f)
	b.list.Resize(b.areas.list.H)
	b.showMatch()
	if !b.touched {
		// At start the sources arrive one by one; what came first is rarely
		// what stands first.
		b.first()
	}
	b.tiles.at = min(b.tiles.at, len(tilesOf(f.Briefing, f.Theme))-1)
	b.follow(f)
}

// follow brings the preview and the painted lines up to the selection.
func (b *Brief) follow(f screen.Frame) {
	b.tiles.draw(f, b.areas.tiles)
	b.showTicket(f)
	b.paint(f.Theme)
	b.keys.enable(b)
}

// reasonsOf are a row's reasons, then what the judgement says beyond them. Of the
// row's own the first has its tone: the others are not red because that one is.
func reasonsOf(it *briefing.Item, judged []widget.Reason) []widget.Reason {
	var out []widget.Reason
	for i, r := range it.Reasons {
		one := widget.Reason{Text: r, Ink: widget.InkWarn}
		if at := slices.IndexFunc(judged, func(j widget.Reason) bool { return j.Text == r }); at >= 0 {
			one.Ink = judged[at].Ink
		} else if i == 0 {
			one.Ink = inkOf(it.Tone)
		}
		out = append(out, one)
	}
	return append(out, widget.Unsaid(out, judged)...)
}

// showTicket gives the preview the selected ticket, or nothing.
func (b *Brief) showTicket(f screen.Frame) {
	it := b.selected()
	c := widget.Card{Lookup: f.Lookup, Now: f.Now, Zone: f.Zone, OldGoals: screen.OldGoals(f), NoSchedule: screen.UnseenSchedule(f)}
	if t := ticketOf(it); t != nil {
		c.Ticket = t
		c.Reasons = reasonsOf(it, widget.Reasons(f.Assessed, t.ID))
		if f.Detail != nil {
			c.TicketDetail = f.Detail(t.ID)
		}
	}
	b.preview.Sync(c, b.areas.preview.W, b.areas.preview.H, f.Theme)
}

// ticketOf is the ticket behind an item: its own, or the first of those that it
// gathers; nil for none.
func ticketOf(it *briefing.Item) *model.Ticket {
	switch {
	case it == nil:
		return nil
	case it.Ticket == nil && len(it.Tickets) > 0:
		return it.Tickets[0]
	}
	return it.Ticket
}

// first selects the first item, where it can be seen from the top of the page:
// sections that can't be answered say so there, and must not be scrolled past.
func (p *page) first() {
	p.list.Home()
	_, end := p.list.Window()
	for i := range p.rows[:end] {
		if p.rows[i].kind == entry {
			p.list.Select(p.list.Key(i))
			return
		}
	}
}

// selected is the item that the selection stands on; nil for none.
func (p *page) selected() *briefing.Item {
	i := p.list.Index()
	if i < 0 || i >= len(p.rows) {
		return nil
	}
	return p.rows[i].item
}

// section is the one that the selection stands in; nil for none.
func (p *page) section() *briefing.Section {
	i := p.list.Index()
	if i < 0 || i >= len(p.rows) {
		return nil
	}
	return p.rows[i].section
}

// Show selects a ticket, in the section that is asked for or in any.
func (b *Brief) Show(p screen.Place, f screen.Frame) bool {
	if p.Section != "" && (f.Briefing == nil || f.Briefing.Section(p.Section) == nil) {
		return false
	}
	if p.Section != "" && p.Section != b.full {
		b.full = ""
	}
	b.Sync(f)
	for i := range b.rows {
		r := &b.rows[i]
		fits := r.item != nil && (p.Section == "" || r.section.ID == p.Section)
		if fits && (p.Ticket == 0 || r.item.Ticket != nil && r.item.Ticket.ID == p.Ticket) {
			b.touched = true
			b.list.Select(b.list.Key(i))
			b.follow(f)
			return true
		}
	}
	return p.Ticket == 0
}
