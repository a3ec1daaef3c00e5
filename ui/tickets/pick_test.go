package tickets

import (
	"slices"
	"strings"
	"testing"

	"daybrief/ui/screen"
)

// TestColumnsAreChosenOnScreen: shown and put away one by one in the menu, which
// stays open; kept over a restart; the last row goes back to the usual ones.
func TestColumnsAreChosenOnScreen(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 200, 24)
	press(s, f, "p") // the whole width for the list
	menu, ok := press(s, f, "|").Intent.(screen.Choose)
	if !ok || menu.List[1].Text != "priority" || !strings.HasPrefix(menu.List[1].Detail, "shown") {
		t.Fatalf("the menu is %+v", menu)
	}
	at := func(name string) int {
		for i, c := range menu.List {
			if c.Text == name {
				return i
			}
		}
		t.Fatalf("no %q in the menu", name)
		return 0
	}
	head := func() string { return strings.Split(text(s, f), "\n")[1] }
	choose := func(name string) screen.Choose {
		again, ok := s.Handle(screen.Chosen{ID: menu.ID, Index: at(name)}, f).Intent.(screen.Choose)
		if !ok || again.At != at(name) {
			t.Fatalf("after %s the menu is %+v", name, again)
		}
		return again
	}
	if strings.Contains(head(), "scheduled") || !strings.Contains(head(), "owner") {
		t.Errorf("the usual columns: %q", head())
	}
	choose("owner")
	if again := choose("scheduled"); again.List[at("owner")].Detail != "not shown" || again.List[at("scheduled")].Detail != "shown" {
		t.Errorf("the menu says %+v", again.List)
	}
	if !strings.Contains(head(), "scheduled") || strings.Contains(head(), "owner") {
		t.Errorf("the chosen columns: %q", head())
	}

	next := New()
	next.Adopt(s.Habits())
	next.Sync(f)
	if got := strings.Split(text(next, f), "\n")[1]; got != head() {
		t.Errorf("after a restart %q, was %q", got, head())
	}
	choose("back to the usual")
	if strings.Contains(head(), "scheduled") || !strings.Contains(head(), "owner") || s.Habits()["columns"] != "" {
		t.Errorf("back at %q", head())
	}
}

// A column that is chosen and finds no room is not said to be shown.
func TestColumnsWithoutRoomAreNotShown(t *testing.T) {
	t.Parallel()
	s, f := started(t, tenant(60), 80, 24)
	menu, ok := press(s, f, "|").Intent.(screen.Choose)
	if !ok {
		t.Fatal("no menu")
	}
	head, shown := strings.Split(text(s, f), "\n")[1], 0
	for _, c := range menu.List[:len(menu.List)-1] {
		visible := strings.Contains(strings.ToLower(head), strings.TrimSuffix(c.Text, "ority"))
		if visible != (c.Detail == "shown") {
			t.Errorf("%s is said to be %q below %q", c.Text, c.Detail, head)
		}
		if visible {
			shown++
		}
	}
	if shown == 0 || shown == len(menu.List)-1 {
		t.Errorf("%d columns are shown below %q", shown, head)
	}
	again, ok := s.Handle(screen.Chosen{ID: columnMenu, Index: 0}, f).Intent.(screen.Choose)
	if !ok || !slices.ContainsFunc(again.List, func(c screen.Choice) bool { return c.Detail == "shown" }) {
		t.Errorf("after a choice nothing is shown: %+v", again.List)
	}
}

func TestOddColumnsAreNoHarm(t *testing.T) {
	t.Parallel()
	_, f := started(t, tenant(10), 160, 24)
	for _, kept := range []string{"", "moon,sea", ",,,", "owner,owner"} {
		s := New()
		s.Adopt(map[string]string{"columns": kept})
		s.Sync(f)
		if got := text(s, f); !strings.Contains(got, "summary") {
			t.Errorf("%q: %s", kept, got)
		}
	}
	var p picked
	for i := range 7 { // sla to updated: all that are usual
		p = p.toggle(table(), i, nil)
	}
	if len(p) == 0 {
		t.Error("all put away is taken for the usual ones")
	}
}
