package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// verdictIn runs a command of an App on a clock that stands, and is the verdict
// that it brings; nil for none.
func verdictIn(cmd tea.Cmd) tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			if v := verdictIn(c); v != nil {
				return v
			}
		}
	default:
		if fmt.Sprintf("%T", msg) == "ui.judged" {
			return msg
		}
	}
	return nil
}

// arrive gives an App the next generation of a snapshot, and is the command with
// which it answers.
func arrive(a *ui.App, f *uitest.Feed, change func(*model.Snapshot)) tea.Cmd {
	next := *f.Snapshot()
	next.Gen++
	change(&next)
	f.Set(&next)
	_, cmd := a.Update(tea.ResumeMsg{}) // whatever comes: the App looks at its feed
	return cmd
}

// While a verdict is made, keys are answered from the one before; what arrives
// meanwhile has one of its own, and rules that are chosen meanwhile outlive it.
func TestAVerdictIsMadeAside(t *testing.T) {
	t.Parallel()
	r := whole(uitest.Tenant(uitest.Noon(), 90))
	r.opts.Rules.Member = "tech1"
	a := r.still(t, 120, 40)
	a.Update(uitest.Key("2"))
	head := func() string { return frameOf(a)[0] }
	only := func(n int) func(*model.Snapshot) {
		return func(s *model.Snapshot) { s.ServiceTickets.Value = s.ServiceTickets.Value[:n] }
	}
	if before := head(); !strings.Contains(before, "90") {
		t.Fatalf("no count in %q", before)
	}
	first := arrive(a, r.feed, only(80))
	second := arrive(a, r.feed, only(70))
	if verdictIn(second) != nil {
		t.Error("two verdicts are made at once")
	}
	a.Update(uitest.Key("down"))
	if h := head(); !strings.Contains(h, "90") {
		t.Errorf("a verdict that is not there yet: %q", h)
	}
	_, third := a.Update(verdictIn(first))
	if h := head(); !strings.Contains(h, "80") {
		t.Errorf("after the first verdict: %q", h)
	}
	late := verdictIn(third)
	a.Update(uitest.Key("m"))
	if chosen := head(); strings.Contains(chosen, "80") || strings.Contains(chosen, "70") {
		t.Errorf("another scope is judged at once: %q", chosen)
	}
	chosen := head()
	if a.Update(late); head() != chosen {
		t.Errorf("a verdict by other rules came later and holds: %q, then %q", chosen, head())
	}
	if a.Update(verdictIn(arrive(a, r.feed, only(10)))); head() == chosen {
		t.Errorf("nothing is judged any more: %q", head())
	}
}
