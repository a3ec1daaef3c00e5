package tickets

import (
	"slices"
	"strings"
	"testing"

	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// TestOneRowMakesAColumn: a made-up column, one row of the table, is shown where
// the settings want it, sorted by, kept as a habit, offered in the menu of columns and exported.
func TestOneRowMakesAColumn(t *testing.T) {
	t.Parallel()
	made := column{
		widget.Column{ID: "parrots", Title: "parrots", Min: 12, Max: 12},
		func(_ *Screen, r row) widget.Cell { return widget.Cell{Text: "~Polly " + number(r.ID)[4:]} },
		byNumber(func(r row) int64 { return -int64(r.ID) }),
		func(text string) string { return strings.TrimPrefix(text, "~") },
		false,
	}
	s := newScreen(append(table(), made))
	f := frame(tenant(6), 160, 45)
	f.Columns = []string{"parrots", "company"}
	s.Sync(f)
	text := strings.Join(s.Draw(f).Lines, "\n")
	for _, want := range []string{"parrots", "~Polly 00"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for range s.all.orders() {
		if press(s, f, "s"); s.order == "parrots" {
			break
		}
	}
	if s.order != "parrots" || s.rows[s.sorting[0].row].ID != 48005 {
		t.Errorf("by %s comes %d first", s.order, s.rows[s.sorting[0].row].ID)
	}
	again := newScreen(append(table(), made))
	if again.Adopt(s.Habits()); again.order != "parrots" {
		t.Errorf("the habit is lost: by %s", again.order)
	}
	l := s.Listing(f)
	if at := slices.Index(l.Columns, "parrots"); at < 0 || l.Rows[0][at] != "Polly 05" {
		t.Errorf("exported: %q, %q", l.Columns, l.Rows[0])
	}
	menu, _ := press(s, f, "|").Intent.(screen.Choose)
	if !slices.ContainsFunc(menu.List, func(c screen.Choice) bool { return c.Text == "parrots" && c.Detail == "shown" }) {
		t.Errorf("offered: %+v", menu.List)
	}
	if slices.Contains(ColumnIDs(), "parrots") {
		t.Error("a test has changed the table for all")
	}
}
