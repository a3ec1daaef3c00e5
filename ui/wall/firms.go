package wall

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// chartDays is how many days a company's chart shows, today included.
const chartDays = 14

// firm is how a company is doing.
type firm struct {
	ref            model.CompanyRef
	open, breached int
	week           int // entered since Monday
	days           [chartDays]float64
	hot            bool // it is heating up
}

// calendar is where the days of a chart and the week begin.
type calendar struct {
	days  [chartDays + 1]time.Time
	week  time.Time
	since time.Time // from when on closed tickets are known; zero: not at all
	// recent are the days of the history where closed tickets are not known; nil
	// where that knows none either.
	recent [chartDays]*model.DayTally
}

// knows reports whether all tickets entered since a moment are known: one that
// was entered and closed before is not in the snapshot, and a count would be too
// small.
func (c *calendar) knows(from time.Time) bool { return !c.since.IsZero() && !from.Before(c.since) }

func calendarOf(s *model.Snapshot, now time.Time, zone *time.Location) calendar {
	y, m, d := now.In(zone).Date()
	day := func(offset int) time.Time { return model.StartOfDay(y, m, d+offset, zone) }
	c := calendar{week: day(-(int(now.In(zone).Weekday()) + 6) % 7)}
	for i := range c.days {
		c.days[i] = day(i + 1 - chartDays)
	}
	if s.ClosedService.Known() && (s.ClosedProject.Known() || !s.ProjectTickets.Known()) {
		c.since = s.ClosedSince
	}
	for i := range c.recent {
		day := model.CalendarDay(c.days[i].Add(12*time.Hour), zone)
		at, ok := slices.BinarySearchFunc(s.History, day, func(d model.DayTally, day time.Time) int { return d.Day.Compare(day) })
		if ok && !c.knows(c.days[i]) && i < chartDays-1 && !s.History[at].NoClosed {
			c.recent[i] = &s.History[at]
		}
	}
	return c
}

func (b *firm) entered(t time.Time, c *calendar) {
	if !t.Before(c.week) && t.Before(c.days[chartDays]) {
		b.week++
	}
	for i := range b.days {
		if !t.Before(c.days[i]) && t.Before(c.days[i+1]) {
			b.days[i]++
		}
	}
}

// heat counts tickets by company: those that are heating up first, then those
// with the most breaches, and the most that came in this week.
func (d *digest) heat(f screen.Frame) {
	c := calendarOf(f.Snapshot, f.Now, f.Zone)
	by := map[model.CompanyID]*firm{}
	of := func(t *model.Ticket) *firm {
		b := by[t.Company.ID]
		if b == nil {
			b = &firm{ref: t.Company}
			by[t.Company.ID] = b
		}
		return b
	}
	for t := range f.Snapshot.Open {
		b := of(t)
		b.open++
		if d.breached[t.ID] {
			b.breached++
		}
		b.entered(t.Entered, &c)
	}
	for t := range f.Snapshot.ClosedTickets {
		if f.Lookup.Ticket(t.ID) == nil { // not opened again since
			of(t).entered(t.Entered, &c)
		}
	}
	delete(by, 0) // tickets that name no company are not one
	for _, h := range f.Assessed.Heats(func(*model.Ticket) bool { return true }, true) {
		if b := by[h.Company.ID]; b != nil && f.Assessed.HeatKnown() == "" {
			b.hot = true
		}
	}
	for id, b := range by {
		b.forget(&c)
		if row := f.Lookup.Company(id); row != nil && !row.Name.IsEmpty() {
			b.ref.Name = row.Name
		}
		if b.open > 0 || b.week > 0 {
			d.firms = append(d.firms, *b)
		}
	}
	slices.SortFunc(d.firms, func(a, b firm) int {
		return cmp.Or(-cmp.Compare(rank(a.hot), rank(b.hot)), cmp.Compare(b.breached, a.breached),
			cmp.Compare(b.week, a.week), cmp.Compare(b.open, a.open), cmp.Compare(a.ref.ID, b.ref.ID))
	})
}

// unknown stands for a number that can't be had.
const unknown = -1

// forget takes away the counts of times that are not wholly known.
func (b *firm) forget(c *calendar) {
	if !c.knows(c.week) {
		b.week = unknown
	}
	for i := range b.days {
		if c.knows(c.days[i]) {
			continue
		}
		if b.days[i] = unknown; c.recent[i] != nil {
			b.days[i] = float64(c.recent[i].Of(b.ref.ID).Opened)
		}
	}
}

func rank(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
