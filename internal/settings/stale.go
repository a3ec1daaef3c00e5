package settings

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// level is one priority level of [briefing.stale] after.
type level struct {
	name string
	at   *time.Duration
}

func (s *Stale) levels() []level {
	return []level{{"critical", &s.Critical}, {"high", &s.High}, {"medium", &s.Medium}, {"low", &s.Low}}
}

// stale reads either one duration for all priority levels or a table of them.
func stale[T any](path string, at func(*T) *Stale, low, high time.Duration) row[T] {
	return row[T]{path, func(t *T, v any) string {
		after := *at(t)
		table, isTable := v.(map[string]any)
		if !isTable {
			d, bad := duration(v, low, high)
			if bad != "" {
				return bad + `, or a table like { critical = "4h", low = "24h" }`
			}
			after.Critical, after.High, after.Medium, after.Low = d, d, d, d
			*at(t) = after
			return ""
		}
		for _, l := range after.levels() {
			if v, named := table[l.name]; named {
				d, bad := duration(v, low, high)
				if bad != "" {
					return "has a fault at " + l.name + ": it " + bad
				}
				*l.at = d
				delete(table, l.name)
			}
		}
		if len(table) > 0 {
			return "has " + unknownLevels(table)
		}
		*at(t) = after
		return ""
	}, func(t *T) string {
		var parts []string
		for _, l := range at(t).levels() {
			parts = append(parts, l.name+" = "+quote(short(*l.at)))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}, staleForm()}
}

func unknownLevels(table map[string]any) string {
	var names []string
	for name := range table {
		names = append(names, name)
	}
	slices.Sort(names)
	known := []string{"critical", "high", "medium", "low"}
	return fmt.Sprintf("an unknown level %q; the nearest is %q", names[0], nearest(names[0], known))
}
