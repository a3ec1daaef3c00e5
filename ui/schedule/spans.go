package schedule

import (
	"slices"
	"sort"
	"time"
)

// span is a half-open stretch of time [from, to).
type span struct{ from, to time.Time }

func (s span) length() time.Duration { return max(0, s.to.Sub(s.from)) }

func (s span) empty() bool { return !s.to.After(s.from) }

func (s span) contains(t time.Time) bool { return !t.Before(s.from) && t.Before(s.to) }

// touches reports whether any part of s lies in o; what has no length counts at
// its start.
func (s span) touches(o span) bool {
	return o.contains(s.from) || s.from.Before(o.from) && s.to.After(o.from)
}

// cut is the part of s inside o.
func (s span) cut(o span) span {
	if s.from.Before(o.from) {
		s.from = o.from
	}
	if s.to.After(o.to) {
		s.to = o.to
	}
	if s.to.Before(s.from) {
		s.to = s.from
	}
	return s
}

// hull is the smallest span that holds both.
func (s span) hull(o span) span {
	if o.from.Before(s.from) {
		s.from = o.from
	}
	if o.to.After(s.to) {
		s.to = o.to
	}
	return s
}

// lanes puts spans, sorted by their start, on as few lanes as it takes for no
// two on a lane to overlap, each on the lowest that is free. A span is taken to
// last for at least least, so that short ones don't hide each other. Lanes
// beyond most are all numbered most: there is no room to draw them.
func lanes(spans []span, least time.Duration, most int) (lane []int, count int) {
	lane = make([]int, len(spans))
	var ends []time.Time
	for i, s := range spans {
		end := s.to
		if s.length() < least {
			end = s.from.Add(least)
		}
		at := slices.IndexFunc(ends, func(e time.Time) bool { return !e.After(s.from) })
		switch {
		case at >= 0:
			ends[at] = end
		case len(ends) < most:
			at = len(ends)
			ends = append(ends, end)
		default:
			at = most
		}
		lane[i] = at
		count = max(count, at+1)
	}
	return lane, count
}

// clashes counts for each span how many others overlap it. A span without
// length overlaps nothing.
func clashes(spans []span) []int {
	starts, ends := make([]time.Time, 0, len(spans)), make([]time.Time, 0, len(spans))
	for _, s := range spans {
		if !s.empty() {
			starts, ends = append(starts, s.from), append(ends, s.to)
		}
	}
	slices.SortFunc(starts, time.Time.Compare)
	slices.SortFunc(ends, time.Time.Compare)
	out := make([]int, len(spans))
	for i, s := range spans {
		if s.empty() {
			continue
		}
		begun := sort.Search(len(starts), func(j int) bool { return !starts[j].Before(s.to) })
		over := sort.Search(len(ends), func(j int) bool { return ends[j].After(s.from) })
		out[i] = begun - over - 1 // without itself
	}
	return out
}

// peak is how many spans run at once at the worst moment.
func peak(spans []span) int {
	type edge struct {
		at   time.Time
		step int
	}
	edges := make([]edge, 0, 2*len(spans))
	for _, s := range spans {
		if !s.empty() {
			edges = append(edges, edge{s.from, 1}, edge{s.to, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		if c := a.at.Compare(b.at); c != 0 {
			return c
		}
		return a.step - b.step // what ends makes room first
	})
	now, most := 0, 0
	for _, e := range edges {
		now += e.step
		most = max(most, now)
	}
	return most
}

// merged joins spans that overlap or touch, in order; those without length are
// left out.
func merged(spans []span) []span {
	var all []span
	for _, s := range spans {
		if !s.empty() {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b span) int { return a.from.Compare(b.from) })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && !s.from.After(out[n-1].to) {
			if s.to.After(out[n-1].to) {
				out[n-1].to = s.to
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// total is how much time is covered by at least one span.
func total(spans []span) (sum time.Duration) {
	for _, s := range merged(spans) {
		sum += s.length()
	}
	return sum
}

// gaps lists the stretches within a frame that no span covers, in order, if
// they last for at least least.
func gaps(spans []span, within span, least time.Duration) []span {
	var out []span
	at := within.from
	add := func(to time.Time) {
		if g := (span{at, to}); !g.empty() && g.length() >= least {
			out = append(out, g)
		}
	}
	for _, s := range merged(spans) {
		if !s.to.After(at) {
			continue
		}
		if !s.from.Before(within.to) {
			break
		}
		add(s.from)
		at = s.to
	}
	if at.Before(within.to) {
		add(within.to)
	}
	return out
}
