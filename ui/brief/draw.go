package brief

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Draw joins what Sync and Handle have painted.
func (b *Brief) Draw(f screen.Frame) screen.Block {
	if f.Area.Empty() {
		return screen.Block{}
	}
	if f.Briefing == nil || !loaded(f) {
		return screen.Block{Lines: stateLines(f)}
	}
	lines := make([]string, 0, f.Area.H)
	lines = append(lines, b.tiles.lines...)
	if n := len(lines); b.areas.covered && n > 0 {
		lines[n-1] = f.Theme.Faint.Paint(widget.FitRight("esc back to the rows ", f.Area.W, ""))
	}
	var cursor *tea.Cursor
	if !b.areas.filter.Empty() {
		line, at := b.filter.line(f.Area.W, f.Theme)
		if at >= 0 && f.Focused {
			cursor = tea.NewCursor(at, len(lines))
		}
		lines = append(lines, line)
	}
	lines = append(lines, b.bodyLines(f)...)
	return screen.Block{Lines: widget.Pad(lines, f.Area.W, f.Area.H), Cursor: cursor}
}

// bodyLines are the list and the preview, beside each other or one below the
// other.
func (b *Brief) bodyLines(f screen.Frame) []string {
	list, right := b.listLines(f), b.previewLines(f)
	switch {
	case len(right) == 0:
		return list
	case b.areas.covered:
		return indented(right, f.Area.W)
	case b.areas.beside:
		return b.besides(list, right, f)
	}
	return append(append(list, b.divider(f)), indented(right, f.Area.W)...)
}

// besides joins the list and the preview with a line between them, on which the
// scroll mark of the list stands too.
func (b *Brief) besides(list, right []string, f screen.Frame) []string {
	style := ruleStyle(f.Theme, b.reading && f.Focused)
	rule, thumb := " "+style.Paint(f.Theme.Glyphs.Vertical)+" ", " "+style.Paint(f.Theme.Glyphs.Thumb)+" "
	first, last := b.list.Thumb()
	out := make([]string, len(list))
	for i := range list {
		between := rule
		if i >= first && i < last {
			between = thumb
		}
		out[i] = list[i] + between + right[i] + " "
	}
	return out
}

// indented puts a preview that has the whole width on the screen's margin.
func indented(lines []string, w int) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = widget.Spaces(min(margin, w)) + l + widget.Spaces(min(1, max(0, w-margin)))
	}
	return out
}

// divider is the line between the list and a preview below it.
func (b *Brief) divider(f screen.Frame) string {
	return ruleStyle(f.Theme, b.reading && f.Focused).Paint(repeat(f.Theme.Glyphs.Horizontal, f.Area.W))
}

func ruleStyle(t *theme.Theme, focused bool) theme.Style {
	if focused {
		return t.RuleFocus
	}
	return t.Rule
}

// listLines are the rows in sight.
func (b *Brief) listLines(f screen.Frame) []string {
	h, w := b.areas.list.H, b.areas.list.W
	out := make([]string, 0, h)
	from, to := b.list.Window()
	for i := from; i < to && len(out) < h; i++ {
		switch {
		case i == b.list.Index() && (b.reading || b.tiles.at >= 0):
			out = append(out, b.rows[i].paint(b.cols, f.Theme, idle))
		case i == b.list.Index():
			out = append(out, b.marked)
		case i < len(b.lines) && b.lines[i] != "":
			out = append(out, b.lines[i])
		default: // not in sight when it was painted: only after an unseen change
			out = append(out, b.rows[i].paint(b.cols, f.Theme, plain))
		}
	}
	if first, last := b.list.Thumb(); !b.areas.beside {
		for i := first; i < min(last, len(out)); i++ {
			out[i] = scrollMark(out[i], f.Theme)
		}
	}
	for len(out) < h {
		out = append(out, widget.Spaces(w))
	}
	return out
}

// scrollMark puts the mark of the scroll bar into the last cell of a row, which
// is always a blank, painted or not.
func scrollMark(line string, t *theme.Theme) string {
	i := strings.LastIndexByte(line, ' ')
	if i < 0 {
		return line
	}
	return line[:i] + line[i+1:] + t.Rule.Paint(t.Glyphs.Thumb)
}

// previewLines are the preview, or a sentence in its place.
func (b *Brief) previewLines(f screen.Frame) []string {
	a := b.areas.preview
	if a.Empty() {
		return nil
	}
	if b.preview.Ticket() != 0 {
		return b.preview.Draw()
	}
	out := make([]string, a.H)
	for i := range out {
		out[i] = widget.Spaces(a.W)
	}
	for i, l := range b.aside(a.W, f.Theme) {
		if i < len(out) {
			out[i] = l
		}
	}
	return out
}

// aside is what stands in the preview's place where there is no ticket: all that is
// said of the row, each reason on a line of its own, and the rule of its section.
func (b *Brief) aside(w int, t *theme.Theme) (out []string) {
	add := func(style theme.Style, indent int, text string) {
		lines := widget.Lines(widget.Steady(text), max(1, w-indent), 6, t.Glyphs.Ellipsis)
		for i, l := range lines {
			sign := ""
			if i == 0 && indent > 0 {
				sign = t.Glyphs.Dot
			}
			out = append(out, t.Faint.Paint(widget.Fit(sign, min(indent, w), ""))+style.Paint(widget.Fit(l, w-min(indent, w), t.Glyphs.Ellipsis)))
		}
	}
	s, it := b.section(), b.selected()
	if s == nil {
		return []string{t.Faint.Paint(widget.Fit("Nothing is selected.", w, t.Glyphs.Ellipsis))}
	}
	head := s.Question
	if it != nil {
		head = title(it)
	}
	add(t.Strong, 0, head)
	if it != nil {
		for _, r := range it.Reasons {
			add(t.Text, 2, r)
		}
	}
	out = append(out, widget.Spaces(w))
	add(t.Faint, 0, s.Rule)
	return out
}
