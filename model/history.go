package model

import (
	"cmp"
	"slices"
	"time"
)

// HistoryDays is how many days a History keeps.
const HistoryDays = 90

// Since is since when a customer waits for an answer.
type Since struct {
	// At is the ticket's last update at the poll that first saw the flag; zero
	// when the server did not say.
	At time.Time
	// OrEarlier: the flag was there at first sight.
	OrEarlier bool
}

// Tally counts tickets on one local day.
type Tally struct {
	Open     int // when the day was last looked at
	Opened   int // entered on the day
	Closed   int // closed on the day
	Breached int // the most at any look of the day
}

func (t Tally) isZero() bool { return t == Tally{} }

// CompanyTally is the tally of one company.
type CompanyTally struct {
	Company CompanyID
	Tally
}

// DayTally is the tally of one local day, in all and by company.
type DayTally struct {
	// Day is midnight UTC of the calendar day, whatever the zone it was counted
	// in (CalendarDay).
	Day time.Time
	All Tally
	// Companies are those with something to count, by id.
	Companies []CompanyTally
	// NoClosed: the closed tickets could not be had. Closed is 0 then, and
	// Opened lacks what was opened and closed on the same day.
	NoClosed bool
	// NoBreached: how many were breached is not known, and Breached is 0: the day
	// follows from tickets that were fetched later.
	NoBreached bool
	// Unended counts closed tickets that may have been closed on the day: the server
	// does not say when they were. Closed is without them.
	Unended int
}

// Of is the tally of a company; of everybody for company 0.
func (d DayTally) Of(id CompanyID) Tally {
	if id == 0 {
		return d.All
	}
	i, ok := slices.BinarySearchFunc(d.Companies, id, func(c CompanyTally, id CompanyID) int { return cmp.Compare(c.Company, id) })
	if !ok {
		return Tally{}
	}
	return d.Companies[i].Tally
}

// History is one DayTally a day on which daybrief ran, the oldest first, at
// most HistoryDays of them. It is never written to: With makes a new one.
type History []DayTally

// CalendarDay is the local day of a moment as midnight UTC of that date, so
// that days compare and subtract without regard to the zone's own jumps.
func CalendarDay(at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// With is the history with a day put in, or over the one it has: the later look
// counts, except that a breach is not forgotten because it was mended.
func (h History) With(d DayTally) History {
	i, ok := h.find(d.Day)
	out := slices.Clone(h)
	if ok {
		d.Companies = worst(h[i].Companies, d.Companies)
		d.All.Breached = max(d.All.Breached, h[i].All.Breached)
		out[i] = d
	} else {
		out = slices.Insert(out, i, d)
	}
	if n := len(out) - HistoryDays; n > 0 {
		out = out[n:]
	}
	return out
}

// Over is the history with what follows from the tickets themselves, day by day:
// what was opened and closed counts as derived, since it is of whole days, and what
// was open and breached as it was seen, where it was.
func (h History) Over(derived History) History {
	out := slices.Clone(h)
	for _, d := range derived {
		i, ok := out.find(d.Day)
		if !ok {
			out = slices.Insert(out, i, d)
			continue
		}
		seen := out[i]
		d.All.Open, d.All.Breached, d.NoBreached = seen.All.Open, seen.All.Breached, seen.NoBreached
		d.Companies = slices.Clone(d.Companies)
		for k := range d.Companies {
			was := seen.Of(d.Companies[k].Company)
			d.Companies[k].Open, d.Companies[k].Breached = was.Open, was.Breached
		}
		for _, c := range seen.Companies {
			if c.Opened, c.Closed = 0, 0; !c.isZero() {
				d.Companies = with(d.Companies, c)
			}
		}
		out[i] = d
	}
	if n := len(out) - HistoryDays; n > 0 {
		out = out[n:]
	}
	return out
}

// with is a list with a company that is not in it yet.
func with(list []CompanyTally, c CompanyTally) []CompanyTally {
	i, ok := slices.BinarySearchFunc(list, c.Company, func(x CompanyTally, id CompanyID) int { return cmp.Compare(x.Company, id) })
	if ok {
		return list
	}
	return slices.Insert(list, i, c)
}

// Has reports whether a day is known together with what was closed on it.
func (h History) Has(day time.Time) bool {
	i, ok := h.find(day)
	return ok && !h[i].NoClosed
}

func (h History) find(day time.Time) (int, bool) {
	return slices.BinarySearchFunc(h, day, func(d DayTally, day time.Time) int { return d.Day.Compare(day) })
}

// worst is now with the higher count of breaches of both.
func worst(was, now []CompanyTally) []CompanyTally {
	out := slices.Clone(now)
	for _, c := range was {
		i, ok := slices.BinarySearchFunc(out, c.Company, func(x CompanyTally, id CompanyID) int { return cmp.Compare(x.Company, id) })
		switch {
		case ok:
			out[i].Breached = max(out[i].Breached, c.Breached)
		case c.Breached > 0:
			out = slices.Insert(out, i, CompanyTally{c.Company, Tally{Breached: c.Breached}})
		}
	}
	return out
}

// MeanTally is a Tally for the mean day.
type MeanTally struct{ Open, Opened, Closed, Breached float64 }

// Mean is a company's mean day (everybody's for company 0) over the days before
// a day, at most so many calendar days back, and how many recorded days that
// mean is made of: 0 of them mean nothing.
func (h History) Mean(id CompanyID, before time.Time, days int) (mean MeanTally, of int) {
	from := before.AddDate(0, 0, -days)
	for _, d := range h {
		if d.Day.Before(from) || !d.Day.Before(before) {
			continue
		}
		t := d.Of(id)
		of++
		mean.Open += float64(t.Open)
		mean.Opened += float64(t.Opened)
		mean.Closed += float64(t.Closed)
		mean.Breached += float64(t.Breached)
	}
	if n := float64(of); of > 0 {
		mean = MeanTally{mean.Open / n, mean.Opened / n, mean.Closed / n, mean.Breached / n}
	}
	return mean, of
}
