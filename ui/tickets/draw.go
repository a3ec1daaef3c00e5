package tickets

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// panes is where the parts stand. Empty rectangles are not shown.
type panes struct {
	list, table, preview layout.Rect
	side, below          bool // the preview stands beside or below the list
}

// sideList is how wide the list stays beside a preview: with the owner, who must not
// vanish when a window grows.
const (
	sideList = 80
	sideW    = sideList + 2 + 38
)

// split shares the area: preview at the right from sideW columns, below from
// 80 by 30, else instead of the list while it is being read.
func (r *reader) split(a layout.Rect, notice bool) panes {
	p := panes{list: a}
	switch {
	case r.reading && a.W < sideW && (a.W < 80 || a.H < 30 || r.hidden):
		p.list, p.preview = layout.Rect{}, a
		return p
	case r.hidden && !r.reading:
	case a.W >= sideW:
		w := max(min(96, a.W*2/5, a.W-sideList-2), 38)
		p.side = true
		p.list.W = a.W - w - 2
		p.preview = layout.Rect{X: a.X + a.W - w, Y: a.Y, W: w - 1, H: a.H}
	case a.W >= 80 && a.H >= 30:
		h := a.H * 2 / 5
		p.below = true
		p.list.H = a.H - h
		p.preview = layout.Rect{X: a.X + 1, Y: a.Y + p.list.H + 1, W: a.W - 2, H: h - 1}
	}
	p.table = p.list.Inset(0, 1, 0, 0)
	if notice {
		p.table.H = max(0, p.table.H-1)
	}
	return p
}

// Draw implements screen.Screen.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil || f.Area.Empty() || s.frame.Theme == nil {
		return screen.Block{Lines: blank(f.Area)}
	}
	var lines []string
	var cursor *tea.Cursor
	switch c := (canvas{s}); {
	case s.places.list.Empty():
		lines = s.preview.Draw()
	default:
		lines, cursor = c.listLines(f)
		if s.places.side {
			lines = c.beside(lines)
		}
		if s.places.below {
			lines = c.under(lines, f)
		}
	}
	if !f.Focused {
		cursor = nil
	}
	return screen.Block{Lines: exact(lines, f.Area), Cursor: cursor}
}

// canvas draws what Sync has worked out.
type canvas struct{ *Screen }

// listLines are the head line, the table and the notice.
func (c canvas) listLines(f screen.Frame) ([]string, *tea.Cursor) {
	head, cursor := c.head()
	lines := []string{head}
	if h := c.places.table.H; h > 0 {
		table := c.table.Draw(f.Focused && !c.reading)
		if c.counts.shown == 0 {
			table = append(table[:1:1], c.nothing(h-1)...)
		}
		if why := c.mistake(); why != "" {
			table[0] = f.Theme.Warn.Paint(widget.Fit(" "+why, c.places.table.W, f.Theme.Glyphs.Ellipsis))
		}
		lines = append(lines, table...)
	}
	if n := c.noticeLine(); n != "" && len(lines) < c.places.list.H {
		lines = append(lines, f.Theme.Warn.Paint(widget.Fit(" "+n, c.places.list.W, f.Theme.Glyphs.Ellipsis)))
	}
	return lines, cursor
}

// leastFilter is how much of a filter is seen whatever stands beside it.
const leastFilter = 12

// head is the first line: what is shown, the filter, and the counts.
func (c canvas) head() (string, *tea.Cursor) {
	th, w := c.frame.Theme, c.places.list.W
	p := widget.NewPen(w, th)
	p.Gap(min(1, w-1))
	right := c.summary(w)
	if !c.typing && c.field.String() == "" {
		title := whoseTickets(c.frame.Crew, c.beyond)
		if !c.scope.isAll() {
			title = c.scope.title
		}
		p.Cell(th.Strong, title, max(min(p.Left()/3, widget.Width(title)), p.Left()-1-widget.Width(right)))
		p.Gap(1)
		p.Text(th.Dim, right)
		return p.Line(), nil
	}
	p.Text(th.AccentStrong, "/")
	p.Gap(1)
	room := max(min(p.Left()/2, leastFilter), p.Left()-1-widget.Width(right))
	from, to := c.mistakeAt()
	text, x := c.field.Draw(room, from, to, th.Strong, th.Warn)
	var cursor *tea.Cursor
	if c.typing && room > 0 {
		cursor = tea.NewCursor(p.At()+x, 0)
	}
	p.Paint(text, room)
	p.Gap(1)
	p.Text(th.Dim, right)
	return p.Line(), cursor
}

// summary is "37 of 912 · breached 4 · by urgency", shorter when it is narrow.
func (c canvas) summary(w int) string {
	g := &c.frame.Theme.Glyphs
	sep := " " + g.Separator + " "
	mark, ok := screen.OpenCount(c.frame)
	if !ok {
		return g.Dash + " open tickets"
	}
	count := widget.Count(c.counts.shown) + " of " + widget.Count(c.counts.all) + mark
	if n := c.marks.count(&c.pool); n > 0 {
		count = widget.Count(n) + " marked" + sep + count
	}
	order := ""
	if w >= 60 {
		order = sep + c.orderWords()
		if c.grouping != "" {
			order += ", grouped by " + c.grouping
		}
	}
	desk, late := "", ""
	if c.scope.isAll() && c.desk > len(c.rows) && w >= 60 {
		desk = sep + widget.Count(c.desk) + " in all"
	}
	if c.counts.breached > 0 {
		late = sep + "breached " + widget.Count(c.counts.breached) + screen.Mark(c.frame, "breached")
	}
	vague := late
	if c.counts.unknown > 0 {
		vague += sep + "SLA unknown " + widget.Count(c.counts.unknown)
	}
	// Order and grouping say what one looks at: they are the last to go.
	for _, out := range []string{count + desk + vague + order, count + vague + order, count + desk + late + order, count + desk + order, count + late + order} {
		if widget.Width(out)+min(w/3, len("My open tickets"))+3 <= w {
			return out + " "
		}
	}
	if widget.Width(count+order)+leastFilter+4 > w { // the counts give way before order and grouping are cut
		return strings.TrimPrefix(order, sep) + " "
	}
	return count + order + " "
}

// orderWords says how the list is ordered.
func (c canvas) orderWords() string {
	urgency := c.order == c.all.orders()[0]
	switch {
	case urgency && c.scope.section != "":
		return "as in the briefing"
	case urgency && c.desc:
		return "by urgency, reversed"
	}
	return "by " + c.order
}

// mistakeAt is where the first mistake in the filter stands.
func (c canvas) mistakeAt() (from, to int) {
	if len(c.query.wrong) == 0 {
		return 0, 0
	}
	return c.query.wrong[0].from, c.query.wrong[0].to
}

func (c canvas) mistake() string {
	if len(c.query.wrong) == 0 {
		return ""
	}
	return widget.Spell(c.query.wrong[0].why, &c.frame.Theme.Glyphs)
}

// beside joins list and preview with a quiet line between them, which is also
// the list's scroll mark.
func (c canvas) beside(list []string) []string {
	th := c.frame.Theme
	rule, mark := th.Rule.Paint(th.Glyphs.Vertical)+" ", th.Rule.Paint(th.Glyphs.Thumb)+" "
	if c.reading { // told by the sign too, not by colour alone
		rule = th.RuleFocus.Paint(th.Glyphs.Cursor) + " "
		mark = rule
	}
	from, to := c.table.Thumb()
	list = exact(list, c.places.list)
	for i, l := range c.preview.Draw() {
		if line := i - 2; line >= from && line < to {
			list[i] += mark + l + " "
		} else {
			list[i] += rule + l + " "
		}
	}
	return list
}

// under puts the preview below the list, behind a line.
func (c canvas) under(list []string, f screen.Frame) []string {
	title := ""
	if c.reading {
		title = "reading, esc goes back"
	}
	list = append(exact(list, c.places.list), widget.Rule(title, f.Area.W, c.frame.Theme))
	for _, l := range c.preview.Draw() {
		list = append(list, " "+l+" ")
	}
	return list
}

// exact makes the lines as many as the area is high. Their width is right
// already; lines that are missing are blank.
func exact(lines []string, a layout.Rect) []string {
	if len(lines) > a.H {
		return lines[:a.H]
	}
	for len(lines) < a.H {
		lines = append(lines, widget.Spaces(a.W))
	}
	return lines
}

func blank(a layout.Rect) []string {
	if a.Empty() {
		return make([]string, max(0, a.H))
	}
	return exact(nil, a)
}

func number(id model.TicketID) string { return "#" + strconv.FormatInt(int64(id), 10) }

// narrow gives the summary a third of the width, and less where that saves the
// SLA column.
func (p *panes) narrow(t *widget.Table) {
	least := min(60, max(24, p.table.W/3))
	switch w := p.table.W; {
	case w < 60:
		least = 16
	case w <= 84:
		least = 24
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.ID == "summary" && c.Min != least {
			c.Min = least
			t.Relayout()
		}
	}
}
