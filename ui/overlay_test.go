package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
)

// whole is a dashboard with all its screens.
func whole(s *model.Snapshot) *rig {
	r := newRig(s)
	r.opts.Screens = screens()
	r.opts.Views = []screen.View{{Name: "Mine", Filter: "owner:tech1", Sort: "-age"}, {Name: "By board", Group: "board"}}
	return r
}

func screens() []screen.Screen {
	return []screen.Screen{brief.New(), tickets.New(), schedule.New(), companies.New()}
}

// inTerm runs a test in virtual time on a terminal.
func inTerm(t *testing.T, r func() *rig, w, h int, test func(x *uitest.Term, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		one := r()
		test(uitest.Start(t, one.app(t), w, h), one)
	})
}

func usual() *rig { return whole(uitest.Tenant(uitest.Noon(), 90)) }

func typed(x *uitest.Term, text string) {
	for _, r := range text {
		x.Press(string(r))
	}
}

// The palette shows no key beside an action where the screen takes that key for
// something else: tab reads what is selected, though the App has it as well.
func TestPaletteShowsOnlyKeysThatWork(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		for _, c := range []struct {
			what, name, key string
			works           bool
		}{{"next screen", "app.next-screen", " tab ", false}, {"previous screen", "app.previous-screen", " shift+tab ", true}} {
			x.Press("1", ":")
			typed(x, c.what)
			i := slices.IndexFunc(x.Lines(), func(l string) bool { return strings.Contains(l, c.name) })
			if i < 0 || strings.Contains(x.Lines()[i], c.key) != c.works {
				t.Errorf("%s:\n%s", c.what, x.Text())
			}
			x.Press("esc")
		}
	})
}

// Where cells are few, what an action does is read before its name, of which half
// would tell nothing.
func TestPaletteNamesActionsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 40, 15, func(x *uitest.Term, _ *rig) {
		x.Press("1", ":")
		x.Wants("to the preview and back", "brief.open")
		x.Lacks("brief.rea", "brief.…")
	})
}

func TestPaletteDoesAnything(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press(":")
		x.Wants("Command palette", "copy the link", "brief.copy", "app.next-screen")
		typed(x, "sche")
		x.Press("enter")
		x.Lacks("Command palette")
		x.Wants("▌3 Schedule")
		x.Press(":")
		typed(x, "mine")
		x.Press("enter")
		x.Wants("▌2 Tickets", "/ owner:tech1")
		x.Press(":")
		typed(x, "#48217")
		x.Press("enter")
		x.Wants("#48217", "esc back", "Conversation", "Facts")
		x.Press(":")
		typed(x, "zzzz")
		x.Wants("No match")
		x.Press("enter") // takes nothing, and stays
		x.Wants("Command palette")
		x.Press("esc")
		x.Lacks("Command palette")
	})
}

// Whatever the palette lists can be run, on every screen, without a stumble.
func TestPaletteRunsEverythingItLists(t *testing.T) {
	t.Parallel()
	for tab := range 4 {
		t.Run(fmt.Sprint(tab+1), func(t *testing.T) {
			t.Parallel()
			for i := range 60 {
				r := usual()
				r.opts.Export = func(string, []byte) (string, error) { return "x", nil }
				a := r.still(t, 120, 40)
				a.Update(uitest.Key(fmt.Sprint(tab + 1)))
				a.Update(uitest.Key(":"))
				for range i {
					a.Update(uitest.Key("down"))
				}
				a.Update(uitest.Key("enter"))
				if text := a.View().Content; strings.Contains(text, "internal error") || strings.Contains(text, "Command palette") {
					t.Fatalf("choice %d:\n%s", i, text)
				}
			}
		})
	}
}

func TestSearchGoesThere(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("ctrl+f")
		x.Wants("Search everything")
		typed(x, "kestrel")
		x.Wants("company", "Kestrel Logistics")
		x.Press("enter")
		x.Wants("▌4 Companies", "Kestrel Logistics")
		x.Press("<")
		x.Wants("▌1 Brief")
		x.Press("#")
		typed(x, "48224")
		x.Press("enter")
		x.Wants("▌1 Brief", "#48224", "esc back")
		x.Press("esc")
		x.Lacks("esc back")
		x.Press("ctrl+f")
		typed(x, "robin")
		x.Press("enter")
		x.Wants(`/ contact:"Robin Vale"`)
		x.Press("backspace", "alt+left")
		x.Wants("There is nothing to go back to.", "▌1 Brief")
		x.Press(">", ">")
		x.Wants(`/ contact:"Robin Vale"`)
		x.Press("#")
		typed(x, "999999")
		x.Wants("#999999 is not among the open tickets", "opens it in the browser")
	})
}

// New data while somebody searches moves neither the text nor the selection.
func TestSearchSurvivesARefresh(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, r *rig) {
		x.Press("ctrl+f")
		typed(x, "printer")
		x.Press("down", "down")
		was := marked(x)
		next := *r.feed.Snapshot()
		next.ServiceTickets.Value = next.ServiceTickets.Value[3:]
		next.Gen++
		r.feed.Set(&next)
		x.Pass(61e9)
		if now := marked(x); now != was || was == "" {
			t.Errorf("was %q, is %q", was, now)
		}
		x.Wants("> printer")
	})
}

// marked is the selected line of a box.
func marked(x *uitest.Term) string {
	for _, l := range x.Lines() {
		if _, row, ok := strings.Cut(l, "│ ▌"); ok {
			row, _, _ = strings.Cut(row, "│")
			return row
		}
	}
	return ""
}

func TestThemesAreTried(t *testing.T) {
	t.Parallel()
	r := usual()
	a := r.still(t, 120, 40)
	before := a.View().Content
	a.Update(uitest.Key(":"))
	for _, c := range "colours" {
		a.Update(uitest.Key(string(c)))
	}
	a.Update(uitest.Key("enter"))
	a.Update(uitest.Key("down"))
	tried := a.View().Content
	a.Update(uitest.Key("esc"))
	if after := a.View().Content; after != before {
		t.Error("leaving the chooser does not bring the colours back")
	}
	if !strings.Contains(tried, "Colours") || strings.Contains(tried, "\x1b[38;2;111;195;223m1") {
		t.Error("the light theme is not tried")
	}
}

func TestChoosersAndTheMouse(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 100, 30, func(x *uitest.Term, _ *rig) {
		x.Press("2", "v")
		x.Wants("Saved views", "All open tickets", "Mine", "By board")
		line := -1
		for i, l := range x.Lines() {
			if strings.Contains(l, "By board") {
				line = i
			}
		}
		x.Send(tea.MouseClickMsg{X: 20, Y: line, Button: tea.MouseLeft})
		x.Wants("grouped by board")
		x.Press("v")
		x.Send(tea.MouseWheelMsg{X: 20, Y: line, Button: tea.MouseWheelUp})
		x.Send(tea.MouseClickMsg{X: 0, Y: 29, Button: tea.MouseLeft}) // the status bar is nobody's
		x.Send(tea.MouseClickMsg{X: 1, Y: 20, Button: tea.MouseLeft}) // beside the box
		x.Lacks("Saved views")
	})
}

func TestHelpIsSearched(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("2", "?", "/")
		typed(x, "breached")
		x.Wants("next breached or at risk", "tickets.next-alarm", "is:breached")
		x.Lacks("redraw the screen")
		x.Press("esc")
		x.Wants("redraw the screen")
		x.Press("esc")
		x.Lacks("redraw the screen")
	})
}

func TestExport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keys []string
		name string
		want string
	}{
		{[]string{"e", "enter"}, "daybrief-briefing-2026-03-10-1500.csv", "section,number,summary,company,reasons,due,link\r\nsla,48217,"},
		{[]string{"2", "/", "v", "p", "n", "enter", "e", "down", "enter"}, "daybrief-tickets-2026-03-10-1500.json", `"title": "All open tickets, filter: vpn"`},
		{[]string{"2", "e", "down", "down", "enter"}, "daybrief-tickets-2026-03-10-1500.md", "| id | sla | priority | summary |"},
	} {
		inTerm(t, func() *rig {
			r := usual()
			r.opts.Export = func(name string, data []byte) (string, error) {
				if name != c.name || !strings.Contains(string(data), c.want) {
					return "", fmt.Errorf("%s: %.300s", name, data)
				}
				return "/home/me/" + name, nil
			}
			return r
		}, 120, 40, func(x *uitest.Term, _ *rig) {
			x.Press(c.keys...)
			x.Wants("Written: /home/me/" + c.name)
		})
	}
}

func TestASCIIHelpHasNoArrows(t *testing.T) {
	t.Parallel()
	r := usual()
	r.opts.Glyphs = theme.ASCII()
	a := r.still(t, 160, 45)
	for _, tab := range []string{"1", "2", "3", "4"} {
		for _, open := range []string{"?", ":", "ctrl+f", "!"} {
			a.Update(uitest.Key(tab))
			a.Update(uitest.Key(open))
			for i, l := range frameOf(a) {
				for _, sign := range l {
					if sign > '~' {
						t.Fatalf("%s %s: line %d holds %q: %s", tab, open, i, sign, l)
					}
				}
			}
			a.Update(uitest.Key("esc"))
		}
	}
}
