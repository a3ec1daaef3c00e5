package schedule

import (
	"time"

	"daybrief/model"
)

// date is a day of the calendar, without a zone. Counting days happens here
// and never by adding 24 hours: a day may have 23 or 25.
type date struct {
	y int
	m time.Month
	d int
}

func dateOf(t time.Time, zone *time.Location) date {
	y, m, d := t.In(zone).Date()
	return date{y, m, d}
}

// noon is a moment of the day that exists once in UTC: for weekdays and names.
func (d date) noon() time.Time { return time.Date(d.y, d.m, d.d, 12, 0, 0, 0, time.UTC) }

func (d date) plus(days int) date {
	y, m, day := d.noon().AddDate(0, 0, days).Date()
	return date{y, m, day}
}

// monday is the first day of the day's week.
func (d date) monday() date { return d.plus(-((int(d.noon().Weekday()) + 6) % 7)) }

func (d date) before(o date) bool { return d.noon().Before(o.noon()) }

// start is the first instant of the day in a zone.
func (d date) start(zone *time.Location) time.Time { return model.StartOfDay(d.y, d.m, d.d, zone) }

// end is the first instant of the next day.
func (d date) end(zone *time.Location) time.Time { return d.plus(1).start(zone) }

// bounds is the whole day.
func (d date) bounds(zone *time.Location) span { return span{d.start(zone), d.end(zone)} }

// work is the working time of the day as the wall clock tells it, earliest first; none
// on days off. Without any working hours in the settings every day is worked whole.
func (d date) work(h model.Hours, zone *time.Location) (out []span) {
	if h.Empty() {
		return []span{d.bounds(zone)}
	}
	for _, s := range h.Stretches(d.y, d.m, d.d, zone) {
		out = append(out, span{s.From, s.To})
	}
	return out
}

// clock is where the working hours would lie if the day were worked: the whole day
// where they go over midnight.
func (d date) clock(h model.Hours, zone *time.Location) span {
	if h.Empty() || h.To < h.From {
		return d.bounds(zone)
	}
	at := func(t time.Duration) time.Time {
		return time.Date(d.y, d.m, d.d, 0, 0, int(t/time.Second), 0, zone)
	}
	return span{at(h.From), at(h.To)}
}

// title is the day in words: "today, Tue 10 March".
func (d date) title(today date) string {
	name := d.noon().Format("Mon 2 January")
	if d.y != today.y {
		name += d.noon().Format(" 2006")
	}
	switch d {
	case today:
		return "Today, " + name
	case today.plus(1):
		return "Tomorrow, " + name
	case today.plus(-1):
		return "Yesterday, " + name
	}
	return name
}

// short is the day for a list: "Tue 10 Mar".
func (d date) short() string { return d.noon().Format("Mon 2 Jan") }

// dayOf is the local day on which a visit begins.
func dayOf(v *model.ScheduleEntry, zone *time.Location) date {
	if v.DateOnly {
		return dateOf(v.Start, time.UTC)
	}
	return dateOf(v.Start, zone)
}
