package companies

import (
	"daybrief/ui/screen"
)

var _ screen.Habitual = (*Screen)(nil)

// Habits implements screen.Habitual: filter, order, and whether companies
// without open tickets are listed.
func (s *Screen) Habits() map[string]string {
	out := map[string]string{}
	if f := s.filter.String(); f != "" {
		out["filter"] = f
	}
	if s.order != heat {
		out["order"] = s.order.column()
	}
	if s.reverse {
		out["reverse"] = "true"
	}
	if s.all {
		out["all"] = "true"
	}
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	s.filter.Set(habits["filter"])
	for o := heat; o < orders; o++ {
		if o != heat && o.column() == habits["order"] {
			s.order = o
		}
	}
	s.reverse, s.all = habits["reverse"] == "true", habits["all"] == "true"
}
