package companies

import (
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// pane is all about one company: what it is, and below that four sections: its
// open tickets, contacts, agreements and schedule. Keys go to the tickets, or
// to the contacts.
type pane struct {
	page
	facts      []string
	tickets    ticketList
	contacts   contactList
	agreements agreementList
	entries    entryList
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

// fill works out the pane for a company (nil: none) in w by h cells.
func (p *pane) fill(c *figures, b *ledger, f screen.Frame, w, h int) {
	if c == nil || p.company == nil || c.id != p.company.id {
		p.tickets.empty()
		p.contacts.reset()
	}
	p.company, p.frame, p.w, p.h = c, f, w, h
	p.facts, p.agreements, p.entries, p.rooms = nil, agreementList{}, entryList{}, [sections]int{}
	if c == nil || f.Theme == nil || f.Lookup == nil {
		p.tickets.empty()
		p.contacts.list.Set(nil)
		return
	}
	p.ask()
	p.tickets.fill(&p.page)
	p.contacts.fill(&p.page)
	if w <= 0 || h <= 0 {
		return // no room now; the selections stay for when there is
	}
	p.describe(b)
	p.agreements.fill(&p.page)
	p.entries.fill(&p.page)
	p.share(h - len(p.facts))
	p.tickets.table.Layout(w, max(1, p.rooms[openTickets]-1), f.Theme)
	p.contacts.list.Resize(p.contacts.rows(&p.page, p.rooms[people]))
}

// focus is the list that keys move in.
func (p *pane) focus() *widget.List {
	if p.contacts.active {
		return &p.contacts.list
	}
	return &p.tickets.table.List
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
		out = append(out, widget.Rule(p.heading(i, focused), p.w, th))
		out = append(out, widget.Pad(body, p.w, n-1)...)
	}
	return widget.Pad(out, p.w, p.h)
}

func (p *pane) section(i int, focused bool) []string {
	switch i {
	case people:
		return p.contacts.lines(&p.page, p.rooms[people], focused)
	case agreements:
		return p.agreements.lines
	case agenda:
		return p.entries.lines
	}
	return p.tickets.lines(&p.page, focused && !p.contacts.active)
}

// heading says what a section holds, and how many when not all are in sight.
func (p *pane) heading(i int, focused bool) string {
	switch room := p.rooms[i]; i {
	case people:
		return p.contacts.heading(&p.page, room) + p.contacts.hint(&p.page, focused)
	case agreements:
		return p.agreements.heading(room)
	case agenda:
		return p.entries.heading(room)
	default:
		return p.tickets.heading(room)
	}
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
	if at := p.top(openTickets); at >= 0 && p.tickets.table.Len() > 0 && y < at+p.rooms[openTickets] && p.tickets.table.At(y-at-2) {
		p.contacts.active = false
		return true
	}
	if at := p.top(people); at >= 0 && y-at-1 < p.contacts.rows(&p.page, p.rooms[people]) && p.contacts.list.At(y-at-1) {
		p.contacts.active = true
		return true
	}
	return false
}
