package reports

import (
	"slices"
	"strings"

	"daybrief/internal/report"
)

// Habits implements screen.Habitual: the period, the grouping and the filters of
// each report of which others than its own were chosen.
func (s *Screen) Habits() map[string]string {
	out := map[string]string{}
	for _, k := range s.kinds {
		c, known := s.asked[k.ID]
		if !known {
			continue
		}
		if c.by != 0 {
			out[k.ID+".by"] = k.By[c.by]
		}
		if text := c.filters.String(); text != "" {
			out[k.ID+".filter"] = text
		}
		if name := report.Periods()[c.period]; !k.Now && name != k.Period {
			out[k.ID+".period"] = name
		}
	}
	return out
}

// Adopt implements screen.Habitual.
func (s *Screen) Adopt(habits map[string]string) {
	for key, value := range habits {
		id, what, _ := strings.Cut(key, ".")
		k, ok := report.Find(id)
		if !ok {
			continue
		}
		c, list, at := s.choiceOf(k), k.By, 0
		if what == "period" {
			list = report.Periods()
		}
		if what == "filter" {
			if chosen, wrong := parsed(value, k); wrong == "" {
				c.filters = chosen
				s.asked[id] = c
			}
			continue
		}
		if at = slices.Index(list, value); at < 0 {
			continue
		}
		switch {
		case what == "by":
			c.by = at
		case what == "period" && !k.Now:
			c.period = at
		}
		s.asked[id] = c
	}
}
