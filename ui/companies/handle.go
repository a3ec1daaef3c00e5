package companies

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Handle takes a key, a paste or the mouse.
func (s *Screen) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	s.Sync(f)
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if s.pick.typing {
			return s.typed(m, f)
		}
		return s.press(m, f)
	case tea.PasteMsg:
		if s.pick.typing {
			s.pick.filter.Insert(m.Content)
			s.relist(f)
			return screen.Outcome{Claimed: true}
		}
	case tea.MouseWheelMsg:
		switch m.Button {
		case tea.MouseWheelUp:
			return s.wheel(-1, m.X, f)
		case tea.MouseWheelDown:
			return s.wheel(1, m.X, f)
		}
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return s.click(m.X, m.Y, f)
		}
	}
	return screen.Outcome{}
}

// typed takes a key while the filter is typed.
func (s *Screen) typed(m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k := s.keymap()
	switch {
	case key.Matches(m, k.accept):
		s.pick.typing = false
		s.pick.filter.Keep()
	case key.Matches(m, k.clear):
		s.pick.typing = false
		s.pick.filter.Set("")
	case s.pick.filter.Press(m, s.names):
	case m.Code == tea.KeyUp: // nothing to recall
		s.chosen = s.table.Move(-1) || s.chosen
	case m.Code == tea.KeyDown:
		s.chosen = s.table.Move(1) || s.chosen
	default:
		return screen.Outcome{}
	}
	s.relist(f)
	return screen.Outcome{Claimed: true}
}

func (s *Screen) press(m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k := s.keymap()
	list := &s.table.List
	if s.inPane {
		list = s.pane.focus()
	}
	switch {
	case travelled(list, k, m):
		s.chosen = true
		return s.moved(f)
	case key.Matches(m, k.other):
		s.pane.contacts.active = !s.pane.contacts.active
	case key.Matches(m, k.open) && s.inPane:
		return screen.Outcome{Claimed: true, Intent: s.pane.tickets.read()}
	case key.Matches(m, k.open):
		s.inPane, s.chosen = true, true
	case key.Matches(m, k.back) && s.inPane:
		s.inPane = false
	case key.Matches(m, k.back):
		s.pick.filter.Set("")
	case key.Matches(m, k.filter):
		s.pick.typing = true
	case key.Matches(m, k.sort):
		s.pick.order, s.pick.reverse = (s.pick.order+1)%orders, false
	case key.Matches(m, k.reverse):
		s.pick.reverse = !s.pick.reverse
	case key.Matches(m, k.all):
		s.pick.all = !s.pick.all
	default:
		return s.act(k, m, f)
	}
	s.relist(f)
	return screen.Outcome{Claimed: true}
}

// travelled moves in a list when the key means that.
func travelled(l *widget.List, k keymap, m tea.KeyPressMsg) bool {
	switch {
	case key.Matches(m, k.up):
		l.Move(-1)
	case key.Matches(m, k.down):
		l.Move(1)
	case key.Matches(m, k.pageUp):
		l.Page(-1)
	case key.Matches(m, k.pageDown):
		l.Page(1)
	case key.Matches(m, k.home):
		l.Home()
	case key.Matches(m, k.end):
		l.End()
	default:
		return false
	}
	return true
}

// moved shows what belongs to the new selection.
func (s *Screen) moved(f screen.Frame) screen.Outcome {
	out := screen.Outcome{Claimed: true}
	if !s.inPane {
		s.refill(f)
		return out
	}
	if id := s.pane.tickets.selected(); id != 0 && !s.pane.contacts.active {
		out.Intent = screen.Look{Ticket: id}
	}
	return out
}

// act is what can be done with the selected company or ticket.
func (s *Screen) act(k keymap, m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	c := s.company()
	if c == nil {
		return screen.Outcome{}
	}
	out := screen.Outcome{Claimed: true}
	link := s.link(c, f)
	switch who := s.pane.contacts.contact(); {
	case s.inPane && who != nil && key.Matches(m, k.copy):
		out.Intent = screen.Copy{Text: who.Email.String(), Label: "e-mail address"}
	case s.inPane && who != nil && key.Matches(m, k.phone):
		out.Intent = screen.Copy{Text: who.Phone.String(), Label: "phone number"}
	case key.Matches(m, k.tickets):
		out.Intent = screen.Open{Place: screen.Place{Screen: "tickets", Company: c.id}}
	case key.Matches(m, k.browse) && link != "":
		out.Intent = screen.Browse{URL: link}
	case key.Matches(m, k.copy) && link != "":
		out.Intent = screen.Copy{Text: link, Label: "link"}
	case key.Matches(m, k.copy):
		out.Intent = screen.Copy{Text: model.Disarmed(c.name), Label: "name"}
	case key.Matches(m, k.browse):
		out.Intent = f.NoLink()
	default:
		return screen.Outcome{}
	}
	return out
}

// link is the page of the selected ticket, or of the company; "" when the
// server's pages are not known.
func (s *Screen) link(c *figures, f screen.Frame) string {
	if f.Snapshot == nil {
		return ""
	}
	pattern, id := f.Snapshot.System.Value.CompanyLink, int64(c.id)
	if t := s.pane.tickets.selected(); s.inPane && !s.pane.contacts.active && t != 0 {
		pattern, id = f.Snapshot.System.Value.TicketLink, int64(t)
	}
	return strings.ReplaceAll(pattern, "{id}", strconv.FormatInt(id, 10))
}

// wheel moves the selection of the list under the mouse.
func (s *Screen) wheel(n, x int, f screen.Frame) screen.Outcome {
	if !s.geo.pane.Empty() && x >= s.geo.pane.X {
		s.pane.focus().Move(n)
		s.inPane, s.chosen = true, true
		return s.moved(f)
	}
	s.chosen = s.table.Move(n) || s.chosen
	s.refill(f)
	return screen.Outcome{Claimed: true}
}

// click selects what is under the mouse, and gives its half the keys.
func (s *Screen) click(x, y int, f screen.Frame) screen.Outcome {
	was, inPane, open := s.table.Index(), s.inPane, s.pane.tickets.selected()
	if g := s.geo.table; g.Contains(x, y) && y == g.Y {
		if !s.pick.turn(s.table.ColumnAt(x - g.X)) {
			return screen.Outcome{}
		}
		s.relist(f)
		return screen.Outcome{Claimed: true}
	}
	if g := s.geo.table; g.Contains(x, y) && s.table.At(y-g.Y-1) {
		s.inPane, s.chosen = s.table.Index() == was && !inPane, true // a click on what is selected opens it
		s.refill(f)
		return screen.Outcome{Claimed: true}
	}
	if g := s.geo.pane; g.Contains(x, y) && s.pane.click(y-g.Y) {
		s.inPane = true
		if inPane && !s.pane.contacts.active && s.pane.tickets.selected() == open {
			return screen.Outcome{Claimed: true, Intent: s.pane.tickets.read()}
		}
		s.refill(f)
		return s.moved(f)
	}
	return screen.Outcome{}
}
