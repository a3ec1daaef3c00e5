package widget

import (
	"cmp"
	"math"
	"slices"
)

// Column describes a column of a Table.
type Column struct {
	ID    string // what the screen calls it; also the sort mark's address
	Title string
	Min   int  // cells it wants at least
	Max   int  // cells it may grow to; 0: no end. Min = Max is a fixed column
	Right bool // numbers: aligned to the right
	// Rank says who goes first when it gets narrow: the highest. 0 stays.
	Rank int
	// Weight is its share of spare cells; 0 gets none before others are full.
	Weight int
}

// placed is a column that is on the screen.
type placed struct {
	col int // index into the columns
	w   int
}

// place chooses the columns that fit into w cells with gap cells between them,
// and shares what is left.
func place(cols []Column, w, gap int) []placed {
	on := make([]bool, len(cols))
	for i := range on {
		on[i] = true
	}
	for need(cols, on, gap) > w {
		drop := -1
		for i, c := range cols {
			if on[i] && c.Rank > 0 && (drop < 0 || c.Rank >= cols[drop].Rank) {
				drop = i
			}
		}
		if drop < 0 {
			break
		}
		on[drop] = false
	}
	readmit(cols, on, w, gap)
	var out []placed
	for i := range cols {
		if on[i] {
			out = append(out, placed{i, cols[i].Min})
		}
	}
	for len(out) > 0 && len(out)+gap*(len(out)-1) > w {
		out = out[:len(out)-1] // not even a cell for each
	}
	total := gap * max(0, len(out)-1)
	for _, p := range out {
		total += p.w
	}
	grow(cols, out, w-total)
	return out
}

// readmit lets narrow columns in again where a wide one that went later has
// left room, the lowest rank first.
func readmit(cols []Column, on []bool, w, gap int) {
	order := make([]int, len(cols))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cols[a].Rank, cols[b].Rank) })
	for _, i := range order {
		if on[i] || cols[i].Rank == 0 {
			continue
		}
		on[i] = true
		on[i] = need(cols, on, gap) <= w
	}
}

func need(cols []Column, on []bool, gap int) int {
	n, seen := 0, 0
	for i, c := range cols {
		if on[i] {
			n += c.Min
			seen++
		}
	}
	return n + gap*max(0, seen-1)
}

// grow shares spare cells by weight up to each column's maximum; a negative
// spare takes cells from the columns without a rank, widest first, down to 1.
func grow(cols []Column, out []placed, spare int) {
	for ; spare < 0; spare++ {
		widest := -1
		for i, p := range out {
			if p.w > 1 && (widest < 0 || p.w > out[widest].w) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		out[widest].w--
	}
	for _, endless := range []int{enough, math.MaxInt} {
		for given := -1; spare > 0 && given != 0; spare -= given {
			given = share(cols, out, spare, endless)
		}
	}
}

// enough is how wide a column without a maximum gets before the others have theirs:
// a long summary.
const enough = 60

// share shares spare cells once, and tells how many it has given.
func share(cols []Column, out []placed, spare, endless int) (given int) {
	room := func(p placed) int {
		c := cols[p.col]
		if c.Weight == 0 {
			return 0
		}
		return cmp.Or(c.Max, endless) - p.w
	}
	weight := 0
	for _, p := range out {
		if room(p) > 0 {
			weight += cols[p.col].Weight
		}
	}
	for i, p := range out {
		if n := room(p); n > 0 {
			n = min(n, max(1, spare*cols[p.col].Weight/weight), spare-given)
			out[i].w += n
			given += n
		}
	}
	return given
}
