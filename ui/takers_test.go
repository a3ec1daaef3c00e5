package ui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybrief/ui/uitest"
	"daybrief/ui/widget"
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

// At 80 columns the reasons don't fit beside the names: those of the selected one stand
// below the list, whole.
func TestReasonsAreNotCut(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 80, 24, func(x *uitest.Term, _ *rig) {
		x.Press("2", "t")
		lines := x.Lines()
		first := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "Who can take #") }) + 1
		name, _, _ := strings.Cut(strings.TrimSpace(strings.Trim(lines[first], " │▌●▲•‖?#0123456789")), "  ")
		below := strings.Join(strings.Fields(strings.Join(lines[first+1:], " ")), " ")
		if _, told, ok := strings.Cut(below, strings.TrimLeft(name, "│▌ ")+": "); !ok || !strings.Contains(told, "open, mean") {
			t.Errorf("the reasons of %q are cut:\n%s", name, x.Text())
		}
	})
}

// Where there is room nobody's reasons are cut, and they begin one below the other.
func TestReasonsUseTheRoom(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 300, 90, func(x *uitest.Term, _ *rig) {
		x.Press("2", "t")
		at := map[int]bool{}
		row := regexp.MustCompile(`│ .(\S.*?  +)(\S.*open, mean)`)
		for _, l := range x.Lines() {
			if m := row.FindStringSubmatch(l); m != nil {
				at[widget.Width(m[1])] = true
				if strings.Contains(m[2], "…") {
					t.Errorf("cut: %s", l)
				}
			}
		}
		if len(at) != 1 {
			t.Errorf("reasons begin at %d places:\n%s", len(at), x.Text())
		}
	})
}

// At 40 columns too the title, the owner, all reasons and the name of a file are whole.
func TestPickersCutNothingWhenNarrow(t *testing.T) {
	t.Parallel()
	inTerm(t, func() *rig {
		r := usual()
		r.opts.Export = func(string, []byte) (string, error) { return "", nil }
		return r
	}, 40, 24, func(x *uitest.Term, _ *rig) {
		words := func() string {
			return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
				if strings.ContainsRune("│╭╮╰╯─▌┃", r) {
					return ' '
				}
				return r
			}, x.Text())), " ")
		}
		x.Press("2", "t")
		got := words()
		for _, re := range []string{`Who can take #\d+\?`, `enter shows their day; now [^…]+ has it`, `: [^…:]+ open, mean \d+`} {
			if !regexp.MustCompile(re).MatchString(got) {
				t.Errorf("no %s in\n%s", re, x.Text())
			}
		}
		x.Press("esc", "e")
		got = words()
		for _, re := range []string{`CSV: daybrief-tickets-[-\d]+\.csv`, `into the current folder; nothing is replaced`} {
			if !regexp.MustCompile(re).MatchString(got) {
				t.Errorf("no %s in\n%s", re, x.Text())
			}
		}
	})
}
