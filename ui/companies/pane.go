package companies

import (
	"slices"
	"strings"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// pane is all about one company: what it is, its open tickets, its schedule.
type pane struct {
	company *figures
	table   widget.Table
	tickets map[int64]*model.Ticket
	frame   screen.Frame
	w, h    int
	facts   []string
	visits  []string
}

// Lines of the schedule in the pane at most.
const mostVisits = 5

func (p *pane) init() {
	p.table.Columns = []widget.Column{
		{ID: "mark", Min: 1, Max: 1},
		{ID: "id", Title: "ticket", Min: 8, Max: 8, Rank: 1},
		{ID: "summary", Title: "", Min: 16, Weight: 3},
		{ID: "status", Title: "status", Min: 12, Max: 18, Weight: 1, Rank: 3},
		{ID: "sla", Title: "SLA", Min: widget.SLAWidth, Max: widget.SLAWidth, Right: true, Rank: 2},
	}
	p.table.Cells = p.cells
}

// fill works out the pane for a company (nil: none) in w by h cells.
func (p *pane) fill(c *figures, b *ledger, f screen.Frame, w, h int) {
	if c == nil || p.company == nil || c.id != p.company.id {
		p.table.Set(nil)
	}
	p.company, p.frame, p.w, p.h = c, f, w, h
	p.tickets, p.facts, p.visits = map[int64]*model.Ticket{}, nil, nil
	if c == nil || f.Theme == nil || f.Lookup == nil {
		p.table.Set(nil)
		return
	}
	p.list()
	if w <= 0 || h <= 0 {
		return // no room now; the selection stays for when there is
	}
	p.describe(b)
	p.agenda()
	room := h - len(p.facts) - 1
	if n := len(p.visits); n > 0 && room > n+6 {
		room -= n + 1
	} else {
		p.visits = nil
	}
	p.table.Layout(w, max(1, min(room, p.table.Len()+1)), f.Theme)
	p.table.Forget()
}

// list is the open tickets, the most pressing first.
func (p *pane) list() {
	type ranked struct {
		t     *model.Ticket
		clock model.SLAClock
	}
	all := make([]ranked, len(p.company.tickets))
	for i, t := range p.company.tickets {
		all[i] = ranked{t, p.frame.Lookup.Clock(t, p.frame.Now)}
		p.tickets[int64(t.ID)] = t
	}
	slices.SortFunc(all, func(a, b ranked) int {
		if x, y := pressing(a.clock), pressing(b.clock); x != y {
			return x - y
		}
		if c := older(a.clock.Due, b.clock.Due); c != 0 && pressing(a.clock) < 2 {
			return c
		}
		if c := older(a.t.Entered, b.t.Entered); c != 0 {
			return c
		}
		return int(a.t.ID - b.t.ID)
	})
	keys := make([]int64, len(all))
	for i, r := range all {
		keys[i] = int64(r.t.ID)
	}
	p.table.Set(keys)
}

func pressing(c model.SLAClock) int {
	switch c.State {
	case model.SLABreached:
		return 0
	case model.SLARunning:
		return 1
	}
	return 2
}

func (p *pane) cells(key int64, c []widget.Cell) {
	t := p.tickets[key]
	if t == nil {
		return
	}
	r, g := p.frame.Rules.SLA, &p.frame.Theme.Glyphs
	clock := p.frame.Lookup.Clock(t, p.frame.Now)
	c[0] = widget.Mark(clock, t.CustomerReplied, r.AtRisk, g)
	c[1] = widget.Cell{Text: number(key), Ink: widget.InkDim}
	c[2] = widget.Cell{Text: t.Summary.String()}
	if t.Summary.IsEmpty() {
		c[2] = widget.Cell{Text: "(no summary)", Ink: widget.InkDim}
	}
	c[3] = widget.Cell{Text: t.Status.Name.String(), Ink: widget.InkDim}
	c[4] = widget.SLACell(clock, r.AtRisk, r.Red)
}

// agenda is the latest and the coming entries for the company's tickets, as far
// as the schedule is loaded.
func (p *pane) agenda() {
	var all []*model.Visit
	for _, list := range [][]*model.Ticket{p.company.tickets, p.company.closed} {
		for _, t := range list {
			for _, v := range p.frame.Lookup.Visits(t.ID) {
				if !v.Ghost && !v.Start.IsZero() {
					all = append(all, v)
				}
			}
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b *model.Visit) int { return a.Start.Compare(b.Start) })
	th := p.frame.Theme
	p.visits = append(p.visits, widget.Rule("Schedule", p.w, th))
	from := 0
	for from < len(all) && len(all)-from > mostVisits && !all[from+1].Start.After(p.frame.Now) {
		from++ // one that has begun stays in sight
	}
	for _, v := range all[from:min(len(all), from+mostVisits)] {
		p.visits = append(p.visits, p.visit(v, th))
	}
}

func (p *pane) visit(v *model.Visit, th *theme.Theme) string {
	zone := zoneOf(p.frame)
	from, to := v.Span(zone)
	st, when := th.Text, from.Format("Mon 2 Jan 15:04")
	if v.DateOnly {
		when = from.Format("Mon 2 Jan")
	}
	if v.Done || to.Before(p.frame.Now) {
		st = th.Dim
	}
	pen := widget.NewPen(p.w, th)
	pen.Gap(1)
	pen.Cell(th.Dim, when, 17)
	who := v.Member.Label().String()
	if m := p.frame.Lookup.Member(v.Member.Identifier.String()); m != nil {
		who = m.Name().String()
	}
	pen.Cell(th.Dim, who, min(16, p.w/5))
	pen.Gap(1)
	text := number(int64(v.Ticket))
	if t := p.frame.Lookup.Ticket(v.Ticket); t != nil {
		text = t.Summary.String()
	}
	pen.Text(st, text)
	return pen.Line()
}

// describe is what the company is, and its figures in words.
func (p *pane) describe(b *ledger) {
	th, c := p.frame.Theme, p.company
	p.line(func(pen *widget.Pen) { pen.Text(th.Strong, c.name) })
	if m := p.frame.Lookup.Company(c.id); m != nil {
		var types []string
		for _, t := range m.Types {
			types = append(types, t.String())
		}
		p.quiet(m.Identifier.String(), m.Status.String(), strings.Join(types, ", "))
		p.quiet(m.Phone.String(), m.City.String(), m.Territory.String())
		p.quiet(m.Website.String(), since(m.Entered, zoneOf(p.frame)))
	} else if c.id != 0 {
		p.quiet("Not in the company list that this key may read.")
	}
	p.line(func(pen *widget.Pen) { p.numbers(pen, th) })
	if w := c.weekWords(&b.history); w != "" {
		p.quiet(w)
	}
	p.facts = append(p.facts, widget.Rule("Open tickets", p.w, th))
}

func since(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return "since " + t.In(zone).Format("January 2006")
}

// quiet is a dim line of the parts that are there; no line when none is.
func (p *pane) quiet(parts ...string) {
	some := slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	if len(some) > 0 {
		p.line(func(pen *widget.Pen) {
			pen.Text(p.frame.Theme.Dim, strings.Join(some, " "+p.frame.Theme.Glyphs.Separator+" "))
		})
	}
}

func (p *pane) line(write func(*widget.Pen)) {
	pen := widget.NewPen(p.w, p.frame.Theme)
	pen.Gap(1)
	write(pen)
	p.facts = append(p.facts, pen.Line())
}

func (p *pane) numbers(pen *widget.Pen, th *theme.Theme) {
	c, sep := p.company, " "+th.Glyphs.Separator+" "
	pen.Text(th.Text, briefing.Grouped(c.open)+" open")
	for _, n := range []struct {
		n    int
		text string
		st   theme.Style
	}{{c.breached, " breached", th.Bad}, {c.risk, " at risk", th.Warn}, {c.replied, " replied", th.Accent}} {
		if n.n > 0 {
			pen.Text(th.Dim, sep)
			pen.Text(n.st, briefing.Grouped(n.n)+n.text)
		}
	}
}

func (p *pane) selected() model.TicketID {
	key, ok := p.table.Selected()
	if !ok {
		return 0
	}
	return model.TicketID(key)
}

// draw gives h lines of w cells.
func (p *pane) draw(focused bool, th *theme.Theme) []string {
	if p.company == nil || p.w <= 0 || th == nil {
		return widget.Pad([]string{}, p.w, p.h)
	}
	out := append([]string(nil), p.facts...)
	if p.table.Len() == 0 {
		pen := widget.NewPen(p.w, th)
		pen.Gap(1)
		pen.Text(th.Dim, "none")
		out = append(out, pen.Line())
	} else {
		out = append(out, p.table.Draw(focused)...)
	}
	if len(p.visits) > 0 {
		out = append(append(out, widget.Spaces(p.w)), p.visits...)
	}
	return widget.Pad(out, p.w, p.h)
}
