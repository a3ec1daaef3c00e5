package tickets

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// TestMarkedTicketsGoTogether: what is marked is copied and exported, in the order
// of the list, whatever is filtered since; esc takes the marks away first.
func TestMarkedTicketsGoTogether(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 120, 24)
	first := number(selected(s))
	press(s, f, "x", "x")
	second := s.marks.in(&s.pool, &s.table)[1]
	if got := text(s, f); !strings.Contains(got, "2 marked") || strings.Count(got, "+"+"●")+strings.Count(got, "+▲") == 0 {
		t.Errorf("the marks are not seen:\n%s", got)
	}
	write(s, f, "help")
	press(s, f, "enter")
	copied, ok := press(s, f, "Y").Intent.(screen.Copy)
	if want := strings.TrimPrefix(first, "#") + "\n" + strings.TrimPrefix(number(second.ID), "#"); !ok || len(strings.Fields(copied.Text)) != 2 || copied.Label != "numbers of 2 marked tickets" {
		t.Errorf("copied %+v, want %q in some order", copied, want)
	}
	if both, ok := s.Handle(tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}, f).Intent.(screen.Copy); !ok || both.Label != "numbers and summaries of 2 marked tickets" {
		t.Errorf("copied %+v", both)
	}
	if l := s.Listing(f); len(l.Rows) != 2 || l.Title != "2 marked tickets" {
		t.Errorf("exports %d rows called %q", len(l.Rows), l.Title)
	}

	gone := changed(60, s.marks.in(&s.pool, &s.table)[0].ID)
	f = frame(gone, 120, 24)
	s.Sync(f)
	if s.marks.count(&s.pool) != 1 || len(s.Listing(f).Rows) != 1 {
		t.Errorf("%d marked after one was closed", s.marks.count(&s.pool))
	}
	press(s, f, "esc")
	if s.marks.count(&s.pool) != 0 || s.field.String() != "help" {
		t.Errorf("after esc: %d marked, filter %q", s.marks.count(&s.pool), s.field.String())
	}
	if one, ok := press(s, f, "Y").Intent.(screen.Copy); !ok || strings.Contains(one.Text, "\n") || one.Label != "number" {
		t.Errorf("copied %+v", one)
	}
}
