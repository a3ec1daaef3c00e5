package picture

import (
	"math"
	"strconv"
	"strings"
)

// piece is a part of a cell, in shares of its width and height.
type piece struct{ x, y, w, h float64 }

// shapeOf is what a sign of blocks or lines looks like. Such signs are drawn and
// not written: no two fonts agree on their height, and big digits would show
// seams. False for any other sign.
func shapeOf(sign string) ([]piece, bool) {
	r := []rune(sign)
	if len(r) != 1 {
		return nil, false
	}
	if p := blockOf(r[0]); p != nil {
		return p, true
	}
	p := lineOf(r[0])
	return p, p != nil
}

// blockOf draws the Unicode block elements: halves, eighths and quarters.
func blockOf(r rune) []piece {
	switch {
	case r == '▀':
		return []piece{{0, 0, 1, .5}}
	case r >= '▁' && r <= '█':
		n := float64(r-'▁'+1) / 8
		return []piece{{0, 1 - n, 1, n}}
	case r > '█' && r <= '▏':
		return []piece{{0, 0, 1 - float64(r-'█')/8, 1}}
	case r == '▐':
		return []piece{{.5, 0, .5, 1}}
	}
	// The quarters of each sign: upper left, upper right, lower left, lower right.
	of, there := map[rune]string{
		'▖': "c", '▗': "d", '▘': "a", '▙': "acd", '▚': "ad", '▛': "abc", '▜': "abd", '▝': "b", '▞': "bc", '▟': "bcd",
	}[r]
	if !there {
		return nil
	}
	var out []piece
	for _, q := range of {
		i := int(q - 'a')
		out = append(out, piece{float64(i%2) / 2, float64(i/2) / 2, .5, .5})
	}
	return out
}

// lineOf draws lines as bars from the middle of the cell to its edges. Round
// corners become square ones.
func lineOf(r rune) []piece {
	arms, there := map[rune]string{
		'─': "lr", '│': "ud", '┌': "rd", '╭': "rd", '┐': "ld", '╮': "ld", '└': "ru", '╰': "ru", '┘': "lu", '╯': "lu",
		'├': "udr", '┤': "udl", '┬': "lrd", '┴': "lru", '┼': "lrud",
		'━': "LR", '┃': "UD", '┏': "RD", '┓': "LD", '┗': "RU", '┛': "LU", '┣': "UDR", '┫': "UDL", '┳': "LRD", '┻': "LRU", '╋': "LRUD",
	}[r]
	if !there {
		return nil
	}
	if lower := strings.ToLower(arms); lower == "lr" || lower == "ud" {
		return []piece{straight(arms)}
	}
	var out []piece
	for _, a := range arms {
		out = append(out, arm(a))
	}
	return out
}

// thickness is that of a line, as a share of the width and of the height.
func thickness(heavy bool) (x, y float64) {
	px := 1.4
	if heavy {
		px = 3.2
	}
	return px / cellW, px / cellH
}

func straight(arms string) piece {
	x, y := thickness(arms[0] < 'a')
	if arms == "lr" || arms == "LR" {
		return piece{0, .5 - y/2, 1, y}
	}
	return piece{.5 - x/2, 0, x, 1}
}

func arm(a rune) piece {
	x, y := thickness(a < 'a')
	switch a {
	case 'l', 'L':
		return piece{0, .5 - y/2, .5 + x/2, y}
	case 'r', 'R':
		return piece{.5 - x/2, .5 - y/2, .5 + x/2, y}
	case 'u', 'U':
		return piece{.5 - x/2, 0, x, .5 + y/2}
	}
	return piece{.5 - x/2, .5 - y/2, x, .5 + y/2}
}

// paint collects rectangles of one colour as one path, which is small and has no
// seams.
type paint struct {
	css   string
	rects []rect
}

// rect is in hundredths of a unit, so that equal sides are equal.
type rect struct{ x, y, w, h int }

func hundredths(f float64) int { return int(math.Round(f * 100)) }

// add takes a rectangle; one that goes on to the right of the latest joins it.
func (p *paint) add(x, y, w, h float64) {
	r := rect{hundredths(x), hundredths(y), hundredths(x+w) - hundredths(x), hundredths(y+h) - hundredths(y)}
	if n := len(p.rects); n > 0 {
		if l := &p.rects[n-1]; l.y == r.y && l.h == r.h && l.x+l.w == r.x {
			l.w += r.w
			return
		}
	}
	p.rects = append(p.rects, r)
}

// joined are the rectangles, those of equal width that stand on each other as one.
func (p *paint) joined() []rect {
	var out []rect
	last := map[[2]int]int{}
	for _, r := range p.rects {
		side := [2]int{r.x, r.w}
		if i, there := last[side]; there && out[i].y+out[i].h == r.y {
			out[i].h += r.h
			continue
		}
		last[side] = len(out)
		out = append(out, r)
	}
	return out
}

func (p *paint) write(b *strings.Builder) {
	b.WriteString(`<path style="` + p.css + `" d="`)
	for _, r := range p.joined() {
		b.WriteString("M" + number(r.x) + " " + number(r.y) + "h" + number(r.w) + "v" + number(r.h) + "h" + number(-r.w) + "z")
	}
	b.WriteString("\"/>\n")
}

// number writes hundredths as short as they go.
func number(n int) string { return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) }
