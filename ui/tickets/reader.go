package tickets

import (
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// leave gives the keys back to the list.
func (r *reader) leave() {
	r.reading = false
	r.lost = nil
}

// follow deals with a selected ticket that has gone from the data: while it is
// being read it stays in the preview, marked; else a sentence says so.
func (r *reader) follow(p *pool, t *widget.Table) (notice string) {
	if r.lost != nil {
		if p.ticket(int64(r.lost.ID)) != nil {
			t.Select(int64(r.lost.ID))
			r.lost = nil
		}
		return ""
	}
	if r.last == nil || p.ticket(int64(r.last.ID)) != nil {
		return ""
	}
	if r.reading {
		r.lost = r.last
		return ""
	}
	return number(r.last.ID) + " was closed or deleted meanwhile."
}

// card is what the preview shows.
func (r *reader) card(t *model.Ticket, f *screen.Frame, area layout.Rect) widget.Card {
	if t == nil || area.Empty() {
		return widget.Card{}
	}
	c := widget.Card{Ticket: t, Lookup: f.Lookup, Now: f.Now, Zone: f.Zone, OldGoals: screen.OldGoals(*f), NoSchedule: screen.UnseenSchedule(*f)}
	if r.lost != nil {
		c.Lost = "This ticket was closed or deleted meanwhile."
		if screen.Unseen(*f) != "" {
			c.Lost = "This ticket is no longer among the open ones that can be seen."
		}
	}
	c.Reasons = widget.Reasons(f.Assessed, t.ID)
	if f.Detail != nil {
		c.TicketDetail = f.Detail(t.ID)
	}
	return c
}
