package companies

import (
	"strconv"
	"time"

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
		{Name: "read", Key: &k.open}, {Name: "back", Key: &k.back}, {Name: "tickets", Key: &k.tickets}, {Name: "contacts", Key: &k.other},
		{Name: "filter", Key: &k.filter}, {Name: "sort", Key: &k.sort}, {Name: "reverse", Key: &k.reverse}, {Name: "all", Key: &k.all},
		{Name: "open", Key: &k.browse}, {Name: "copy", Key: &k.copy}, {Name: "copy-phone", Key: &k.phone},
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action { k := s.keymap(); return screen.Actions(k.named()) }

// Rebind implements screen.Actor.
func (s *Screen) Rebind(keys map[string][]string) { s.own = keys }

// Here is the selected company, for coming back.
func (s *Screen) Here() screen.Place {
	if c := s.company(); c != nil && s.chosen {
		return screen.Place{Company: c.id}
	}
	return screen.Place{}
}

// Listing is the table as it is shown: filtered and in its order.
func (s *Screen) Listing(f screen.Frame) screen.Listing {
	s.Sync(f)
	l := screen.Listing{Name: "companies", Title: "Companies", Notes: screen.Lacks(f),
		Columns: []string{"company", "open", "breached", "at risk", "customer replied", "oldest", "new this week"}}
	for i := range s.table.Len() {
		c := s.rows[s.table.Key(i)]
		if c == nil {
			continue
		}
		oldest := ""
		if !c.oldest.IsZero() {
			oldest = c.oldest.In(zoneOf(f)).Format(time.RFC3339)
		}
		l.Rows = append(l.Rows, []string{c.name, strconv.Itoa(c.open), strconv.Itoa(c.breached), strconv.Itoa(c.risk), strconv.Itoa(c.replied), oldest, strconv.Itoa(c.week)})
	}
	return l
}
