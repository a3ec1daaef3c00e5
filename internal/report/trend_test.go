package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

func valueOf(res Result, group, column string) *float64 {
	i := res.Report.column(column)
	if group == "" {
		return res.Totals[i]
	}
	at := slices.IndexFunc(res.Groups, func(g Group) bool { return g.Key == group })
	if at < 0 {
		return nil
	}
	return res.Groups[at].Values[i]
}

// is reports whether a figure is what it should be; -1: not known.
func is(v *float64, want float64) bool { return want < 0 && v == nil || v != nil && *v == want }

// A level is that of the last day and never added up; what is not known stays so.
func TestTrend(t *testing.T) {
	t.Parallel()
	n := func(i int) *int { return &i }
	days := []psa.DayCount{
		{Day: at("2026-03-01T00:00:00Z")}, // a Sunday
		{Day: at("2026-03-02T00:00:00Z"), Open: n(10), Opened: n(3), Closed: n(1)},
		{Day: at("2026-03-03T00:00:00Z"), Open: n(12), Breached: n(2), Opened: n(4), Closed: n(2)},
		{Day: at("2026-03-08T00:00:00Z"), Open: n(9), Breached: n(1), Unassigned: n(5)},
		{Day: at("2026-03-09T00:00:00Z"), Open: n(11), Opened: n(2), Closed: n(0)},
	}
	kind, _ := Find("trend")
	a := Ask{From: days[0].Day, To: days[4].Day, By: "week", Zone: time.UTC, Now: at("2026-03-10T15:00:00Z")}
	res := Make(kind, Input{Ask: a, Lists: map[psa.List]Got{psa.ListDays: {Records: psa.Records{Days: days}}}})
	for _, c := range []struct {
		group, column string
		want          float64
	}{
		{"2026-02-23", "open", -1}, {"2026-02-23", "opened", -1},
		{"2026-03-02", "open", 9}, {"2026-03-02", "breached", 1}, {"2026-03-02", "unassigned", 5}, {"2026-03-02", "opened", 7}, {"2026-03-02", "closed", 3},
		{"2026-03-09", "open", 11}, {"2026-03-09", "breached", -1}, {"2026-03-09", "closed", 0},
		{"", "open", 11}, {"", "breached", -1}, {"", "opened", 9}, {"", "stale", -1},
	} {
		if got := valueOf(res, c.group, c.column); !is(got, c.want) {
			t.Errorf("%s of %q is %v, want %v", c.column, c.group, got, c.want)
		}
	}
	notes := strings.Join(res.Notes, "\n")
	if !strings.Contains(notes, "known on 3 of 5 days") || !strings.Contains(notes, "known on 2 of 5 days") || *res.RowsTotal != 5 {
		t.Error(notes)
	}
	none := Make(kind, Input{Ask: a, Lists: map[psa.List]Got{psa.ListDays: {Problem: &model.Problem{What: model.Clean("There is no history yet.")}}}})
	if !strings.Contains(none.Unavailable, "no history yet") {
		t.Errorf("%q", none.Unavailable)
	}
}

// What was open at the end of a week comes from the history, and where that does
// not know it from nowhere.
func TestOpenAtTheEnd(t *testing.T) {
	t.Parallel()
	one := func(id model.TicketID, entered, closed string) *model.Ticket {
		k := &model.Ticket{ID: id, Entered: at(entered), ClosedAt: at(closed), Closed: closed != ""}
		k.Board.Name = model.Clean("Desk")
		return k
	}
	then := []*model.Ticket{
		one(1, "2026-01-05T10:00:00Z", ""), one(2, "2026-02-24T10:00:00Z", "2026-03-03T10:00:00Z"),
		one(3, "2026-03-04T10:00:00Z", "2026-03-04T12:00:00Z"), one(4, "2026-03-08T23:59:59Z", ""), {ID: 5},
	}
	kind, _ := Find("service")
	ask := Ask{From: at("2026-02-23T00:00:00Z"), To: at("2026-03-08T00:00:00Z"), By: "week", Zone: time.UTC, Now: at("2026-03-10T15:00:00Z")}
	make := func(a Ask, lists map[psa.List]Got) Result {
		lists[psa.ListTickets] = Got{}
		return Make(kind, Input{Ask: a, Lists: lists})
	}
	history := Got{Records: psa.Records{Tickets: then, Kept: ask.Now}}
	res := make(ask, map[psa.List]Got{psa.ListOpenThen: history})
	if !is(valueOf(res, "2026-02-23", "open_end"), 2) || !is(valueOf(res, "2026-03-02", "open_end"), 2) || !is(valueOf(res, "", "open_end"), 2) {
		t.Errorf("by week: %+v, %v", res.Groups, res.Totals)
	}
	if !strings.Contains(strings.Join(res.Notes, " "), "from the history on this computer, as of 2026-03-10 15:00") {
		t.Error(res.Notes)
	}
	byBoard := ask
	byBoard.By = "board"
	if res = make(byBoard, map[psa.List]Got{psa.ListOpenThen: history}); !is(valueOf(res, "Desk", "open_end"), 2) || !is(valueOf(res, "", "open_end"), 2) {
		t.Errorf("by board: %+v", res.Groups)
	}
	if res = make(ask, map[psa.List]Got{}); !is(valueOf(res, "", "open_end"), -1) || res.Problem != nil {
		t.Errorf("without a history: %v, %v", res.Totals, res.Problem)
	}
	// Of a week that goes on the open tickets of now count.
	now := ask
	now.To = at("2026-03-10T00:00:00Z")
	res = make(now, map[psa.List]Got{psa.ListOpenThen: history, psa.ListOpen: {Records: psa.Records{Tickets: then[:1]}}})
	if !is(valueOf(res, "2026-03-02", "open_end"), 2) || !is(valueOf(res, "2026-03-09", "open_end"), 1) || !is(valueOf(res, "", "open_end"), 1) {
		t.Errorf("this week: %+v, %v", res.Groups, res.Totals)
	}
}
