package widget

import (
	"cmp"
	"strings"

	"daybrief/ui/theme"
)

// Table draws the rows of a List in columns. A key press costs the rows on the
// screen and nothing else, however many there are; Draw keeps nothing.
type Table struct {
	List
	Columns []Column
	// Cells writes the cells of a row, one a column, for the key. It is asked
	// only for rows on the screen, and only for columns that are shown when it
	// looks at Shows.
	Cells func(key int64, cells []Cell)
	// Marked reports whether a row carries a mark of the person's; may be nil.
	Marked func(key int64) bool
	// Heading is the text of a heading row (a negative key) and its count.
	Heading func(key int64) (text, count string)
	// Sort is the ID of the column that orders the rows, Descending which way;
	// "" marks none.
	Sort       string
	Descending bool
	Gap        int // cells between columns; 0 is taken as 1
	// Bare leaves the last cell of each line blank: whoever draws the line
	// beside the table shows the scroll mark there (Thumb).
	Bare bool

	w     int
	at    []placed
	theme *theme.Theme
}

// Layout fixes the size and the theme: w cells and h lines, the head included.
func (t *Table) Layout(w, h int, th *theme.Theme) {
	if w != t.w || th != t.theme || t.at == nil {
		t.w, t.theme = w, th
		t.at = place(t.Columns, w-2, max(1, t.Gap))
	}
	t.Resize(h - 1)
}

// ColumnAt is the ID of the column that a cell of a line lies in; "" for none.
func (t *Table) ColumnAt(x int) string {
	from := 1 // the cursor
	for _, p := range t.at {
		if x >= from && x < from+p.w {
			return t.Columns[p.col].ID
		}
		from += p.w + max(1, t.Gap)
	}
	return ""
}

// Relayout is needed after Columns have changed.
func (t *Table) Relayout() { t.at = nil }

// Shows reports whether a column is on the screen.
func (t *Table) Shows(id string) bool { return t.Width(id) > 0 }

// Width is how many cells a column has; 0 when it is not on the screen.
func (t *Table) Width(id string) int {
	for _, p := range t.at {
		if t.Columns[p.col].ID == id {
			return p.w
		}
	}
	return 0
}

// Draw gives the head and the rows: as many lines as Layout was told, each as
// wide. focused says whether keys come here.
func (t *Table) Draw(focused bool) []string {
	from, to := t.Window()
	out := make([]string, 0, t.h+1)
	out = append(out, t.Head())
	first, last := t.Thumb()
	cells := make([]Cell, len(t.Columns))
	for i := from; i < to; i++ {
		out = append(out, t.row(i, focused, cells)+t.edge(i-from, first, last))
	}
	for len(out) < t.h+1 {
		out = append(out, Spaces(t.w))
	}
	return out
}

// edge is the last cell of a line: the scroll mark.
func (t *Table) edge(line, first, last int) string {
	switch {
	case t.w < 2:
		return ""
	case line >= first && line < last && !t.Bare:
		return t.theme.Rule.Paint(t.theme.Glyphs.Thumb)
	}
	return " "
}

// Head is the line with the column titles and the sort mark.
func (t *Table) Head() string {
	if t.w < 2 {
		return Spaces(t.w)
	}
	g := &t.theme.Glyphs
	var b strings.Builder
	for i, p := range t.at {
		c := t.Columns[p.col]
		style, title := t.theme.Faint, c.Title
		if c.ID == t.Sort && t.Sort != "" {
			style = t.theme.Dim
			mark := g.Up
			if t.Descending {
				mark = g.Down
			}
			title = strings.TrimSpace(title + " " + mark)
			if Width(title) > p.w {
				title = Truncate(c.Title, p.w-1, "") + mark
			}
		}
		if i > 0 {
			b.WriteString(Spaces(max(1, t.Gap)))
		}
		b.WriteString(style.Paint(t.fit(title, p)))
	}
	return " " + b.String() + Spaces(t.w-1-t.used())
}

func (t *Table) fit(text string, p placed) string {
	if t.Columns[p.col].Right {
		return FitRight(text, p.w, t.theme.Glyphs.Ellipsis)
	}
	return Fit(text, p.w, t.theme.Glyphs.Ellipsis)
}

// used is how many cells the columns take with their gaps.
func (t *Table) used() int {
	n := max(1, t.Gap) * max(0, len(t.at)-1)
	for _, p := range t.at {
		n += p.w
	}
	return n
}

// row is a line without its last cell.
func (t *Table) row(i int, focused bool, cells []Cell) string {
	key := t.Key(i)
	switch {
	case t.w < 2:
		return Spaces(t.w)
	case i == t.Index():
		return t.selected(key, focused, cells)
	case key < 0:
		return t.heading(key)
	}
	return t.sign(key, " ", theme.Style{}, t.theme.Accent) + t.paint(key, cells, func(k Ink) theme.Style { return k.Style(t.theme) }, theme.Style{})
}

func (t *Table) selected(key int64, focused bool, cells []Cell) string {
	if !focused {
		idle := t.theme.SelIdle
		return t.sign(key, cmp.Or(t.theme.Glyphs.Cursor, " "), idle, idle) + t.paint(key, cells, func(k Ink) theme.Style { return k.Idle(t.theme) }, idle)
	}
	th := t.theme
	return t.sign(key, th.Glyphs.Cursor, th.SelAccent, th.SelAccent) +
		t.paint(key, cells, func(k Ink) theme.Style { return k.Selected(th) }, th.Sel)
}

// sign is the first cell of a row: a plus where it is marked.
func (t *Table) sign(key int64, usual string, ink, marked theme.Style) string {
	if t.Marked != nil && t.Marked(key) {
		return marked.Paint("+")
	}
	return ink.Paint(usual)
}

// paint draws the cells of a row, w-2 cells wide in all.
func (t *Table) paint(key int64, cells []Cell, style func(Ink) theme.Style, gap theme.Style) string {
	clear(cells)
	t.Cells(key, cells)
	var b strings.Builder
	b.Grow(t.w * 2)
	for i, p := range t.at {
		if i > 0 {
			b.WriteString(gap.Paint(Spaces(max(1, t.Gap))))
		}
		c := cells[p.col]
		if c.Text == "" {
			b.WriteString(gap.Paint(Spaces(p.w)))
			continue
		}
		b.WriteString(style(c.Ink).Paint(t.fit(c.Text, p)))
	}
	b.WriteString(gap.Paint(Spaces(t.w - 2 - t.used())))
	return b.String()
}

// heading is a group's line: its name, its count, and a rule to the edge.
func (t *Table) heading(key int64) string {
	text, count := t.Heading(key)
	g := &t.theme.Glyphs
	if t.w < 8 {
		return t.theme.Strong.Paint(Fit(text, t.w-1, g.Ellipsis))
	}
	name := Truncate(text, max(1, t.w-6-Width(count)), g.Ellipsis)
	used := 1 + Width(name)
	line := " " + t.theme.Strong.Paint(name)
	if count != "" && used+1+Width(count) < t.w {
		line += " " + t.theme.Dim.Paint(count)
		used += 1 + Width(count)
	}
	if used+2 < t.w {
		line += " " + t.theme.Rule.Paint(strings.Repeat(g.Horizontal, t.w-2-used))
		used = t.w - 1
	}
	return line + Spaces(t.w-1-used)
}
