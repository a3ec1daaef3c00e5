package render

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/internal/report"
)

// text is a report for a terminal or a mail, in columns.
func text(r report.Result, o Options) string {
	var b strings.Builder
	question, about := title(r)
	b.WriteString(question + "\n" + about + "\n\n")
	if r.Unavailable != "" {
		b.WriteString(r.Unavailable + "\n")
		return b.String()
	}
	t := cells(r, o)
	switch {
	case len(t.lines) > 0:
		columns(&b, t, o.Width)
	case r.AtLeast || r.Problem != nil:
		b.WriteString("Nothing was found in what could be read.\n")
	default:
		b.WriteString("Nothing was found.\n")
	}
	b.WriteString("\n")
	for _, s := range closing(r, t.left) {
		b.WriteString(s + "\n")
	}
	return b.String()
}

// columns writes a table: words to the left, figures to the right. One that is wider
// than most is written as blocks; 0 is no bound.
func columns(b *strings.Builder, t table, most int) {
	all := append([][]string{t.head}, t.lines...)
	if t.totals != nil {
		all = append(all, t.totals)
	}
	wide := make([]int, len(t.head))
	for _, line := range all {
		for i, cell := range line {
			wide[i] = max(wide[i], displaywidth.String(cell))
		}
	}
	if total := 2 * (len(wide) - 1); most > 0 {
		for _, w := range wide {
			total += w
		}
		if total > most {
			blocks(b, t.head, all[1:], t.texts, most)
			return
		}
	}
	for _, line := range all {
		var w strings.Builder
		for i, cell := range line {
			blank := strings.Repeat(" ", wide[i]-displaywidth.String(cell))
			if i > 0 {
				w.WriteString("  ")
			}
			if i < t.texts {
				w.WriteString(cell + blank)
			} else {
				w.WriteString(blank + cell)
			}
		}
		b.WriteString(strings.TrimRight(w.String(), " ") + "\n")
	}
}

// blocks writes each line of a table by itself: its words, and below them its figures,
// each after its title, as many beside each other as there is room for.
func blocks(b *strings.Builder, head []string, lines [][]string, texts, most int) {
	const indent, apart = "  ", 3
	for _, line := range lines {
		at := flow(b, 0, "", line[0], most, apart)
		for i, cell := range line[1:] {
			switch {
			case cell == "":
			case i+1 < texts:
				at = flow(b, at, indent, cell, most, apart)
			default:
				if i+1 == texts {
					at = most // figures begin on a line of their own
				}
				at = flow(b, at, indent, head[i+1]+" "+cell, most, apart)
			}
		}
		b.WriteString("\n")
	}
}

// flow writes a word behind what stands there up to a column, or on the next line, and
// says up to which column that is filled.
func flow(b *strings.Builder, at int, indent, word string, most, apart int) int {
	w := displaywidth.String(word)
	switch {
	case at == 0:
		b.WriteString(word)
		return w
	case at+apart+w > most:
		b.WriteString("\n" + indent + word)
		return len(indent) + w
	}
	b.WriteString(strings.Repeat(" ", apart) + word)
	return at + apart + w
}

// markdown is a report with a table and a chart of its first figure.
func markdown(r report.Result, o Options) string {
	var b strings.Builder
	question, about := title(r)
	b.WriteString("# " + md(question) + "\n\n" + md(about) + "\n\n")
	if r.Unavailable != "" {
		b.WriteString("**" + md(r.Unavailable) + "**\n")
		return b.String()
	}
	t := cells(r, o)
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + md(c) + " ")
		}
		b.WriteString("|\n")
	}
	line(t.head)
	for i := range t.head {
		if i < t.texts {
			b.WriteString("| --- ")
		} else {
			b.WriteString("| ---: ")
		}
	}
	b.WriteString("|\n")
	for _, l := range t.lines {
		line(l)
	}
	if t.totals != nil {
		line(t.totals)
		chart(&b, r)
	}
	for _, s := range closing(r, t.left) {
		b.WriteString("\n" + md(s) + "\n")
	}
	return b.String()
}

// chart draws the first column with characters, bar by bar.
func chart(b *strings.Builder, r report.Result) {
	for _, c := range charts(r) {
		wide := 0
		for _, g := range c.bars {
			wide = max(wide, displaywidth.String(g.name))
		}
		b.WriteString("\n```\n" + c.what + "\n")
		for _, g := range c.bars {
			name := strings.ReplaceAll(g.name, "`", "'")
			b.WriteString(name + strings.Repeat(" ", wide-displaywidth.String(g.name)) + " " + strings.TrimRight(strings.Repeat("█", int(g.share*30+0.5))+" "+g.words, " ") + "\n")
		}
		b.WriteString("```\n")
	}
}

// md escapes what Markdown would take for itself.
func md(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]<>|#~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
