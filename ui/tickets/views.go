package tickets

import (
	"slices"
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

var (
	_ screen.Actor  = (*Screen)(nil)
	_ screen.Guide  = (*Screen)(nil)
	_ screen.Lister = (*Screen)(nil)
	_ screen.Placer = (*Screen)(nil)
)

// viewMenu is the saved views to choose from.
type viewMenu struct {
	views []screen.View
	now   string // the one that is shown
}

// offer offers the views, after the whole list.
func (m viewMenu) offer(whole string) screen.Outcome {
	in := screen.Choose{ID: "view", Title: "Saved views", List: []screen.Choice{{Text: whole}}}
	for i, v := range m.views {
		in.List = append(in.List, screen.Choice{Text: v.Name, Detail: v.Filter})
		if v.Name == m.now {
			in.At = i + 1
		}
	}
	return claimed(in)
}

// open opens the one that was chosen. A view is a place, so that one can go back
// from it.
func (m viewMenu) open(i int) screen.Outcome {
	p := screen.Place{Screen: "tickets"}
	if i > 0 && i <= len(m.views) {
		p.View = m.views[i-1].Name
	}
	return claimed(screen.Open{Place: p})
}

// applyView makes the list what a saved view says; false when there is none of
// that name. The view's filter is typed in, so that it can be seen and changed.
func (s *Screen) applyView(name string) bool {
	i := slices.IndexFunc(s.frame.Views, func(v screen.View) bool { return strings.EqualFold(v.Name, name) })
	if i < 0 {
		return false
	}
	v := s.frame.Views[i]
	s.leave()
	s.typing = false
	s.scope = scope{view: v.Name, title: v.Name}
	s.field.Set(v.Filter)
	s.order, s.desc, s.grouping = s.all.orders()[0], false, ""
	s.sortBy(v.Sort)
	s.groupBy(v.Group)
	s.columns()
	s.requery()
	s.table.Home()
	s.arrangeParts()
	return true
}

// CheckView says what is wrong with a saved view, in words; "" when nothing is.
func CheckView(v screen.View) string {
	if order := strings.TrimPrefix(v.Sort, "-"); order != "" && !slices.Contains(table().orders(), order) {
		return "can't be sorted by " + v.Sort + "; there are " + strings.Join(table().orders(), ", ")
	}
	if !slices.Contains(groupings(), v.Group) {
		return "can't be grouped by " + v.Group + "; there are " + strings.Join(groupings()[1:], ", ")
	}
	w := &world{me: "me", rank: func(row) int { return 0 }}
	if q := parse(v.Filter, w); len(q.wrong) > 0 {
		return "has a fault in its filter: " + q.wrong[0].why
	}
	return ""
}

// ColumnIDs are the columns that settings may name, in their usual order.
func ColumnIDs() []string { return table().ids() }

func (t columnTable) ids() []string {
	var out []string
	for _, c := range t {
		out = append(out, c.ID)
	}
	return out
}

// Here is what is shown, for coming back.
func (s *Screen) Here() screen.Place {
	p := screen.Place{Section: s.scope.section, Company: s.scope.company, Member: s.scope.member, View: s.scope.view, Filter: s.field.String()}
	if key, ok := s.table.Selected(); ok {
		p.Ticket = model.TicketID(key)
	}
	return p
}

// Listing is the list as it is shown, or what is marked: in its order, every column
// but the mark.
func (s *Screen) Listing(f screen.Frame) screen.Listing {
	l := screen.Listing{Name: "tickets", Title: whoseTickets(f.Crew, s.beyond), Notes: screen.Lacks(f)}
	if !s.scope.isAll() {
		l.Title = s.scope.title
	}
	if text := s.field.String(); text != "" {
		l.Title += ", filter: " + text
	}
	all := s.all[1:]
	for _, c := range all {
		l.Columns = append(l.Columns, c.ID)
	}
	l.Columns = append(l.Columns, "contact", "opened", "changed", "link")
	link, rows := f.TicketLink(), s.marks.in(&s.pool, &s.table)
	if len(rows) > 0 {
		l.Title = widget.Count(len(rows)) + " marked tickets"
		if len(rows) == 1 {
			l.Title = "1 marked ticket"
		}
	} else {
		rows = s.listed(&s.table)
	}
	for _, r := range rows {
		var cells []string
		for _, c := range all {
			text := c.cell(s, r).Text
			if c.file != nil {
				text = c.file(text)
			}
			cells = append(cells, text)
		}
		id := strings.TrimPrefix(number(r.ID), "#")
		l.Rows = append(l.Rows, append(cells, r.Contact.Name.String(), stamp(r.Entered, f.Zone), stamp(r.Updated, f.Zone), strings.ReplaceAll(link, "{id}", id)))
	}
	return l
}

// listed are the rows as they are shown.
func (p *pool) listed(t *widget.Table) []row {
	var out []row
	for i := range t.Len() {
		if at, ok := p.byID[t.Key(i)]; ok {
			out = append(out, p.rows[at])
		}
	}
	return out
}
