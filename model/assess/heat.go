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
// where neither closed tickets nor, for the whole desk, the history reach back far
// enough for one.
func (a *Assessment) HeatDays(desk bool) int {
	days, older := heatSpan(a, desk)
	if days += len(older); days < heatKnown {
		return 0
	}
	return days
}

// heatSpan are how many stretches of 24 hours the closed tickets reach back, before
// the last one, and the days of the history before these, without a gap. The
// history counts the whole desk.
func heatSpan(a *Assessment, desk bool) (days int, older []model.DayTally) {
	days = heatWindow
	if since := a.snapshot.ClosedSince; !since.IsZero() {
		days = max(0, min(days, int(a.Now.Sub(since)/(24*time.Hour))-1))
	}
	if !desk {
		return days, nil
	}
	history := a.snapshot.History
	day := model.CalendarDay(heatFrom(a, days), a.Rules.Zone)
	for len(older)+days < heatWindow {
		day = day.AddDate(0, 0, -1)
		i, ok := slices.BinarySearchFunc(history, day, func(d model.DayTally, at time.Time) int { return d.Day.Compare(at) })
		if !ok || history[i].NoClosed {
			break
		}
		older = append(older, history[i])
	}
	return days, older
}

// heatFrom is where so many days before the last 24 hours begin.
func heatFrom(a *Assessment, days int) time.Time {
	return a.Now.Add(-24 * time.Hour * time.Duration(1+days))
}

// Heats lists the companies that heat up, most new tickets first, among the
// tickets that in takes; desk says that it takes all.
func (a *Assessment) Heats(in func(*model.Ticket) bool, desk bool) []*Heat {
	days := a.HeatDays(desk)
	by, older := cameIn(a, in, desk)
	delete(by, 0) // tickets that name no company are not one
	for _, d := range older {
		for _, c := range d.Companies { // few of many companies have something on a day
			if h := by[c.Company]; h != nil {
				h.Mean += float64(c.Opened)
			}
		}
	}
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

// cameIn counts by company what came in within 24 hours and, as Mean, in the days
// before that of which the tickets are known; older are the days before these.
func cameIn(a *Assessment, in func(*model.Ticket) bool, desk bool) (by map[model.CompanyID]*Heat, older []model.DayTally) {
	by = map[model.CompanyID]*Heat{}
	counted, older := heatSpan(a, desk)
	yesterday, from := heatFrom(a, 0), heatFrom(a, counted)
	count := func(t *model.Ticket, open bool) {
		h := by[t.Company.ID]
		if h == nil {
			h = &Heat{Company: t.Company}
			by[t.Company.ID] = h
		}
		if open {
			h.Open++
		}
		switch {
		case !t.Entered.Before(yesterday):
			h.Day++
			if h.types == nil {
				h.types = map[model.Text]int{}
			}
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
		if !t.Entered.Before(from) && a.Ticket(t.ID) == nil && in(t) { // not opened again since
			count(t, false)
		}
	}
	return by, older
}
