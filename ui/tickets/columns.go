package tickets

import (
	"slices"
	"strconv"
	"time"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// columns are those that the person wants, in that order (nil: all); the table
// leaves out what has no room, and the one by which the list is grouped is not
// repeated in each row. Mark, number and summary are always there.
func columns(ids int, grouping string, want []string) []widget.Column {
	all := []widget.Column{
		{ID: "mark", Min: 1, Max: 1},
		{ID: "id", Title: "#", Min: ids, Max: ids, Right: true},
		{ID: "sla", Title: "SLA", Min: widget.SLAWidth, Max: widget.SLAWidth, Rank: 1},
		{ID: "priority", Title: "pri", Min: 3, Max: 3, Rank: 4},
		{ID: "summary", Title: "summary", Min: 24, Weight: 5},
		{ID: "company", Title: "company", Min: 13, Max: 26, Weight: 2, Rank: 2},
		{ID: "owner", Title: "owner", Min: 12, Max: 16, Weight: 1, Rank: 3},
		{ID: "board", Title: "board", Min: 11, Max: 18, Weight: 1, Rank: 7},
		{ID: "status", Title: "status", Min: 12, Max: 18, Weight: 1, Rank: 5},
		{ID: "age", Title: "age", Min: 6, Max: 6, Right: true, Rank: 6},
		{ID: "updated", Title: "updated", Min: 7, Max: 7, Right: true, Rank: 8},
	}
	if len(want) > 0 {
		all = wanted(all, want)
	}
	return slices.DeleteFunc(all, func(c widget.Column) bool { return c.ID == grouping })
}

// wanted are the columns in the person's order. What they named does not give
// way to what is usually more important: the last goes first.
func wanted(all []widget.Column, want []string) []widget.Column {
	out := []widget.Column{all[0]}
	for _, id := range append([]string{"id"}, append(append([]string{}, want...), "summary")...) {
		named := func(c widget.Column) bool { return c.ID == id }
		i := slices.IndexFunc(all, named)
		if i < 0 || slices.ContainsFunc(out, named) {
			continue
		}
		c := all[i]
		if c.Rank > 0 {
			c.Rank = len(out)
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
	r := s.rows[i]
	for c := range s.table.Columns {
		out[c] = s.cell(r, s.table.Columns[c].ID, &s.frame.Theme.Glyphs)
	}
}

func (s *Screen) cell(r row, column string, g *theme.Glyphs) widget.Cell {
	risk, red := s.frame.Rules.SLA.AtRisk, s.frame.Rules.SLA.Red
	switch column {
	case "mark":
		return widget.Mark(r.Clock, r.CustomerReplied, risk, g)
	case "id":
		return widget.Cell{Text: "#" + strconv.FormatInt(int64(r.ID), 10), Ink: widget.InkDim}
	case "sla":
		return widget.SLACell(r.Clock, risk, red)
	case "priority":
		return s.priorityCell(r)
	case "summary":
		if r.Summary.IsEmpty() {
			return widget.Cell{Text: "(no summary)", Ink: widget.InkFaint}
		}
		return widget.Cell{Text: r.Summary.String(), Ink: widget.InkText}
	case "owner":
		return ownerCell(r)
	case "age":
		return widget.Cell{Text: ageText(s, r), Ink: widget.InkDim}
	case "updated":
		if r.Updated.IsZero() {
			return widget.Cell{}
		}
		return widget.Cell{Text: widget.Age(s.frame.Now.Sub(r.Updated)), Ink: widget.InkDim}
	case "company":
		return widget.Cell{Text: textOf(column)(r), Ink: widget.InkText}
	}
	return widget.Cell{Text: textOf(column)(r), Ink: widget.InkDim}
}

func ageText(s *Screen, r row) string {
	if r.Entered.IsZero() {
		return ""
	}
	return widget.Age(s.frame.Now.Sub(r.Entered))
}

func ownerCell(r row) widget.Cell {
	switch {
	case r.Unassigned():
		return widget.Cell{Text: "nobody", Ink: widget.InkWarn}
	case r.Owner.IsZero():
		return widget.Cell{Text: r.Resources[0].String(), Ink: widget.InkDim}
	}
	return widget.Cell{Text: r.Owner.Label().String(), Ink: widget.InkText}
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
