package picture

import (
	"fmt"
	"html"
	"image/color"
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// A cell in the picture, in its units. The width is that of the usual fixed
// fonts, 0.6 of their height; every run of text is stretched to fit exactly.
const (
	cellW, cellH = 8.4, 18.0
	fontSize     = 14
	baseline     = 13.5
	edge         = 10.0
)

// Ground is what a terminal shows where nothing is painted.
type Ground struct{ Ink, Paper string }

// Dark and Light are the grounds of usual terminals.
func Dark() Ground { return Ground{"#d0d4da", "#14161a"} }

// Light is a white terminal.
func Light() Ground { return Ground{"#24292f", "#ffffff"} }

// SVG draws w by h cells on a ground. cell gives the cell at a column and line.
func SVG(w, h int, g Ground, cell func(x, y int) uv.Cell) string {
	p := &painter{ground: g, classes: map[string]string{}}
	body := p.body(w, h, cell)
	return p.around(w, h, "", body)
}

// body draws all cells.
func (p *painter) body(w, h int, cell func(x, y int) uv.Cell) string {
	p.papers, p.drawn = nil, nil
	p.texts.Reset()
	for y := range h {
		p.line(y, w, cell)
	}
	var b strings.Builder
	for _, c := range append(p.papers, p.drawn...) {
		c.write(&b)
	}
	b.WriteString(p.texts.String())
	return b.String()
}

// around is the whole picture: style, more of it, the ground, and what was drawn.
func (p *painter) around(w, h int, more, body string) string {
	var b strings.Builder
	width, height := float64(w)*cellW+2*edge, float64(h)*cellH+2*edge
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %.1f %.1f" width="%.0f" height="%.0f">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, "<style>text{font:%dpx 'JetBrains Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre;font-variant-ligatures:none;fill:%s}", fontSize, p.ground.Ink)
	for _, css := range p.order {
		fmt.Fprintf(&b, ".%s{%s}", p.classes[css], css)
	}
	fmt.Fprintf(&b, "%s</style>\n<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"%s\"/>\n%s</svg>\n", more, p.ground.Paper, body)
	return b.String()
}

type painter struct {
	ground  Ground
	papers  []*paint // what is behind the text
	drawn   []*paint // blocks and lines
	texts   strings.Builder
	classes map[string]string // by their rules
	order   []string
}

// look is how a cell is painted.
type look struct{ css, paper string }

// line draws one line in runs of cells that look alike. A wide or unusual sign
// is a run of its own, so that no font can move what stands to its right; only
// blocks and lines run on, which are drawn.
func (p *painter) line(y, w int, cell func(x, y int) uv.Cell) {
	for x := 0; x < w; {
		c := cell(x, y)
		now := p.lookOf(&c)
		from, first := x, sign(&c)
		text := first
		x += max(1, c.Width)
		for x < w {
			next := cell(x, y)
			if p.lookOf(&next) != now || !together(first, sign(&next)) {
				break
			}
			text += sign(&next)
			x += max(1, next.Width)
		}
		p.run(from, x-from, y, text, now)
	}
}

func sign(c *uv.Cell) string {
	if c.Content == "" {
		return " "
	}
	return c.Content
}

// together reports whether a sign goes on with a run that began with another:
// text with text, and a block or line with itself.
func together(first, next string) bool {
	if odd(first) {
		_, shape := shapeOf(first)
		return shape && first == next
	}
	return !odd(next)
}

func odd(s string) bool { return len(s) > 2 }

// on is the paint of a colour in a list.
func on(list *[]*paint, css string) *paint {
	for _, p := range *list {
		if p.css == css {
			return p
		}
	}
	p := &paint{css: css}
	*list = append(*list, p)
	return p
}

func (p *painter) run(x, n, y int, text string, l look) {
	left, top, width := edge+float64(x)*cellW, edge+float64(y)*cellH, float64(n)*cellW
	if l.paper != "" {
		on(&p.papers, "fill:"+l.paper+";shape-rendering:crispEdges").add(left, top, width, cellH)
	}
	if p.shape(left, top, n, text, l) {
		return
	}
	bare := strings.TrimRight(text, " ")
	if bare == "" && !strings.Contains(l.css, "underline") {
		return
	}
	if !strings.Contains(l.css, "underline") {
		lead := len(bare) - len(strings.TrimLeft(bare, " "))
		n -= len(text) - len(bare) + lead
		bare = bare[lead:]
		left, width = left+float64(lead)*cellW, float64(n)*cellW
	} else {
		bare = text
	}
	class := ""
	if l.css != "" {
		class = ` class="` + p.class(l.css) + `"`
	}
	fmt.Fprintf(&p.texts, `<text x="%s" y="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		number(hundredths(left)), number(hundredths(top+baseline)), number(hundredths(width)), class, escaped(bare))
}

func escaped(text string) string { return html.EscapeString(text) }

// shape draws a run of one block or line; false when it is none.
func (p *painter) shape(left, top float64, n int, text string, l look) bool {
	first, size := utf8.DecodeRuneInString(text)
	pieces, ok := shapeOf(string(first))
	if !ok || size*n != len(text) {
		return false
	}
	css := "fill:" + p.ground.Ink
	for rule := range strings.SplitSeq(l.css, ";") {
		if strings.HasPrefix(rule, "fill:") {
			css = rule
		}
	}
	if strings.Contains(l.css, "opacity") {
		css += ";opacity:.6"
	}
	if blockOf(first) != nil {
		css += ";shape-rendering:crispEdges"
	}
	to := on(&p.drawn, css)
	for _, c := range pieces {
		for i := range n {
			to.add(left+(float64(i)+c.x)*cellW, top+c.y*cellH, c.w*cellW, c.h*cellH)
		}
	}
	return true
}

func (p *painter) class(css string) string {
	name, known := p.classes[css]
	if !known {
		name = fmt.Sprintf("c%d", len(p.order))
		p.classes[css] = name
		p.order = append(p.order, css)
	}
	return name
}

func (p *painter) lookOf(c *uv.Cell) look {
	ink, paper := hex(c.Style.Fg), hex(c.Style.Bg)
	if c.Style.Attrs&uv.AttrReverse != 0 {
		if ink == "" {
			ink = p.ground.Ink
		}
		if paper == "" {
			paper = p.ground.Paper
		}
		ink, paper = paper, ink
	}
	var css []string
	if ink != "" {
		css = append(css, "fill:"+ink)
	}
	if c.Style.Attrs&uv.AttrBold != 0 {
		css = append(css, "font-weight:bold")
	}
	if c.Style.Attrs&uv.AttrFaint != 0 {
		css = append(css, "opacity:.6")
	}
	if c.Style.Underline != 0 {
		css = append(css, "text-decoration:underline")
	}
	return look{strings.Join(css, ";"), paper}
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
