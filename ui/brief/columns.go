package brief

import (
	"daybrief/briefing"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// columns are where the parts of a row stand, in cells. Everything begins at
// margin: before it stands the cursor of the selected row.
type columns struct {
	w       int // the whole line
	id      int // 0 leaves it out
	summary int
	name    int // in place of the summary, of what is no more than a name
	company int // 0 leaves it out
	reason  int // 0 leaves it out (it has a line of its own)
	edge    int // blanks at the end, the last of which the scroll mark may take
}

const (
	margin = 2 // cursor and a blank
	mark   = 2 // the tone's sign and a blank
	gap    = 2
)

// columnsFor shares out w cells. The reasons get what their first clause takes,
// since why a row is here is what the screen is for; the company comes last, where
// there is room for it beside both.
func columnsFor(w int, beside bool, lists []listing, t *theme.Theme) columns {
	c := columns{w: w, id: idWidth(lists), edge: 2}
	if beside {
		c.edge = 0 // the line to the preview is edge enough, and bears the mark
	}
	room := max(0, w-margin-mark-c.edge)
	if c.id > 0 {
		room = max(0, room-c.id-gap)
	}
	if w < 60 {
		c.summary = room
		return c
	}
	room -= gap
	why := clauseWidth(lists, t)
	c.reason = min(max(why, room*9/20), room-min(leastSummary, room/2))
	if w >= companyW {
		spare := room - max(why, room*2/5) - goodSummary - gap
		if spare >= leastCompany {
			c.company = min(max(26, w/6), max(leastCompany, companyWidth(lists)), max(leastCompany, spare))
			room -= c.company + gap
			c.reason = min(max(why, room*9/20), room-goodSummary)
		}
	}
	c.summary = room - c.reason
	widest, names := titleWidths(lists)
	if spare := c.summary - max(widest, goodSummary); spare > 0 { // what no summary needs, the company does, and then the reasons
		c.summary -= spare
		if c.company > 0 {
			more := min(spare, max(0, companyWidth(lists)-c.company))
			c.company, spare = c.company+more, spare-more
		}
		c.reason += spare
	}
	c.name = min(names, w*2/5)
	return c
}

// bare reports whether an item is no more than a name and what there is to say.
func bare(it *briefing.Item) bool {
	switch it.Kind {
	case briefing.KindNumber, briefing.KindSource, briefing.KindMember, briefing.KindCompany, briefing.KindUsage, briefing.KindTime:
		return true
	}
	return false
}

// companyWidth is how wide the widest name of a company is.
func companyWidth(lists []listing) (w int) {
	for _, l := range lists {
		for _, it := range l.items[:min(len(l.items), 200)] {
			w = max(w, widget.Width(widget.Steady(it.Company.String())))
		}
	}
	return w
}

// titleWidths are how wide the widest summary and the widest bare name are.
func titleWidths(lists []listing) (summary, name int) {
	for _, l := range lists {
		for _, it := range l.items[:min(len(l.items), 200)] {
			switch n := widget.Width(widget.Steady(title(it))); {
			case bare(it):
				name = max(name, n)
			case !gathers(it):
				summary = max(summary, n)
			}
		}
	}
	return summary, name
}

const (
	leastSummary = 22 // what the reasons leave to the summary
	goodSummary  = 26 // what the company leaves to it
	companyW     = 80 // the least width of a row with a company
	leastCompany = 12
)

// clauseWidth is how wide the widest first clause of the listed reasons is.
func clauseWidth(lists []listing, t *theme.Theme) int {
	widest := 0
	for _, l := range lists {
		for _, it := range l.items[:min(len(l.items), 200)] {
			text := reasons(it, t)
			widest = max(widest, widget.Width(widget.Steady(text[:widget.ClauseEnd(text, &t.Glyphs)])))
		}
	}
	return widest
}
