package tickets

import (
	"slices"
	"strconv"

	"daybrief/ui/screen"
)

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
	put("order", s.order, orders()[0])
	put("descending", strconv.FormatBool(s.desc), "false")
	put("group", s.grouping, "")
	put("preview", strconv.FormatBool(!s.hidden), "true")
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	s.field.Set(habits["filter"])
	if o := habits["order"]; slices.Contains(orders(), o) {
		s.order = o
	}
	s.desc = habits["descending"] == "true"
	if g := habits["group"]; slices.Contains(groupings(), g) {
		s.grouping = g
	}
	s.hidden = habits["preview"] == "false"
}
