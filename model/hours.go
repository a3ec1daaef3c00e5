package model

import (
	"slices"
	"sort"
	"time"
)

// Hours are the working hours of the tenant, in its zone. Where To is before From they
// go over midnight: a shift begins on each of the Days, but for holidays, and ends on
// the day after.
type Hours struct {
	Days     [7]bool       // by time.Weekday
	From, To time.Duration // since local midnight
	Holidays []time.Time   // local days; only the date counts
}

// OfficeHours are the defaults: Monday to Friday, 08:00 to 17:00.
func OfficeHours() Hours {
	return Hours{Days: [7]bool{1: true, 2: true, 3: true, 4: true, 5: true}, From: 8 * time.Hour, To: 17 * time.Hour}
}

// Duties are the usual names of schedule entries that last all day and keep nobody
// away.
func Duties() []string {
	return []string{"On*call*", "Standby*", "Bereitschaft*", "Rufbereitschaft*", "Home*office*", "Remote*", "WFH*", "Work*from*home*"}
}

// Clock is how a rule counts time.
type Clock string

// The clocks: working hours (Hours), or all hours.
const (
	WorkingClock Clock = "working"
	WallClock    Clock = "wall"
)

// Empty reports whether the hours leave no time to work at all. Rules that
// count working time then count all time, so that nothing is hidden for ever.
func (h Hours) Empty() bool {
	if h.To == h.From {
		return true
	}
	for _, d := range h.Days {
		if d {
			return false
		}
	}
	return true
}

// Stretch is a piece of working time.
type Stretch struct{ From, To time.Time }

// Stretches are the working time of a day in a zone, earliest first: one piece, none on
// days off, and where hours go over midnight the end of the shift of the day before and
// the beginning of the day's own. From and To are times on the wall clock: on a day on
// which clocks change the working day may be an hour shorter or longer.
func (h Hours) Stretches(y int, m time.Month, d int, zone *time.Location) (out []Stretch) {
	at := func(t time.Duration) time.Time { return time.Date(y, m, d, 0, 0, int(t/time.Second), 0, zone) }
	add := func(from, to time.Time) {
		if to.After(from) {
			out = append(out, Stretch{from, to})
		}
	}
	switch {
	case h.From < h.To:
		if h.begins(y, m, d) {
			add(at(h.From), at(h.To))
		}
	case h.From > h.To:
		if h.begins(y, m, d-1) {
			add(StartOfDay(y, m, d, zone), at(h.To))
		}
		if h.begins(y, m, d) {
			add(at(h.From), StartOfDay(y, m, d+1, zone))
		}
	}
	return out
}

// Shift is the working time of a moment's day, whole. Where hours go over midnight it is
// the shift that runs, else the one that begins on that day; ok is false without one.
func (h Hours) Shift(now time.Time, zone *time.Location) (s Stretch, ok bool) {
	y, m, d := now.In(zone).Date()
	at := func(d int, t time.Duration) time.Time { return time.Date(y, m, d, 0, 0, int(t/time.Second), 0, zone) }
	if h.From < h.To {
		return Stretch{at(d, h.From), at(d, h.To)}, h.begins(y, m, d)
	}
	if h.begins(y, m, d-1) && now.Before(at(d, h.To)) {
		d--
	}
	return Stretch{at(d, h.From), at(d+1, h.To)}, h.From > h.To && h.begins(y, m, d)
}

// begins reports whether somebody begins to work on a date.
func (h Hours) begins(y int, m time.Month, d int) bool {
	noon := time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	if !h.Days[noon.Weekday()] {
		return false
	}
	y, m, d = noon.Date()
	for _, hol := range h.Holidays {
		if hy, hm, hd := hol.Date(); hy == y && hm == m && hd == d {
			return false
		}
	}
	return true
}

// Between is the working time from one moment to another, 0 when the second is
// not later.
func (h Hours) Between(from, to time.Time, zone *time.Location) time.Duration {
	if h.Empty() {
		return max(0, to.Sub(from))
	}
	return NewWorktime(h, zone, to).Since(from)
}

// farthest bounds how far back working time is counted: some ten years. Rules
// compare with days, so an older moment is merely "more than that".
const farthest = 3700

// Worktime adds up working time backwards from one moment, day by day and only as
// far as it is asked, so that thousands of tickets can be measured against the
// same now by a binary search each.
type Worktime struct {
	hours Hours
	zone  *time.Location
	now   int64 // Unix nanoseconds, as all below
	year  int   // the next day to add, counting back
	month time.Month
	day   int
	added int
	reach int64 // everything after this moment has been added up
	from  []int64
	to    []int64
	sum   []time.Duration // working time of spans 0..i
}

// NewWorktime counts the working time up to now.
func NewWorktime(h Hours, zone *time.Location, now time.Time) *Worktime {
	l := &Worktime{hours: h, zone: zone, now: now.UnixNano(), reach: now.UnixNano()}
	l.year, l.month, l.day = now.In(zone).Date()
	return l
}

// extend adds the day before the earliest one so far.
func (l *Worktime) extend() {
	day := l.hours.Stretches(l.year, l.month, l.day, l.zone)
	l.reach = StartOfDay(l.year, l.month, l.day, l.zone).UnixNano()
	l.day--
	l.added++
	for _, s := range slices.Backward(day) {
		f, t := s.From.UnixNano(), min(s.To.UnixNano(), l.now)
		if f >= l.now {
			continue
		}
		var before time.Duration
		if n := len(l.sum); n > 0 {
			before = l.sum[n-1]
		}
		l.from, l.to, l.sum = append(l.from, f), append(l.to, t), append(l.sum, before+time.Duration(t-f))
	}
}

// Since is the working time from a moment to now.
func (l *Worktime) Since(t time.Time) time.Duration {
	at := t.UnixNano()
	for l.reach > at && l.added < farthest {
		l.extend()
	}
	n := sort.Search(len(l.to), func(i int) bool { return l.to[i] <= at })
	if n == 0 {
		return 0
	}
	total := l.sum[n-1]
	if cut := at - l.from[n-1]; cut > 0 {
		total -= time.Duration(cut)
	}
	return total
}

// WorkingDay reports whether a date is a working day; only the date counts, in
// the time's own zone. Where no day of the week is one, all are. The morning on which a
// shift of the day before ends makes one too.
func (h Hours) WorkingDay(t time.Time) bool {
	if h.Days == [7]bool{} {
		h.Days = [7]bool{true, true, true, true, true, true, true}
	}
	y, m, d := t.Date()
	return h.begins(y, m, d) || h.From > h.To && h.To > 0 && h.begins(y, m, d-1)
}

// Before is the latest working day before a calendar day (at midnight UTC), as one
// too. Where none is near, or no hours are set, it is the day before.
func (h Hours) Before(day time.Time) time.Time {
	for back := 1; back <= 30 && !h.Empty(); back++ {
		if d := day.AddDate(0, 0, -back); h.WorkingDay(d) {
			return d
		}
	}
	return day.AddDate(0, 0, -1)
}
