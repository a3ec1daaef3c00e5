package tickets

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// rearrange takes the keys that choose order and grouping.
func (a *arrangement) rearrange(k *keys, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, k.sort):
		a.order, a.desc = following(a.all.orders(), a.order), false
	case key.Matches(msg, k.reverse):
		a.desc = !a.desc
	case key.Matches(msg, k.group):
		a.grouping = following(groupings(), a.grouping)
	default:
		return false
	}
	return true
}

// turn sorts by a column, or the other way round by the one that is sorted by already.
func (a *arrangement) turn(column string) bool {
	if !slices.Contains(a.all.orders(), column) {
		return false
	}
	a.desc = a.order == column && !a.desc
	a.order = column
	return true
}

// sortBy takes an order by its name in settings, "-age" for the other way round;
// one that is not there is passed over.
func (a *arrangement) sortBy(name string) {
	order, desc := strings.CutPrefix(name, "-")
	if slices.Contains(a.all.orders(), order) {
		a.order, a.desc = order, desc
	}
}

func (a *arrangement) groupBy(name string) {
	if slices.Contains(groupings(), name) {
		a.grouping = name
	}
}

// save has filter, order and grouping saved as a view. A filter with a fault
// would be refused at the next start.
func (a *arrangement) save(filter string) screen.Outcome {
	v := screen.View{Filter: strings.TrimSpace(filter), Sort: a.order, Group: a.grouping}
	if a.desc {
		v.Sort = "-" + v.Sort
	}
	if bad := CheckView(v); bad != "" {
		return claimed(screen.Notify{Text: "This can't be saved: it " + bad})
	}
	return claimed(screen.SaveView{View: v})
}

var _ screen.Habitual = (*Screen)(nil)

// Habits implements screen.Habitual: filter, order, grouping, preview. The
// scope is not kept: it belongs to the way here.
func (s *Screen) Habits() map[string]string {
	out := map[string]string{}
	put := func(name, value, usual string) {
		if value != usual {
			out[name] = value
		}
	}
	put("filter", s.field.String(), "")
	put("order", s.order, s.all.orders()[0])
	put("descending", strconv.FormatBool(s.desc), "false")
	put("group", s.grouping, "")
	put("columns", s.picked.String(), "")
	put("preview", strconv.FormatBool(!s.hidden), "true")
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	s.field.Set(habits["filter"])
	s.sortBy(habits["order"])
	s.desc = habits["descending"] == "true"
	s.groupBy(habits["group"])
	s.picked = pickedFrom(s.all, habits["columns"])
	s.hidden = habits["preview"] == "false"
}
