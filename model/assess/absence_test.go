package assess

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// Leave is booked for the day, for its working hours, for the eight hours of a
// contract, in halves around lunch, for the week, or from noon on.
func TestWhoIsAway(t *testing.T) {
	t.Parallel()
	const h = time.Hour
	day := noon().Truncate(24 * h)
	type booked = []*model.ScheduleEntry
	entry := func(name string, from, to time.Duration) *model.ScheduleEntry {
		return &model.ScheduleEntry{ID: model.ScheduleEntryID(from + 1), Name: model.Clean(name), Start: day.Add(from), End: day.Add(to)}
	}
	dates := func(name string, from, to time.Duration, hours float64) *model.ScheduleEntry {
		v := entry(name, from, to)
		v.DateOnly, v.Hours = true, hours
		return v
	}
	meeting := entry("Workshop", 8*h, 17*h)
	meeting.Meeting = true
	ticket8 := entry("Rollout", 8*h, 17*h)
	ticket8.Kind = model.ScheduleTicket
	for name, c := range map[string]struct {
		at      time.Duration // since midnight
		entries booked
		want    string
	}{
		"working hours":           {12 * h, booked{entry("PTO", 8*h, 17*h)}, "PTO"},
		"eight of nine hours":     {12 * h, booked{entry("PTO", 8*h, 16*h)}, "PTO"},
		"an hour later":           {12 * h, booked{entry("PTO", 9*h, 17*h)}, "PTO"},
		"halves around lunch":     {12 * h, booked{entry("PTO", 8*h, 12*h), entry("PTO", 13*h, 17*h)}, "PTO"},
		"halves of two kinds":     {12 * h, booked{entry("Sick", 12*h, 17*h), entry("PTO", 8*h, 12*h)}, "Sick from 12:00"},
		"one thing after another": {15 * h, booked{entry("Training", 12*h, 14*h), entry("Review", 14*h, 17*h)}, ""},
		"meetings all day":        {15 * h, booked{meeting}, ""},
		"the day":                 {12 * h, booked{entry("PTO", 0, 24*h)}, "PTO"},
		"the week":                {12 * h, booked{entry("PTO", -40*h, 60*h)}, "PTO"},
		"a date":                  {12 * h, booked{dates("PTO", 0, 0, 0)}, "PTO"},
		"a date in the evening":   {20 * h, booked{dates("PTO", 0, 0, 0)}, "PTO"},
		"dates of three days":     {12 * h, booked{dates("PTO", -24*h, 24*h, 24)}, "PTO"},
		"dates, the last one":     {12 * h, booked{dates("PTO", -48*h, 0, 24)}, "PTO"},
		"one date and its end":    {12 * h, booked{dates("PTO", -24*h, 0, 24)}, ""},
		"yesterday":               {12 * h, booked{dates("PTO", -24*h, -24*h, 8)}, ""},
		"from noon, before it":    {11 * h, booked{entry("PTO", 12*h, 17*h)}, ""},
		"from noon":               {12 * h, booked{entry("PTO", 12*h, 17*h)}, "PTO from 12:00"},
		"from noon, in pieces":    {14 * h, booked{entry("PTO", 12*h, 15*h), entry("PTO", 14*h, 18*h)}, "PTO from 12:00"},
		"from noon, evening":      {18 * h, booked{entry("PTO", 12*h, 17*h)}, ""},
		"the morning":             {10 * h, booked{entry("PTO", 8*h, 13*h)}, ""},
		"the morning, later":      {14 * h, booked{entry("PTO", 8*h, 13*h)}, ""},
		"back at four":            {14 * h, booked{entry("PTO", 12*h, 16*h)}, ""},
		"the last meeting":        {16 * h, booked{entry("Meeting", 15*h, 17*h)}, ""},
		"work all day":            {12 * h, booked{ticket8}, ""},
		"on call":                 {12 * h, booked{dates("On-call / NOC", 0, 0, 0)}, ""},
		"at home":                 {12 * h, booked{entry("Home office", 8*h, 17*h)}, ""},
		"on call and off":         {12 * h, booked{dates("On call", 0, 0, 0), entry("PTO", 8*h, 17*h)}, "PTO"},
	} {
		s := desk(ticket(1, nil))
		who := s.ServiceTickets.Value[0].Owner
		for _, v := range c.entries {
			v.Member = model.MemberRef{Identifier: who.Identifier}
		}
		s.ScheduleEntries.Value = c.entries
		a := Assess(s, nil, DefaultRules(), day.Add(c.at))
		if got := a.Absence(who).Words(); got != c.want || a.Ticket(1).Owned.Away() != (c.want != "") || (a.Absence(who) == nil) != (c.want == "") {
			t.Errorf("%s: out is %q, want %q", name, got, c.want)
		}
	}
}

// On a day without working hours only what takes the whole day is leave.
func TestAwayOnADayOff(t *testing.T) {
	t.Parallel()
	saturday := noon().AddDate(0, 0, 4)
	for end, want := range map[time.Duration]bool{9 * time.Hour: false, 24 * time.Hour: true} {
		s := desk(ticket(1, nil))
		who := s.ServiceTickets.Value[0].Owner
		from := saturday.Truncate(24 * time.Hour)
		s.ScheduleEntries.Value = []*model.ScheduleEntry{{Member: who, Start: from, End: from.Add(end)}}
		if got := Assess(s, nil, DefaultRules(), saturday).Absence(who) != nil; got != want {
			t.Errorf("until %s: away is %v", end, got)
		}
	}
}

// Who works nights is away for the shift, not for the day.
func TestAwayForANight(t *testing.T) {
	t.Parallel()
	const h = time.Hour
	day := noon().Truncate(24 * h)
	rules := DefaultRules()
	rules.Hours.From, rules.Hours.To = 22*h, 6*h
	for _, c := range []struct {
		name         string
		at, from, to time.Duration
		want         string
	}{
		{"the night that runs, before midnight", 23 * h, 22 * h, 30 * h, "PTO"},
		{"the night that runs, after midnight", 27 * h, 22 * h, 30 * h, "PTO"},
		{"the night to come", 12 * h, 22 * h, 30 * h, "PTO"},
		{"the night before", 12 * h, -2 * h, 6 * h, ""},
		{"its second half", 27 * h, 26 * h, 30 * h, "PTO from 02:00"},
		{"by day", 23 * h, 8 * h, 17 * h, ""},
	} {
		s := desk(ticket(1, nil))
		who := s.ServiceTickets.Value[0].Owner
		s.ScheduleEntries.Value = []*model.ScheduleEntry{{ID: 1, Name: model.Clean("PTO"), Member: model.MemberRef{Identifier: who.Identifier}, Start: day.Add(c.from), End: day.Add(c.to)}}
		if got := Assess(s, nil, rules, day.Add(c.at)).Absence(who).Words(); got != c.want {
			t.Errorf("%s: out is %q, want %q", c.name, got, c.want)
		}
	}
}

// What is left of a night is free until it ends, not until midnight.
func TestFreeTimeOfANight(t *testing.T) {
	t.Parallel()
	const h = time.Hour
	day := noon().Truncate(24 * h)
	rules := DefaultRules()
	rules.Hours.From, rules.Hours.To = 22*h, 6*h
	s := desk(ticket(1, nil))
	who := s.ServiceTickets.Value[0].Owner.Identifier
	s.Members.Value = []model.Member{{ID: 1, Identifier: who}}
	s.ScheduleEntries.Value = []*model.ScheduleEntry{{ID: 1, Name: model.Clean("Visit"), Kind: model.ScheduleTicket, Member: model.MemberRef{Identifier: who}, Start: day.Add(25 * h), End: day.Add(27 * h)}}
	for at, want := range map[time.Duration]time.Duration{12 * h: 6 * h, 23 * h: 5 * h, 26 * h: 3 * h} {
		if got := Assess(s, nil, rules, day.Add(at)).freeTime()[strings.ToLower(who.String())]; got != want {
			t.Errorf("at %s: %s, want %s", at, got, want)
		}
	}
}
