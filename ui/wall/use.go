package wall

import (
	"daybrief/model/usage"
	"daybrief/ui/widget"
)

// fewerUsers are the lines about clients that use our products no more, or far
// less: as many as a quarter of the page has room for.
func fewerUsers(c *canvas) []string {
	r := c.f.Assessed.Usage
	if r == nil {
		return nil
	}
	var lost []*usage.Client
	for _, u := range r.Changed {
		if u.Change != usage.Rose {
			lost = append(lost, u)
		}
	}
	room := c.h/4 - 1
	if len(lost) == 0 || room < 1 {
		return nil
	}
	out := []string{widget.Spaces(c.w), c.th.Faint.Paint(widget.Fit("  use of our products", c.w, c.g.Ellipsis))}
	shown := lost[:min(room, len(lost))]
	if len(lost) > room {
		shown = lost[:room-1]
	}
	for _, u := range shown {
		p := widget.NewPen(c.w, c.th)
		p.Text(c.th.Warn, c.g.Down)
		p.Text(c.th.Strong, " "+widget.Truncate(c.v.company(u.Company), max(16, c.w/3), c.g.Ellipsis))
		p.Text(c.th.Warn, "  "+u.Words(r.LastDay))
		out = append(out, p.Line())
	}
	if n := len(lost) - len(shown); n > 0 {
		out = append(out, c.th.Dim.Paint(widget.Fit("  and "+widget.Count(n)+" more", c.w, c.g.Ellipsis)))
	}
	return out
}
