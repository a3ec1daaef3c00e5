package ui

import (
	"strconv"
	"strings"

	"daybrief/briefing"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// label is a tab as drawn: its parts, and where it begins.
type label struct {
	mark, number, title, count string
	x, w, gap                  int
	on                         bool
}

// scopeCells is what the longest scope takes at the right.
const scopeCells = 11

// labels lays the tabs out; where cells are few, they move together to leave the
// scope its place, then the counts go, then the titles of the tabs that are not on.
func (d *deck) labels(on *display) []label {
	for _, short := range []int{0, 1} {
		wide := d.labelled(on, short, 2)
		switch n := end(wide); {
		case n+scopeCells <= on.size.W:
			return wide
		case n-len(wide) <= on.size.W:
			return d.labelled(on, short, 1)
		}
	}
	return d.labelled(on, 2, 2)
}

// end is where the tabs end.
func end(list []label) int {
	last := list[len(list)-1]
	return last.x + last.w
}

func (d *deck) labelled(on *display, short, gap int) []label {
	out := make([]label, len(d.tabs))
	x := 0
	for i := range d.tabs {
		t := &d.tabs[i]
		l := label{mark: " ", number: strconv.Itoa(i + 1), title: t.screen.Title(), count: t.count, on: i == d.active, x: x, gap: gap}
		if l.on {
			l.mark = on.theme.Glyphs.Cursor
		}
		if short > 0 {
			l.count = ""
		}
		if short > 1 && !l.on {
			l.title = ""
		}
		l.w = 1 + len(l.number) + spaced(l.title) + spaced(l.count) + gap
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

// bar is the first line: tabs at the left, role, scope and tenant at the right.
func (d *deck) bar(on *display, r briefing.Rules, tenant string) string {
	var b strings.Builder
	used := 0
	for _, l := range d.labels(on) {
		if used+l.w > on.size.W {
			break
		}
		l.paint(&b, on.theme)
		used += l.w
	}
	room := on.size.W - used
	whose, name := whose(room-1, on, r), ""
	if left := room - 1 - spaced(whose) - 2; left > 5 {
		name = widget.Truncate(tenant, left, on.theme.Glyphs.Ellipsis)
	}
	right := spaced(whose) + max(0, spaced(name)+1)
	if name == "" {
		right = spaced(whose)
	}
	b.WriteString(widget.Spaces(max(0, room-right-1)))
	if whose != "" {
		on.theme.TabCount.To(&b, " "+whose)
	}
	if name != "" {
		b.WriteString(widget.Spaces(2))
		on.theme.Dim.To(&b, name)
	}
	b.WriteString(widget.Spaces(min(1, room)))
	return b.String()
}

// whose is role and scope in at most w cells, the scope alone where cells
// are few.
func whose(w int, on *display, r briefing.Rules) string {
	long := string(r.Role) + " " + on.theme.Glyphs.Separator + " " + string(r.Scope)
	switch {
	case on.bare:
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
	b.WriteString(widget.Spaces(l.gap))
}

// count is a figure with its word.
func count(n int, word string) string { return strconv.Itoa(n) + " " + word }
