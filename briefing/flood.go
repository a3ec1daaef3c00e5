package briefing

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// What makes a flood: at least twice as many new tickets as on the same weekday
// by this time, and so many more; and from how many weeks that is told.
const (
	floodTimes = 2
	floodMore  = 6
	floodLeast = 2
	floodMost  = 8
)

// flood compares what came in today with the same weekday of earlier weeks.
type flood struct{ *builder }

// situations is a day on which far more comes in than usual. Without enough weeks to
// tell it from there is none.
func (w flood) situations() []situation {
	if w.numbers.Missing["new_today"] != "" {
		return nil
	}
	before, weeks := w.usual()
	if weeks < floodLeast {
		return nil
	}
	ids, tickets := w.newToday()
	mean := before / float64(weeks)
	if n := float64(len(ids)); n < floodTimes*mean || n < mean+floodMore {
		return nil
	}
	words := model.Counted(len(ids), "new ticket") + " today, usually " + decimal(mean) +
		" by this time on a " + w.now.In(w.zone).Weekday().String()
	r := assess.Reason{Key: "flood", Text: "at least twice as many new tickets as usual", Points: w.a.Worth("flood")}
	it := Item{Kind: KindFlood, ID: ids[0], IDs: ids, Tickets: tickets, Summary: model.Clean(words), Tone: Warn,
		Reasons: []string{"mean of " + model.Counted(weeks, "week")}, Why: []assess.Reason{r}}
	return []situation{{id: it.ID, item: &it, points: r.Points, gathers: true}}
}

// newToday are the tickets in scope that came in today, closed ones included, and
// those of them that are open.
func (w flood) newToday() (ids []int64, open []*model.Ticket) {
	fresh := func(t *model.Ticket) bool {
		return w.crew.Has(t) && model.Within(t.Entered, w.cal.Today, w.cal.Tomorrow)
	}
	for i := range w.facts {
		if t := w.facts[i].t; fresh(t) {
			ids, open = append(ids, int64(t.ID)), append(open, t)
		}
	}
	for t := range w.s.ClosedTickets {
		if w.l.Ticket(t.ID) == nil && fresh(t) {
			ids = append(ids, int64(t.ID))
		}
	}
	slices.Sort(ids)
	return ids, open
}

// usual is how many tickets came in on the same weekday by this time, over how
// many weeks: counted where the closed tickets reach back to, else from what the
// history says of whole days, which know no hours: their working time is taken to
// bring tickets evenly.
func (w flood) usual() (before float64, weeks int) {
	var counted []time.Time
	for n := 1; n <= floodMost; n++ {
		y, m, d := w.cal.Today.Add(12*time.Hour).In(w.zone).AddDate(0, 0, -7*n).Date()
		from := model.StartOfDay(y, m, d, w.zone)
		if w.closedSince(from) == "" {
			counted = append(counted, from)
			weeks++
			continue
		}
		day := w.recorded(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
		if day == nil || !w.crew.All() {
			continue
		}
		whole := w.r.Hours.Between(from, from.Add(24*time.Hour), w.zone)
		if whole <= 0 {
			continue
		}
		past := w.r.Hours.Between(from, from.Add(w.now.Sub(w.cal.Today)), w.zone)
		before += float64(day.All.Opened) * float64(past) / float64(whole)
		weeks++
	}
	return before + float64(w.entries(counted, w.now.Sub(w.cal.Today))), weeks
}

// entries counts the tickets in scope that came in within a span after any of the
// starts.
func (w flood) entries(starts []time.Time, span time.Duration) (n int) {
	if len(starts) == 0 {
		return 0
	}
	first := starts[len(starts)-1] // the latest start stands first
	count := func(t *model.Ticket) {
		if t.Entered.Before(first) {
			return
		}
		for _, from := range starts {
			if after := t.Entered.Sub(from); after >= 0 {
				add(&n, after < span)
				return
			}
		}
	}
	for i := range w.facts {
		if f := &w.facts[i]; f.in {
			count(f.t)
		}
	}
	for t := range w.s.ClosedTickets {
		if w.l.Ticket(t.ID) == nil && w.crew.Has(t) {
			count(t)
		}
	}
	return n
}

// recorded is a day of the history that has its closed tickets; nil for none.
func (w flood) recorded(day time.Time) *model.DayTally {
	i, ok := slices.BinarySearchFunc(w.s.History, day, func(d model.DayTally, at time.Time) int { return d.Day.Compare(at) })
	if !ok || w.s.History[i].NoClosed {
		return nil
	}
	return &w.s.History[i]
}
