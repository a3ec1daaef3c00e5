package layout

// Rect is an area of the screen in cells. Widths and heights are never
// negative.
type Rect struct{ X, Y, W, H int }

// Empty reports whether there is nothing to draw on.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell is inside.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Inset takes cells away on each side.
func (r Rect) Inset(left, top, right, bottom int) Rect {
	return Rect{r.X + left, r.Y + top, max(0, r.W-left-right), max(0, r.H-top-bottom)}
}

// Size is how much of a row or column a part wants.
type Size struct {
	kind   sizeKind
	n, min int
}

type sizeKind uint8

const (
	fixed sizeKind = iota
	fill
)

// Fixed wants n cells.
func Fixed(n int) Size { return Size{kind: fixed, n: n} }

// Fill wants a share of what the fixed parts leave.
func Fill(weight int) Size { return Size{kind: fill, n: max(1, weight)} }

// Min is a share that is not made smaller than n while there is room.
func Min(weight, n int) Size { return Size{kind: fill, n: max(1, weight), min: n} }

// Rows splits r from top to bottom.
func (r Rect) Rows(sizes ...Size) []Rect {
	out := make([]Rect, len(sizes))
	y := r.Y
	for i, h := range split(r.H, sizes) {
		out[i] = Rect{r.X, y, r.W, h}
		y += h
	}
	return out
}

// Cols splits r from left to right.
func (r Rect) Cols(sizes ...Size) []Rect {
	out := make([]Rect, len(sizes))
	x := r.X
	for i, w := range split(r.W, sizes) {
		out[i] = Rect{x, r.Y, w, r.H}
		x += w
	}
	return out
}

// split shares total among the sizes: fixed parts first in order, then minima,
// then the rest by weight. The parts always add up to total when there is at
// least one share, and never exceed it.
func split(total int, sizes []Size) []int {
	out := make([]int, len(sizes))
	left := max(0, total)
	take := func(i, n int) {
		n = min(n, left)
		out[i] += n
		left -= n
	}
	weight := 0
	for i, s := range sizes {
		if s.kind == fixed {
			take(i, s.n)
		} else {
			weight += s.n
		}
	}
	for i, s := range sizes {
		if s.kind == fill {
			take(i, s.min)
		}
	}
	if weight == 0 || left == 0 {
		return out
	}
	return spread(out, sizes, total, left, weight)
}

// spread gives each share its part of what is left, measured on the whole so
// that a minimum does not make its part bigger than its weight would.
func spread(out []int, sizes []Size, total, left, weight int) []int {
	for left > 0 && weight > 0 {
		unit, given := left, 0
		last := -1
		for i, s := range sizes {
			if s.kind != fill {
				continue
			}
			n := unit * s.n / weight
			out[i] += n
			given += n
			last = i
		}
		left -= given
		if last >= 0 {
			out[last] += left
			left = 0
		}
	}
	_ = total
	return out
}
