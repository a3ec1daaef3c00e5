package briefing

import "time"

// byPriority orders the more urgent first, unknown priorities last.
func byPriority(x, y *fact) int {
	a, b := x.prio.Sort, y.prio.Sort
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return a - b
}

// byTime orders the earlier first, and no time at all last.
func byTime(x, y time.Time) int {
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return 1
	case y.IsZero():
		return -1
	}
	return x.Compare(y)
}
