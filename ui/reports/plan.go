package reports

import (
	"strconv"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// parts is how the area of the screen is shared out.
type parts struct{ list, report layout.Rect }

// Widths of the list beside a report: names only, and with the questions.
const (
	listW      = 22
	questionsW = 64
	wide       = 110 // from here on list and report stand side by side
	superb     = 190 // from here on the list has its questions beside it too
)

// head is how many lines stand above a report: its question, and about what it is.
const head = 2

func (s *Screen) parts(area layout.Rect) parts {
	all := layout.Rect{W: area.W, H: area.H}
	n := listW
	if area.W >= superb {
		n = questionsW
	}
	switch {
	case area.W >= wide:
		return parts{layout.Rect{W: n, H: area.H}, layout.Rect{X: n + 1, W: area.W - n - 1, H: area.H}}
	case s.view == viewList:
		return parts{list: all}
	}
	return parts{report: all}
}

// plan is how the lines below the head of an answered report are shared out.
type plan struct {
	chart   layout.Rect
	table   layout.Rect // its head, the groups, and the totals with their rule
	top     int         // the first group in the table
	room    int         // for so many
	preview layout.Rect // records behind the figure; empty where there is no room
	remarks []string
}

// The chart has from so many lines to so many.
const (
	leastChart = 5
	mostChart  = 14
)

// leastPreview is worth the line that parts it from the table.
const leastPreview = 4

func (s canvas) plan(f screen.Frame, a *answer, area layout.Rect) plan {
	p := plan{remarks: s.remarks(f, a, area)}
	groups, sums := len(a.res.Groups), 0
	if a.totals != nil {
		sums = 2
	}
	h := area.H - len(p.remarks)
	if h < 2+sums {
		p.remarks, h = nil, area.H
	}
	y := min(1, max(0, h-6)) // a blank line where there is room
	want := min(mostChart, groups+1)
	if a.upright() {
		want = mostChart - 2
	}
	if n := min(want, (h-y-1-sums)/2); n >= leastChart || n == groups+1 && n > 2 {
		p.chart = layout.Rect{Y: y, W: area.W, H: n}
		y += n + 1
	}
	p.room = max(1, min(groups, h-y-1-sums))
	p.top = scrolled(s.group, groups, p.room)
	p.table = layout.Rect{Y: y, W: area.W, H: 1 + p.room + sums}
	y += p.table.H + 1
	if h-y > leastPreview {
		p.preview = layout.Rect{Y: y, W: area.W, H: h - y}
	}
	return p
}

// scrolled is the first of n lines to show on h of them, so that at is seen.
func scrolled(at, n, h int) int {
	if h <= 0 || n <= h {
		return 0
	}
	return max(0, min(at-h/2, n-h))
}

// remarks are what a reader must know, as far as there is room.
func (s canvas) remarks(f screen.Frame, a *answer, area layout.Rect) []string {
	th, out := f.Theme, []string{}
	if g := gridOf(a, area.W, s.column); len(g.columns) < len(a.res.Report.Columns) {
		p := widget.NewPen(area.W, th)
		p.Gap(1)
		first, last := g.columns[0]+1, g.columns[len(g.columns)-1]+1
		p.Text(th.Faint, "columns "+strconv.Itoa(first)+" to "+strconv.Itoa(last)+" of "+strconv.Itoa(len(a.res.Report.Columns))+"; "+th.Glyphs.Left+" "+th.Glyphs.Right+" go to the others")
		out = append(out, p.Line())
	}
	most := max(1, area.H/5)
	for i, n := range a.res.Notes {
		lines := widget.Lines(spelled(n, &th.Glyphs), max(1, area.W-4), 2, th.Glyphs.Ellipsis)
		last := i == len(a.res.Notes)-1
		if len(out)+len(lines) > most || !last && len(out)+len(lines) == most {
			p := widget.NewPen(area.W, th)
			p.Gap(1)
			p.Text(th.Warn, strconv.Itoa(len(a.res.Notes)-i)+" more remarks: daybrief report "+a.res.Report.ID)
			return append(out, p.Line())
		}
		for j, l := range lines {
			p := widget.NewPen(area.W, th)
			p.Gap(1)
			if j == 0 {
				p.Text(th.Warn, th.Glyphs.Warn)
			}
			p.To(3)
			p.Text(th.Dim, l)
			out = append(out, p.Line())
		}
	}
	return out
}
