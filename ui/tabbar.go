package ui

import (
	"strconv"
	"strings"

	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// label is a tab as drawn: its parts, and where it begins.
type label struct {
	mark, number, title, count string
	x, w                       int
	on                         bool
}

// labels lays the tabs out; where cells are few, first the counts go, then the
// titles of the tabs that are not on.
func (a *App) labels() []label {
	for _, short := range []int{0, 1} {
		list := a.labelled(short)
		if last := list[len(list)-1]; last.x+last.w <= a.size.W {
			return list
		}
	}
	return a.labelled(2)
}

func (a *App) labelled(short int) []label {
	out := make([]label, len(a.tabs))
	x := 0
	for i := range a.tabs {
		t := &a.tabs[i]
		l := label{mark: " ", number: strconv.Itoa(i + 1), title: t.screen.Title(), count: t.count, on: i == a.active, x: x}
		if l.on {
			l.mark = a.theme.Glyphs.Cursor
		}
		if short > 0 {
			l.count = ""
		}
		if short > 1 && !l.on {
			l.title = ""
		}
		l.w = 1 + len(l.number) + spaced(l.title) + spaced(l.count) + 2
		out[i] = l
		x += l.w
	}
	return out
}

// spaced is the width of a word with the space before it; 0 for no word.
func spaced(s string) int {
	if s == "" {
		return 0
	}
	return 1 + widget.Width(s)
}

// tabAt is the tab at a column, or -1.
func tabAt(list []label, x int) int {
	for i, l := range list {
		if x >= l.x && x < l.x+l.w {
			return i
		}
	}
	return -1
}

// tabBar is the first line: tabs at the left, the tenant at the right.
func (a *App) tabBar() string {
	var b strings.Builder
	used := 0
	for _, l := range a.labels() {
		if used+l.w > a.size.W {
			break
		}
		l.paint(&b, a.theme)
		used += l.w
	}
	room := a.size.W - used
	name := ""
	if room > 6 {
		name = widget.Truncate(a.opts.Title, room-1, a.theme.Glyphs.Ellipsis)
	}
	b.WriteString(widget.Spaces(room - widget.Width(name) - min(1, len(name))))
	a.theme.Dim.To(&b, name)
	b.WriteString(widget.Spaces(min(1, len(name))))
	return b.String()
}

func (l label) paint(b *strings.Builder, t *theme.Theme) {
	ink := t.TabOff
	if l.on {
		ink = t.TabOn
	}
	ink.To(b, l.mark+l.number)
	if l.title != "" {
		ink.To(b, " "+l.title)
	}
	if l.count != "" {
		t.TabCount.To(b, " "+l.count)
	}
	b.WriteString("  ")
}

// count is a figure with its word.
func count(n int, word string) string { return strconv.Itoa(n) + " " + word }
