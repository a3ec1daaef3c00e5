package companies

import (
	"strconv"
	"strings"

	"daybrief/ui/widget"
)

func number(id int64) string { return "#" + strconv.FormatInt(id, 10) }

// weekWords says how the week compares, as far as it is known; "" when nothing
// can be said.
func (f *figures) weekWords(h *history, mark string) string {
	opened := widget.Count(f.week) + " opened this week"
	if !h.knows(h.week) || mark != "" {
		if f.week == 0 {
			return ""
		}
		return "at least " + opened
	}
	m, ok := f.mean(*h)
	switch {
	case !ok:
		return opened
	case h.weeks == 1 && f.hot(h) && m > 0:
		return opened + ", well above the " + rate(m) + " of the week before"
	case h.weeks == 1:
		return opened + ", " + rate(m) + " the week before"
	case f.hot(h) && m > 0:
		return opened + ", well above the mean, " + rate(m)
	case m == 0:
		return opened + ", none in a usual week"
	}
	return opened + ", mean " + rate(m)
}

// rate is a mean to a tenth, and no more digits than it has.
func rate(m float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(m, 'f', 1, 64), ".0")
}
