package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/uitest"
	"daybrief/ui/widget"
)

// clickOn clicks on the n-th place where a text stands.
func clickOn(x *uitest.Term, text string, n int) {
	for y, l := range x.Lines() {
		if before, _, ok := strings.Cut(l, text); ok {
			if n--; n < 0 {
				x.Send(tea.MouseClickMsg{X: widget.Width(before), Y: y, Button: tea.MouseLeft})
				x.Settle()
				return
			}
		}
	}
}

// A click on the head of a column sorts by it, one more the other way round.
func TestAClickOnAHeadSorts(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 160, 45, func(x *uitest.Term, _ *rig) {
		x.Press("2")
		for _, head := range []string{"company", "owner", "SLA "} {
			clickOn(x, head, 0)
			x.Wants(" ↑", "by "+strings.ToLower(strings.TrimSpace(head)))
			clickOn(x, strings.TrimSpace(head)+" ↑", 0)
			x.Wants(" ↓")
		}
		x.Press("4")
		clickOn(x, "breached at", 0)
		x.Wants("by breached")
		x.Lacks("by breached, then open")
		clickOn(x, "oldest", 0)
		x.Wants("by oldest")
	})
}

// A click on a row selects it, a second one opens it.
func TestASecondClickOpens(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 160, 45, func(x *uitest.Term, _ *rig) {
		x.Press("2")
		clickOn(x, "P2  VPN", 1)
		x.Lacks("esc back")
		clickOn(x, "▌", 1) // the first is the tab's
		x.Wants("esc back", "2 Tickets")
		x.Press("esc", "4")
		x.Lacks("esc back")
		clickOn(x, "Harbour Dental Group     ", 0) // the selected company is opened, and then its first ticket
		x.Press("enter")
		x.Wants("esc back")
		x.Press("esc", "esc", "3", "tab")
		x.Lacks("esc back")
		clickOn(x, "#4", 0)
		clickOn(x, "#4", 0)
		x.Wants("esc back")
	})
}
