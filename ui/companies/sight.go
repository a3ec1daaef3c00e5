package companies

import (
	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// sight is how far the counts can be believed: why open tickets can't be counted, and
// what stands behind a count that may be more, or more or fewer.
type sight struct {
	unknown                                string
	open, late, risk, replied, week, named string
}

func sightOf(f screen.Frame) sight {
	if f.Briefing == nil {
		return sight{}
	}
	n := &f.Briefing.Numbers
	_, named := screen.Seen(f, model.SourceCompanies)
	return sight{n.Missing["open"], n.Mark("open"), n.Mark("breached"), n.Mark("at_risk"), n.Mark("customer_replied"), f.Briefing.Desk.Mark("new_this_week"), named}
}

// figure is a count of open tickets; none is left blank, so that what is there is seen,
// and one that can't be had is a dash.
func (s *Screen) figure(n int, mark string, ink widget.Ink) widget.Cell {
	switch {
	case s.sight.unknown != "":
		return widget.Cell{Text: s.frame.Theme.Glyphs.Dash, Ink: widget.InkDim}
	case n == 0:
		return widget.Cell{}
	}
	return widget.Cell{Text: widget.Count(n) + mark, Ink: ink}
}

// caveatOpen says what the counts of open tickets lack; "" for nothing.
func caveatOpen(b *briefing.Briefing) string {
	switch {
	case b == nil:
		return ""
	case b.Numbers.Missing["open"] != "":
		return "Open tickets can't be counted: " + b.Numbers.Missing["open"]
	case b.Numbers.Least["open"] != "":
		return "Open tickets are at least what stands here: " + b.Numbers.Least["open"]
	case b.Numbers.Doubtful["breached"] != "":
		return "Breached and at risk may be more or fewer: " + b.Numbers.Doubtful["breached"]
	case b.Numbers.Least["customer_replied"] != "":
		return "Customers who replied are at least what stands here: " + b.Numbers.Least["customer_replied"]
	case b.Desk.Least["new_this_week"] != "":
		return "What came in is at least what stands here: " + b.Desk.Least["new_this_week"]
	}
	return ""
}
