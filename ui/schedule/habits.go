package schedule

import "daybrief/ui/screen"

var _ screen.Habitual = (*Screen)(nil)

// Habits implements screen.Habitual: day or week, and whose entries.
func (s *Screen) Habits() map[string]string {
	out := map[string]string{}
	if s.mode == week {
		out["mode"] = "week"
	}
	if s.scope != auto {
		out["scope"] = s.scope.String()
	}
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	if habits["mode"] == "week" {
		s.mode = week
	}
	for _, c := range []scope{mine, team, everybody} {
		if c.String() == habits["scope"] {
			s.scope = c
		}
	}
}
