package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// sumUp works out what one member's day comes to.
func (s *sheet) sumUp(sum *tally) {
	if s.lanes = 1; len(s.timed)+len(s.band) == 0 {
		return // most days of most members
	}
	slices.SortFunc(s.timed, func(a, b entry) int {
		if c := a.part.from.Compare(b.part.from); c != 0 {
			return c
		}
		return int(a.v.ID - b.v.ID)
	})
	if len(s.timed) > 0 {
		s.arrange()
	}
	for _, e := range s.band {
		if away(e) && !e.done {
			s.away = e.label
		}
	}
	s.count(sum)
}

// arrange puts the timed entries on lanes and finds those at the same time. What is done
// or over is in nobody's way.
func (s *sheet) arrange() {
	if len(s.timed) == 1 {
		s.booked = s.timed[0].part.length()
		return
	}
	spans := s.spans(func(*entry) bool { return true })
	lane, n := lanes(spans, leastBar, mostLanes)
	ahead := s.spans(func(e *entry) bool { return e.ahead })
	others := clashes(ahead)
	for i := range s.timed {
		e := &s.timed[i]
		e.lane = lane[i]
		if e.ahead {
			e.others, others = others[0], others[1:]
		}
	}
	s.lanes, s.peak, s.booked = max(1, n), peak(ahead), total(spans)
}

// spans are the times of the entries that are wanted.
func (s *sheet) spans(want func(*entry) bool) []span {
	out := make([]span, 0, len(s.timed))
	for i := range s.timed {
		if want(&s.timed[i]) {
			out = append(out, s.timed[i].part)
		}
	}
	return out
}

// busy is what is booked and not done, merged.
func (s *sheet) busy() []span { return merged(s.spans(func(e *entry) bool { return !e.done })) }

// findGaps works out the free working time between entries; a day without any
// has none. It is wanted for the selected member only.
func (s *sheet) findGaps(d date, hours model.Hours, zone *time.Location) {
	s.gaps = nil
	for _, work := range d.work(hours, zone) {
		if len(s.timed) > 0 {
			s.gaps = append(s.gaps, gaps(s.spans(func(*entry) bool { return true }), work, leastGap)...)
		}
	}
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
			switch e.unsure {
			case "done":
				sum.undone++
			case "acknowledged":
				sum.unasked++
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
func away(e entry) bool { return e.v.Kind == model.ScheduleOther || !e.v.DateOnly }

// reasons says in words what is the matter with an entry.
func (s *sheet) reasons(e *entry) []string {
	var out []string
	if e.late {
		out = append(out, "past, not done")
	}
	if e.others > 0 {
		out = append(out, "overlaps "+s.rivals(e))
	}
	if e.unsure != "" {
		out = append(out, "not known whether "+e.unsure)
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
		if o.v != e.v && o.ahead && !o.part.cut(e.part).empty() && !o.part.empty() {
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
