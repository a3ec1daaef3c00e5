package companies

import (
	"slices"
	"strings"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// shape is which columns there are.
type shape struct {
	weeks int  // of the mean: 0, 1, or 2 for more
	use   bool // whether somebody counts the use of our products
}

// columns of the table; the ones with the highest rank go first when it gets
// narrow. What nobody knows has no column.
func columns(is shape) []widget.Column {
	all := allColumns()
	switch is.weeks {
	case 0:
		all = slices.Delete(all, meanColumn, meanColumn+1)
	case 1:
		all[meanColumn].Title = "prev" // one week is no mean
	}
	if is.use {
		all = append(all, widget.Column{ID: "use", Title: "use, 14 days", Min: trendDays, Max: trendDays, Rank: 8})
	}
	return all
}

const meanColumn = 8

func allColumns() []widget.Column {
	return []widget.Column{
		{ID: "mark", Min: 1, Max: 1},
		{ID: "company", Title: "Company", Min: 14, Max: 48, Weight: 1},
		{ID: "open", Title: "open", Min: 5, Max: 5, Right: true},
		{ID: "breached", Title: "breached", Min: 8, Max: 8, Right: true},
		{ID: "risk", Title: "at risk", Min: 7, Max: 7, Right: true, Rank: 2},
		{ID: "replied", Title: "replied", Min: 7, Max: 7, Right: true, Rank: 3},
		{ID: "oldest", Title: "oldest", Min: 6, Max: 6, Right: true, Rank: 4},
		{ID: "week", Title: "week", Min: 5, Max: 5, Right: true, Rank: 5},
		{ID: "mean", Title: "mean", Min: 5, Max: 5, Right: true, Rank: 6},
		{ID: "trend", Title: "14 days", Min: trendDays, Max: trendDays, Rank: 7},
	}
}

// cells writes one company's row.
func (s *Screen) cells(key int64, c []widget.Cell) {
	f := s.rows[key]
	if f == nil || s.ledger == nil || s.frame.Theme == nil {
		return
	}
	g, h := &s.frame.Theme.Glyphs, &s.ledger.history
	ink := widget.InkText
	if f.open == 0 {
		ink = widget.InkDim
	}
	c[0], c[1] = f.mark(g), widget.Cell{Text: f.name, Ink: ink}
	at := &s.sight
	c[2], c[3], c[4] = s.figure(f.open, at.open, ink), s.figure(f.breached, at.late, widget.InkBad), s.figure(f.risk, at.risk, widget.InkWarn)
	c[5], c[6] = s.figure(f.replied, at.replied, widget.InkAccent), s.figure(0, "", widget.InkDim)
	if !f.oldest.IsZero() && at.unknown == "" {
		c[6] = widget.Cell{Text: widget.Age(s.frame.Now.Sub(f.oldest)), Ink: widget.InkDim}
	}
	c[7] = f.weekCell(h, at.week, g)
	if h.weeks > 0 {
		c[meanColumn] = f.meanCell(h, at.week)
	}
	last := len(c) - 1
	if s.shape.use {
		c[last] = f.useCell(g)
		last--
	}
	c[last] = widget.Cell{Text: f.trend(h, g), Ink: widget.InkDim}
}

// mark is the one sign in front of a company: what is worst about it.
func (f *figures) mark(g *theme.Glyphs) widget.Cell {
	switch {
	case f.breached > 0:
		return widget.Cell{Text: g.Bad, Ink: widget.InkBadStrong}
	case f.risk > 0:
		return widget.Cell{Text: g.Warn, Ink: widget.InkWarn}
	case f.replied > 0:
		return widget.Cell{Text: g.Bullet, Ink: widget.InkAccent}
	}
	return widget.Cell{}
}

// weekCell is the number of tickets since Monday; with a mark where it may be
// more, or because the closed ones are not known from so far back. Well above the
// mean it is a warning.
func (f *figures) weekCell(h *history, mark string, g *theme.Glyphs) widget.Cell {
	switch {
	case f.week == 0:
		return widget.Cell{}
	case !h.knows(h.week):
		return widget.Cell{Text: widget.Count(f.week) + "+", Ink: widget.InkDim}
	case f.hot(h) && mark == "": // else the mean may be more
		return widget.Cell{Text: g.Up + widget.Count(f.week), Ink: widget.InkWarn}
	}
	return widget.Cell{Text: widget.Count(f.week) + mark, Ink: widget.InkText}
}

// hot reports whether a week is well above its mean: at least double, and at
// least three more.
func (f *figures) hot(h *history) bool {
	m, ok := f.mean(*h)
	return ok && h.knows(h.week) && float64(f.week) >= 2*m && float64(f.week) >= m+3
}

func (f *figures) meanCell(h *history, mark string) widget.Cell {
	m, ok := f.mean(*h)
	if !ok || m == 0 {
		return widget.Cell{}
	}
	return widget.Cell{Text: rate(m) + mark, Ink: widget.InkDim}
}

// trend is a bar a day, a dot for the days of which not all is known. A scale
// of at least four keeps one ticket from looking like a flood.
func (f *figures) trend(h *history, g *theme.Glyphs) string {
	top := 4
	for _, n := range f.days {
		top = max(top, n)
	}
	var b strings.Builder
	for i, n := range f.days {
		switch {
		case !h.knows(h.days[i]) && h.recent[i] == nil || len(g.Spark) == 0:
			b.WriteString(g.Dot)
		case n == 0:
			b.WriteString(g.Spark[0])
		default:
			b.WriteString(g.Spark[max(1, n*(len(g.Spark)-1)/top)])
		}
	}
	return b.String()
}
