package ui_test

import (
	"testing"

	"daybrief/ui/uitest"
)

// t lists who can take the ticket, with reasons, on the lists and on the ticket's
// page; choosing somebody shows their day, and esc goes back to the page.
func TestWhoCanTakeIt(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 140, 40, func(x *uitest.Term, _ *rig) {
		for _, keys := range [][]string{{"1", "t"}, {"2", "t"}, {"2", "enter", "t"}} {
			x.Press(keys...)
			x.Wants("Who can take #", "free", "open, mean", "enter shows their day")
			x.Press("esc")
			x.Lacks("Who can take #")
		}
		x.Wants("esc back") // the ticket's page is still there
		x.Press("t", "enter")
		x.Wants("▌3 Schedule")
	})
}
