package settings

import (
	"maps"
	"slices"
)

// actions reads the keys of single actions out of [keys]: "tickets.filter" =
// ["/"], in quotes or as a table. Which names there are is known to the
// dashboard only. What stands in known is left to the rows of the schema.
func (r *reader) actions(s *Settings, tree map[string]any, known []string) {
	table, ok := tree["keys"].(map[string]any)
	if !ok {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		switch inner, nested := table[name].(map[string]any); {
		case slices.Contains(known, name):
		case nested:
			for _, action := range slices.Sorted(maps.Keys(inner)) {
				r.action(s, name+"."+action, inner[action])
			}
			delete(table, name)
		default:
			r.action(s, name, table[name])
			delete(table, name)
		}
	}
}

// action reads the keys of one action. No keys at all take its key away.
func (r *reader) action(s *Settings, name string, v any) {
	var keys []string
	row := list("", func(l *[]string) *[]string { return l }, keyName)
	if bad := row.read(&keys, v); bad != "" {
		r.value("keys."+name, bad)
		return
	}
	if s.Keys.Actions == nil {
		s.Keys.Actions = map[string][]string{}
	}
	s.Keys.Actions[name] = keys
}
