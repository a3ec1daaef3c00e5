package reports

import (
	"slices"
	"strings"
	"time"

	"daybrief/internal/report"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// slot is a day, week or month of a chart over time. One without records has no
// group: its place stays free, so that time runs evenly.
type slot struct {
	key   string
	group int // -1: none
}

// slotsOf are those of the whole period, and of groups outside it.
func slotsOf(res report.Result) (out []slot) {
	for i, g := range res.Groups {
		out = append(out, slot{g.Key, i})
	}
	step, form := 0, time.DateOnly
	switch res.Ask.By {
	case "day":
		step = 1
	case "week":
		step = 7
	case "month":
		form = "2006-01"
	default:
		return nil
	}
	first, known := res.Ask.From, map[string]bool{}
	for _, g := range res.Groups {
		if known[g.Key] {
			return nil // a line for each currency
		}
		known[g.Key] = true
	}
	switch res.Ask.By {
	case "week":
		first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	case "month":
		first = first.AddDate(0, 0, 1-first.Day())
	}
	if !res.Report.Now {
		for d := first; !d.After(res.Ask.To); {
			if key := d.Format(form); !known[key] {
				out = append(out, slot{key, -1})
			}
			if d = d.AddDate(0, 0, step); step == 0 {
				d = d.AddDate(0, 1, 0)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b slot) int { return strings.Compare(a.key, b.key) })
	return out
}

// upright reports whether there is time enough for a chart over time.
func (a *answer) upright() bool { return len(a.slots) > 1 }

// share is how upright bars share the width.
type share struct {
	axis     int // cells at the left for the greatest figure
	cells    int // of a slot, its gap included
	from, to int // the slots on screen
	chosen   int
}

func (s canvas) shareOf(a *answer, w int) share {
	n, c := len(a.slots), share{axis: a.widths[s.column] + 3}
	room := max(2, w-c.axis-1)
	c.cells = max(2, min(12, room/n))
	c.chosen = max(0, slices.IndexFunc(a.slots, func(t slot) bool { return t.group == s.group }))
	shown := min(n, room/c.cells)
	c.from = scrolled(c.chosen, n, shown)
	c.to = c.from + shown
	return c
}

// standing draws a bar a slot, in eighths of a cell, with its day below.
func (s canvas) standing(f screen.Frame, a *answer, area layout.Rect) (out []string) {
	th, c := f.Theme, s.shareOf(a, area.W)
	h := area.H - 1
	wide := c.cells - max(1, c.cells/4)
	for y := h - 1; y >= 0; y-- {
		label := ""
		switch y {
		case h - 1:
			label = spelled(s.greatest(a), &th.Glyphs)
		case 0:
			label = "0"
		}
		p := widget.NewPen(area.W, th)
		p.Gap(1)
		p.Right(th.Faint, label, c.axis-3)
		p.Gap(1)
		p.Text(th.Rule, th.Glyphs.Vertical)
		for i := c.from; i < c.to; i++ {
			ink, sign := th.Accent, s.cell(a, a.slots[i].group, y, h, th.Glyphs.Spark)
			switch {
			case i == c.chosen:
				ink = th.Strong
			case sign == "":
				ink = th.Faint
			}
			if sign == "" {
				sign = th.Glyphs.Dash
			}
			p.Cell(ink, strings.Repeat(sign, wide), wide)
			p.Gap(c.cells - wide)
		}
		out = append(out, p.Line())
	}
	return append(out, s.days(f, a, c, area.W))
}

// cell is line y of h of a group's bar, counted from below; "" at the foot of one
// that is not known.
func (s canvas) cell(a *answer, group, y, h int, heights []string) string {
	if group < 0 || len(heights) == 0 {
		return " "
	}
	n, part := len(heights), a.part(group, s.column)
	full := int(part*float64(h*n) + 0.5)
	if full == 0 && part > 0 {
		full = 1 // little is not nothing
	}
	at := max(0, min(n, full-y*n))
	switch {
	case at > 0:
		return heights[at-1]
	case y == 0 && a.res.Groups[group].Values[s.column] == nil:
		return ""
	}
	return " "
}

// greatest is the greatest figure of the chosen column, as it is written.
func (s canvas) greatest(a *answer) string {
	for i := range a.names {
		if a.part(i, s.column) == 1 {
			return a.figures[i][s.column]
		}
	}
	return ""
}

// days is the line below upright bars; the chosen one is always named.
func (s canvas) days(f screen.Frame, a *answer, c share, w int) string {
	th, p := f.Theme, widget.NewPen(w, f.Theme)
	stride := (7 + c.cells - 1) / c.cells
	last := max(0, w-dayW-1) // where a name has room at the latest
	chosen := min(c.axis+(c.chosen-c.from)*c.cells, last)
	for i := c.from; i < c.to; i++ {
		if (i-c.chosen)%stride != 0 {
			continue
		}
		ink, at := th.Faint, min(c.axis+(i-c.from)*c.cells, last)
		switch {
		case i == c.chosen:
			ink, at = th.Strong, chosen
		case at+dayW >= chosen && at < chosen+dayW:
			continue // it would cover the chosen one
		}
		if at < p.At() {
			continue
		}
		p.To(at)
		p.Text(ink, short(a.slots[i].key))
	}
	return p.Line()
}

// dayW is how many cells a day or a month takes.
const dayW = 6

// short is a day or a month in six cells.
func short(key string) string {
	if t, err := time.Parse(time.DateOnly, key); err == nil {
		return t.Format("2 Jan")
	}
	if t, err := time.Parse("2006-01", key); err == nil {
		return t.Format("Jan 06")
	}
	return widget.Truncate(key, 6, "")
}
