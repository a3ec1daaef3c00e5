package schedule

import "daybrief/ui/screen"

var _ screen.Habitual = (*Screen)(nil)

// Habits implements screen.Habitual: day or week.
func (s *Screen) Habits() map[string]string {
	out := map[string]string{}
	if s.mode == week {
		out["mode"] = "week"
	}
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	if habits["mode"] == "week" {
		s.mode = week
	}
}
