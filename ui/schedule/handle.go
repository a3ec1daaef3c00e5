package schedule

import (
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// Handle takes a key or the mouse.
func (s *Screen) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	s.Sync(f)
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if s.filter.typing {
			return typed(s, m, f)
		}
		return s.press(m, f)
	case tea.PasteMsg:
		if s.filter.typing {
			s.filter.field.Insert(m.Content)
			s.rebuild(f)
			return s.moved(true)
		}
	case tea.MouseWheelMsg:
		n := 0
		switch m.Button {
		case tea.MouseWheelUp:
			n = -1
		case tea.MouseWheelDown:
			n = 1
		default:
			return screen.Outcome{}
		}
		low := s.geo.wide && m.Y >= s.geo.rule
		return s.moved(s.wheel(n, low, f))
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return s.click(m.X, m.Y, f)
		}
	}
	return screen.Outcome{}
}

// moved claims a message; when the selection changed, its ticket is wanted.
func (s *Screen) moved(changed bool) screen.Outcome {
	out := screen.Outcome{Claimed: true}
	if changed {
		if id := s.Looking(); id != 0 {
			out.Intent = screen.Look{Ticket: id}
		}
	}
	return out
}

func (s *Screen) press(m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k := s.keymap()
	if n, ok := s.travel(k, m); ok {
		return s.moved(s.move(n, f))
	}
	if s.free != nil {
		return s.pressFree(k, m, f)
	}
	switch {
	case key.Matches(m, k.prev):
		return s.goTo(s.day.plus(-1), f)
	case key.Matches(m, k.next):
		return s.goTo(s.day.plus(1), f)
	case key.Matches(m, k.prevWeek):
		return s.goTo(s.day.plus(-7), f)
	case key.Matches(m, k.nextWeek):
		return s.goTo(s.day.plus(7), f)
	case key.Matches(m, k.today):
		s.turn(dateOf(f.Now, zoneOf(f)), dateOf(f.Now, zoneOf(f)))
	case key.Matches(m, k.mode):
		s.mode = day
	case key.Matches(m, k.week):
		s.mode = week
	case key.Matches(m, k.free):
		s.openFree(f)
		return s.moved(true)
	case key.Matches(m, k.focus):
		s.inList = !s.inList
	case key.Matches(m, k.find):
		s.filter.typing = true
	case key.Matches(m, k.back) && s.inList:
		s.inList = false
	case key.Matches(m, k.back):
		s.filter.field.Set("")
	default:
		return s.act(k, m, f)
	}
	s.rebuild(f)
	return s.moved(true)
}

// travel says by how many rows a key moves.
func (s *Screen) travel(k keymap, m tea.KeyPressMsg) (n int, ok bool) {
	page, far := max(1, s.geo.list.H-1), 1<<20
	if s.geo.wide && !s.inList && s.free == nil {
		page = max(1, s.geo.rows.H-1)
	}
	switch {
	case key.Matches(m, k.up):
		return -1, true
	case key.Matches(m, k.down):
		return 1, true
	case key.Matches(m, k.pageUp):
		return -page, true
	case key.Matches(m, k.pageDown):
		return page, true
	case key.Matches(m, k.home):
		return -far, true
	case key.Matches(m, k.end):
		return far, true
	}
	return 0, false
}

// move moves the selection where the keys go: who is free, the list, or the
// members.
func (s *Screen) move(n int, f screen.Frame) bool {
	switch {
	case s.free != nil:
		return s.stepFree(n)
	case s.inList || !s.geo.wide:
		return s.stepList(n)
	}
	return s.selectRow(s.rows.at+n, f)
}

// selectRow selects the member in row i.
func (s *Screen) selectRow(i int, f screen.Frame) bool {
	i = min(max(0, i), len(s.plan.rows)-1)
	if i < 0 || i == s.rows.at {
		return false
	}
	s.rows.at = i
	s.take(s.plan.rows[i].key)
	s.rows.scroll(&s.plan, s.geo.rows.H)
	s.relist(f)
	return true
}

func (s *Screen) goTo(d date, f screen.Frame) screen.Outcome {
	s.turn(d, dateOf(f.Now, zoneOf(f)))
	s.rebuild(f)
	return s.moved(true)
}

func (s *Screen) pressFree(k keymap, m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	switch {
	case key.Matches(m, k.prev):
		s.moveFree(-1, f)
	case key.Matches(m, k.next):
		s.moveFree(1, f)
	case key.Matches(m, k.want):
		s.free.want = 3*slot - s.free.want
		s.moveFree(0, f)
	case key.Matches(m, k.today):
		s.day, s.steer = dateOf(f.Now, zoneOf(f)), false
		s.openFree(f)
	case key.Matches(m, k.open):
		s.closeFree(true, f)
	case key.Matches(m, k.back), key.Matches(m, k.free):
		s.closeFree(false, f)
	default:
		return screen.Outcome{}
	}
	return s.moved(true)
}

// act is what can be done with the selected entry.
func (s *Screen) act(k keymap, m tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	e := s.list.chosen()
	if e == nil {
		return screen.Outcome{}
	}
	link := ""
	if f.Snapshot != nil && e.v.Ticket != 0 {
		link = strings.ReplaceAll(f.Snapshot.System.Value.TicketLink, "{id}", strconv.FormatInt(int64(e.v.Ticket), 10))
	}
	out := screen.Outcome{Claimed: true}
	switch {
	case key.Matches(m, k.open):
		out.Intent = screen.Read{Tickets: []model.TicketID{e.v.Ticket}}
	case key.Matches(m, k.browse) && link != "":
		out.Intent = screen.Browse{URL: link}
	case key.Matches(m, k.browse):
		out.Intent = f.NoLink()
	case key.Matches(m, k.copy) && link != "":
		out.Intent = screen.Copy{Text: link, Label: "link"}
	case key.Matches(m, k.copy):
		out.Intent = screen.Copy{Text: e.words(zoneOf(f)), Label: "entry"}
	default:
		return screen.Outcome{}
	}
	return out
}

// words is an entry as one line of plain text.
func (e *entry) words(zone *time.Location) string {
	from := e.whole.from.In(zone)
	text := from.Format("2006-01-02 15:04")
	if e.allDay {
		text = from.Format("2006-01-02")
	}
	return model.Disarmed(text + " " + e.label)
}
