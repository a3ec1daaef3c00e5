package tickets

import (
	"cmp"
	"slices"

	"daybrief/ui/widget"
)

// groupings are the ways to group, in the order in which the key goes round.
func groupings() []string { return []string{"", "board", "company", "owner", "priority", "status"} }

// group is a heading with its rows, as indices into the rows.
type group struct {
	name  string
	sort  int64
	rows  []int64 // their ids
	alarm int     // breached ones
}

// groupOf is the group a row belongs to; a name of "" is the group of those
// that have none.
func groupOf(by string, r row) (name string, sort int64) {
	switch by {
	case "owner":
		return r.Owner.Label().String(), 0
	case "priority":
		return r.Priority.Name.String(), sortKey(r)
	}
	return textOf(by)(r), 0
}

// grouped parts the rows, which are sorted and stay so within their group.
func grouped(by string, rows []row, order []ordered) []*group {
	var out []*group
	known := map[string]*group{}
	for _, o := range order {
		name, sort := groupOf(by, rows[o.row])
		g := known[name]
		if g == nil {
			g = &group{name: name, sort: sort}
			known[name] = g
			out = append(out, g)
		}
		g.rows = append(g.rows, o.id)
		if o.breached {
			g.alarm++
		}
	}
	slices.SortStableFunc(out, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.sort, b.sort), fold(a.name, b.name))
	})
	return out
}

// label is the heading of a group.
func (g *group) label(by string) string {
	switch {
	case g.name != "":
		return g.name
	case by == "owner":
		return "Nobody"
	}
	return "No " + by
}

// count is how many there are, and how many of them are breached, with their marks.
func (g *group) count(least, late string) string {
	n := widget.Count(len(g.rows)) + least
	if g.alarm > 0 {
		n += ", breached " + widget.Count(g.alarm) + late
	}
	return n
}
