package tickets

import (
	"slices"
	"strings"
	"testing"
	"time"

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
		{"down looks at the next", []string{"j"}, screen.Outcome{Claimed: true, Intent: screen.Look{Ticket: 48000}}},
		{"up at the top changes nothing", []string{"up"}, screen.Outcome{Claimed: true}},
		{"open in the browser", []string{"o"}, screen.Outcome{Claimed: true, Intent: screen.Browse{URL: "https://na.example.test/ticket/48052"}}},
		{"copy the link", []string{"y"}, screen.Outcome{Claimed: true, Intent: screen.Copy{Text: "https://na.example.test/ticket/48052", Label: "link"}}},
		{"copy the number", []string{"Y"}, screen.Outcome{Claimed: true, Intent: screen.Copy{Text: "48052", Label: "number"}}},
		{"the same while reading", []string{"enter", "o"}, screen.Outcome{Claimed: true, Intent: screen.Browse{URL: "https://na.example.test/ticket/48052"}}},
		{"letters while typing are text", []string{"/", "o"}, screen.Outcome{Claimed: true}},
		{"q is for the App", []string{"q"}, screen.Outcome{}},
		{"? is for the App", []string{"?"}, screen.Outcome{}},
		{"esc with nothing to leave is for the App", []string{"esc"}, screen.Outcome{}},
		{"esc leaves the preview", []string{"enter", "esc"}, screen.Outcome{Claimed: true}},
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
	s, f := started(t, tenant(60), 120, 40)
	if s.Looking() != 48052 {
		t.Errorf("the first ticket is in sight, got %d", s.Looking())
	}
	s, f = started(t, tenant(60), 80, 24)
	if s.Looking() != 0 {
		t.Error("no preview, nothing to look at")
	}
	if got := press(s, f, "enter").Intent; got != (screen.Look{Ticket: 48052}) {
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
		if key.Matches(stroke("esc"), b) {
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

// changed is the tenant after a refresh: one ticket gone, one new, all others
// with a new summary.
func changed(n int, gone model.TicketID) *model.Snapshot {
	s := tenant(n)
	s.Gen = 2
	out := []*model.Ticket{}
	for _, t := range s.ServiceTickets.Value {
		if t.ID == gone {
			continue
		}
		c := *t
		c.Summary = model.Clean(c.Summary.String() + " (changed)")
		out = append(out, &c)
	}
	extra := sample(1)
	extra.ID, extra.Entered = 47000, noon().Add(-2000*time.Hour)
	s.ServiceTickets.Value = append([]*model.Ticket{extra}, out...)
	return s
}

func TestRefreshDisturbsNothing(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(200), 120, 24)
	write(s, f, "help")
	press(s, f, "down", "down", "down", "down")
	was := selected(s)
	from, _ := s.table.Window()
	line := s.table.Index() - from
	f2 := frame(changed(200, 48001), 120, 24)
	s.Sync(f2)
	from, _ = s.table.Window()
	if selected(s) != was || s.table.Index()-from != line {
		t.Errorf("selection %d on line %d, was %d on %d", selected(s), s.table.Index()-from, was, line)
	}
	if s.field.String() != "help" || !s.typing {
		t.Errorf("the filter %q was disturbed", s.field.String())
	}
	press(s, f2, "enter", "enter", "j", "j", "j", "j")
	top := s.preview.Top()
	s.Sync(frame(tenant(200), 120, 24))
	if top == 0 || s.preview.Top() != top || !s.reading || s.preview.Ticket() != was {
		t.Errorf("the preview moved from line %d to %d", top, s.preview.Top())
	}
}

func TestTicketThatGoes(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	press(s, f, "down")
	gone := selected(s)
	below := model.TicketID(s.table.Key(s.table.Index() + 1))
	s.Sync(frame(changed(60, gone), 120, 24))
	if selected(s) != below {
		t.Errorf("selected %d, want the neighbour %d", selected(s), below)
	}
	if !strings.Contains(text(s, f), "#48000 was closed or deleted meanwhile.") {
		t.Error("that it has gone must be said")
	}

	s, f = started(t, tenant(60), 120, 24)
	press(s, f, "down", "enter", "j")
	f2 := frame(changed(60, gone), 120, 24)
	s.Sync(f2)
	press(s, f2, "g")
	if got := text(s, f2); !strings.Contains(got, "This ticket was closed or deleted") || !strings.Contains(got, "│") || s.preview.Ticket() != gone {
		t.Errorf("an open preview stays and says so; got\n%s", got)
	}
	press(s, f2, "esc")
	if s.preview.Ticket() != below {
		t.Errorf("leaving it shows the neighbour, got %d", s.preview.Ticket())
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	if !s.Show(screen.Place{Section: "sla"}, f) || s.table.Len() != 2 || s.table.Key(0) != 48001 {
		t.Error("a section shows just its tickets, in its order")
	}
	if !strings.Contains(text(s, f), "What will we miss?") {
		t.Error("the section's question is the title")
	}
	if !s.Show(screen.Place{Ticket: 48010}, f) || selected(s) != 48010 || s.table.Len() != 60 || s.notice == "" {
		t.Errorf("a ticket that the section hides is shown, and that is said: %d", selected(s))
	}
	s.Show(screen.Place{Section: "sla"}, f)
	if !press(s, f, "esc").Claimed || s.table.Len() != 60 {
		t.Error("esc leads back to all")
	}
	write(s, f, "zeppelin")
	if !s.Show(screen.Place{Ticket: 48003}, f) || selected(s) != 48003 || s.field.String() != "" || s.notice == "" {
		t.Error("a filter that hides the ticket is cleared, and that is said")
	}
	if s.Show(screen.Place{Ticket: 1}, f) || s.Show(screen.Place{Section: "nope"}, f) {
		t.Error("a place that is not there is refused")
	}
	if !s.Show(screen.Place{Company: 2}, f) || s.table.Len() != 12 {
		t.Errorf("%d tickets of the company", s.table.Len())
	}
	if !s.Show(screen.Place{Member: "bortiz"}, f) || s.table.Len() == 0 || s.table.Len() == 60 {
		t.Errorf("%d tickets of the member", s.table.Len())
	}
	if !s.Show(screen.Place{Filter: "is:project"}, f) || s.table.Len() != 6 {
		t.Errorf("%d tickets pass the filter", s.table.Len())
	}
	s.Show(screen.Place{Section: "waiting"}, f)
	if got := text(s, f); !strings.Contains(got, "needs Inquire on Service Tickets") {
		t.Errorf("a section that can't be answered says why:\n%s", got)
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
		{"denied", denied, "", "The key may not read service tickets.", ""},
		{"denied, the cure", denied, "", "Give the role Inquire on Service Tickets.", ""},
		{"empty", empty, "", "No open tickets.", "0"},
		{"filtered to nothing", tenant(9), "vpn board:x", "No ticket matches “vpn board:x”.", "9"},
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
	for _, order := range orders()[1:] {
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
	if i := s.byID[int64(selected(s))]; s.rows[i].urgency(time.Hour) > 1 {
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
