package companies_test

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// A week of closed tickets gives the week before; recorded weeks make a mean.
func TestWeeksBefore(t *testing.T) {
	t.Parallel()
	o := sample()
	o.snap.ClosedSince = time.Date(2026, 2, 25, 0, 0, 0, 0, time.UTC) // two weeks: the whole week from Monday the 2nd
	s, f := started(o, 160, 45)
	got := text(s, f)
	if l := line(t, got, "prev 14 days"); !strings.Contains(l, "week prev") || !strings.Contains(got, "prev: the whole week before") {
		t.Errorf("the head with one week before it: %q", l)
	}
	if l := line(t, got, "Fairview"); !strings.Contains(l, "12 d 2 7 ") {
		t.Errorf("with one week before: %q", l)
	}
	if !strings.Contains(got, "the week before") {
		t.Errorf("the pane does not say so:\n%s", got)
	}
	// Fairview opened 2 a day in the two weeks before that, as recorded.
	for day := time.Date(2026, 2, 16, 0, 0, 0, 0, time.UTC); day.Before(o.now); day = day.AddDate(0, 0, 1) {
		o.snap.History = o.snap.History.With(model.DayTally{Day: day, Companies: []model.CompanyTally{{Company: 6, Tally: model.Tally{Opened: 2}}}})
	}
	s, f = started(o, 160, 45)
	got = text(s, f)
	if !strings.Contains(got, "mean: of 3 weeks") {
		t.Errorf("recorded weeks are not used:\n%s", got)
	}
	if l := line(t, got, "Fairview"); !strings.Contains(l, "12 d 2 11.7 ") { // (7 + 14 + 14) / 3
		t.Errorf("with three weeks before: %q", l)
	}
	o.snap.History[4].NoClosed = true // of the first week
	s, f = started(o, 160, 45)
	if got := text(s, f); !strings.Contains(got, "mean: of 2 weeks") {
		t.Errorf("a week without closed tickets counts:\n%s", got)
	}
}
