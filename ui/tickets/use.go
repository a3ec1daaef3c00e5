package tickets

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// wheel is how many lines a notch of the mouse wheel moves.
const wheel = 3

// common are the keys that mean the same in the list and in the preview.
func (s *Screen) common(k tea.KeyPressMsg) screen.Outcome {
	t := s.current()
	chosen := func() []*model.Ticket { return s.marks.chosen(&s.pool, &s.table, t) }
	switch {
	case key.Matches(k, s.keys.browse):
		return withLink(t, &s.frame, func(url string) screen.Intent { return screen.Browse{URL: url} })
	case key.Matches(k, s.keys.copyLink):
		return copyLinks(chosen(), &s.frame)
	case key.Matches(k, s.keys.copyID):
		return copied(chosen(), "number", func(t *model.Ticket) string { return strings.TrimPrefix(number(t.ID), "#") })
	case key.Matches(k, s.keys.copyBoth):
		return copied(chosen(), "number and summary", func(t *model.Ticket) string { return number(t.ID) + " " + t.Summary.String() })
	case key.Matches(k, s.keys.takers):
		return claimed(screen.WhoTakes{Ticket: t.ID})
	case key.Matches(k, s.keys.company):
		return claimed(screen.Open{Place: screen.Place{Screen: "companies", Company: t.Company.ID}})
	case key.Matches(k, s.keys.contact):
		name := strings.ReplaceAll(t.Contact.Name.String(), `"`, "")
		return claimed(screen.Open{Place: screen.Place{Screen: "tickets", Filter: `contact:"` + name + `"`, Ticket: t.ID}})
	case key.Matches(k, s.keys.pane):
		s.hidden = !s.hidden
		return claimed(nil)
	}
	return screen.Outcome{}
}

// withLink hands the ticket's address on, or says why there is none.
func withLink(t *model.Ticket, f *screen.Frame, then func(string) screen.Intent) screen.Outcome {
	if t == nil {
		return claimed(nil)
	}
	link := f.TicketLink()
	if link == "" {
		return claimed(f.NoLink())
	}
	return claimed(then(strings.ReplaceAll(link, "{id}", strings.TrimPrefix(number(t.ID), "#"))))
}

// wheeled scrolls what is under the pointer.
func (s *Screen) wheeled(m tea.Mouse) screen.Outcome {
	n := wheel
	switch m.Button {
	case tea.MouseWheelUp:
		n = -n
	case tea.MouseWheelDown:
	default:
		return screen.Outcome{}
	}
	if s.places.preview.Contains(m.X, m.Y) {
		s.preview.Scroll(n)
	} else {
		s.table.Move(n)
	}
	return claimed(nil)
}

// clicked selects the row under the pointer, opens the one that is selected, sorts by
// a head, or goes to the preview.
func (s *Screen) clicked(m tea.Mouse) screen.Outcome {
	switch {
	case m.Button != tea.MouseLeft:
		return screen.Outcome{}
	case s.places.preview.Contains(m.X, m.Y):
		s.reading = true
	case s.places.table.Contains(m.X, m.Y) && m.Y == s.places.table.Y:
		if s.turn(s.table.ColumnAt(m.X - s.places.table.X)) {
			s.columns()
			s.requery()
			s.arrangeParts()
		}
	case s.places.table.Contains(m.X, m.Y):
		was := s.table.Index()
		if s.reading {
			was = -1
		}
		s.leave()
		if s.table.At(m.Y-s.places.table.Y-1) && s.table.Index() == was {
			return s.openTicket()
		}
	}
	return claimed(nil)
}
