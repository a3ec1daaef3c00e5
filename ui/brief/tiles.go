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
// never a zero.
func tilesOf(b *briefing.Briefing, t *theme.Theme) []tile {
	n, d := b.Numbers, b.Desk
	of := func(key, name, short string, figure int, sign string, style theme.Style) tile {
		whole := ""
		if d.Missing[key] == "" && b.Scope != model.ScopeEverybody {
			for _, f := range d.Figures() {
				if f.Key == key && (f.Value > figure || n.Missing[key] != "") {
					whole = " of " + widget.Count(f.Value)
				}
			}
		}
		switch {
		case n.Missing[key] != "":
			return tile{name, short, t.Glyphs.Dash, whole, "", t.Dim}
		case figure == 0:
			return tile{name, short, "0", whole, "", t.Dim}
		}
		return tile{name, short, widget.Count(figure), whole, sign, style}
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

// tileLines draws the tiles on exactly their area.
func tileLines(f screen.Frame, a layout.Rect) []string {
	if a.Empty() {
		return nil
	}
	list := tilesOf(f.Briefing, f.Theme)
	if a.H < 3 {
		return []string{tileSentence(list, a.W, f.Theme), widget.Spaces(a.W)}
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
		t.style.To(&figures, text)
		of := ""
		if widget.Width(text)+widget.Width(t.of) < w[i] {
			of = t.of
		}
		f.Theme.Faint.To(&figures, widget.Fit(of, w[i]-widget.Width(text), ""))
		f.Theme.Dim.To(&labels, widget.Fit(names[i], w[i], f.Theme.Glyphs.Ellipsis))
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

// tileSentence is the numbers as one line, what matters most first.
func tileSentence(list []tile, w int, t *theme.Theme) string {
	order := []int{2, 3, 1, 4, 0, 5, 6}
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
		style.To(&b, text)
		used += space + widget.Width(text)
	}
	b.WriteString(widget.Spaces(w - used))
	return b.String()
}
