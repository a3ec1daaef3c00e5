package companies

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// lowPane is the height below which only the most needed facts are shown.
const lowPane = 12

// describe is what the company is, and its figures in words.
func (p *pane) describe(b *ledger) {
	th, c := p.frame.Theme, p.company
	p.line(func(pen *widget.Pen) { pen.Text(th.Strong, c.name) })
	if m := p.frame.Lookup.Company(c.id); m != nil {
		var types []string
		for _, t := range m.Types {
			types = append(types, t.String())
		}
		low := p.h < lowPane // little room: the tickets come first
		if !low {
			p.quiet(m.Identifier.String(), m.Status.String(), strings.Join(types, ", "))
		}
		p.quiet(m.Phone.String(), m.City.String(), m.Territory.String())
		if !low {
			p.quiet(m.Website.String(), since(m.Entered, zoneOf(p.frame)))
		}
	} else if c.id != 0 {
		p.quiet("Not in the company list that these keys may read.")
	}
	p.line(func(pen *widget.Pen) { p.numbers(pen, th) })
	if w := c.weekWords(&b.history, sightOf(p.frame).week); w != "" && p.h >= lowPane {
		p.quiet(w)
	}
	if b.used != nil {
		useFacts(p, b.used)
	}
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
	c, sep, at := p.company, " "+th.Glyphs.Separator+" ", sightOf(p.frame)
	if at.unknown != "" {
		pen.Text(th.Warn, "open tickets can't be counted")
		return
	}
	pen.Text(th.Text, model.Grouped(c.open)+at.open+" open")
	for _, n := range []struct {
		n    int
		text string
		st   theme.Style
	}{{c.breached, at.late + " breached", th.Bad}, {c.risk, at.risk + " at risk", th.Warn}, {c.replied, at.replied + " replied", th.Accent}} {
		if n.n > 0 {
			pen.Text(th.Dim, sep)
			pen.Text(n.st, model.Grouped(n.n)+n.text)
		}
	}
}
