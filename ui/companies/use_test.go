package companies

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/model/usage"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// reported is a month of use up to a Tuesday morning.
func reported(t *testing.T, id model.CompanyID, unsure bool, days func(back int) int) *usage.Report {
	t.Helper()
	at := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	u := model.Usage{Asked: at, From: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC), Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}, {Name: model.Clean("report")}}}
	row := model.UsageRow{Name: model.Clean("Acme"), Users: make([]int, 62), Unsure: unsure}
	for d := range 31 {
		row.Users[d] = days(30 - d)
		row.Users[31+d] = days(30-d) / 2
	}
	u.Rows = append(u.Rows, row)
	return usage.Judge(u, []model.CompanyRef{{ID: id, Name: model.Clean("Acme")}}, assess.DefaultRules().Usage)
}

func silent(back int) int {
	if back < 6 { // Thu 5, Fri 6, Mon 9 and today
		return 0
	}
	return 8
}

func TestUseCell(t *testing.T) {
	t.Parallel()
	g := theme.ASCII()
	full := theme.Unicode()
	for _, tc := range []struct {
		name   string
		unsure bool
		days   func(int) int
		want   string
		ink    widget.Ink
	}{
		{"silent", false, silent, strings.Repeat(full.Spark[len(full.Spark)-1], 8) + strings.Repeat(full.Spark[0], 6), widget.InkBad},
		{"steady", false, func(int) int { return 8 }, strings.Repeat(full.Spark[len(full.Spark)-1], 14), widget.InkDim},
		{"one user is no flood", false, func(int) int { return 1 }, strings.Repeat(full.Spark[max(1, (len(full.Spark)-1)/4)], 14), widget.InkDim},
		{"unsure", true, silent, strings.Repeat(full.Spark[len(full.Spark)-1], 8) + strings.Repeat(full.Dot, 6), widget.InkDim},
	} {
		f := &figures{use: reported(t, 7, tc.unsure, tc.days).Client(7)}
		if got := f.useCell(&full); got.Text != tc.want || got.Ink != tc.ink {
			t.Errorf("%s: %q (%v), want %q (%v)", tc.name, got.Text, got.Ink, tc.want, tc.ink)
		}
		if widget.Width(f.useCell(&g).Text) != trendDays {
			t.Errorf("%s: %q in ASCII", tc.name, f.useCell(&g).Text)
		}
	}
	if c := (&figures{}).useCell(&full); c.Text != "" {
		t.Errorf("a company that nobody counts: %q", c.Text)
	}
}

func TestUseColumnOnlyWhereItIsCounted(t *testing.T) {
	t.Parallel()
	has := func(is shape) bool {
		list := columns(is)
		return list[len(list)-1].ID == "use"
	}
	if has(shape{}) || !has(shape{use: true}) || !has(shape{weeks: 2, use: true}) {
		t.Error("the column of the use")
	}
}
