package schedule

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/ui/screen"
)

var (
	_ screen.Actor  = (*Screen)(nil)
	_ screen.Lister = (*Screen)(nil)
	_ screen.Placer = (*Screen)(nil)
)

// named are the screen's actions, under the names that settings know them by.
func (k *keymap) named() []screen.Named {
	return []screen.Named{
		{Name: "up", Key: &k.up}, {Name: "down", Key: &k.down}, {Name: "page-up", Key: &k.pageUp}, {Name: "page-down", Key: &k.pageDown},
		{Name: "top", Key: &k.home}, {Name: "bottom", Key: &k.end},
		{Name: "previous-day", Key: &k.prev}, {Name: "next-day", Key: &k.next}, {Name: "today", Key: &k.today},
		{Name: "previous-week", Key: &k.prevWeek}, {Name: "next-week", Key: &k.nextWeek},
		{Name: "day", Key: &k.mode}, {Name: "week", Key: &k.week},
		{Name: "free", Key: &k.free}, {Name: "length", Key: &k.want}, {Name: "entries", Key: &k.focus}, {Name: "back", Key: &k.back},
		{Name: "read", Key: &k.open}, {Name: "open", Key: &k.browse}, {Name: "copy", Key: &k.copy}, {Name: "filter", Key: &k.find},
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action { k := s.keymap(); return screen.Actions(k.named()) }

// Rebind implements screen.Actor.
func (s *Screen) Rebind(keys map[string][]string) { s.own = keys }

// Here is the selected member, for coming back. The day stays as it is.
func (s *Screen) Here() screen.Place {
	if s.rows.at >= 0 && s.rows.at < len(s.plan.rows) {
		if k := s.plan.rows[s.rows.at].key; k != "" && !strings.HasPrefix(k, "#") {
			return screen.Place{Member: k}
		}
	}
	return screen.Place{}
}

// Listing is every entry of the days and members that are shown.
func (s *Screen) Listing(f screen.Frame) screen.Listing {
	s.Sync(f)
	l := screen.Listing{Name: "schedule", Title: "Schedule", Notes: screen.Lacks(f), Columns: []string{"day", "from", "to", "member", "what", "ticket", "state"}}
	zone := zoneOf(f)
	for i := range s.plan.rows {
		r := &s.plan.rows[i]
		for d := range r.days {
			for _, e := range slices.Concat(r.days[d].band, r.days[d].timed) {
				start := e.part.from.In(zone)
				from, to, ticket := start.Format("15:04"), e.part.to.In(zone).Format("15:04"), ""
				if e.allDay {
					from, to = "", ""
				}
				if e.v.Ticket != 0 {
					ticket = strconv.FormatInt(int64(e.v.Ticket), 10)
				}
				l.Rows = append(l.Rows, []string{start.Format("2006-01-02"), from, to, r.name, e.label, ticket, e.state()})
			}
		}
	}
	return l
}

// state is what a person should know about an entry, in words.
func (e *entry) state() string {
	var out []string
	for _, one := range []struct {
		is   bool
		word string
	}{{e.done, "done"}, {e.late, "past and not done"}, {e.unread, "not acknowledged"}, {e.maybe, "tentative"}, {e.others > 0 && !e.allDay, "overlaps"}} {
		if one.is {
			out = append(out, one.word)
		}
	}
	return strings.Join(out, ", ")
}
