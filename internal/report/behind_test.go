package report

import (
	"slices"
	"testing"

	"daybrief/internal/psa"
	"daybrief/model"
)

// The records behind a figure are those of its group and currency that add to it
// or of which nobody knows what they add; behind a rate stand all.
func TestBehind(t *testing.T) {
	t.Parallel()
	r, _ := Find("wip")
	ask := monday()
	ask.By = "company"
	var list []model.TimeEntry
	for i := range 4 {
		e := model.TimeEntry{ID: int64(i + 1), Start: ask.Now.AddDate(0, 0, -40*i), Hours: 1}
		e.Bill.Company, e.Bill.Option = model.CompanyRef{ID: 7, Name: model.Clean("Harbour Foods")}, model.Billable
		if i != 2 {
			e.Bill.Rate = num(100)
		}
		list = append(list, e)
	}
	in := Input{Ask: ask, Lists: map[psa.List]Got{}}
	for _, q := range r.Needs(ask) {
		in.Lists[q.List] = Got{Records: psa.Records{Time: list}}
	}
	res := Make(r, in)
	for key, want := range map[string][]int64{"hours": {4, 3, 2, 1}, "amount": {4, 3, 2, 1}, "0-30": {1}, "61-90": {3}, "91-120": {4}, "31-60": {2}, "365": nil} {
		var got []int64
		for _, i := range res.Behind(0, r.column(key)) {
			got = append(got, res.Rows[i].ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("behind %s: %v, want %v", key, got, want)
		}
	}
	if res.Behind(-1, 0) != nil || res.Behind(1, 0) != nil || res.Behind(0, 99) != nil {
		t.Error("behind what is not there")
	}

	r, _ = Find("service")
	ask.By = "board"
	in = Input{Ask: ask, Lists: map[psa.List]Got{psa.ListTickets: {Records: psa.Records{Tickets: []*model.Ticket{{ID: 1, Entered: at("2026-03-09T09:00:00Z")}, {ID: 2, Entered: at("2026-03-09T10:00:00Z"), Closed: true, ClosedAt: at("2026-03-09T11:00:00Z")}}}}}}
	res = Make(r, in)
	for key, want := range map[string]int{"opened": 2, "closed": 1, "same_day": 1, "sla_met": 0, "kill_rate": 2} {
		if got := len(res.Behind(0, r.column(key))); got != want {
			t.Errorf("behind %s: %d records, want %d", key, got, want)
		}
	}
}
