package widget

import (
	"strings"

	"daybrief/ui/theme"
)

// Pen writes one line of exactly w cells, segment by segment, each in a style
// of its own. What does not fit any more is left out, so that no caller has to
// count: whatever is written, Line is as wide as it was meant to be.
type Pen struct {
	b        strings.Builder
	w, at    int
	ellipsis string
}

// NewPen begins a line of w cells.
func NewPen(w int, th *theme.Theme) *Pen {
	return &Pen{w: max(0, w), ellipsis: th.Glyphs.Ellipsis}
}

// At is how many cells have been written, Left how many there is room for.
func (p *Pen) At() int { return p.at }

// Left is how many cells there is room for.
func (p *Pen) Left() int { return p.w - p.at }

// Text writes text as wide as it is, cut where the line ends.
func (p *Pen) Text(st theme.Style, text string) {
	text = Truncate(text, p.Left(), p.ellipsis)
	st.To(&p.b, text)
	p.at += Width(text)
}

// Cell writes text in n cells, padded at its right.
func (p *Pen) Cell(st theme.Style, text string, n int) {
	n = min(n, p.Left())
	st.To(&p.b, Fit(text, n, p.ellipsis))
	p.at += max(0, n)
}

// Right writes text in n cells, padded at its left.
func (p *Pen) Right(st theme.Style, text string, n int) {
	n = min(n, p.Left())
	st.To(&p.b, FitRight(text, n, p.ellipsis))
	p.at += max(0, n)
}

// Gap writes n blanks.
func (p *Pen) Gap(n int) {
	n = max(0, min(n, p.Left()))
	p.b.WriteString(Spaces(n))
	p.at += n
}

// To goes on at cell x when that lies ahead.
func (p *Pen) To(x int) { p.Gap(x - p.at) }

// Paint writes n cells that have been painted already. They must fit: a
// painted line can't be cut.
func (p *Pen) Paint(painted string, n int) {
	if n > p.Left() {
		p.Gap(p.Left())
		return
	}
	p.b.WriteString(painted)
	p.at += n
}

// Line is the whole line, padded to its width.
func (p *Pen) Line() string {
	p.Gap(p.Left())
	return p.b.String()
}
