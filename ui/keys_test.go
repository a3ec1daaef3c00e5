package ui_test

import (
	"strings"
	"testing"

	"daybrief/ui"
	"daybrief/ui/uitest"
)

func TestOwnKeys(t *testing.T) {
	t.Parallel()
	keys := map[string][]string{"tickets.filter": {"f"}, "app.quit": {"ctrl+q"}, "copy": {"u"}, "company": {"K"}, "brief.why": {}}
	if err := ui.CheckKeys(screens(), keys); err != nil {
		t.Fatal(err)
	}
	inTerm(t, func() *rig { r := usual(); r.opts.Keys = keys; return r }, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("q")
		if ended, _ := x.Ended(); ended {
			t.Fatal("q still quits")
		}
		x.Press("w")
		x.Lacks("Points: ")
		x.Press(":")
		typed(x, "why")
		x.Press("enter")
		x.Wants("Points: ")
		x.Press("2", "f", "v", "p", "n", "enter")
		x.Wants("/ vpn")
		x.Press("?")
		x.Wants("f             filter", "ctrl+q        quit", "u             copy the link")
		x.Press("esc", "ctrl+q")
		if ended, _ := x.Ended(); !ended {
			t.Error("ctrl+q does not quit")
		}
	})
}

func TestKeyConflictsAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keys map[string][]string
		want string
	}{
		{map[string][]string{"tickets.sort": {"q"}}, `"q" is both tickets.sort and app.quit`},
		{map[string][]string{"tickets.sort": {"b"}}, `"b" is both tickets.sort and tickets.group`},
		{map[string][]string{"app.search": {"/"}}, `"/" is both app.search and brief.filter`},
		{map[string][]string{"tickets.sort": {"z"}, "tickets.group": {"z"}}, `"z" is both tickets.sort and tickets.group`},
		{map[string][]string{"tickets.srot": {"z"}}, `there is no action "tickets.srot"; the nearest is "tickets.sort"`},
		{map[string][]string{"quit": {"ctrl+c"}}, `ctrl+c`},
		{map[string][]string{"app.quit": {"u"}, "tickets.sort": {"q"}}, ""},
		{map[string][]string{"copy": {"y", "u"}}, ""},
	} {
		err := ui.CheckKeys(screens(), c.keys)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.keys, err, c.want)
		}
		if err != nil && strings.Count(err.Error(), "\n") > 1 {
			t.Errorf("said more than once: %v", err)
		}
	}
	if names := ui.ActionNames(screens()); len(names) < 40 {
		t.Errorf("only %d actions have names: %v", len(names), names)
	}
}
