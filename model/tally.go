package model

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// CountDay counts the local day of now. It reports false when the tickets were
// not confirmed on that day: yesterday's picture says nothing about today.
func CountDay(s *Snapshot, l *Lookup, now time.Time, zone *time.Location) (DayTally, bool) {
	day := CalendarDay(now, zone)
	c := counter{day: day, zone: zone, by: map[CompanyID]*Tally{}}
	any := false
	for _, f := range []Fresh[[]*Ticket]{s.ServiceTickets, s.ProjectTickets} {
		if !f.Known() {
			continue // never had: the role may not see them
		}
		if !CalendarDay(f.At, zone).Equal(day) {
			return DayTally{}, false
		}
		any = true
	}
	if !any {
		return DayTally{}, false
	}
	for t := range s.Open {
		c.add(t, func(n *Tally) {
			n.Open++
			if l.Clock(t, now).Breached() {
				n.Breached++
			}
		})
	}
	c.closed(s)
	return c.tally(noClosed(s)), true
}

// Recount is a day of the history with what was opened and closed on it counted
// anew: yesterday went on after daybrief had ended. It reports false when the
// snapshot's closed tickets do not reach back to that day.
func Recount(d DayTally, s *Snapshot, zone *time.Location) (DayTally, bool) {
	y, m, n := d.Day.Date()
	if noClosed(s) || s.ClosedSince.IsZero() || s.ClosedSince.After(StartOfDay(y, m, n, zone)) {
		return d, false
	}
	c := counter{day: d.Day, zone: zone, by: map[CompanyID]*Tally{}}
	for _, t := range d.Companies {
		c.by[t.Company] = &Tally{Open: t.Open, Breached: t.Breached}
	}
	c.all = Tally{Open: d.All.Open, Breached: d.All.Breached}
	for t := range s.Open {
		c.add(t, func(*Tally) {})
	}
	c.closed(s)
	return c.tally(false), true
}

func noClosed(s *Snapshot) bool {
	return s.ServiceTickets.Known() && !s.ClosedService.Known() || s.ProjectTickets.Known() && !s.ClosedProject.Known()
}

// counter adds up one day.
type counter struct {
	day  time.Time
	zone *time.Location
	all  Tally
	by   map[CompanyID]*Tally
	// unended counts closed tickets of which it is not known whether it was on the day.
	unended int
}

func (c *counter) on(at time.Time) bool { return !at.IsZero() && CalendarDay(at, c.zone).Equal(c.day) }

// add counts a ticket for all and for its company.
func (c *counter) add(t *Ticket, count func(*Tally)) {
	n := c.by[t.Company.ID]
	if n == nil {
		n = &Tally{}
		c.by[t.Company.ID] = n
	}
	for _, n := range []*Tally{&c.all, n} {
		count(n)
		if c.on(t.Entered) {
			n.Opened++
		}
	}
}

func (c *counter) closed(s *Snapshot) {
	y, m, d := c.day.Date()
	from, to := StartOfDay(y, m, d, c.zone), StartOfDay(y, m, d+1, c.zone)
	for t := range s.ClosedTickets {
		yes, known := t.EndedIn(from, to)
		if !known {
			c.unended++
		}
		c.add(t, func(n *Tally) {
			if yes {
				n.Closed++
			}
		})
	}
}

func (c *counter) tally(noClosed bool) DayTally {
	out := DayTally{Day: c.day, All: c.all, NoClosed: noClosed, Unended: c.unended}
	for _, id := range slices.SortedFunc(maps.Keys(c.by), cmp.Compare[CompanyID]) {
		if n := *c.by[id]; id != 0 && !n.isZero() {
			out.Companies = append(out.Companies, CompanyTally{id, n})
		}
	}
	return out
}
