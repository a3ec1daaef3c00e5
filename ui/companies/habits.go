package companies

import (
	"daybrief/ui/screen"
)

var _ screen.Habitual = (*Screen)(nil)

// Habits implements screen.Habitual.
func (s *Screen) Habits() map[string]string { return s.pick.habits() }

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) { s.pick.adopt(habits) }

// habits are filter, order, and whether companies without open tickets are
// listed.
func (p *selection) habits() map[string]string {
	out := map[string]string{}
	if f := p.filter.String(); f != "" {
		out["filter"] = f
	}
	if p.order != heat {
		out["order"] = p.order.column()
	}
	if p.reverse {
		out["reverse"] = "true"
	}
	if p.all {
		out["all"] = "true"
	}
	return out
}

func (p *selection) adopt(habits map[string]string) {
	p.filter.Set(habits["filter"])
	for o := heat; o < orders; o++ {
		if o != heat && o.column() == habits["order"] {
			p.order = o
		}
	}
	p.reverse, p.all = habits["reverse"] == "true", habits["all"] == "true"
}
