package ui_test

import (
	"strings"
	"testing"

	"daybrief/ui/uitest"
)

// The page of a ticket: enter opens it anywhere, n and p walk the list that one
// came from, and esc shows exactly what was there.
func TestTicketPage(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {160, 45}, {200, 60}} {
		inTerm(t, usual, size[0], size[1], func(x *uitest.Term, _ *rig) {
			x.Press("2", "down", "down")
			before := x.Text()
			x.Press("enter")
			x.Wants("3 of ", "Conversation", "esc back")
			first := x.Lines()[2]
			if number := strings.Fields(first)[0]; strings.Count(x.Text(), number) != 1 {
				t.Errorf("%s stands there %d times:\n%s", number, strings.Count(x.Text(), number), x.Text())
			}
			x.Press("n")
			x.Wants("4 of ")
			if x.Lines()[2] == first {
				t.Error("n shows the same ticket")
			}
			x.Press("p", "p", "p", "p")
			x.Wants("1 of ", "This is the first ticket of the list.")
			x.Press("?")
			x.Wants("next ticket of the list")
			x.Press("esc")
			x.Wants("1 of ")
			x.Press(":", "esc")
			x.Wants("1 of ")
			x.Press("esc")
			if after := x.Text(); !strings.HasPrefix(after, before[:strings.LastIndex(before, "\n")]) {
				t.Errorf("esc did not go back to where one was:\n%s\nwas\n%s", after, before)
			}
			x.Press("enter", "3")
			x.Lacks("esc back")
			x.Wants("▌3 Schedule")
		})
	}
}
