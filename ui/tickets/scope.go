package tickets

import (
	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
)

// scope narrows the list to what another screen sent here for; the zero scope
// is everything.
type scope struct {
	section string
	company model.CompanyID
	member  string
	view    string // the saved view that was chosen; it narrows by its filter
	title   string
	ids     map[int64]int // a section's tickets, with their places in it
	missing string        // why a section can't be answered
}

func (c scope) isAll() bool {
	return c.section == "" && c.company == 0 && c.member == "" && c.view == ""
}

// admits reports whether a ticket belongs to the scope.
func (c scope) admits(t *model.Ticket) bool {
	switch {
	case c.section != "":
		_, ok := c.ids[int64(t.ID)]
		return ok
	case c.company != 0:
		return t.Company.ID == c.company
	case c.member != "":
		return t.WorkedBy(c.member)
	}
	return true
}

// refresh reads a section again from the latest briefing; its question stays
// even when it has gone from it.
func (c *scope) refresh(b *briefing.Briefing) {
	if c.section == "" || b == nil {
		return
	}
	s := b.Section(c.section)
	c.ids, c.missing = map[int64]int{}, ""
	if s == nil {
		return
	}
	c.title, c.missing = s.Question, s.Unavailable
	for i := range s.Items {
		if s.Items[i].Kind == briefing.KindTicket {
			c.ids[s.Items[i].ID] = i
		}
	}
}

// scopeOf is the scope that a place asks for; false when it names something
// that is not there.
func scopeOf(p screen.Place, f screen.Frame) (scope, bool) {
	switch {
	case p.Section != "":
		c := scope{section: p.Section}
		if f.Briefing == nil || f.Briefing.Section(p.Section) == nil {
			return c, false
		}
		c.refresh(f.Briefing)
		return c, true
	case p.Company != 0:
		c := scope{company: p.Company, title: "One company"}
		if f.Lookup != nil {
			if co := f.Lookup.Company(p.Company); co != nil {
				c.title = co.Name.String()
			}
		}
		return c, true
	case p.Member != "":
		c := scope{member: p.Member, title: "Tickets of " + model.Clean(p.Member).String()}
		if f.Lookup != nil {
			if m := f.Lookup.Member(p.Member); m != nil {
				c.title = "Tickets of " + m.Name().String()
			}
		}
		return c, true
	}
	return scope{}, true
}

// whoseTickets is what the whole list is called.
func whoseTickets(crew *model.Crew, beyond bool) string {
	switch {
	case crew.All() || beyond:
		return "All open tickets"
	case crew.Scope == model.ScopeTeam:
		return "My team's open tickets"
	}
	return "My open tickets"
}

// Show goes to a place: a ticket is selected, whatever hides it is taken away
// and that is said; a section, a company, a member or a filter narrows the list.
func (s *Screen) Show(p screen.Place, f screen.Frame) bool {
	c, ok := scopeOf(p, f)
	if !ok {
		return false
	}
	s.Sync(f)
	s.touched = true
	s.notice = ""
	if p.View != "" && !s.applyView(p.View) {
		return false
	}
	if p.View != "" {
		c = s.scope
	}
	if p.Exact {
		return s.comeBack(p, c)
	}
	if p.View != "" {
		return true
	}
	if !c.isAll() || p.Filter != "" || p.Ticket == 0 {
		s.leave()
		s.scope = c
		s.typing = false
		s.field.Set(p.Filter)
		s.requery()
	}
	if p.Ticket == 0 {
		s.table.Home()
		s.arrangeParts()
		return true
	}
	if p.Ticket != 0 && p.Filter != "" { // a filter with a ticket on which to stand
		s.table.Select(int64(p.Ticket))
		s.arrangeParts()
		return true
	}
	return s.showTicket(p.Ticket)
}

// comeBack shows a place as it was left. A ticket that has gone leaves the
// selection at the top.
func (s *Screen) comeBack(p screen.Place, c scope) bool {
	s.leave()
	s.scope, s.typing = c, false
	s.field.Set(p.Filter)
	s.requery()
	if p.Ticket == 0 || !s.table.Select(int64(p.Ticket)) {
		s.table.Home()
	}
	s.arrangeParts()
	return true
}

func (s *Screen) showTicket(id model.TicketID) bool {
	outside := false
	if _, ok := s.byID[int64(id)]; !ok {
		if s.frame.Lookup == nil || s.frame.Lookup.Ticket(id) == nil || s.beyond {
			return false
		}
		outside, s.beyond = true, true
		s.work(true)
	}
	s.leave()
	if outside || !s.table.Select(int64(id)) {
		switch {
		case outside:
			s.notice = "Everybody's tickets are shown, because this one is outside your scope."
		case !s.scope.isAll():
			s.notice = "All tickets are shown, because this one was not in the list."
		default:
			s.notice = "The filter was cleared to show this ticket."
		}
		s.scope = scope{}
		s.typing = false
		s.field.Set("")
		s.requery()
		s.table.Select(int64(id))
	}
	s.arrangeParts()
	return true
}
