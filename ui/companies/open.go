package companies

import (
	"slices"

	"daybrief/model"
	"daybrief/ui/widget"
)

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
