package tickets

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

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
	press(s, f2, "enter", "tab", "j", "j", "j", "j")
	top, seen := s.preview.Top(), rightOf(text(s, f2), 76)
	s.Sync(frame(tenant(200), 120, 24))
	if now := rightOf(text(s, f2), 76); top == 0 || now != seen || !s.reading || s.preview.Ticket() != was {
		t.Errorf("the preview moved:\n%s\n%s", seen, now)
	}
}

// rightOf is what stands right of a column of a screen.
func rightOf(screen string, column int) (out string) {
	for line := range strings.Lines(screen) {
		if r := []rune(line); len(r) > column {
			out += string(r[column:])
		}
	}
	return out
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
	if !strings.Contains(text(s, f), fmt.Sprintf("#%d was closed or deleted meanwhile.", gone)) {
		t.Error("that it has gone must be said")
	}

	s, f = started(t, tenant(60), 120, 24)
	press(s, f, "down", "tab", "j")
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
	if !strings.Contains(text(s, f), "SLA: about to be missed") {
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

func TestOnlyEscLosesAFilter(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	write(s, f, "printer")
	press(s, f, "enter", "h", "left")
	if s.field.String() != "printer" {
		t.Error("h and left must not clear a filter")
	}
	press(s, f, "/", "x")
	if s.field.String() != "printerx" {
		t.Errorf("a filter is typed on, got %q", s.field.String())
	}
	press(s, f, "enter", "esc")
	if s.field.String() != "" || s.table.Len() != 60 {
		t.Error("esc clears the filter")
	}
}

func TestTypingKeepsTheSelectionThatMatches(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	press(s, f, "down", "down", "down")
	was := selected(s)
	write(s, f, "printer")
	if selected(s) != was {
		t.Errorf("selected %d, want %d, which matches", selected(s), was)
	}
	write(s, f, " zzz")
	press(s, f, "esc")
	if selected(s) != was {
		t.Errorf("after clearing, selected %d, want %d", selected(s), was)
	}
}
