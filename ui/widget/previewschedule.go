package widget

import "daybrief/model"

// visits adds when somebody is booked on the ticket.
func (s *sheet) visits() {
	if s.card.Lookup == nil {
		return
	}
	first := true
	for _, v := range s.card.Lookup.ScheduleEntries(s.card.Ticket.ID) {
		if v.Ghost || v.Start.IsZero() {
			continue
		}
		if first {
			s.rule("Schedule")
			first = false
		}
		s.visit(v)
	}
	if s.card.NoSchedule != "" {
		if first {
			s.rule("Schedule")
		}
		s.text(s.card.NoSchedule, s.th.Dim, "", 0, 2)
	}
}

func (s *sheet) visit(v *model.ScheduleEntry) {
	c := s.card
	start, end := v.Span(c.Zone)
	when := Day(start, c.Now, c.Zone)
	if !v.DateOnly {
		when += " " + start.Format("15:04") + Spell("–", &s.th.Glyphs) + end.Format("15:04")
	}
	state, k := "", InkText
	switch {
	case v.Done:
		state, k = "done", InkDim
	case end.Before(c.Now) && v.Unfinished():
		state, k = "past and not done", InkWarn
	case end.Before(c.Now):
		state, k = "over", InkDim
	case v.Unread():
		state = "not acknowledged"
	}
	s.text(s.lay(s.dot(when, v.Member.Label().String(), state), s.w), k.Style(s.th), "", 0, 3)
}
