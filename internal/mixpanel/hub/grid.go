package hub

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/model"
)

// grid are users by client, event and day, and those that several clients share,
// by name.
type grid struct {
	from, days, events int
	rows               map[string]*row
	shared             map[string][]int // by the names, sorted and put together
}

type row struct {
	users  []int // of the first event on all days, then of the next one
	unsure bool
}

// between stands between names; none holds it once it is cleaned.
const between = "\x00"

func newGrid(from, days, events int) *grid {
	return &grid{from, days, events, map[string]*row{}, map[string][]int{}}
}

func (g *grid) row(name string) *row {
	r := g.rows[name]
	if r == nil {
		r = &row{users: make([]int, g.events*g.days)}
		g.rows[name] = r
	}
	return r
}

// share are the users that these names have in common.
func (g *grid) share(names []string) []int {
	slices.Sort(names)
	key := strings.Join(names, between)
	if g.shared[key] == nil {
		g.shared[key] = make([]int, g.events*g.days)
	}
	return g.shared[key]
}

// gridOf takes an answer apart.
func gridOf(u model.Usage) *grid {
	g := newGrid(mixpanel.DayNumber(u.From), u.Days, len(u.Events))
	for _, r := range u.Rows {
		g.rows[r.Name.String()] = &row{r.Users, r.Unsure}
	}
	for _, s := range u.Shared {
		var names []string
		for _, i := range s.Rows {
			names = append(names, u.Rows[i].Name.String())
		}
		copy(g.share(names), s.Users)
	}
	return g
}

// joined is what was known before, on the days before these, with these.
func joined(before, now *grid, window int) *grid {
	last := now.from + now.days - 1
	first := max(before.from, last-window+1)
	out := newGrid(first, last-first+1, now.events)
	for _, g := range []*grid{before, now} {
		until := now.from // exclusive: what is known anew counts
		if g == now {
			until = last + 1
		}
		for name, r := range g.rows {
			if to := out.row(name); g.into(out, to.users, r.users, until) || r.unsure {
				to.unsure = to.unsure || r.unsure
			}
		}
		for key, users := range g.shared {
			g.into(out, out.share(strings.Split(key, between)), users, until)
		}
	}
	out.tidy()
	return out
}

// into copies numbers of the days before a day, and reports whether there was one.
func (g *grid) into(out *grid, to, from []int, until int) (any bool) {
	for e := range g.events {
		for day := max(g.from, out.from); day < min(until, g.from+g.days); day++ {
			n := from[e*g.days+day-g.from]
			to[e*out.days+day-out.from] = n
			any = any || n > 0
		}
	}
	return any
}

// tidy forgets who has used nothing.
func (g *grid) tidy() {
	idle := func(users []int) bool { return !slices.ContainsFunc(users, func(n int) bool { return n > 0 }) }
	for name, r := range g.rows {
		if idle(r.users) && !r.unsure {
			delete(g.rows, name)
		}
	}
	for key, users := range g.shared {
		if idle(users) {
			delete(g.shared, key)
		}
	}
}

// usage makes an answer of the numbers.
func (g *grid) usage(events []string, asked time.Time, skipped int) model.Usage {
	u := model.Usage{Asked: asked, From: mixpanel.Midnight(g.from), Days: g.days, Skipped: skipped}
	for _, name := range events {
		u.Events = append(u.Events, model.UsageEvent{Name: model.Clean(name), Empty: true})
	}
	for name, r := range g.rows {
		u.Rows = append(u.Rows, model.UsageRow{Name: model.Clean(name), Users: r.users, Unsure: r.unsure})
		for i, n := range r.users {
			u.Events[i/g.days].Empty = u.Events[i/g.days].Empty && n == 0
		}
	}
	slices.SortFunc(u.Rows, func(a, b model.UsageRow) int { return cmp.Compare(a.Name.String(), b.Name.String()) })
	at := map[string]int{}
	for i, r := range u.Rows {
		at[r.Name.String()] = i
	}
	for key, users := range g.shared {
		s := model.UsageShared{Users: users}
		for name := range strings.SplitSeq(key, between) {
			s.Rows = append(s.Rows, at[name])
		}
		u.Shared = append(u.Shared, s)
	}
	slices.SortFunc(u.Shared, func(a, b model.UsageShared) int { return slices.Compare(a.Rows, b.Rows) })
	return u
}
