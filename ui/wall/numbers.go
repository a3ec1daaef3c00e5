package wall

import (
	"strings"
	"time"

	"daybrief/ui/layout"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// tile is a number with its name.
type tile struct {
	label string
	value string
	ink   theme.Style
	sub   string // small print
}

// numbers is the page of big digits: what needs somebody above, the day below.
func (c *canvas) numbers() []string {
	upper, lower := c.tiles()
	k, j, lh := c.tileSizes(upper, lower)
	blocks := [][]string{c.row(upper, k, lh), c.row(lower, j, lh)}
	free := c.h
	for _, b := range blocks {
		free -= len(b)
	}
	top, gap := free/4, free/3
	if free < 4 {
		top, gap = 0, max(0, free)
	}
	var out []string
	for range top {
		out = append(out, widget.Spaces(c.w))
	}
	out = append(out, blocks[0]...)
	for range gap {
		out = append(out, widget.Spaces(c.w))
	}
	return append(out, blocks[1]...)
}

// tileSizes is how big the digits of both rows and the labels are: the greatest
// that fit, the upper row above the lower.
func (c *canvas) tileSizes(upper, lower []tile) (k, j, labels int) {
	labels = 1
	if c.z != Normal && c.tileSize(upper, 1, labelsOf) == 1 && c.tileSize(lower, 1, labelsOf) == 1 {
		labels = 1 + tall(1) // with air above
	}
	most := [...]int{Normal: 2, Large: 4, XL: 6}[c.z]
	for k = c.tileSize(upper, most, valuesOf); k > 0; k-- {
		for j = c.tileSize(lower, max(1, k-1), valuesOf); j > 0; j-- {
			if tall(k)+tall(j)+2*(labels+2) <= c.h {
				return k, j, labels
			}
		}
	}
	return 0, 0, 1
}

// tileSize is the greatest size in which the texts of all tiles fit with air
// between them; 0 for none.
func (c *canvas) tileSize(tiles []tile, most int, of func([]tile) []string) int {
	col := c.w / max(1, len(tiles))
	for k := most; k > 0; k-- {
		if c.font.sizeFor(col-max(2, 3*k), c.h, k, of(tiles)...) == k {
			return k
		}
	}
	return 0
}

func labelsOf(tiles []tile) (out []string) {
	for _, t := range tiles {
		out = append(out, strings.ToUpper(t.label))
	}
	return out
}

func valuesOf(tiles []tile) (out []string) {
	for _, t := range tiles {
		out = append(out, t.value)
	}
	return out
}

// row draws tiles side by side: digits, label, small print. Size 0 is plain
// text.
func (c *canvas) row(tiles []tile, k, labels int) []string {
	sizes := make([]layout.Size, len(tiles))
	for i := range sizes {
		sizes[i] = layout.Fill(1)
	}
	cols := layout.Rect{W: c.w}.Cols(sizes...)
	digits := max(1, tall(k))
	out := make([]string, digits+labels+1)
	big := make([][]string, len(tiles))
	titles := make([][]string, len(tiles))
	for i, t := range tiles {
		big[i], titles[i] = []string{t.value}, []string{t.label}
		if k > 0 {
			big[i] = c.font.big(t.value, k, c.g)
		}
		if labels > 1 {
			titles[i] = append([]string{""}, c.font.big(strings.ToUpper(t.label), 1, c.g)...)
		}
	}
	for n := range out {
		p := widget.NewPen(c.w, c.th)
		for i, t := range tiles {
			p.To(cols[i].X)
			switch {
			case n < digits:
				p.Text(t.ink, widget.Truncate(big[i][n], cols[i].W, c.g.Ellipsis))
			case n < digits+labels:
				p.Text(c.th.Faint, widget.Truncate(titles[i][n-digits], cols[i].W-1, c.g.Ellipsis))
			default:
				p.Text(c.th.Dim, widget.Truncate(t.sub, cols[i].W-1, c.g.Ellipsis))
			}
		}
		out[n] = p.Line()
	}
	return out
}

// tiles are the numbers. One that is not known is a dash with the reason, never
// a zero; and what is counted by the day is not known when the data is not of
// today.
func (c *canvas) tiles() (upper, lower []tile) {
	n := &c.f.Briefing.Numbers
	late, nLate := c.digest.first(breached)
	soon, nSoon := c.digest.first(atRisk)
	quiet := func(v int) theme.Style {
		if v == 0 {
			return c.th.Dim
		}
		return c.th.Tile
	}
	loud := func(v int, st theme.Style) theme.Style {
		if v == 0 {
			return c.th.Dim
		}
		return st
	}
	upper = []tile{
		c.tile("breached", "breached", n.Breached, loud(n.Breached, c.th.TileBad), ""),
		c.tile("at risk", "at_risk", n.AtRisk, loud(n.AtRisk, c.th.TileWarn), ""),
		c.tile("unassigned", "unassigned", n.Unassigned, quiet(n.Unassigned), ""),
	}
	if nLate > 0 {
		upper[0].sub = "worst " + over(late.t.Clock.Left)
	}
	if nSoon > 0 {
		upper[1].sub = "next " + within(soon.t.Clock.Left)
	}
	lower = []tile{
		c.tile("replied", "customer_replied", n.CustomerReplied, quiet(n.CustomerReplied), "customers wait"),
		c.tile("open", "open", n.Open, quiet(n.Open), ""),
		c.tile("new", "new_today", n.NewToday, quiet(n.NewToday), "today"+c.before("new_yesterday", n.NewYesterday)),
		c.tile("closed", "closed_today", n.ClosedToday, quiet(n.ClosedToday), "today"+c.before("closed_yesterday", n.ClosedYesterday)),
	}
	return upper, lower
}

// before is the same number of the day before, where there is room for it.
func (c *canvas) before(key string, n int) string {
	if missing(c.f.Briefing, key) != "" || c.oldDay() || c.z == Normal {
		return ""
	}
	return ", yesterday " + widget.Count(n)
}

// oldDay reports whether the tickets were last heard of before today began.
func (c *canvas) oldDay() bool {
	today := c.f.Assessed.Days.Today
	return !c.st.data.IsZero() && c.st.data.Before(today)
}

func (c *canvas) tile(label, key string, n int, ink theme.Style, sub string) tile {
	why := missing(c.f.Briefing, key)
	switch {
	case c.oldDay() && strings.HasSuffix(key, "_today"):
		why = "data of " + widget.Moment(c.st.data.Truncate(time.Minute), c.f.Now, c.f.Zone)
	case why != "" && c.set.Redact:
		why = "not known"
	}
	if why != "" {
		return tile{label, c.g.Dash, c.th.Dim, why}
	}
	v := widget.Count(n)
	if c.f.Briefing.Numbers.Least[key] != "" {
		v += "+"
	}
	return tile{label, v, ink, sub}
}
