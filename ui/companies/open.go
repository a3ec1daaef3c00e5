package companies

import (
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// ticketList is the section of the open tickets.
type ticketList struct {
	table widget.Table
	of    *figures     // whose tickets are in the table
	frame screen.Frame // for the cells
}

func (l *ticketList) init() {
	l.table.Columns = []widget.Column{
		{ID: "mark", Min: 1, Max: 1},
		{ID: "id", Title: "ticket", Min: 8, Max: 8, Rank: 1},
		{ID: "summary", Title: "", Min: 16, Weight: 3},
		{ID: "status", Title: "status", Min: 12, Max: 18, Weight: 1, Rank: 3},
		{ID: "sla", Title: "SLA", Min: widget.SLAWidth, Max: widget.SLAWidth, Right: true, Rank: 2},
	}
	l.table.Cells = l.cells
}

// fill lists the open tickets, the most pressing first.
func (l *ticketList) fill(p *page) {
	l.frame = p.frame
	if l.of == p.company {
		return
	}
	l.of = p.company
	all := l.of.byPoints()
	keys := make([]int64, len(all))
	for i, t := range all {
		keys[i] = int64(t.ID)
	}
	l.table.Set(keys)
}

// empty lists nothing.
func (l *ticketList) empty() {
	l.of = nil
	l.table.Set(nil)
}

func (l *ticketList) cells(key int64, c []widget.Cell) {
	t := l.frame.Assessed.Ticket(model.TicketID(key))
	if t == nil {
		return
	}
	r, g := l.frame.Rules.SLA, &l.frame.Theme.Glyphs
	c[0] = widget.Mark(t.Clock, t.CustomerReplied, t.Unassigned(), r, g)
	c[1] = widget.Cell{Text: number(key), Ink: widget.InkDim}
	c[2] = widget.Cell{Text: t.Summary.String()}
	if t.Summary.IsEmpty() {
		c[2] = widget.Cell{Text: "(no summary)", Ink: widget.InkDim}
	}
	c[3] = widget.Cell{Text: t.Status.Name.String(), Ink: widget.InkDim}
	c[4] = widget.SLACell(t.Clock, t.Unassigned(), r)
}

// selected is the selected ticket; 0 when there is none.
func (l *ticketList) selected() model.TicketID {
	key, ok := l.table.Selected()
	if !ok {
		return 0
	}
	return model.TicketID(key)
}

// read opens the selected ticket's page, with the company's list around it.
func (l *ticketList) read() screen.Intent {
	in := screen.Read{}
	for i := range l.table.Len() {
		id := model.TicketID(l.table.Key(i))
		if id == l.selected() {
			in.At = len(in.Tickets)
		}
		in.Tickets = append(in.Tickets, id)
	}
	return in
}

// lines are the rows in sight, or the word for none.
func (l *ticketList) lines(p *page, focused bool) []string {
	if l.table.Len() == 0 {
		return []string{p.sentence(p.frame.Theme.Dim, "none")}
	}
	return l.table.Draw(focused)
}

func (l *ticketList) heading(room int) string { return counted("Open tickets", room-2, l.table.Len()) }
