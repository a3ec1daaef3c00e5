package companies

import (
	"slices"

	"daybrief/model/assess"
	"daybrief/ui/widget"
)

// list is the open tickets, the most pressing first.
func (p *pane) list() {
	all := slices.Clone(p.company.tickets)
	slices.SortFunc(all, assess.ByPoints)
	keys := make([]int64, len(all))
	for i, t := range all {
		keys[i] = int64(t.ID)
		p.tickets[keys[i]] = t
	}
	p.table.Set(keys)
}

func (p *pane) cells(key int64, c []widget.Cell) {
	t := p.tickets[key]
	if t == nil {
		return
	}
	r, g := p.frame.Rules.SLA, &p.frame.Theme.Glyphs
	c[0] = widget.Mark(t.Clock, t.CustomerReplied, r.AtRisk, g)
	c[1] = widget.Cell{Text: number(key), Ink: widget.InkDim}
	c[2] = widget.Cell{Text: t.Summary.String()}
	if t.Summary.IsEmpty() {
		c[2] = widget.Cell{Text: "(no summary)", Ink: widget.InkDim}
	}
	c[3] = widget.Cell{Text: t.Status.Name.String(), Ink: widget.InkDim}
	c[4] = widget.SLACell(t.Clock, r.AtRisk, r.Red)
}
