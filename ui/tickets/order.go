package tickets

import (
	"cmp"
	"slices"
	"strings"

	"daybrief/model"
	"daybrief/model/assess"
)

// orders are the ways to sort, in the order in which the key goes round. All
// but the first are columns; the number comes last, since ties go by it anyway.
func (t columnTable) orders() []string {
	out := []string{"urgency"}
	for _, c := range t {
		if c.less != nil && c.ID != "id" {
			out = append(out, c.ID)
		}
	}
	return append(out, "id")
}

// unsorted stands for "no priority", after all others.
const unsorted = 1 << 30

// less makes the comparison for an order; ties go to the older number. Rows
// without a value come last, whichever way it goes.
func (t columnTable) less(order string, desc bool) func(a, b row) int {
	by := t.comparison(order)
	sign := 1
	if desc {
		sign = -1
	}
	return func(a, b row) int { return cmp.Or(sign*by(a, b), cmp.Compare(a.ID, b.ID)) }
}

func (t columnTable) comparison(order string) func(a, b row) int {
	for _, c := range t {
		if c.ID == order && c.less != nil {
			return c.less
		}
	}
	return assess.ByPoints
}

// dueKey orders SLA clocks: those that run by their time left, then paused,
// unknown, and none.
func dueKey(r row) int64 {
	switch r.Clock.State {
	case model.SLARunning, model.SLABreached:
		return r.Clock.Due.Unix()
	case model.SLAPaused:
		return 1 << 61
	case model.SLAUnknown:
		return 1<<61 + 1
	}
	return 1 << 62
}

func byPriority(a, b row) int { return cmp.Compare(sortKey(a), sortKey(b)) }

func sortKey(r row) int {
	if r.Priority.Sort == 0 {
		return unsorted
	}
	return r.Priority.Sort
}

func byEntered(a, b row) int {
	if a.Entered.IsZero() != b.Entered.IsZero() {
		if a.Entered.IsZero() {
			return 1
		}
		return -1
	}
	return a.Entered.Compare(b.Entered)
}

// fold compares names without regard to case; no name comes last. Most names
// are plain ASCII, which needs no folded copy.
func fold(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	}
	for i := 0; i < len(a) && i < len(b); i++ {
		x, y := a[i], b[i]
		if x >= 0x80 || y >= 0x80 {
			return strings.Compare(strings.ToLower(a[i:]), strings.ToLower(b[i:]))
		}
		if x, y = lower(x), lower(y); x != y {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// sorted is the order of the rows as indices into them.
func (t columnTable) sorted(rows []row, order string, desc bool, place map[int64]int) []ordered {
	at := make([]int32, len(rows))
	for i := range at {
		at[i] = int32(i)
	}
	by := t.less(order, desc)
	if place != nil && order == "urgency" {
		by = func(a, b row) int { // a section keeps the briefing's own order
			c := cmp.Compare(place[int64(a.ID)], place[int64(b.ID)])
			if desc {
				return -c
			}
			return c
		}
	}
	slices.SortFunc(at, func(i, j int32) int { return by(rows[i], rows[j]) })
	out := make([]ordered, len(rows))
	for n, i := range at {
		out[n] = ordered{int64(rows[i].ID), i, rows[i].Clock.Breached(), rows[i].Clock.State == model.SLAUnknown}
	}
	return out
}

// ordered is a row at its place, with what a keystroke in the filter has to know
// of it: looking that up in 100,000 tickets all over memory is what took time.
type ordered struct {
	id       int64
	row      int32
	breached bool
	unknown  bool // whether its SLA is missed
}

// ranks numbers the priorities from 1, the most urgent. A number in the name
// ("Priority 2 - High") wins over the place in the table, because that is the
// number that people mean.
func ranks(rows []row, table []model.Priority) func(row) int {
	sorts := map[int]bool{}
	for _, p := range table {
		sorts[p.Sort] = true
	}
	if len(table) == 0 {
		for i := range rows {
			sorts[rows[i].Priority.Sort] = true
		}
	}
	delete(sorts, 0)
	var all []int
	for s := range sorts {
		all = append(all, s)
	}
	slices.Sort(all)
	return func(r row) int {
		if n := named(r.Priority.Name.String()); n > 0 {
			return n
		}
		if i, ok := slices.BinarySearch(all, r.Priority.Sort); ok {
			return i + 1
		}
		return 0
	}
}

// named is the number in "Priority 3 - Medium" or "P3", else 0.
func named(name string) int {
	rest := strings.TrimPrefix(name, "Priority ")
	if rest == name {
		rest = strings.TrimPrefix(name, "P")
	}
	if rest != name && len(rest) > 0 && rest[0] >= '1' && rest[0] <= '9' && (len(rest) == 1 || rest[1] < '0' || rest[1] > '9') {
		return int(rest[0] - '0')
	}
	return 0
}
