package brief

import (
	"strings"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// tile is one number with its name.
type tile struct {
	name, short string
	filter      string // of the ticket list that it opens
	figure      string
	of          string // " of 900": the whole desk, where that is more than the scope
	sign        string
	style       theme.Style
}

// tileHeight is how many lines the tiles take: figures, names and a blank; one
// line of text and a blank where there is little room.
func tileHeight(area layout.Rect) int {
	switch {
	case area.H < 9:
		return 0
	case area.W < 74 || area.H < 14:
		return 2
	}
	return 3
}

// tilesOf are the numbers of the day. One that could not be had is a dash,
// never a zero; one that is only the least it can be has a plus.
func tilesOf(b *briefing.Briefing, t *theme.Theme) []tile {
	n, d := b.Numbers, b.Desk
	desk := map[string]briefing.Figure{}
	for _, f := range d.Figures() {
		desk[f.Key] = f
	}
	of := func(key, name, short string, figure int, sign string, style theme.Style) tile {
		whole := ""
		if f := desk[key]; f.Missing == "" && b.Scope != model.ScopeEverybody && (f.Value > figure || n.Missing[key] != "") {
			whole = " of " + f.String()
		}
		plus := n.Mark(key)
		switch {
		case n.Missing[key] != "":
			return tile{name, short, filterOf(key), t.Glyphs.Dash, whole, "", t.Dim}
		case figure == 0:
			return tile{name, short, filterOf(key), "0" + plus, whole, "", t.Dim}
		}
		return tile{name, short, filterOf(key), widget.Count(figure) + plus, whole, sign, style}
	}
	return []tile{
		of("open", "open", "open", n.Open, "", t.Tile),
		of("unassigned", "unassigned", "unassigned", n.Unassigned, "", t.Tile),
		of("breached", "breached", "breached", n.Breached, t.Glyphs.Bad, t.TileBad),
		of("at_risk", "at risk", "at risk", n.AtRisk, t.Glyphs.Warn, t.TileWarn),
		of("customer_replied", "customer replied", "replied", n.CustomerReplied, "", t.Tile),
		of("new_today", "new today", "new today", n.NewToday, "", t.Tile),
		of("closed_today", "closed today", "closed today", n.ClosedToday, "", t.Tile),
	}
}

// filterOf is the filter of the list behind a number; "" is all open tickets.
func filterOf(key string) string {
	switch key {
	case "unassigned":
		return "is:unassigned"
	case "breached":
		return "is:breached"
	case "at_risk":
		return "is:risk"
	case "customer_replied":
		return "is:replied"
	case "new_today":
		return "is:today"
	case "closed_today":
		return closedToday
	}
	return ""
}

// closedToday stands for a list that the open tickets can't give.
const closedToday = "closed"

// tileAt is the tile on a column of the tiles; -1 for none.
func tileAt(f screen.Frame, a layout.Rect, x int) int {
	if a.H < 3 {
		return -1
	}
	widths, _ := tileWidths(tilesOf(f.Briefing, f.Theme), a.W)
	left := margin
	for i, w := range widths {
		if x >= left && x < left+w && left+w <= a.W {
			return i
		}
		left += w
	}
	return -1
}

// tileLines draws the tiles on exactly their area; the one at sel is selected.
func tileLines(f screen.Frame, a layout.Rect, sel int) []string {
	if a.Empty() {
		return nil
	}
	list := tilesOf(f.Briefing, f.Theme)
	if a.H < 3 {
		return []string{tileSentence(list, a.W, f.Theme, sel), widget.Spaces(a.W)}
	}
	w, names := tileWidths(list, a.W)
	var figures, labels strings.Builder
	used := margin
	figures.WriteString(widget.Spaces(margin))
	labels.WriteString(widget.Spaces(margin))
	for i, t := range list {
		if used+w[i] > a.W {
			break
		}
		text := t.figure
		if t.sign != "" {
			text = t.sign + " " + t.figure
		}
		name := f.Theme.Dim
		if i == sel {
			t.style, name = f.Theme.Sel, f.Theme.Sel
		}
		t.style.To(&figures, text)
		of := ""
		if widget.Width(text)+widget.Width(t.of) < w[i] {
			of = t.of
		}
		f.Theme.Faint.To(&figures, widget.Fit(of, w[i]-widget.Width(text), ""))
		label := widget.Truncate(names[i], w[i], f.Theme.Glyphs.Ellipsis)
		name.To(&labels, label)
		labels.WriteString(widget.Spaces(w[i] - widget.Width(label)))
		used += w[i]
	}
	rest := widget.Spaces(a.W - used)
	return []string{figures.String() + rest, labels.String() + rest, widget.Spaces(a.W)}
}

// tileWidths gives each tile its name's width and an equal gap, at most eight
// cells: figures that stand too far apart no longer read as one line.
func tileWidths(list []tile, w int) (widths []int, names []string) {
	measure := func(short bool) int {
		names, widths = nil, nil
		sum := margin
		for _, t := range list {
			name := t.name
			if short {
				name = t.short
			}
			n := max(widget.Width(name), widget.Width(t.figure)+widget.Width(t.of)+2)
			names, widths = append(names, name), append(widths, n)
			sum += n
		}
		return sum
	}
	sum := measure(false)
	if sum+4*(len(list)-1) > w {
		sum = measure(true)
	}
	space := min(8, max(1, (w-sum)/max(1, len(list)-1)))
	for i := range widths[:len(widths)-1] {
		widths[i] += space
	}
	return widths, names
}

// tileOrder is the order of the tiles where they are one line: what matters most
// first.
func tileOrder() []int { return []int{2, 3, 1, 4, 0, 5, 6} }

// tileSentence is the numbers as one line, what matters most first.
func tileSentence(list []tile, w int, t *theme.Theme, sel int) string {
	order := tileOrder()
	var b strings.Builder
	b.WriteString(widget.Spaces(margin))
	used := margin
	for n, i := range order {
		text := list[i].figure + " " + list[i].short
		if list[i].sign != "" {
			text = list[i].sign + " " + text
		}
		space := 3
		if n == 0 {
			space = 0
		}
		if used+space+widget.Width(text) > w {
			break
		}
		b.WriteString(widget.Spaces(space))
		style := list[i].style
		if i == sel {
			style = t.Sel
		}
		style.To(&b, text)
		used += space + widget.Width(text)
	}
	b.WriteString(widget.Spaces(w - used))
	return b.String()
}
