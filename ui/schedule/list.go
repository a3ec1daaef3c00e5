package schedule

import (
	"slices"
	"time"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// line is one line of the list of entries.
type line struct {
	kind  lineKind
	e     *entry
	sheet *sheet
	who   string // the member, where the list holds several
	text  string // of a heading
	aside string // "nothing booked"
	gap   span
}

type lineKind uint8

const (
	lineEntry lineKind = iota
	lineGap
	lineDay // a heading: a day of the week
)

// relist works out the list: the selected member's day beside a timeline,
// everything in scope in an agenda.
func (s *Screen) relist(f screen.Frame) {
	s.lines = s.lines[:0]
	switch {
	case s.geo.wide && s.at >= 0:
		sheet := &s.plan.rows[s.at].days[s.focus()]
		sheet.findGaps(s.day, f.Rules.Hours, zoneOf(f))
		s.lines = sheetLines(s.lines, sheet, "")
	case !s.geo.wide:
		for i := range s.plan.days {
			s.agendaDay(i, f)
		}
	}
	s.choose(f)
}

func (s *Screen) agendaDay(i int, f screen.Frame) {
	if len(s.plan.days) > 1 {
		head := line{kind: lineDay, text: s.plan.days[i].short()}
		switch {
		case !s.known[i]:
			head.aside = "not loaded"
		case !slices.ContainsFunc(s.plan.rows, func(r row) bool { return len(r.days[i].timed)+len(r.days[i].band) > 0 }):
			head.aside = "nothing booked"
		}
		s.lines = append(s.lines, head)
	}
	if len(s.plan.rows) == 1 {
		s.plan.rows[0].days[i].findGaps(s.plan.days[i], f.Rules.Hours, zoneOf(f))
		s.lines = sheetLines(s.lines, &s.plan.rows[0].days[i], "")
		return
	}
	start := len(s.lines)
	for r := range s.plan.rows {
		row := &s.plan.rows[r]
		s.lines = sheetLines(s.lines, &row.days[i], row.name)
	}
	slices.SortStableFunc(s.lines[start:], func(a, b line) int {
		if a.e.allDay != b.e.allDay {
			if a.e.allDay {
				return -1
			}
			return 1
		}
		return a.e.part.from.Compare(b.e.part.from)
	})
}

// sheetLines lists a day: what has no time of day, then the rest in order. The
// gaps stand between, unless the list holds several members.
func sheetLines(out []line, s *sheet, who string) []line {
	for i := range s.band {
		out = append(out, line{e: &s.band[i], sheet: s, who: who})
	}
	gaps := s.gaps
	if who != "" {
		gaps = nil
	}
	for i := range s.timed {
		e := &s.timed[i]
		for len(gaps) > 0 && !gaps[0].from.After(e.part.from) && gaps[0].from.Before(e.part.from) {
			out = append(out, line{kind: lineGap, gap: gaps[0], sheet: s})
			gaps = gaps[1:]
		}
		out = append(out, line{e: e, sheet: s, who: who})
	}
	for _, g := range gaps {
		out = append(out, line{kind: lineGap, gap: g, sheet: s})
	}
	return out
}

// choose finds the selected entry again, or selects the one that runs now or
// comes next.
func (s *Screen) choose(f screen.Frame) {
	s.sel = -1
	if s.pick != 0 {
		s.sel = slices.IndexFunc(s.lines, func(l line) bool { return l.e != nil && l.e.v.ID == s.pick })
	}
	if s.sel < 0 {
		s.sel = upcoming(s.lines, f.Now)
	}
	if e := s.chosen(); e != nil {
		s.pick = e.v.ID
	}
	s.listTop = layout.Scroll(s.listTop, max(0, s.sel), s.geo.list.H, len(s.lines))
}

// upcoming is the first timed entry that is neither over nor done, else the
// first entry that is not done, else the first.
func upcoming(lines []line, now time.Time) int {
	first, open := -1, -1
	for i, l := range lines {
		if l.e == nil {
			continue
		}
		if first < 0 {
			first = i
		}
		if !l.e.done && l.e.whole.to.After(now) {
			if !l.e.allDay {
				return i
			}
			if open < 0 {
				open = i
			}
		}
	}
	if open >= 0 {
		return open
	}
	return first
}

// chosen is the selected entry; nil when there is none.
func (s *Screen) chosen() *entry {
	if s.sel < 0 || s.sel >= len(s.lines) {
		return nil
	}
	return s.lines[s.sel].e
}

// step moves the selection in the list over n entries; false at the end.
func (s *Screen) step(n int) bool {
	dir, was := 1, s.sel
	if n < 0 {
		dir, n = -1, -n
	}
	for i := s.sel + dir; i >= 0 && i < len(s.lines) && n > 0; i += dir {
		if s.lines[i].e != nil {
			s.sel = i
			n--
		}
	}
	if e := s.chosen(); e != nil {
		s.pick = e.v.ID
	}
	s.listTop = layout.Scroll(s.listTop, max(0, s.sel), s.geo.list.H, len(s.lines))
	return s.sel != was
}
