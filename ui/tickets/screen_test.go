package tickets

import (
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"daybrief/model"
	"daybrief/ui/screen"
)

func text(s *Screen, f screen.Frame) string { return strings.Join(s.Draw(f).Lines, "\n") }

func selected(s *Screen) model.TicketID {
	k, _ := s.table.Selected()
	return model.TicketID(k)
}

func TestKeysToIntents(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		keys []string
		want screen.Outcome
	}{
		{"down looks at the next", []string{"j"}, screen.Outcome{Claimed: true, Intent: screen.Look{Ticket: 48036}}},
		{"up at the top changes nothing", []string{"up"}, screen.Outcome{Claimed: true}},
		{"open in the browser", []string{"o"}, screen.Outcome{Claimed: true, Intent: screen.Browse{URL: "https://na.example.test/ticket/48052"}}},
		{"copy the link", []string{"y"}, screen.Outcome{Claimed: true, Intent: screen.Copy{Text: "https://na.example.test/ticket/48052", Label: "link"}}},
		{"copy the number", []string{"Y"}, screen.Outcome{Claimed: true, Intent: screen.Copy{Text: "48052", Label: "number"}}},
		{"the same while reading", []string{"tab", "o"}, screen.Outcome{Claimed: true, Intent: screen.Browse{URL: "https://na.example.test/ticket/48052"}}},
		{"letters while typing are text", []string{"/", "o"}, screen.Outcome{Claimed: true}},
		{"q is for the App", []string{"q"}, screen.Outcome{}},
		{"? is for the App", []string{"?"}, screen.Outcome{}},
		{"esc with nothing to leave is for the App", []string{"esc"}, screen.Outcome{}},
		{"esc leaves the preview", []string{"tab", "esc"}, screen.Outcome{Claimed: true}},
	} {
		s, f := started(t, tenant(60), 120, 40)
		if d := cmp.Diff(c.want, press(s, f, c.keys...)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestNoLinkIsSaid(t *testing.T) {
	t.Parallel()
	snap := tenant(5)
	snap.System.Value.TicketLink = ""
	s, f := started(t, snap, 120, 40)
	if _, ok := press(s, f, "o").Intent.(screen.Notify); !ok {
		t.Error("o without an address must say so")
	}
}

func TestLookingFollowsWhatIsInSight(t *testing.T) {
	t.Parallel()
	wide, _ := started(t, tenant(60), 120, 40)
	if wide.Looking() != 48052 {
		t.Errorf("the first ticket is in sight, got %d", wide.Looking())
	}
	s, f := started(t, tenant(60), 80, 24)
	if s.Looking() != 0 {
		t.Error("no preview, nothing to look at")
	}
	if got := press(s, f, "tab").Intent; got != (screen.Look{Ticket: 48052}) {
		t.Errorf("got %v", got)
	}
}

func TestEveryBindingIsLive(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 40)
	press(s, f, "down", "down")
	all := slices.Concat(s.Keys().FullHelp()...)
	for _, b := range all {
		if b.Help().Key == "" || b.Help().Desc == "" {
			t.Errorf("%v has no help", b.Keys())
		}
		if !b.Enabled() || key.Matches(stroke("esc"), b) {
			continue // unclaimed when there is nothing to leave
		}
		for _, name := range b.Keys() {
			if len(name) != 1 {
				continue
			}
			s, f := started(t, tenant(60), 120, 40)
			press(s, f, "down", "down")
			if name == "h" {
				press(s, f, "enter")
			}
			if !press(s, f, name).Claimed {
				t.Errorf("%s (%s) does nothing", name, b.Help().Desc)
			}
		}
	}
}

func TestEmptyStatesDiffer(t *testing.T) {
	t.Parallel()
	none := &model.Snapshot{}
	denied := &model.Snapshot{Health: []model.Health{{Source: model.SourceTickets, Problem: &model.Problem{Kind: model.Forbidden,
		What: model.Clean("The key may not read service tickets."), Cure: model.Clean("Give the role Inquire on Service Tickets.")}}}}
	empty := tenant(0)
	half := tenant(3)
	half.ProjectTickets = model.Fresh[[]*model.Ticket]{}
	half.Health = []model.Health{{Source: model.SourceProjectTickets, Problem: denied.Health[0].Problem}}
	cut := tenant(9)
	cut.Health = []model.Health{{Source: model.SourceTickets, Shown: 200, Total: 1432}}
	for _, c := range []struct {
		name  string
		snap  *model.Snapshot
		typ   string
		want  string
		count string
	}{
		{"loading", none, "", "Tickets have not been loaded yet.", ""},
		{"denied", denied, "", "The key may not read service tickets.", "–"},
		{"denied, the cure", denied, "", "Give the role Inquire on Service Tickets.", "–"},
		{"empty", empty, "", "No open tickets.", "0"},
		{"filtered to nothing", tenant(9), "vpn board:x", "No ticket matches “vpn board:x”.", "9"},
		{"filtered by a log that was pasted", tenant(9), strings.Repeat("x", 100_000), "No ticket matches “xxxxxxxxxx", "9"},
		{"one part missing", half, "", "Project tickets are missing: The key may not", "3"},
		{"cut", cut, "", "showing 200 of 1,432", "9"},
	} {
		s, f := started(t, c.snap, 100, 20)
		if c.typ != "" {
			write(s, f, c.typ)
		}
		if got := text(s, f); !strings.Contains(got, c.want) {
			t.Errorf("%s: no %q in\n%s", c.name, c.want, got)
		}
		if got := s.Count(f); got != c.count {
			t.Errorf("%s: the tab says %q, want %q", c.name, got, c.count)
		}
	}
}

func TestSortAndGroup(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 200, 60)
	for _, order := range table().orders()[1:] {
		press(s, f, "s")
		if s.order != order || s.table.Len() != 60 {
			t.Fatalf("order %s, want %s", s.order, order)
		}
	}
	press(s, f, "s")
	first := s.table.Key(0)
	press(s, f, "S")
	if s.table.Key(0) == first {
		t.Error("S reverses")
	}
	for _, by := range groupings()[1:] {
		press(s, f, "b")
		heads, rows := 0, 0
		for i := range s.table.Len() {
			if s.table.Key(i) < 0 {
				heads++
			} else {
				rows++
			}
		}
		if s.grouping != by || rows != 60 || heads != len(s.groups) || heads < 2 {
			t.Errorf("%s: %d headings, %d rows", by, heads, rows)
		}
	}
}

func TestNextAlarm(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	press(s, f, "G", "n")
	if i := s.byID[int64(selected(s))]; !s.rows[i].Misses() {
		t.Error("n goes to what is breached or at risk")
	}
	s, f = started(t, tenant(0), 120, 24)
	if _, ok := press(s, f, "n").Intent.(screen.Notify); !ok {
		t.Error("nothing to go to must be said")
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	s.Handle(tea.MouseClickMsg{X: 10, Y: 5, Button: tea.MouseLeft}, f)
	if s.table.Index() != 3 {
		t.Errorf("row %d", s.table.Index())
	}
	s.Handle(tea.MouseWheelMsg{X: 10, Y: 5, Button: tea.MouseWheelDown}, f)
	if s.table.Index() != 6 {
		t.Errorf("row %d", s.table.Index())
	}
	s.Handle(tea.MouseClickMsg{X: 100, Y: 5, Button: tea.MouseLeft}, f)
	if !s.reading {
		t.Error("a click on the preview goes there")
	}
}

func TestDrawIsPure(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	if a, b := text(s, f), text(s, f); a != b {
		t.Error("two frames of the same state differ")
	}
}
