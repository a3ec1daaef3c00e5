package tickets

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// Handle implements screen.Screen.
func (s *Screen) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	s.Sync(f)
	was := s.Looking()
	out := s.dispatch(msg)
	if !out.Claimed {
		return out
	}
	s.touched = true
	s.arrangeParts()
	if now := s.Looking(); now != was && now != 0 && out.Intent == nil {
		out.Intent = screen.Look{Ticket: now}
	}
	return out
}

func (s *Screen) dispatch(msg tea.Msg) screen.Outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if s.typing {
			return s.typed(msg)
		}
		notice := s.notice
		s.notice = ""
		out := s.common(msg)
		if !out.Claimed && s.reading {
			out = s.read(msg)
		} else if !out.Claimed {
			out = s.inList(msg)
		}
		if !out.Claimed {
			s.notice = notice
		}
		return out
	case tea.PasteMsg:
		if s.typing {
			s.field.Insert(msg.Content)
			s.refine()
			return claimed(nil)
		}
	case prepared:
		s.adopt(msg)
	case screen.Chosen:
		if msg.ID == columnMenu {
			s.picked = s.picked.toggle(s.all, msg.Index, s.frame.Columns)
			s.columns()
			s.arrangeParts() // which of them find room
			return s.picked.offer(s.all, s.frame.Columns, msg.Index, s.table.Shows)
		}
		return viewMenu{s.frame.Views, s.scope.view}.open(msg.Index)
	case tea.MouseWheelMsg:
		return s.wheeled(msg.Mouse())
	case tea.MouseClickMsg:
		return s.clicked(msg.Mouse())
	}
	return screen.Outcome{}
}

func claimed(i screen.Intent) screen.Outcome { return screen.Outcome{Intent: i, Claimed: true} }

// typed takes a key while a filter is typed; moving the selection works too.
func (s *Screen) typed(k tea.KeyPressMsg) screen.Outcome {
	switch name := k.String(); {
	case key.Matches(k, s.keys.accept):
		s.typing = false
		s.field.Keep()
	case key.Matches(k, s.keys.clear):
		s.typing = false
		s.field.Set("")
		s.refine()
	case name == "pgup":
		s.table.Page(-1)
		s.anchor, _ = s.table.Selected()
	case name == "pgdown":
		s.table.Page(1)
		s.anchor, _ = s.table.Selected()
	default:
		switch moved := map[string]int{"up": -1, "down": 1}[name]; {
		case s.field.Press(k, func() []string { return completions(s.rows, s.field.String()) }):
		case moved != 0: // nothing to recall
			s.table.Move(moved)
			s.anchor, _ = s.table.Selected()
		default:
			return screen.Outcome{}
		}
		if s.field.String() != s.query.text {
			s.refine()
		}
	}
	return claimed(nil)
}

// read takes a key for the preview.
func (s *Screen) read(k tea.KeyPressMsg) screen.Outcome {
	p := &s.preview
	switch {
	case key.Matches(k, s.keys.up):
		p.Scroll(-1)
	case key.Matches(k, s.keys.down):
		p.Scroll(1)
	case key.Matches(k, s.keys.pageUp):
		p.Page(-1)
	case key.Matches(k, s.keys.pageDown):
		p.Page(1)
	case key.Matches(k, s.keys.home):
		p.Home()
	case key.Matches(k, s.keys.end):
		p.End()
	case key.Matches(k, s.keys.back), k.String() == "tab":
		s.leave()
	case key.Matches(k, s.keys.open):
		return s.openTicket()
	case key.Matches(k, s.keys.read):
	default:
		return screen.Outcome{}
	}
	return claimed(nil)
}

// inList takes a key for the list.
func (s *Screen) inList(k tea.KeyPressMsg) screen.Outcome {
	t := &s.table
	switch {
	case key.Matches(k, s.keys.up):
		t.Move(-1)
	case key.Matches(k, s.keys.down):
		t.Move(1)
	case key.Matches(k, s.keys.pageUp):
		t.Page(-1)
	case key.Matches(k, s.keys.pageDown):
		t.Page(1)
	case key.Matches(k, s.keys.home):
		t.Home()
	case key.Matches(k, s.keys.end):
		t.End()
	case key.Matches(k, s.keys.open):
		return s.openTicket()
	case key.Matches(k, s.keys.read):
		s.reading = s.current() != nil
	case key.Matches(k, s.keys.mark):
		if id, ok := t.Selected(); ok && id > 0 {
			s.marks.toggle(id)
			t.Move(1)
		}
	case key.Matches(k, s.keys.clear): // only esc: h or left must not lose a filter
		return screen.Outcome{Claimed: s.goBack()}
	default:
		return s.arrange(k)
	}
	return claimed(nil)
}

// goBack takes away the marks, then the filter, then the scope; false when there
// was nothing.
func (s *Screen) goBack() bool {
	switch {
	case s.marks.count(&s.pool) > 0:
		clear(s.marks)
	case s.field.String() != "":
		s.field.Set("")
		s.refilter()
	case !s.scope.isAll():
		s.scope = scope{}
		s.requery()
	default:
		return false
	}
	return true
}

// arrange takes the keys that choose what is shown and how.
func (s *Screen) arrange(k tea.KeyPressMsg) screen.Outcome {
	switch {
	case key.Matches(k, s.keys.filter):
		s.typing = true
		s.anchor, _ = s.table.Selected()
		return screen.Outcome{Cmd: s.prepare(), Claimed: true}
	case key.Matches(k, s.keys.views):
		return viewMenu{s.frame.Views, s.scope.view}.offer(whoseTickets(s.frame.Crew, s.beyond))
	case key.Matches(k, s.keys.columns):
		return s.picked.offer(s.all, s.frame.Columns, 0, s.table.Shows)
	case key.Matches(k, s.keys.save):
		return s.save(s.field.String())
	case s.rearrange(&s.keys, k):
		s.columns()
		s.requery()
	case key.Matches(k, s.keys.next):
		return s.alarm(1)
	case key.Matches(k, s.keys.previous):
		return s.alarm(-1)
	default:
		return screen.Outcome{}
	}
	return claimed(nil)
}

func following(all []string, now string) string {
	for i, s := range all {
		if s == now {
			return all[(i+1)%len(all)]
		}
	}
	return all[0]
}

// alarm goes to the next ticket that is breached or at risk.
func (s *Screen) alarm(step int) screen.Outcome {
	if s.pool.alarm(&s.table, step) {
		return claimed(nil)
	}
	return claimed(screen.Notify{Text: "Nothing in this list is breached or at risk."})
}

// openTicket opens the page of the selected ticket. The list as it stands says
// which are the next and the previous.
func (s *Screen) openTicket() screen.Outcome {
	t := s.current()
	if t == nil {
		return claimed(nil)
	}
	in := screen.Read{}
	for i := range s.table.Len() {
		k := s.table.Key(i)
		if k <= 0 {
			continue // the heading of a group
		}
		if k == int64(t.ID) {
			in.At = len(in.Tickets)
		}
		in.Tickets = append(in.Tickets, model.TicketID(k))
	}
	if in.At >= len(in.Tickets) || in.Tickets[in.At] != t.ID {
		in = screen.Read{Tickets: []model.TicketID{t.ID}}
	}
	return claimed(in)
}
