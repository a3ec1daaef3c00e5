package tickets

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"daybrief/model"
)

// ordering is a way to sort: by a number, and what has the same one by less, which
// may be nil.
type ordering struct {
	key  func(r row) int64
	less func(a, b row) int
}

// none is the number of a row without a value. Such rows come last, whichever way
// the list goes.
const none = math.MaxInt64

func byNumber(key func(row) int64) ordering { return ordering{key: key} }

func byName(of func(row) string) ordering {
	key := func(r row) int64 {
		if of(r) == "" {
			return none
		}
		return 0
	}
	return ordering{key, func(a, b row) int { return fold(of(a), of(b)) }}
}

// orders are the ways to sort, in the order in which the key goes round. All
// but the first are columns; the number comes last, since ties go by it anyway.
func (t columnTable) orders() []string {
	out := []string{"urgency"}
	for _, c := range t {
		if c.by.key != nil && c.ID != "id" {
			out = append(out, c.ID)
		}
	}
	return append(out, "id")
}

// ordering is the one with a name. In a section urgency is the briefing's own
// order: place.
func (t columnTable) ordering(name string, place map[int64]int) ordering {
	for _, c := range t {
		if c.ID == name && c.by.key != nil {
			return c.by
		}
	}
	if place != nil {
		return byNumber(func(r row) int64 { return int64(place[int64(r.ID)]) })
	}
	return byNumber(func(r row) int64 { return -int64(r.Points) })
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

func sortKey(r row) int64 {
	if r.Priority.Sort == 0 {
		return none
	}
	return int64(r.Priority.Sort)
}

func enteredKey(r row) int64 {
	if r.Entered.IsZero() {
		return none
	}
	return r.Entered.UnixMilli()
}

func updatedKey(r row) int64 {
	if r.Updated.IsZero() {
		return none
	}
	return -r.Updated.UnixMilli()
}

func byEntered(a, b row) int { return cmp.Compare(enteredKey(a), enteredKey(b)) }

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

// keyed is a row with the number by which it is sorted: reading that from 100,000
// tickets all over memory at every comparison is what took time.
type keyed struct {
	key, id int64
	row     int32
}

// sorted is the order of the rows; ties go to the older number. was is the order
// that they had, if any: what is nearly in order already is sorted sooner.
func (by ordering) sorted(rows []row, desc bool, was []ordered) []ordered {
	list := make([]keyed, 0, len(rows))
	for i := range as(was, rows) {
		list = append(list, keyed{by.key(rows[i]), int64(rows[i].ID), i})
	}
	sign := 1
	if desc {
		sign = -1
	}
	slices.SortFunc(list, func(a, b keyed) int {
		switch {
		case a.key == b.key:
		case a.key == none:
			return 1
		case b.key == none:
			return -1
		default:
			return sign * cmp.Compare(a.key, b.key)
		}
		if by.less != nil {
			if c := by.less(rows[a.row], rows[b.row]); c != 0 {
				return sign * c
			}
		}
		return cmp.Compare(a.id, b.id)
	})
	out := make([]ordered, len(rows))
	for n, k := range list {
		r := rows[k.row]
		out[n] = ordered{k.id, k.row, r.Clock.Breached(), r.Clock.State == model.SLAUnknown}
	}
	return out
}

// as are the indices of the rows in an order that they had, if they are the same,
// else in their own.
func as(was []ordered, rows []row) iter.Seq[int32] {
	same := len(was) == len(rows)
	for i := 0; same && i < len(was); i++ {
		same = int64(rows[was[i].row].ID) == was[i].id
	}
	return func(yield func(int32) bool) {
		for i := range rows {
			at := int32(i)
			if same {
				at = was[i].row
			}
			if !yield(at) {
				return
			}
		}
	}
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
