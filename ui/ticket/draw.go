package ticket

import (
	"strconv"
	"strings"

	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Draw gives the page in exactly the frame's area. It changes nothing.
func (v *View) Draw(f screen.Frame) screen.Block {
	t, w, h := f.Theme, f.Area.W, f.Area.H
	if v.known() == nil || v.known().ID != v.Ticket() {
		return screen.Block{Lines: widget.Pad(widget.Notice(w, h, t, widget.InkText,
			"#"+strconv.FormatInt(int64(v.Ticket()), 10)+": "+screen.NotOpen(f)+".", "esc goes back."), w, h)}
	}
	lines := make([]string, 0, h)
	lines = append(lines, v.head(f), t.Rule.Paint(strings.Repeat(t.Glyphs.Horizontal, w)))
	words := v.words.Draw()
	if !v.wide {
		for _, l := range words {
			lines = append(lines, " "+l+" ")
		}
		return screen.Block{Lines: widget.Pad(lines, w, h)}
	}
	facts := v.facts.Draw()
	bar := t.Rule.Paint(t.Glyphs.Vertical)
	if v.inFar {
		bar = t.Accent.Paint(t.Glyphs.Vertical)
	}
	for i := range words {
		lines = append(lines, " "+words[i]+" "+bar+" "+facts[i]+" ")
	}
	return screen.Block{Lines: widget.Pad(lines, w, h)}
}

// head says what is shown, where in the list, and the keys that matter.
func (v *View) head(f screen.Frame) string {
	t, w := f.Theme, f.Area.W
	right := " n p next, previous " + t.Glyphs.Separator + " esc back "
	if len(v.from) < 2 {
		right = " esc back "
	}
	if w < 60 {
		right = " esc back "
	}
	left := " " + widget.TicketTitle(v.known(), t)
	if p := v.place(); p != "" {
		left += " " + t.Glyphs.Separator + " " + p
	}
	room := max(0, w-widget.Width(right))
	return t.AccentStrong.Paint(widget.Fit(left, room, t.Glyphs.Ellipsis)) + t.Faint.Paint(widget.Fit(right, w-room, ""))
}
