package setup

import (
	"errors"
	"testing"
	"testing/synctest"
)

// A key opens the page that a step is about: the address that was typed, and where
// client ids are made. A browser that does not come is said, with the address.
func TestPagesOpenByAKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		o := options(x)
		var opened []string
		var fails error
		o.Browse = func(url string) error { opened = append(opened, url); return fails }
		term, wiz := launch(t, x, o, 120, 40)
		term.Press("ctrl+o")
		term.Lacks("open the page", "Opening")
		to(term, wiz, stepClient)
		term.Wants("open the page")
		term.Press("ctrl+o")
		fails = errors.New("no browser")
		for wiz.step().id != stepRole {
			term.Press("esc")
		}
		term.Press("ctrl+o")
		term.Wants("The browser did not open. The page is https://")
		if len(opened) != 2 || opened[0] != developerPage || opened[1] != wiz.answers().Site {
			t.Errorf("opened: %q", opened)
		}
	})
}

// Once all checks have answered, the faults stand first.
func TestFaultsComeFirst(t *testing.T) {
	t.Parallel()
	tr := trial{done: true, checks: []Check{{State: Good}, {State: Warned}, {State: Skipped}, {State: Bad}, {State: Bad}}}
	if got := tr.order(); got[0] != 3 || got[1] != 4 || got[2] != 1 || got[3] != 0 || got[4] != 2 {
		t.Error(got)
	}
	if tr.done = false; tr.order()[0] != 0 {
		t.Error("while they are asked they stay in their order")
	}
}
