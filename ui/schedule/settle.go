package schedule

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/model"
)

// settle works out what one member's day comes to.
func (k desk) settle(s *sheet, d date, sum *tally) {
	slices.SortFunc(s.timed, func(a, b entry) int {
		if c := a.part.from.Compare(b.part.from); c != 0 {
			return c
		}
		return int(a.v.ID - b.v.ID)
	})
	spans := make([]span, len(s.timed))
	var busy []span
	for i, e := range s.timed {
		spans[i] = e.part
		if !e.done {
			busy = append(busy, e.part)
		}
	}
	lane, n := lanes(spans, leastBar, mostLanes)
	others := clashes(spans)
	for i := range s.timed {
		e := &s.timed[i]
		e.lane, e.others = lane[i], others[i]
	}
	s.lanes, s.peak, s.booked, s.busy = max(1, n), peak(spans), total(spans), merged(busy)
	if work, ok := d.work(k.hours, k.zone); ok && len(spans) > 0 {
		s.gaps = gaps(spans, work, leastGap)
	}
	for _, e := range s.band {
		if away(e) && !e.done {
			s.away = e.label
		}
	}
	s.count(sum)
}

func (s *sheet) count(sum *tally) {
	for _, list := range [][]entry{s.timed, s.band} {
		for _, e := range list {
			sum.entries++
			if e.others > 0 {
				sum.clashing++
			}
			if e.late {
				sum.late++
			}
			if e.unread {
				sum.unacked++
			}
		}
	}
}

// away reports whether an all-day entry means that the member is not there:
// leave and the like, or any entry that really lasts all day. A ticket with a
// day but no time of day leaves room for others.
func away(e entry) bool { return e.v.Kind == model.VisitOther || !e.v.DateOnly }

// reasons says in words what is the matter with an entry.
func (s *sheet) reasons(e *entry) []string {
	var out []string
	if e.late {
		out = append(out, "past, not done")
	}
	if e.others > 0 {
		out = append(out, "overlaps "+s.rivals(e))
	}
	if e.unread {
		out = append(out, "not acknowledged")
	}
	if e.maybe {
		out = append(out, "tentative")
	}
	if e.done {
		out = append(out, "done")
	}
	return out
}

// rivals names the entries at the same time, as long as there are few.
func (s *sheet) rivals(e *entry) string {
	if e.others > 2 {
		return strconv.Itoa(e.others) + " others"
	}
	var names []string
	for i := range s.timed {
		o := &s.timed[i]
		if o.v != e.v && !o.part.cut(e.part).empty() && !o.part.empty() {
			names = append(names, o.part.from.Format("15:04")+" "+o.tag())
		}
	}
	return strings.Join(names, " and ")
}

// tag is the shortest name of an entry: its ticket's number, else its label.
func (e *entry) tag() string {
	if e.v.Ticket != 0 {
		return "#" + strconv.FormatInt(int64(e.v.Ticket), 10)
	}
	return e.label
}
