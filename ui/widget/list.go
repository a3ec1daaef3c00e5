package widget

// List is a window on an ordered list of rows with one of them selected. Rows
// are named by a key and the selection follows its key, not its place: rows
// may come, go and move, and the selected one stays selected on the same line
// of the screen. Negative keys are headings: they can't be selected.
type List struct {
	// Tail is how many rows below the selected one belong to it and are kept in
	// sight with it.
	Tail int

	keys []int64
	sel  int // index of the selected row; -1 when there is none
	top  int // index of the first row on the screen
	h    int // rows on the screen
}

// near is how far around the selection a neighbour is looked for when the
// selected row has gone.
const near = 64

// Set replaces the rows. It keeps the slice and must be the only writer. It
// reports whether the selected row is still there; when it is not, its
// nearest neighbour that is still there has been selected.
func (l *List) Set(keys []int64) (kept bool) {
	old, sel, line := l.keys, l.sel, l.sel-l.top
	l.keys = keys
	if len(old) == 0 || sel < 0 || sel >= len(old) {
		l.sel = l.selectable(0, 1)
		l.top = 0
		l.clamp()
		return len(old) == 0
	}
	l.sel = find(keys, old[sel])
	kept = l.sel >= 0
	if !kept {
		l.sel = neighbour(keys, old, sel)
		if l.sel < 0 {
			l.sel = l.selectable(min(sel, len(keys)-1), -1)
		}
	}
	l.top = l.sel - line
	l.clamp()
	return kept
}

func find(keys []int64, key int64) int {
	for i, k := range keys {
		if k == key {
			return i
		}
	}
	return -1
}

// neighbour finds the row that stood nearest below the old selection, else
// nearest above, and is still there. One pass over the new rows.
func neighbour(keys, old []int64, sel int) int {
	lo, hi := max(0, sel-near), min(len(old), sel+near+1)
	place := make(map[int64]int, hi-lo)
	for i := lo; i < hi; i++ {
		if old[i] >= 0 {
			place[old[i]] = i
		}
	}
	best, rank := -1, 0
	for i, k := range keys {
		was, ok := place[k]
		if !ok {
			continue
		}
		r := was - sel
		if r < 0 {
			r = near - r // above counts after everything below
		}
		if best < 0 || r < rank {
			best, rank = i, r
		}
	}
	return best
}

// selectable is the first row from i in direction d that is no heading, else
// the first in the other direction; -1 when there is none.
func (l *List) selectable(i, d int) int {
	for _, step := range []int{d, -d} {
		for j := i; j >= 0 && j < len(l.keys); j += step {
			if l.keys[j] >= 0 {
				return j
			}
		}
	}
	return -1
}

// Resize tells how many rows there is room for.
func (l *List) Resize(h int) {
	l.h = max(0, h)
	l.clamp()
}

// clamp keeps the selection on the screen and no empty lines below the end. A
// heading right above the first row is shown with it.
func (l *List) clamp() {
	if l.sel >= 0 && l.h > 0 {
		l.top = min(l.top, l.sel)
		l.top = max(l.top, min(l.sel+max(0, l.Tail), len(l.keys)-1)-l.h+1)
		l.top = min(l.top, l.sel)
	}
	l.top = max(0, min(l.top, len(l.keys)-l.h))
	if l.h > 1 && l.top > 0 && l.sel == l.top && l.keys[l.top-1] < 0 {
		l.top--
	}
}

// Len is the number of rows, headings included.
func (l *List) Len() int { return len(l.keys) }

// Window is the half-open range of rows on the screen.
func (l *List) Window() (from, to int) { return l.top, min(len(l.keys), l.top+l.h) }

// Key is the key of row i.
func (l *List) Key(i int) int64 { return l.keys[i] }

// Selected is the key of the selected row; false when there is none.
func (l *List) Selected() (int64, bool) {
	if l.sel < 0 || l.sel >= len(l.keys) {
		return 0, false
	}
	return l.keys[l.sel], true
}

// Index is the place of the selected row; -1 when there is none.
func (l *List) Index() int {
	if l.sel >= len(l.keys) {
		return -1
	}
	return l.sel
}

// Select goes to a row by its key; false when it is not there.
func (l *List) Select(key int64) bool {
	i := find(l.keys, key)
	if i < 0 || key < 0 {
		return false
	}
	l.sel = i
	l.clamp()
	return true
}

// At selects the row on a line of the screen; false for a heading or no row.
func (l *List) At(line int) bool {
	i := l.top + line
	if line < 0 || line >= l.h || i >= len(l.keys) || l.keys[i] < 0 {
		return false
	}
	l.sel = i
	return true
}

// Move goes n rows down (or up), over headings, and stops at the ends. It
// reports whether the selection changed.
func (l *List) Move(n int) bool {
	was, step := l.sel, 1
	if n < 0 {
		step, n = -1, -n
	}
	for i := l.sel + step; n > 0 && i >= 0 && i < len(l.keys); i += step {
		if l.keys[i] >= 0 {
			l.sel = i
			n--
		}
	}
	if step < 0 && l.sel == was {
		l.top = 0 // a heading above the first row
	}
	l.clamp()
	return l.sel != was
}

// Page goes n screens down (or up).
func (l *List) Page(n int) bool { return l.Move(n * max(1, l.h-1)) }

// Home goes to the first row, End to the last.
func (l *List) Home() bool { return l.Move(-len(l.keys)) }

// End goes to the last row.
func (l *List) End() bool { return l.Move(len(l.keys)) }

// Thumb is which lines of the screen the scroll mark covers; from == to when
// everything is on the screen.
func (l *List) Thumb() (from, to int) {
	n := len(l.keys)
	if n <= l.h || l.h <= 0 {
		return 0, 0
	}
	size := max(1, l.h*l.h/n)
	from = (l.h - size) * l.top / (n - l.h)
	return from, from + size
}
