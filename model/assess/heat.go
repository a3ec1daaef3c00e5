package assess

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"daybrief/model"
)

// What makes a company heat up: so many new tickets in a day, or of one type,
// and so much more than on its own usual day.
const (
	heatNew    = 3
	heatAbove  = 1.5
	heatWindow = 30 // days
	heatKnown  = 6  // fewest earlier days that make a mean
)

// Heat is what came in from one company.
type Heat struct {
	Company model.CompanyRef
	Open    int
	Day     int // came in within the last 24 hours, whether open or closed since
	// Mean is how many come in on a usual day, over the days before that are
	// known; negative where too few of them are.
	Mean  float64
	types map[model.Text]int
}

// HeatKnown says why it can't be told which companies heat up, "" when it can.
// Closed tickets are needed: what came in today may be closed by now.
func (a *Assessment) HeatKnown() string {
	s := a.snapshot
	switch {
	case !s.ClosedService.Known() && !s.ClosedProject.Known():
		return "the closed tickets are not known"
	case s.ClosedSince.After(a.Now.Add(-24 * time.Hour)):
		return "closed tickets are known only since " + model.Moment(s.ClosedSince, a.Now, a.Rules.Zone)
	}
	return ""
}

// HeatDays is how many days before the last 24 hours a mean is taken over; 0
// where closed tickets do not reach back far enough for one.
func (a *Assessment) HeatDays() int {
	days := heatWindow
	if since := a.snapshot.ClosedSince; !since.IsZero() {
		days = min(days, int(a.Now.Sub(since)/(24*time.Hour))-1)
	}
	if days < heatKnown {
		return 0
	}
	return days
}

// Heats lists the companies that heat up, most new tickets first, among the
// tickets that in takes.
func (a *Assessment) Heats(in func(*model.Ticket) bool) []*Heat {
	by := map[model.CompanyID]*Heat{}
	days := a.HeatDays()
	yesterday := a.Now.Add(-24 * time.Hour)
	from := yesterday.Add(-time.Duration(days) * 24 * time.Hour)
	count := func(t *model.Ticket, open bool) {
		h := by[t.Company.ID]
		if h == nil {
			h = &Heat{Company: t.Company, types: map[model.Text]int{}}
			by[t.Company.ID] = h
		}
		if open {
			h.Open++
		}
		switch {
		case !t.Entered.Before(yesterday):
			h.Day++
			h.types[t.Type]++
		case !t.Entered.Before(from):
			h.Mean++
		}
	}
	for _, t := range a.Tickets {
		if in(t.Ticket) {
			count(t.Ticket, true)
		}
	}
	for t := range a.snapshot.ClosedTickets {
		if a.Ticket(t.ID) == nil && in(t) { // not opened again since
			count(t, false)
		}
	}
	delete(by, 0) // tickets that name no company are not one
	var out []*Heat
	for _, h := range by {
		h.Mean /= float64(days)
		if days == 0 {
			h.Mean = -1
		}
		if len(h.Why()) > 0 {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(x, y *Heat) int {
		return cmp.Or(cmp.Compare(y.Day, x.Day), cmp.Compare(x.Company.ID, y.Company.ID))
	})
	return out
}

// Why says what makes the company heat up; empty when nothing does.
func (h *Heat) Why() (why []string) {
	if h.Mean >= 0 && h.Day >= heatNew && float64(h.Day) >= heatAbove*h.Mean {
		why = append(why, model.Counted(h.Day, "new ticket")+" in 24 hours, usually "+strconv.FormatFloat(h.Mean, 'f', 1, 64)+" a day")
	}
	var kinds []string
	for kind, n := range h.types {
		if n >= heatNew && !kind.IsEmpty() {
			kinds = append(kinds, model.Grouped(n)+" of a kind in 24 hours: "+kind.String())
		}
	}
	slices.Sort(kinds)
	return append(why, kinds...)
}
