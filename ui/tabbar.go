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

// tabBar is the first line: tabs at the left, role, scope and tenant at the right.
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
	whose, name := a.whose(room-1), ""
	if left := room - 1 - spaced(whose) - 2; left > 5 {
		name = widget.Truncate(a.opts.Title, left, a.theme.Glyphs.Ellipsis)
	}
	right := spaced(whose) + max(0, spaced(name)+1)
	if name == "" {
		right = spaced(whose)
	}
	b.WriteString(widget.Spaces(max(0, room-right-1)))
	if whose != "" {
		a.theme.TabCount.To(&b, " "+whose)
	}
	if name != "" {
		b.WriteString(widget.Spaces(2))
		a.theme.Dim.To(&b, name)
	}
	b.WriteString(widget.Spaces(min(1, room)))
	return b.String()
}

// whose is role and scope in at most w cells, the scope alone where cells
// are few.
func (a *App) whose(w int) string {
	r := a.opts.Rules
	long := string(r.Role) + " " + a.theme.Glyphs.Separator + " " + string(r.Scope)
	switch {
	case a.opts.Bare:
		return ""
	case spaced(long) <= w:
		return long
	case spaced(string(r.Scope)) <= w:
		return string(r.Scope)
	}
	return ""
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
