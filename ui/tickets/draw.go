package tickets

import (
	"strconv"

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

// split shares the area: preview at the right from 110 columns, below from
// 80 by 30, else instead of the list while it is being read.
func (s *Screen) split(a layout.Rect) panes {
	p := panes{list: a}
	switch {
	case s.reading && a.W < 110 && (a.W < 80 || a.H < 30 || s.hidden):
		p.list, p.preview = layout.Rect{}, a
		return p
	case s.hidden && !s.reading:
	case a.W >= 110:
		w := min(96, a.W*2/5)
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
	if s.noticeLine() != "" {
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
	switch {
	case s.places.list.Empty():
		lines = s.preview.Draw()
	default:
		lines, cursor = s.listLines(f)
		if s.places.side {
			lines = s.beside(lines)
		}
		if s.places.below {
			lines = s.under(lines, f)
		}
	}
	if !f.Focused {
		cursor = nil
	}
	return screen.Block{Lines: exact(lines, f.Area), Cursor: cursor}
}

// listLines are the head line, the table and the notice.
func (s *Screen) listLines(f screen.Frame) ([]string, *tea.Cursor) {
	head, cursor := s.head()
	lines := []string{head}
	if h := s.places.table.H; h > 0 {
		table := s.table.Draw(f.Focused && !s.reading)
		if s.counts.shown == 0 {
			table = append(table[:1:1], s.nothing(h-1)...)
		}
		if why := s.mistake(); why != "" {
			table[0] = f.Theme.Warn.Paint(widget.Fit(" "+why, s.places.table.W, f.Theme.Glyphs.Ellipsis))
		}
		lines = append(lines, table...)
	}
	if n := s.noticeLine(); n != "" && len(lines) < s.places.list.H {
		lines = append(lines, f.Theme.Warn.Paint(widget.Fit(" "+n, s.places.list.W, f.Theme.Glyphs.Ellipsis)))
	}
	return lines, cursor
}

// head is the first line: what is shown, the filter, and the counts.
func (s *Screen) head() (string, *tea.Cursor) {
	th, w := s.frame.Theme, s.places.list.W
	p := widget.NewPen(w, th)
	p.Gap(min(1, w-1))
	right := s.summary(w)
	if !s.typing && s.field.String() == "" {
		title := s.whose()
		if !s.scope.isAll() {
			title = s.scope.title
		}
		p.Cell(th.Strong, title, max(min(p.Left()/3, widget.Width(title)), p.Left()-1-widget.Width(right)))
		p.Gap(1)
		p.Text(th.Dim, right)
		return p.Line(), nil
	}
	p.Text(th.AccentStrong, "/")
	p.Gap(1)
	room := max(p.Left()/2, p.Left()-1-widget.Width(right))
	from, to := s.mistakeAt()
	text, x := s.field.Draw(room, from, to, th.Strong, th.Warn)
	var cursor *tea.Cursor
	if s.typing && room > 0 {
		cursor = tea.NewCursor(p.At()+x, 0)
	}
	p.Paint(text, room)
	p.Gap(1)
	p.Text(th.Dim, right)
	return p.Line(), cursor
}

// summary is "37 of 912 · breached 4 · by urgency", shorter when it is narrow.
func (s *Screen) summary(w int) string {
	g := &s.frame.Theme.Glyphs
	sep := " " + g.Separator + " "
	mark, ok := screen.OpenCount(s.frame)
	if !ok {
		return g.Dash + " open tickets"
	}
	count := widget.Count(s.counts.shown) + " of " + widget.Count(s.counts.all) + mark
	order := ""
	if w >= 60 {
		order = sep + s.orderWords()
		if s.grouping != "" {
			order += ", grouped by " + s.grouping
		}
	}
	desk, late := "", ""
	if s.scope.isAll() && s.desk > len(s.rows) && w >= 60 {
		desk = sep + widget.Count(s.desk) + " in all"
	}
	if s.counts.breached > 0 {
		late = sep + "breached " + widget.Count(s.counts.breached)
	}
	// Order and grouping say what one looks at: they are the last to go.
	for _, out := range []string{count + desk + late + order, count + desk + order, count + late + order} {
		if widget.Width(out)+min(w/3, len("My open tickets"))+3 <= w {
			return out + " "
		}
	}
	return count + order + " "
}

// orderWords says how the list is ordered.
func (s *Screen) orderWords() string {
	urgency := s.order == orders()[0]
	switch {
	case urgency && s.scope.section != "":
		return "as in the briefing"
	case urgency && s.desc:
		return "by urgency, reversed"
	}
	return "by " + s.order
}

// mistakeAt is where the first mistake in the filter stands.
func (s *Screen) mistakeAt() (from, to int) {
	if len(s.query.wrong) == 0 {
		return 0, 0
	}
	return s.query.wrong[0].from, s.query.wrong[0].to
}

func (s *Screen) mistake() string {
	if len(s.query.wrong) == 0 {
		return ""
	}
	return widget.Spell(s.query.wrong[0].why, &s.frame.Theme.Glyphs)
}

// beside joins list and preview with a quiet line between them, which is also
// the list's scroll mark.
func (s *Screen) beside(list []string) []string {
	th := s.frame.Theme
	rule, mark := th.Rule.Paint(th.Glyphs.Vertical)+" ", th.Rule.Paint(th.Glyphs.Thumb)+" "
	if s.reading { // told by the sign too, not by colour alone
		rule = th.RuleFocus.Paint(th.Glyphs.Cursor) + " "
		mark = rule
	}
	from, to := s.table.Thumb()
	list = exact(list, s.places.list)
	for i, l := range s.preview.Draw() {
		if line := i - 2; line >= from && line < to {
			list[i] += mark + l + " "
		} else {
			list[i] += rule + l + " "
		}
	}
	return list
}

// under puts the preview below the list, behind a line.
func (s *Screen) under(list []string, f screen.Frame) []string {
	title := ""
	if s.reading {
		title = "reading, esc goes back"
	}
	list = append(exact(list, s.places.list), widget.Rule(title, f.Area.W, s.frame.Theme))
	for _, l := range s.preview.Draw() {
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
