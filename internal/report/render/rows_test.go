package render

import (
	"slices"
	"strings"
	"testing"
)

// Records stand with the name of their group. What no record adds to, and what the
// group says already, takes no column; what nobody knows is a dash.
func TestRowsForPeople(t *testing.T) {
	t.Parallel()
	r := made(t)
	r.Ask.By = "company"
	for i := range r.Rows {
		r.Rows[i].Unknown = nil
		r.Rows[i].Member, r.Rows[i].Of, r.Rows[i].Group, r.Rows[i].Currency = "", "Acme", r.Groups[0].Key, r.Groups[0].Currency
		r.Rows[i].Values[2] = nil
	}
	r.Rows[0].Values[1], r.Rows[0].Unknown = nil, []int{1}
	tab := cells(r, Options{Rows: true})
	for _, gone := range []string{"Member", "Company", r.Report.Columns[2].Title} {
		if slices.Contains(tab.head, gone) {
			t.Errorf("%q takes a column: %v", gone, tab.head)
		}
	}
	at := slices.Index(tab.head, r.Report.Columns[1].Title)
	if at < tab.texts || tab.lines[0][at] != "–" || tab.lines[0][0] != label(r.Groups[0]) || len(tab.lines) != len(r.Rows) {
		t.Errorf("%v\n%v", tab.head, tab.lines)
	}
}

// On a telephone each line of a wide table is a card: every cell says of what it is.
func TestCellsNameTheirColumns(t *testing.T) {
	t.Parallel()
	got, _ := As("html", made(t), Options{})
	if !strings.Contains(got, `class="wide cards"`) || strings.Count(got, "data-of=") != 3*3 { // two groups and the totals
		t.Errorf("%s", got)
	}
	narrow := table{head: []string{"list", "Records"}, lines: [][]string{{"a", "1"}}, texts: 1}
	var b strings.Builder
	if narrow.html(&b); strings.Contains(b.String(), "data-of") || strings.Contains(b.String(), "cards") {
		t.Errorf("%s", b.String())
	}
}
