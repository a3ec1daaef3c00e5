package layout

// Size is how much of a row or column a part wants.
type Size struct {
	cells  int // Fixed: what it wants; Min: the least it takes
	weight int // 0 for Fixed
}

// Fixed wants n cells.
func Fixed(n int) Size { return Size{cells: max(0, n)} }

// Fill wants a share of what the fixed parts leave.
func Fill(weight int) Size { return Size{weight: max(1, weight)} }

// Min is a share that is not made smaller than n while there is room.
func Min(weight, n int) Size { return Size{weight: max(1, weight), cells: max(0, n)} }

// split gives each size its cells. Fixed parts are served first, in order; the
// rest is shared by weight, and a part whose share would be below its minimum
// gets the minimum instead. The parts never add up to more than total, and to
// exactly total when there is a share among them.
func split(total int, sizes []Size) []int {
	out := make([]int, len(sizes))
	left, weights := max(0, total), 0
	for i, s := range sizes {
		if s.weight == 0 {
			out[i] = min(s.cells, left)
			left -= out[i]
		}
		weights += s.weight
	}
	shares := append([]Size(nil), sizes...)
	for { // giving one part its minimum makes the others' shares smaller: look again
		i := starved(left, weights, shares)
		if i < 0 {
			break
		}
		out[i] = min(sizes[i].cells, left)
		left -= out[i]
		weights -= sizes[i].weight
		shares[i].weight = 0
	}
	share(out, left, weights, shares)
	return out
}

// starved is the first part whose share would be below its minimum, or -1.
func starved(left, weights int, shares []Size) int {
	for i, s := range shares {
		if s.weight > 0 && s.cells > 0 && left*s.weight < s.cells*weights {
			return i
		}
	}
	return -1
}

// share spreads what is left by weight. Each part ends where its part of the
// running sum of weights does, so that rounding loses no cell.
func share(out []int, left, weights int, shares []Size) {
	sum, given := 0, 0
	for i, s := range shares {
		if s.weight == 0 {
			continue
		}
		sum += s.weight
		end := left * sum / weights
		out[i] = end - given
		given = end
	}
}
