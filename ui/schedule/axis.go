package schedule

import (
	"time"
)

// axis maps time to cells. It is proportional to real time, so that on a day on
// which clocks change the hour that is missing, or there twice, takes no cells,
// or its cells twice.
type axis struct {
	span
	zone     *time.Location
	w        int // cells in use
	num, den int64
	ticks    []tick // the whole hours, the last one at the end of the axis
}

// tick is a whole hour of the local clock.
type tick struct {
	x    int
	hour int
}

// newAxis fits a span, widened to whole local hours, into at most cells. Where
// it can, each hour gets the same whole number of cells.
func newAxis(s span, cells int, zone *time.Location) axis {
	a := axis{span: span{hourFloor(s.from, zone), hourCeil(s.to, zone)}, zone: zone}
	minutes := int64(a.length() / time.Minute)
	if minutes <= 0 || cells <= 0 {
		a.den = 1
		return a
	}
	a.num, a.den = int64(cells), minutes
	if each := int64(cells) * 60 / minutes; each >= 2 {
		a.num, a.den = each, 60
	}
	a.w = int(minutes * a.num / a.den)
	a.ticks = a.hours()
	return a
}

// x is the cell in which a moment lies, from 0 to w.
func (a axis) x(t time.Time) int {
	m := int64(t.Sub(a.from) / time.Minute)
	if t.Before(a.from) {
		return 0
	}
	return min(a.w, int(m*a.num/a.den))
}

// cells is where a span is drawn: at least one cell wide.
func (a axis) cells(s span) (from, to int) {
	from, to = a.x(s.from), a.x(s.to)
	if to > from {
		return from, to
	}
	return min(from, max(0, a.w-1)), min(from+1, a.w)
}

// time is the moment at which a cell begins.
func (a axis) time(x int) time.Time {
	if a.num == 0 {
		return a.from
	}
	return a.from.Add(time.Duration(int64(x)*a.den/a.num) * time.Minute)
}

func (a axis) hours() []tick {
	var out []tick
	for t := a.from; !t.After(a.to); t = hourAfter(t, a.zone) {
		out = append(out, tick{a.x(t), t.In(a.zone).Hour()})
	}
	return out
}

func hourFloor(t time.Time, zone *time.Location) time.Time {
	l := t.In(zone)
	return l.Add(-time.Duration(l.Minute())*time.Minute - time.Duration(l.Second())*time.Second - time.Duration(l.Nanosecond()))
}

func hourCeil(t time.Time, zone *time.Location) time.Time {
	if f := hourFloor(t, zone); f.Before(t) {
		return hourAfter(f, zone)
	}
	return t.In(zone)
}

// hourAfter is the next whole hour of the local clock: in zones that change by
// half an hour it is not always an hour away.
func hourAfter(t time.Time, zone *time.Location) time.Time {
	n := t.Add(time.Hour).In(zone)
	if m := n.Minute(); m >= 30 {
		return n.Add(time.Duration(60-m) * time.Minute)
	} else if m > 0 {
		return n.Add(-time.Duration(m) * time.Minute)
	}
	return n
}
