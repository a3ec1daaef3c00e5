package tickets

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/widget"
)

// column is everything about one column of the list: settings, orders, export
// and help know it from here.
type column struct {
	widget.Column
	cell func(s *Screen, r row) widget.Cell
	by   ordering // the zero one: nobody sorts by it
	// file takes away what only serves the screen: the sign of a number, the blanks
	// that put the parts of an SLA clock below each other; nil: there is nothing.
	file func(text string) string
	// asked is a column that is shown only to those who have asked for it.
	asked bool
}

// columnTable is the columns that there are.
type columnTable []column

// table is every column in its usual order.
func table() columnTable {
	return columnTable{
		{widget.Column{ID: "mark", Min: 1, Max: 1}, markCell, ordering{}, nil, false},
		{widget.Column{ID: "id", Title: "#", Min: 5, Max: 5, Right: true}, idCell, byNumber(func(r row) int64 { return int64(r.ID) }), func(text string) string { return strings.TrimPrefix(text, "#") }, false},
		{widget.Column{ID: "sla", Title: "SLA", Min: widget.SLAWidth, Max: widget.SLAWidth, Rank: 1}, slaCell, byNumber(dueKey), func(text string) string { return strings.Join(strings.Fields(text), " ") }, false},
		{widget.Column{ID: "priority", Title: "pri", Min: 3, Max: 3, Rank: 4}, (*Screen).priorityCell, ordering{sortKey, byEntered}, nil, false},
		{widget.Column{ID: "summary", Title: "summary", Min: 24, Weight: 5}, summaryCell, byName(textOf("summary")), nil, false},
		{widget.Column{ID: "company", Title: "company", Min: 13, Max: 32, Weight: 2, Rank: 2}, textCell("company", widget.InkText), byName(textOf("company")), nil, false},
		{widget.Column{ID: "owner", Title: "owner", Min: 12, Max: 16, Weight: 1, Rank: 3}, ownerCell, byName(func(r row) string { return r.Owner.Label().String() }), nil, false},
		{widget.Column{ID: "board", Title: "board", Min: 11, Max: 22, Weight: 1, Rank: 7}, textCell("board", widget.InkDim), byName(textOf("board")), nil, false},
		{widget.Column{ID: "status", Title: "status", Min: 12, Max: 24, Weight: 1, Rank: 5}, textCell("status", widget.InkDim), byName(textOf("status")), nil, false},
		{widget.Column{ID: "age", Title: "age", Min: 6, Max: 6, Right: true, Rank: 6}, ageCell, byNumber(enteredKey), nil, false},
		{widget.Column{ID: "updated", Title: "updated", Min: 7, Max: 7, Right: true, Rank: 8}, updatedCell, byNumber(updatedKey), nil, false},
		{widget.Column{ID: "site", Title: "site", Min: 10, Max: 18, Weight: 1, Rank: 9}, textCell("site", widget.InkDim), byName(textOf("site")), nil, true},
		{widget.Column{ID: "scheduled", Title: "scheduled", Min: 13, Max: 13, Rank: 10}, scheduledCell, ordering{}, nil, true},
	}
}

// columns are those that the person chose on screen, else those of the settings, in
// that order (neither: all); the table leaves out what has no room, and the one by
// which the list is grouped is not repeated in each row. Mark, number and summary are
// always there.
func columns(all []column, ids int, grouping string, chosen picked, settings []string) []column {
	switch {
	case len(chosen) > 0:
		all = wanted(all, chosen, asChosen)
	case len(settings) > 0:
		all = wanted(all, settings, asNamed)
	default:
		all = slices.DeleteFunc(all, func(c column) bool { return c.asked })
	}
	for i := range all {
		if all[i].ID == "id" {
			all[i].Min, all[i].Max = ids, ids
		}
	}
	return slices.DeleteFunc(all, func(c column) bool { return c.ID == grouping })
}

// asChosen is how soon a column that was chosen on screen gives way: the unusual ones
// last, since somebody has just asked for them, the others in their usual order.
func asChosen(c column, _ int) int {
	if c.asked {
		return 1
	}
	return c.Rank + 1
}

// asNamed is the same of the settings' columns: what they name does not give way to
// what is usually more important, the last goes first.
func asNamed(_ column, place int) int { return place }

// wanted are the columns in the person's order.
func wanted(all []column, want []string, rank func(c column, place int) int) []column {
	out := []column{all[0]}
	for _, id := range append([]string{"id"}, append(append([]string{}, want...), "summary")...) {
		named := func(c column) bool { return c.ID == id }
		i := slices.IndexFunc(all, named)
		if i < 0 || slices.ContainsFunc(out, named) {
			continue
		}
		c := all[i]
		if c.Rank > 0 {
			c.Rank = rank(c, len(out))
		}
		out = append(out, c)
	}
	return out
}

// idWidth is how many cells the longest number takes, its sign included.
func idWidth(rows []row) int {
	n := int64(9999)
	for i := range rows {
		n = max(n, int64(rows[i].ID))
	}
	return min(17, 1+len(strconv.FormatInt(n, 10)))
}

// cells writes the cells of one ticket.
func (s *Screen) cells(key int64, out []widget.Cell) {
	i, ok := s.byID[key]
	if !ok {
		return
	}
	for c := range s.shown {
		out[c] = s.shown[c].cell(s, s.rows[i])
	}
}

func markCell(s *Screen, r row) widget.Cell {
	return widget.Mark(r.Clock, r.CustomerReplied, r.Unassigned(), s.frame.Rules.SLA, &s.frame.Theme.Glyphs)
}

func idCell(_ *Screen, r row) widget.Cell {
	return widget.Cell{Text: "#" + strconv.FormatInt(int64(r.ID), 10), Ink: widget.InkDim}
}

func slaCell(s *Screen, r row) widget.Cell {
	return widget.SLACell(r.Clock, r.Unassigned(), s.frame.Rules.SLA)
}

func summaryCell(_ *Screen, r row) widget.Cell {
	if r.Summary.IsEmpty() {
		return widget.Cell{Text: "(no summary)", Ink: widget.InkFaint}
	}
	return widget.Cell{Text: r.Summary.String(), Ink: widget.InkText}
}

func textCell(field string, ink widget.Ink) func(*Screen, row) widget.Cell {
	of := textOf(field)
	return func(_ *Screen, r row) widget.Cell { return widget.Cell{Text: of(r), Ink: ink} }
}

func ageCell(s *Screen, r row) widget.Cell {
	return widget.Cell{Text: ageText(s, r), Ink: widget.InkDim}
}

func updatedCell(s *Screen, r row) widget.Cell {
	if r.Updated.IsZero() {
		return widget.Cell{}
	}
	return widget.Cell{Text: widget.Age(s.frame.Now.Sub(r.Updated)), Ink: widget.InkDim}
}

// scheduledCell is when the ticket's next schedule entry begins: "now" for one
// that runs, "?" where the schedule has not been read.
func scheduledCell(s *Screen, r row) widget.Cell {
	if s.world.unplanned != "" {
		return widget.Cell{Text: "?", Ink: widget.InkFaint}
	}
	from, planned := s.world.next(r.ID)
	switch {
	case !planned:
		return widget.Cell{}
	case !from.After(s.frame.Now):
		return widget.Cell{Text: "now", Ink: widget.InkText}
	}
	return widget.Cell{Text: widget.Moment(from, s.frame.Now, s.frame.Zone), Ink: widget.InkDim}
}

func ageText(s *Screen, r row) string {
	if r.Entered.IsZero() {
		return ""
	}
	return widget.Age(s.frame.Now.Sub(r.Entered))
}

func ownerCell(s *Screen, r row) widget.Cell {
	switch {
	case r.Unassigned():
		return widget.Cell{Text: "nobody", Ink: widget.InkWarn}
	case r.Owner.IsZero():
		return widget.Cell{Text: s.frame.Lookup.MemberName(model.MemberRef{Identifier: r.Resources[0]}).String(), Ink: widget.InkDim}
	}
	return widget.Cell{Text: s.frame.Lookup.MemberName(r.Owner).String(), Ink: widget.InkText}
}

// priorityCell is the priority's number, strong for the most urgent; the
// preview tells its name.
func (s *Screen) priorityCell(r row) widget.Cell {
	switch n := s.world.rank(r); {
	case n == 1:
		return widget.Cell{Text: "P1", Ink: widget.InkStrong}
	case n > 0:
		return widget.Cell{Text: "P" + strconv.Itoa(n), Ink: widget.InkDim}
	}
	return widget.Cell{Text: r.Priority.Name.String(), Ink: widget.InkDim}
}

// stamp is a time for a file; "" when it is not known.
func stamp(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format(time.RFC3339)
}
