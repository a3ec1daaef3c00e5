package settings

import (
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// reader takes a decoded tree apart by the schema and collects what is wrong.
type reader struct {
	places map[string]place
	probs  *Problems
	kinds  Kinds
}

func (r *reader) read(s *Settings, tree map[string]any) {
	rows := schema(r.kinds)
	known := map[string][]string{} // table -> its keys and tables
	for _, row := range rows {
		for path := row.path; path != ""; {
			table, name := split(path)
			if !slices.Contains(known[table], name) {
				known[table] = append(known[table], name)
			}
			path = table
		}
	}
	known[""] = append(known[""], "view")
	r.views(s, tree)
	r.actions(s, tree, known["keys"])
	for _, row := range rows {
		if v, there := take(tree, row.path); there {
			r.value(row.path, row.read(s, v))
		}
	}
	r.unknown("", tree, known)
}

// value reports what a row had against its value.
func (r *reader) value(path, bad string) {
	if bad == "" {
		return
	}
	table, name := split(path)
	r.probs.add(r.place(path), path, fmt.Sprintf("%s %s %s", name, inTable(table), bad))
}

// place is where a path stands, else where what holds it does.
func (r *reader) place(path string) place {
	for ; path != ""; path, _ = split(path) {
		if p, ok := r.places[path]; ok {
			return p
		}
	}
	return place{}
}

// take removes a value from the tree, so that what is left at the end is
// unknown.
func take(tree map[string]any, path string) (any, bool) {
	for {
		head, rest, deeper := strings.Cut(path, ".")
		v, ok := tree[head]
		if !deeper || !ok {
			delete(tree, head)
			return v, ok
		}
		if tree, ok = v.(map[string]any); !ok {
			return nil, false
		}
		path = rest
	}
}

// unknown reports what no row has taken, in the order of names (the problems
// are sorted by place later).
func (r *reader) unknown(table string, tree map[string]any, known map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		path := join(table, name)
		inner, isTable := tree[name].(map[string]any)
		_, isKnown := known[path]
		switch {
		case isKnown && isTable:
			r.unknown(path, inner, known)
		case isKnown:
			r.probs.add(r.place(path), path, fmt.Sprintf("%s must be a table, written [%s], not %s", path, path, kindOf(tree[name])))
		default:
			r.probs.add(r.place(path), path, unknownKey(table, name, isTable, known))
		}
	}
}

func unknownKey(table, name string, isTable bool, known map[string][]string) string {
	if n := strings.ToLower(name); strings.Contains(n, "private") || strings.Contains(n, "secret") || strings.Contains(n, "password") {
		if table == "usage" {
			return fmt.Sprintf("%q is no setting: the secret itself never stands in this file; use secret_command, secret_file or the variable DAYBRIEF_MIXPANEL_SECRET", name)
		}
		return fmt.Sprintf("%q is no setting: the private key itself never stands in this file; "+
			"use private_key_command, private_key_file or the variable DAYBRIEF_PRIVATE_KEY", name)
	}
	what := "key"
	if isTable {
		what = "table"
	}
	// The key may be right and the table wrong: "site" before any [table].
	for _, other := range slices.Sorted(maps.Keys(known)) {
		if other != "" && slices.Contains(known[other], name) {
			return fmt.Sprintf("unknown %s %q %s; it belongs %s", what, name, inTable(table), inTable(other))
		}
	}
	return fmt.Sprintf("unknown %s %q %s; the nearest is %q", what, name, inTable(table), nearest(strings.ToLower(name), known[table]))
}

// inTable names a table for a sentence.
func inTable(table string) string {
	switch {
	case table == "":
		return "outside any table"
	case strings.HasPrefix(table, "view."):
		return "in [[view]]"
	}
	return "in [" + table + "]"
}

func split(path string) (table, name string) {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i], path[i+1:]
	}
	return "", path
}

// views reads the [[view]] tables.
func (r *reader) views(s *Settings, tree map[string]any) {
	v, there := take(tree, "view")
	if !there {
		return
	}
	tables, ok := v.([]map[string]any)
	if !ok {
		r.probs.add(r.place("view"), "view", "view must be a list of tables, each written [[view]], not "+kindOf(v))
		return
	}
	var names []string
	for _, row := range viewSchema() {
		names = append(names, row.path)
	}
	for i, t := range tables {
		path := fmt.Sprintf("view.%d", i)
		view := View{}
		for _, row := range viewSchema() {
			if v, there := take(t, row.path); there {
				r.value(join(path, row.path), row.read(&view, v))
			}
		}
		r.unknown(path, t, map[string][]string{path: names})
		r.view(path, view, s.Views)
		s.Views = append(s.Views, view)
	}
}

func (r *reader) view(path string, v View, before []View) {
	same := func(o View) bool { return strings.EqualFold(o.Name, v.Name) }
	switch {
	case v.Name == "" && r.places[path+".name"] == (place{}):
		r.probs.add(r.place(path), path, "a [[view]] needs a name")
	case v.Name != "" && slices.ContainsFunc(before, same):
		r.probs.add(r.place(path+".name"), path, fmt.Sprintf("there is another view named %q", v.Name))
	}
}

// longestShift is how long working hours over midnight can be: longer ones are a slip.
const longestShift = 16 * time.Hour

// across checks what only several settings together can get wrong.
func (r *reader) across(s *Settings) {
	for _, o := range s.origins() {
		_, name := split(o.name)
		if bad := commandFault(*o.command); bad != "" {
			r.value(o.name+"_command", bad)
		}
		if len(*o.command) > 0 && *o.file != "" {
			r.value(o.name+"_file", "stands beside "+name+"_command: keep one of them")
		}
	}
	r.notifyFaults(s.Notify)
	r.usageFaults(s.Usage)
	if h := s.Hours; h.From == h.To || h.From > h.To && h.To+24*time.Hour-h.From > longestShift {
		r.value("hours.to", "must be later than from or, over midnight, at most "+short(longestShift)+" after it")
	}
	if least := s.Connection.leastPoll(); s.Poll.Every < least {
		r.value("poll.every", "must be at least "+short(least)+": the server is shared by everybody")
	}
	if s.Poll.Reconcile < s.Poll.Every {
		r.value("poll.reconcile", "must be at least as long as every ("+short(s.Poll.Every)+")")
	}
	if s.Briefing.SLA.Red > s.Briefing.SLA.AtRisk {
		r.value("briefing.sla.red", "must not be longer than at_risk ("+short(s.Briefing.SLA.AtRisk)+")")
	}
}

// leastPoll is the shortest interval: 5 s, but 1 s for a server on this
// computer, which is a test.
func (c Connection) leastPoll() time.Duration {
	site := c.Site
	if !strings.Contains(site, "//") {
		site = "//" + site
	}
	u, err := url.Parse(site)
	if err != nil {
		return 5 * time.Second
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil && a.IsLoopback() {
		return time.Second
	}
	return 5 * time.Second
}
