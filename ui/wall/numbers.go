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

// numbers is the page of big digits.
type numbers struct{ *canvas }

// drawNumbers draws what needs somebody above, the day below.
func drawNumbers(c *canvas) []string {
	n := numbers{c}
	upper, lower := n.tiles()
	k, j, lh := n.tileSizes(upper, lower)
	blocks := [][]string{n.row(upper, k, lh), n.row(lower, j, lh)}
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
func (p *numbers) tileSizes(upper, lower []tile) (k, j, labels int) {
	labels = 1
	if p.z != Normal && p.tileSize(upper, 1, labelsOf) == 1 && p.tileSize(lower, 1, labelsOf) == 1 {
		labels = 1 + tall(1) // with air above
	}
	most := [...]int{Normal: 2, Large: 4, XL: 6}[p.z]
	for k = p.tileSize(upper, most, valuesOf); k > 0; k-- {
		for j = p.tileSize(lower, max(1, k-1), valuesOf); j > 0; j-- {
			if tall(k)+tall(j)+2*(labels+2) <= p.h {
				return k, j, labels
			}
		}
	}
	return 0, 0, 1
}

// tileSize is the greatest size in which the texts of all tiles fit with air
// between them; 0 for none.
func (p *numbers) tileSize(tiles []tile, most int, of func([]tile) []string) int {
	col := p.w / max(1, len(tiles))
	for k := most; k > 0; k-- {
		if p.font.sizeFor(col-max(2, 3*k), p.h, k, of(tiles)...) == k {
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
func (p *numbers) row(tiles []tile, k, labels int) []string {
	sizes := make([]layout.Size, len(tiles))
	for i := range sizes {
		sizes[i] = layout.Fill(1)
	}
	cols := layout.Rect{W: p.w}.Cols(sizes...)
	digits := max(1, tall(k))
	out := make([]string, digits+labels+1)
	big := make([][]string, len(tiles))
	titles := make([][]string, len(tiles))
	for i, t := range tiles {
		big[i], titles[i] = []string{t.value}, []string{t.label}
		if k > 0 {
			big[i] = p.font.big(t.value, k, p.g)
		}
		if labels > 1 {
			titles[i] = append([]string{""}, p.font.big(strings.ToUpper(t.label), 1, p.g)...)
		}
	}
	for n := range out {
		pen := widget.NewPen(p.w, p.th)
		for i, t := range tiles {
			pen.To(cols[i].X)
			switch {
			case n < digits:
				pen.Text(t.ink, widget.Truncate(big[i][n], cols[i].W, p.g.Ellipsis))
			case n < digits+labels:
				pen.Text(p.th.Faint, widget.Truncate(titles[i][n-digits], cols[i].W-1, p.g.Ellipsis))
			default:
				pen.Text(p.th.Dim, widget.Truncate(t.sub, cols[i].W-1, p.g.Ellipsis))
			}
		}
		out[n] = pen.Line()
	}
	return out
}

// tiles are the numbers. One that is not known is a dash with the reason, never
// a zero; and what is counted by the day is not known when the data is not of
// today.
func (p *numbers) tiles() (upper, lower []tile) {
	n := &p.f.Briefing.Numbers
	late, nLate := p.digest.first(breached)
	soon, nSoon := p.digest.first(atRisk)
	quiet := func(v int) theme.Style {
		if v == 0 {
			return p.th.Dim
		}
		return p.th.Tile
	}
	loud := func(v int, st theme.Style) theme.Style {
		if v == 0 {
			return p.th.Dim
		}
		return st
	}
	upper = []tile{
		p.tile("breached", "breached", n.Breached, loud(n.Breached, p.th.TileBad), ""),
		p.tile("at risk", "at_risk", n.AtRisk, loud(n.AtRisk, p.th.TileWarn), ""),
		p.tile("unassigned", "unassigned", n.Unassigned, quiet(n.Unassigned), ""),
	}
	if nLate > 0 {
		upper[0].sub = "worst " + over(late.t.Clock.Left)
	}
	if nSoon > 0 {
		upper[1].sub = "next " + within(soon.t.Clock.Left)
	}
	lower = []tile{
		p.tile("replied", "customer_replied", n.CustomerReplied, quiet(n.CustomerReplied), "customers wait"),
		p.tile("open", "open", n.Open, quiet(n.Open), ""),
		p.tile("new", "new_today", n.NewToday, quiet(n.NewToday), "today"+p.before("new_yesterday", n.NewYesterday)),
		p.tile("closed", "closed_today", n.ClosedToday, quiet(n.ClosedToday), "today"+p.before("closed_yesterday", n.ClosedYesterday)),
	}
	return upper, lower
}

// before is the same number of the day before, where there is room for it.
func (p *numbers) before(key string, n int) string {
	if missing(p.f.Briefing, key) != "" || p.oldDay() || p.z == Normal {
		return ""
	}
	return ", yesterday " + widget.Count(n) + p.f.Briefing.Numbers.Mark(key)
}

// oldDay reports whether the tickets were last heard of before today began.
func (p *numbers) oldDay() bool {
	today := p.f.Assessed.Days.Today
	return !p.st.data.IsZero() && p.st.data.Before(today)
}

func (p *numbers) tile(label, key string, n int, ink theme.Style, sub string) tile {
	why := missing(p.f.Briefing, key)
	switch {
	case p.oldDay() && strings.HasSuffix(key, "_today"):
		why = "data of " + widget.Moment(p.st.data.Truncate(time.Minute), p.f.Now, p.f.Zone)
	case why != "" && p.set.Redact:
		why = "not known"
	}
	if why != "" {
		return tile{label, p.g.Dash, p.th.Dim, why}
	}
	return tile{label, widget.Count(n) + p.f.Briefing.Numbers.Mark(key), ink, sub}
}
