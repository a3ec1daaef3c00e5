package schedule

import (
	"slices"
	"strings"
	"time"

	"daybrief/ui/layout"
)

// slot is the step of the "who is free" cursor.
const slot = 30 * time.Minute

// opening is a member with time from a moment on.
type opening struct {
	key, name string
	until     time.Time
	length    time.Duration
	note      string // what else is on the member's day: "all day: Leave"
}

// freeFrom is how long nothing is booked from a moment on, at most until the
// end; 0 when something is. busy must be merged.
func freeFrom(busy []span, at, end time.Time) time.Duration {
	for _, s := range busy {
		if s.contains(at) {
			return 0
		}
		if s.from.After(at) && s.from.Before(end) {
			end = s.from
		}
	}
	return max(0, end.Sub(at))
}

// rank sorts openings: the longest first, then by name and key.
func rank(list []opening) {
	slices.SortFunc(list, func(a, b opening) int {
		if a.length != b.length {
			if a.length > b.length {
				return -1
			}
			return 1
		}
		if c := strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)); c != 0 {
			return c
		}
		return strings.Compare(a.key, b.key)
	})
}

// halfHour is the moment rounded down to a half hour of the local clock.
func halfHour(t time.Time, zone *time.Location) time.Time {
	l := t.In(zone)
	into := time.Duration(l.Minute()%30)*time.Minute + time.Duration(l.Second())*time.Second + time.Duration(l.Nanosecond())
	return t.Add(-into)
}

// free is the state of "who is free".
type free struct {
	at   time.Time
	want time.Duration
	sel  string // the selected member
	top  int
	list []opening
	away int // members who are not there at all
	note string
}

// ask works out who is free. It looks no further than the end of the working
// day; when the moment lies outside it, no further than midnight.
func (q *free) ask(p plan, work []span, day span) {
	end := day.to
	q.note = ""
	now := slices.IndexFunc(work, func(s span) bool { return s.contains(q.at) })
	switch {
	case len(work) == 0:
		q.note = "not a working day"
	case now >= 0:
		end = work[now].to
	default:
		q.note = "outside working hours"
	}
	q.list, q.away = q.list[:0], 0
	for i := range p.rows {
		r := &p.rows[i]
		if !r.person() {
			continue
		}
		s := &r.days[0]
		if s.away != "" {
			q.away++
			continue
		}
		if n := freeFrom(s.busy(), q.at, end); n >= q.want {
			q.list = append(q.list, opening{r.key, r.name, q.at.Add(n), n, s.aside()})
		}
	}
	rank(q.list)
	if q.index() < 0 {
		q.sel = ""
		if len(q.list) > 0 {
			q.sel = q.list[0].key
		}
	}
}

// aside is what is on a day without a time of day.
func (s *sheet) aside() string {
	for _, e := range s.band {
		if !e.done {
			return "also, some time today: " + e.tag()
		}
	}
	return ""
}

func (q *free) index() int {
	return slices.IndexFunc(q.list, func(o opening) bool { return o.key == q.sel })
}

func (q *free) step(n int) {
	if len(q.list) == 0 {
		return
	}
	q.sel = q.list[min(max(0, q.index()+n), len(q.list)-1)].key
}

func (q *free) scroll(h int) {
	q.top = layout.Scroll(q.top, max(0, q.index()), h, len(q.list))
}
