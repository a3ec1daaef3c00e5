package briefing

import (
	"slices"
	"strconv"
	"strings"
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

// flood is a day on which far more comes in than usual. Without enough weeks to
// tell it from there is none.
func (b *builder) flood() []situation {
	if b.numbers.Missing["new_today"] != "" {
		return nil
	}
	before, weeks := b.usual()
	if weeks < floodLeast {
		return nil
	}
	ids, tickets := b.newToday()
	mean := before / float64(weeks)
	if n := float64(len(ids)); n < floodTimes*mean || n < mean+floodMore {
		return nil
	}
	words := model.Counted(len(ids), "new ticket") + " today, usually " + strings.TrimSuffix(strconv.FormatFloat(mean, 'f', 1, 64), ".0") +
		" by this time on a " + b.now.In(b.zone).Weekday().String()
	r := assess.Reason{Key: "flood", Text: "at least twice as many new tickets as usual", Points: b.a.Worth("flood")}
	it := Item{Kind: KindFlood, ID: ids[0], IDs: ids, Tickets: tickets, Summary: model.Clean(words), Tone: Warn,
		Reasons: []string{"mean of " + model.Counted(weeks, "week")}, Why: []assess.Reason{r}}
	return []situation{{item: it, points: r.Points, gathers: true}}
}

// newToday are the tickets in scope that came in today, closed ones included, and
// those of them that are open.
func (b *builder) newToday() (ids []int64, open []*model.Ticket) {
	fresh := func(t *model.Ticket) bool {
		return b.crew.Has(t) && model.Within(t.Entered, b.cal.Today, b.cal.Tomorrow)
	}
	for i := range b.facts {
		if t := b.facts[i].t; fresh(t) {
			ids, open = append(ids, int64(t.ID)), append(open, t)
		}
	}
	for t := range b.s.ClosedTickets {
		if b.l.Ticket(t.ID) == nil && fresh(t) {
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
func (b *builder) usual() (before float64, weeks int) {
	var counted []time.Time
	for n := 1; n <= floodMost; n++ {
		y, m, d := b.cal.Today.Add(12*time.Hour).In(b.zone).AddDate(0, 0, -7*n).Date()
		from := model.StartOfDay(y, m, d, b.zone)
		if b.closedSince(from) == "" {
			counted = append(counted, from)
			weeks++
			continue
		}
		day := b.recorded(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
		if day == nil || !b.crew.All() {
			continue
		}
		whole := b.r.Hours.Between(from, from.Add(24*time.Hour), b.zone)
		if whole <= 0 {
			continue
		}
		past := b.r.Hours.Between(from, from.Add(b.now.Sub(b.cal.Today)), b.zone)
		before += float64(day.All.Opened) * float64(past) / float64(whole)
		weeks++
	}
	return before + float64(b.entries(counted, b.now.Sub(b.cal.Today))), weeks
}

// entries counts the tickets in scope that came in within a span after any of the
// starts.
func (b *builder) entries(starts []time.Time, span time.Duration) (n int) {
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
	for i := range b.facts {
		if f := &b.facts[i]; f.in {
			count(f.t)
		}
	}
	for t := range b.s.ClosedTickets {
		if b.l.Ticket(t.ID) == nil && b.crew.Has(t) {
			count(t)
		}
	}
	return n
}

// recorded is a day of the history that has its closed tickets; nil for none.
func (b *builder) recorded(day time.Time) *model.DayTally {
	i, ok := slices.BinarySearchFunc(b.s.History, day, func(d model.DayTally, at time.Time) int { return d.Day.Compare(at) })
	if !ok || b.s.History[i].NoClosed {
		return nil
	}
	return &b.s.History[i]
}
