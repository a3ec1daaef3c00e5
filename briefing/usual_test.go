package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// What is usual comes from the history; too short a one says since when it is.
func TestUsualFromTheHistory(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1))
	s.ClosedSince = noon().AddDate(0, 0, -2)
	say := func() string { return texts(build(s, noon()).Section(SectionNumbers)) }
	if all := say(); strings.Contains(all, "usual") || strings.Contains(all, "history") {
		t.Errorf("without a history:\n%s", all)
	}
	day := model.CalendarDay(noon(), time.UTC) // a Tuesday
	s.History = model.History{{Day: day.AddDate(0, 0, -7), All: model.Tally{Opened: 9, Closed: 4}}}
	if all := say(); !strings.Contains(all, "history since 3 Mar, not enough for a usual Tuesday") {
		t.Errorf("with a week:\n%s", all)
	}
	for week := 1; week <= 3; week++ {
		s.History = s.History.With(model.DayTally{Day: day.AddDate(0, 0, -7*week), All: model.Tally{Opened: 18, Closed: 3}})
		s.History = s.History.With(model.DayTally{Day: day.AddDate(0, 0, -7*week-1), All: model.Tally{Opened: 10 + week, Closed: 5}})
	}
	all := say()
	if !strings.Contains(all, "usually 8 opened by now on a Tuesday") || !strings.Contains(all, "usually 12 and 5 on a Monday") {
		t.Errorf("with three weeks:\n%s", all)
	}
}

// A company's own mean day comes from the history where the closed tickets do not
// reach back to.
func TestHeatFromTheHistory(t *testing.T) {
	t.Parallel()
	var fresh []*model.Ticket
	for i := range 6 {
		fresh = append(fresh, ticket(model.TicketID(i+1), func(tk *model.Ticket) {
			tk.Entered, tk.Company, tk.Type = noon().Add(-2*time.Hour), model.CompanyRef{ID: 6, Name: model.Clean("Fairview")}, model.Text{}
		}))
	}
	s := tenant(noon(), fresh...)
	s.ClosedSince = noon().AddDate(0, 0, -2)
	say := func() string { return texts(build(s, noon(), as(Manager, "jdoe")).Section(SectionCompanies)) }
	if all := say(); strings.Contains(all, "usually") {
		t.Errorf("without a history:\n%s", all)
	}
	day := model.CalendarDay(noon(), time.UTC)
	for back := 3; back <= 40; back++ {
		s.History = s.History.With(model.DayTally{Day: day.AddDate(0, 0, -back), Companies: []model.CompanyTally{{Company: 6, Tally: model.Tally{Opened: 2}}}})
	}
	// 30 days: one of which the tickets are known, with none, and 29 of the history.
	if all := say(); !strings.Contains(all, "6 new tickets in 24 hours, usually 1.9 a day") {
		t.Errorf("with a history:\n%s", all)
	}
	s.History[len(s.History)-3].NoClosed = true
	if all := say(); strings.Contains(all, "usually") {
		t.Errorf("a mean of three days:\n%s", all)
	}
}
