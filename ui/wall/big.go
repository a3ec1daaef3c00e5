package wall

import (
	"strings"

	"daybrief/ui/theme"
)

// Big signs are made of half cells, which are about square: a dot of the font
// becomes k by k of them. So a sign of size k is 3k cells wide and five halves
// of k lines high, and outer bends are rounded.

// tall is how many lines a sign of size k takes.
func tall(k int) int { return (dots*k + 1) / 2 }

// sizeFor is the greatest size, at most most, in which all texts fit into w by h
// cells; 0 when none does.
func (f font) sizeFor(w, h, most int, texts ...string) int {
	for k := most; k > 0; k-- {
		fits := tall(k) <= h
		for _, t := range texts {
			fits = fits && f.width(t, k) <= w
		}
		if fits {
			return k
		}
	}
	return 0
}

// width is how many cells the text takes in size k. Signs that the font does not
// have are left out.
func (f font) width(text string, k int) int {
	n := 0
	for _, r := range text {
		if s := f[r]; s != nil {
			n += (s.w + 1) * k
		}
	}
	return max(0, n-k)
}

// big draws the text in size k: tall(k) lines of width(text, k) cells.
func (f font) big(text string, k int, g *theme.Glyphs) []string {
	out := make([]string, tall(k))
	var b strings.Builder
	for line := range out {
		b.Reset()
		first := true
		for _, r := range text {
			s := f[r]
			if s == nil {
				continue
			}
			if !first {
				b.WriteString(strings.Repeat(" ", k))
			}
			first = false
			s.line(&b, line, k, g)
		}
		out[line] = b.String()
	}
	return out
}

// line writes one line of a sign. Of an odd number of halves, the one that is
// left over is air above.
func (s *sign) line(b *strings.Builder, line, k int, g *theme.Glyphs) {
	top := 2*line - dots*k%2
	for x := range s.w * k {
		upper, lower := s.inked(x, top, k), s.inked(x, top+1, k)
		switch {
		case upper && lower:
			b.WriteString(g.Full)
		case upper:
			b.WriteString(g.Upper)
		case lower:
			b.WriteString(g.Lower)
		default:
			b.WriteByte(' ')
		}
	}
}

// inked reports whether a half cell is part of the sign: its dot is set, and it
// is not cut off by the round of an outer bend.
func (s *sign) inked(x, y, k int) bool {
	if x < 0 || y < 0 || !s.on(x/k, y/k) {
		return false
	}
	dx, dy := 1, 1 // towards the nearer corner of the dot
	ex, ey := k-1-x%k, k-1-y%k
	if 2*(x%k) < k {
		dx, ex = -1, x%k
	}
	if 2*(y%k) < k {
		dy, ey = -1, y%k
	}
	cx, cy := x/k, y/k
	bend := !s.on(cx+dx, cy) && !s.on(cx, cy+dy) && s.on(cx-dx, cy) && s.on(cx, cy-dy)
	if !bend || k == 1 {
		return true
	}
	// In halves of a half: the centre of the round is k away from the corner.
	ax, ay := 2*(k-ex)-1, 2*(k-ey)-1
	return ax*ax+ay*ay <= 4*k*k
}
