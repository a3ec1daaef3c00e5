package companies

import (
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// pane is all about one company: what it is, and below that four sections: its
// open tickets, contacts, agreements and schedule. Keys go to the tickets, or
// to the contacts.
type pane struct {
	company  *figures
	table    widget.Table // the open tickets
	tickets  map[int64]*assess.Ticket
	people   widget.List // the contacts
	contacts map[int64]*model.Contact
	onPeople bool // keys go to the contacts
	detail   psa.CompanyDetail
	asks     bool // whether contacts and agreements can be had at all
	frame    screen.Frame
	w, h     int

	facts      []string
	deals      []string // lines of the agreements
	visits     []string
	allEntries int
	rooms      [sections]int // lines of each section, its rule included
	air        int           // blank lines between sections
}

// The sections in the order in which they stand.
const (
	openTickets = iota
	people
	agreements
	agenda
	sections
)

func (p *pane) init() {
	p.table.Columns = []widget.Column{
		{ID: "mark", Min: 1, Max: 1},
		{ID: "id", Title: "ticket", Min: 8, Max: 8, Rank: 1},
		{ID: "summary", Title: "", Min: 16, Weight: 3},
		{ID: "status", Title: "status", Min: 12, Max: 18, Weight: 1, Rank: 3},
		{ID: "sla", Title: "SLA", Min: widget.SLAWidth, Max: widget.SLAWidth, Right: true, Rank: 2},
	}
	p.table.Cells = p.cells
}

// fill works out the pane for a company (nil: none) in w by h cells.
func (p *pane) fill(c *figures, b *ledger, f screen.Frame, w, h int) {
	if c == nil || p.company == nil || c.id != p.company.id {
		p.table.Set(nil)
		p.people.Set(nil)
		p.onPeople = false
	}
	p.company, p.frame, p.w, p.h = c, f, w, h
	p.tickets, p.facts, p.visits, p.deals, p.allEntries = map[int64]*assess.Ticket{}, nil, nil, nil, 0
	p.rooms = [sections]int{}
	if c == nil || f.Theme == nil || f.Lookup == nil {
		p.table.Set(nil)
		p.people.Set(nil)
		return
	}
	p.list()
	p.meet()
	if w <= 0 || h <= 0 {
		return // no room now; the selections stay for when there is
	}
	p.describe(b)
	p.contracts()
	p.agenda()
	p.share(h - len(p.facts))
	p.table.Layout(w, max(1, p.rooms[openTickets]-1), f.Theme)
	p.people.Resize(p.peopleRows())
}

// focus is the list that keys move in.
func (p *pane) focus() *widget.List {
	if p.onPeople {
		return &p.people
	}
	return &p.table.List
}

// selected is the selected ticket; 0 when there is none.
func (p *pane) selected() model.TicketID {
	key, ok := p.table.Selected()
	if !ok {
		return 0
	}
	return model.TicketID(key)
}

// read opens the selected ticket's page, with the company's list around it.
func (p *pane) read() screen.Intent {
	in := screen.Read{}
	for i := range p.table.Len() {
		id := model.TicketID(p.table.Key(i))
		if id == p.selected() {
			in.At = len(in.Tickets)
		}
		in.Tickets = append(in.Tickets, id)
	}
	return in
}

// draw gives h lines of w cells.
func (p *pane) draw(focused bool, th *theme.Theme) []string {
	if p.company == nil || p.w <= 0 || th == nil {
		return widget.Pad([]string{}, p.w, p.h)
	}
	out := append([]string(nil), p.facts...)
	for i, n := range p.rooms {
		if n == 0 {
			continue
		}
		body := p.section(i, focused)
		if len(out) > len(p.facts) && p.air > 0 {
			out = append(out, widget.Spaces(p.w))
		}
		out = append(out, widget.Rule(p.heading(i)+p.hint(i, focused), p.w, th))
		out = append(out, widget.Pad(body, p.w, n-1)...)
	}
	return widget.Pad(out, p.w, p.h)
}

func (p *pane) section(i int, focused bool) []string {
	switch i {
	case people:
		return p.peopleLines(focused && p.onPeople)
	case agreements:
		return p.deals
	case agenda:
		return p.visits
	}
	if p.table.Len() == 0 {
		return []string{p.sentence(p.frame.Theme.Dim, "none")}
	}
	return p.table.Draw(focused && !p.onPeople)
}

// heading says what a section holds, and how many when not all are in sight.
func (p *pane) heading(i int) string {
	room := p.rooms[i] - 1
	switch i {
	case people:
		return counted("Contacts", p.peopleRows(), p.people.Len())
	case agreements:
		return counted("Agreements", min(room, len(p.deals)), len(p.detail.Agreements.Value))
	case agenda:
		return counted("Schedule", min(room, len(p.visits)), p.allEntries)
	}
	return counted("Open tickets", room-1, p.table.Len())
}

// hint says which keys the contacts have, so that it is seen without colour
// where the keys go.
func (p *pane) hint(i int, focused bool) string {
	sep := " " + p.frame.Theme.Glyphs.Separator + " "
	switch {
	case i != people || !focused || p.people.Len() == 0:
		return ""
	case p.onPeople && p.w < middleContact:
		return sep + "y and p copy"
	case p.onPeople:
		return sep + "y e-mail" + sep + "p phone"
	}
	return sep + "tab"
}

func counted(noun string, shown, of int) string {
	if shown < of {
		return noun + ", " + widget.Count(max(0, shown)) + " of " + widget.Count(of)
	}
	return noun
}

// top is the line on which a section begins; -1 when it has no room.
func (p *pane) top(section int) int {
	if p.rooms[section] == 0 {
		return -1
	}
	at := len(p.facts)
	for i, n := range p.rooms[:section] {
		if at += n; n > 0 && i < section {
			at += p.air
		}
	}
	return at
}

// click selects what is on a line; false when there is nothing to select.
func (p *pane) click(y int) bool {
	if at := p.top(openTickets); at >= 0 && p.table.Len() > 0 && y < at+p.rooms[openTickets] && p.table.At(y-at-2) {
		p.onPeople = false
		return true
	}
	if at := p.top(people); at >= 0 && y-at-1 < p.peopleRows() && p.people.At(y-at-1) {
		p.onPeople = true
		return true
	}
	return false
}
