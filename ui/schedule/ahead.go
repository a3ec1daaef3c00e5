package schedule

import (
	"slices"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// daysAhead is how many days after the chosen one the list tells of.
const daysAhead = 6

// aheadOf is the plan of the days after one.
func aheadOf(f screen.Frame, crew *model.Crew, day date) *plan {
	days := make([]date, daysAhead)
	for i := range days {
		days[i] = day.plus(i + 1)
	}
	p := planOf(f, crew, days)
	p.known = loaded(f.Snapshot, days, dateOf(f.Now, zoneOf(f)), zoneOf(f))
	return &p
}

// room reports whether a day more may fit.
func (l *entryList) room(g geometry) bool { return g.list.H-len(l.lines) >= 3 }

// ahead fills what is left of the list with a member's next days, as far as they are
// loaded. A day of which something would be cut is left out.
func (l *entryList) ahead(p *plan, member string, g geometry) {
	for i := 0; p != nil && i < len(p.days) && l.room(g); i++ {
		day := p.dayOf(i, member)
		if len(day) == 0 || len(l.lines)+len(day) > g.list.H {
			return
		}
		l.lines = append(l.lines, day...)
	}
}

// dayOf is a later day of one member, under its heading; nil for a day that is not
// loaded.
func (p *plan) dayOf(i int, member string) []line {
	if !p.known[i] {
		return nil
	}
	out := []line{{kind: lineBlank}, {kind: lineDay, text: p.days[i].short()}}
	if r := slices.IndexFunc(p.rows, func(r row) bool { return r.key == member }); r >= 0 {
		out = sheetLines(out, &p.rows[r].days[i], "")
	}
	if len(out) == 2 {
		out[1].aside = p.empty
	}
	return out
}

// talk is what was said in the selected entry's ticket, below its facts.
type talk struct{ widget.Preview }

// The lines of the detail: its facts, and the least that a conversation is worth.
const (
	factLines = 12
	leastTalk = 8
)

// read takes a ticket's conversation, where there is room for it.
func (t *talk) read(f screen.Frame, g geometry, e *entry) {
	c, h := widget.Card{Now: f.Now, Zone: f.Zone}, g.detail.H-factLines
	if e != nil && e.ticket != nil && g.wide && h >= leastTalk && f.Theme != nil {
		c.Ticket, c.Lookup = e.ticket, f.Lookup
		if f.Detail != nil {
			c.TicketDetail = f.Detail(e.ticket.ID)
		}
	}
	t.Sync(c, max(0, g.detail.W-1), max(0, h), f.Theme)
}
