package reports

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/internal/report"
	"daybrief/ui/screen"
)

// keymap is what works now, as data.
type keymap struct {
	up, down, pageUp, pageDown, home, end key.Binding
	open, back, again                     key.Binding
	period, earlier, group, left, right   key.Binding
	filter                                key.Binding
}

func bind(help, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
}

func (s *Screen) keymap() keymap {
	k := keymap{
		up: bind("↑ k", "up", "up", "k"), down: bind("↓ j", "down", "down", "j"),
		pageUp: bind("pgup ctrl+u", "page up", "pgup", "ctrl+u"), pageDown: bind("pgdn space", "page down", "pgdown", "ctrl+d", "space"),
		home: bind("g", "first", "home", "g"), end: bind("G", "last", "end", "G"),
		open: bind("enter", "ask", "enter", "tab"), back: bind("esc", "back", "esc", "shift+tab"),
		again:  bind("a", "ask again", "a"),
		period: bind("p ]", "next period", "p", "]"), earlier: bind("P [", "previous period", "P", "["),
		group:  bind("b", "group by the next", "b"),
		filter: bind("/", "filter", "/"),
		left:   bind("← h", "the figure to the left", "left", "h"), right: bind("→ l", "the figure to the right", "right", "l"),
	}
	able := s.able()
	k.period.SetEnabled(able && !s.kind().Now)
	k.earlier.SetEnabled(k.period.Enabled())
	k.group.SetEnabled(able && len(s.kind().By) > 1)
	k.filter.SetEnabled(able && len(s.kind().Filters) > 0)
	k.again.SetEnabled(able && s.answer() != nil)
	k.open.SetEnabled(able)
	k.left.SetEnabled(s.view == viewTable && s.answer() != nil)
	k.right.SetEnabled(k.left.Enabled())
	switch {
	case s.view == viewTable && s.answer() != nil:
		k.open.SetHelp("enter", "records behind it")
	case s.view == viewRows:
		k.open.SetHelp("enter", "open the ticket")
	}
	k.back.SetEnabled(s.view != viewList || s.run.busy)
	if s.run.busy {
		k.back.SetHelp("esc", "call it off")
	}
	screen.Rebind(k.named(), s.own)
	return k
}

// ShortHelp is the line at the bottom.
func (k keymap) ShortHelp() []key.Binding {
	return []key.Binding{k.up, k.down, k.open, k.back, k.right, k.period, k.group, k.filter, k.again}
}

// FullHelp is the page.
func (k keymap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end},
		{k.open, k.back, k.again, k.left, k.right},
		{k.period, k.earlier, k.group, k.filter},
	}
}

var _ help.KeyMap = keymap{}

func (k *keymap) named() []screen.Named {
	return []screen.Named{
		{Name: "up", Key: &k.up}, {Name: "down", Key: &k.down}, {Name: "page-up", Key: &k.pageUp}, {Name: "page-down", Key: &k.pageDown},
		{Name: "first", Key: &k.home}, {Name: "last", Key: &k.end}, {Name: "open", Key: &k.open}, {Name: "back", Key: &k.back},
		{Name: "again", Key: &k.again}, {Name: "period", Key: &k.period}, {Name: "period-before", Key: &k.earlier},
		{Name: "group", Key: &k.group}, {Name: "filter", Key: &k.filter}, {Name: "left", Key: &k.left}, {Name: "right", Key: &k.right},
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	k := s.keymap()
	return screen.Actions(k.named())
}

// Rebind implements screen.Actor.
func (s *Screen) Rebind(keys map[string][]string) { s.own = keys }

// Handle takes a key, the mouse, or news of a report.
func (s *Screen) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	s.Sync(f)
	out := s.take(msg, f)
	s.Sync(f) // drawing works nothing out
	return out
}

func (s *Screen) take(msg tea.Msg, f screen.Frame) screen.Outcome {
	switch msg := msg.(type) {
	case news:
		return screen.Outcome{Cmd: s.heard(msg, f.Now), Claimed: true}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			s.move(-1)
		case tea.MouseWheelDown:
			s.move(1)
		default:
			return screen.Outcome{}
		}
		return screen.Outcome{Claimed: true}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return pointer{s}.clicked(msg.X, msg.Y, f)
		}
	case tea.PasteMsg:
		if s.filter.on {
			s.filter.line.Insert(msg.Content)
			return screen.Outcome{Claimed: true}
		}
	case tea.KeyPressMsg:
		if s.filter.on {
			return typist{s}.typed(msg, f)
		}
		return s.press(msg, f)
	}
	return screen.Outcome{}
}

func (s *Screen) press(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k, done := s.keymap(), screen.Outcome{Claimed: true}
	switch {
	case key.Matches(msg, k.up):
		s.move(-1)
	case key.Matches(msg, k.down):
		s.move(1)
	case key.Matches(msg, k.pageUp):
		s.move(-page(s.area.H))
	case key.Matches(msg, k.pageDown):
		s.move(page(s.area.H))
	case key.Matches(msg, k.home):
		s.move(-1 << 30)
	case key.Matches(msg, k.end):
		s.move(1 << 30)
	case key.Matches(msg, k.left):
		s.column, s.row = max(0, s.column-1), 0
	case key.Matches(msg, k.right):
		s.column, s.row = min(s.column+1, len(s.kind().Columns)-1), 0
	case key.Matches(msg, k.back):
		s.back()
	case key.Matches(msg, k.again):
		done.Cmd = s.start(f, true)
	case key.Matches(msg, k.period):
		done.Cmd = s.change(f, 1, 0)
	case key.Matches(msg, k.earlier):
		done.Cmd = s.change(f, -1, 0)
	case key.Matches(msg, k.group):
		done.Cmd = s.change(f, 0, 1)
	case key.Matches(msg, k.filter):
		typist{s}.begin()
	case key.Matches(msg, k.open):
		done.Cmd, done.Intent = s.open(f)
	default:
		return screen.Outcome{}
	}
	return done
}

// page is how far page up and down go in so many lines.
func page(h int) int { return max(1, h-8) }

// move moves the selection.
func (s *Screen) move(by int) {
	to := func(at, n int) int { return max(0, min(at+by, n-1)) }
	switch a := s.answer(); {
	case s.view == viewList:
		s.choose(to(s.at, len(s.kinds)))
	case a == nil:
	case s.view == viewTable:
		s.group, s.row = to(s.group, len(a.res.Groups)), 0
	default:
		s.row = to(s.row, len(s.rows()))
	}
}

// back calls off what runs, else goes to what is above.
func (s *Screen) back() {
	switch {
	case s.run.busy:
		s.stop()
	case s.view == viewRows:
		s.view = viewTable
	default:
		s.view = viewList
	}
}

// change asks about another period or with another grouping. In the list nothing
// is asked before enter.
func (s *Screen) change(f screen.Frame, period, by int) tea.Cmd {
	c, n := s.choice(), len(report.Periods())
	c.period = (c.period + period + n) % n
	c.by = (c.by + by) % len(s.kind().By)
	return typist{s}.choose(f, c)
}

// open is enter.
func (s *Screen) open(f screen.Frame) (tea.Cmd, screen.Intent) {
	a := s.answer()
	switch {
	case s.view == viewList:
		s.view = viewTable
		if a == nil && !s.runs(s.kind()) {
			return s.start(f, false), nil
		}
	case a == nil && !s.runs(s.kind()):
		return s.start(f, false), nil
	case a != nil && s.view == viewTable && len(s.rows()) > 0:
		s.view, s.row = viewRows, 0
	case a != nil && s.view == viewTable && len(a.res.Groups) > 0:
		return nil, screen.Notify{Text: "No record stands behind this figure."}
	case s.view == viewRows:
		return nil, s.ticket(f)
	}
	return nil, nil
}
