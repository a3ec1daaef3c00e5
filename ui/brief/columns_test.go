package brief

import (
	"strings"
	"testing"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/theme"
)

// The company gets what no summary needs before blanks do, and no more than its name.
func TestColumnsFollowWhatStandsInThem(t *testing.T) {
	t.Parallel()
	lists := func(summary, company int) []listing {
		return []listing{{items: []*briefing.Item{{Kind: briefing.KindTicket, ID: 104705, Summary: model.Clean(strings.Repeat("s", summary)),
			Company: model.Clean(strings.Repeat("c", company)), Reasons: []string{"SLA due in 25 min: resolution by 14:55"}}}}}
	}
	th := theme.New(true, theme.Unicode())
	for _, c := range []struct{ w, summary, company, wantS, wantC int }{
		{128, 38, 33, 38, 33},
		{128, 38, 15, 38, 15},
		{128, 30, 90, 30, 44},
	} {
		got := columnsFor(c.w, true, lists(c.summary, c.company), th)
		if got.summary < c.wantS || got.company != c.wantC || got.reason < 38 {
			t.Errorf("%d cells, summary %d, company %d: %+v", c.w, c.summary, c.company, got)
		}
	}
}

// A tick stands before what is known to be calm, and not before what may be missing.
func TestNoTickForWhatMayBeMissing(t *testing.T) {
	t.Parallel()
	th := theme.New(true, theme.Unicode())
	for _, least := range []bool{false, true} {
		s := &briefing.Section{ID: briefing.SectionNow, Calm: "Nothing that can be seen needs you.", Least: least}
		line := row{kind: calm, section: s, text: s.Calm}.paint(columns{w: 80, edge: 1}, th, plain)
		if strings.Contains(line, th.Glyphs.Good) == least || !strings.Contains(line, s.Calm) {
			t.Errorf("least %v: %q", least, line)
		}
	}
}
