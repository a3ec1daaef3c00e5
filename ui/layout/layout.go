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

// Centre is a rectangle of at most w by h cells in the middle of r.
func (r Rect) Centre(w, h int) Rect {
	w, h = min(max(0, w), r.W), min(max(0, h), r.H)
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

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

// Bounded is a terminal's size as far as it is drawn on: a larger one (a lie, or
// a mistake) gets its upper left corner drawn, so that a frame's cost is bounded.
func Bounded(w, h int) (int, int) { return min(max(0, w), 500), min(max(0, h), 200) }
