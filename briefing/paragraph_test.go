package briefing

import (
	"testing"

	"daybrief/model"
)

// The paragraph can be read out: no "0 came in", no "31 open tickets of 150".
func TestParagraphReadsAloud(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		came, closed int
		least        string
		want         string
	}{
		{0, 0, "", " Nothing came in or was closed today."},
		{1, 0, "", " 1 came in today, none closed."},
		{0, 3, "", " None came in today, 3 closed."},
		{1200, 2, "", " 1,200 came in today, 2 closed."},
		{0, 0, "without the tickets of a board", " Nothing that can be seen came in or was closed today."},
		{0, 4, "without the tickets of a board", " None that can be seen came in today, at least 4 closed."},
	} {
		n := &Numbers{NewToday: c.came, ClosedToday: c.closed, Least: map[string]string{}}
		if c.least != "" {
			n.Least["new_today"], n.Least["closed_today"] = c.least, c.least
		}
		if got := flowWords(n); got != c.want {
			t.Errorf("%d came, %d closed: %q, want %q", c.came, c.closed, got, c.want)
		}
	}
	for want, got := range map[string]string{
		"12 of 900 open tickets": openWords(12, 900, false), "1 open ticket": openWords(1, 1, false), "1 of 2 open tickets": openWords(1, 2, false), "900 open tickets": openWords(900, 1000, true),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	row := func(name string) Item { return Item{Summary: model.Clean(name)} }
	for want, rows := range map[string][]Item{"": nil, "Acme is heating up": {row("Acme")}, "Acme and Cedar are heating up": {row("Acme"), row("Cedar"), row("Dune")}} {
		if got := join(hottest(&Section{Items: rows}), "; "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	visit := Item{Kind: KindAppointment, Summary: model.Clean("Backup failed: TS03: starts in 25 min"), Reasons: []string{"at 08:30", "not acknowledged"}}
	if got, want := visit.Sentence(), "Backup failed: TS03: starts in 25 min, at 08:30; not acknowledged"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
