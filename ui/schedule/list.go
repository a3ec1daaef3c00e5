package schedule

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/ui/layout"
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

// entryList is the list of entries: its lines, the selected one and how far it
// is scrolled.
type entryList struct {
	lines []line
	sel   int // the selected line; -1 when there is none
	top   int
}

// before is how many lines are in sight above the one that runs now.
const before = 2

// find finds an entry again, or selects the one that runs now or comes next, with
// what comes after it in sight. It returns the selected entry, or the given one when
// there is none.
func (l *entryList) find(pick model.ScheduleEntryID, now time.Time, height int) model.ScheduleEntryID {
	l.sel = -1
	if pick != 0 {
		l.sel = slices.IndexFunc(l.lines, func(l line) bool { return l.e != nil && l.e.v.ID == pick })
	}
	if l.sel < 0 {
		l.sel = upcoming(l.lines, now)
		if l.top = 0; l.sel > height/2 { // else the day is in sight from its beginning
			l.top = l.sel - before
		}
	}
	l.scroll(height)
	if e := l.chosen(); e != nil {
		return e.v.ID
	}
	return pick
}

// chosen is the selected entry; nil when there is none.
func (l *entryList) chosen() *entry { return l.at(l.sel) }

// at is the entry in line i; nil where there is none.
func (l *entryList) at(i int) *entry {
	if i < 0 || i >= len(l.lines) {
		return nil
	}
	return l.lines[i].e
}

// step moves the selection over n entries, or as far as there are any.
func (l *entryList) step(n, height int) {
	dir := 1
	if n < 0 {
		dir, n = -1, -n
	}
	for i := l.sel + dir; i >= 0 && i < len(l.lines) && n > 0; i += dir {
		if l.lines[i].e != nil {
			l.sel = i
			n--
		}
	}
	l.scroll(height)
}

func (l *entryList) scroll(height int) {
	l.top = layout.Scroll(l.top, max(0, l.sel), height, len(l.lines))
}

type lineKind uint8

const (
	lineEntry lineKind = iota
	lineGap
	lineDay // a heading: a day of the week
	lineBlank
)

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

// agenda lists a day of all members, under a heading where there are several days.
func (p *plan) agenda(out []line, i int, hours model.Hours, zone *time.Location) []line {
	if len(p.days) > 1 {
		head := line{kind: lineDay, text: p.days[i].short()}
		switch {
		case !p.known[i]:
			head.aside = "not loaded"
		case !slices.ContainsFunc(p.rows, func(r row) bool { return len(r.days[i].timed)+len(r.days[i].band) > 0 }):
			head.aside = p.empty
		}
		out = append(out, head)
	}
	if len(p.rows) == 1 {
		p.rows[0].days[i].findGaps(p.days[i], hours, zone)
		return sheetLines(out, &p.rows[0].days[i], "")
	}
	start := len(out)
	for r := range p.rows {
		row := &p.rows[r]
		out = sheetLines(out, &row.days[i], row.name)
	}
	slices.SortStableFunc(out[start:], func(a, b line) int {
		if a.e.allDay != b.e.allDay {
			if a.e.allDay {
				return -1
			}
			return 1
		}
		return a.e.part.from.Compare(b.e.part.from)
	})
	return out
}
