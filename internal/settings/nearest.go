package settings

// nearest is the candidate that takes the fewest slips of the fingers to turn
// into word; the first of several. It is "" only when there are none.
func nearest(word string, candidates []string) string {
	best, least := "", 0
	for _, c := range candidates {
		if d := slips(word, c); best == "" || d < least {
			best, least = c, d
		}
	}
	return best
}

// slips counts letters added, left out, mistaken or swapped with their
// neighbour (the optimal string alignment distance). Long words are cut: a key
// of a megabyte must not cost a second.
func slips(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	prev2, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			differ := 1
			if a[i-1] == b[j-1] {
				differ = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+differ)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
