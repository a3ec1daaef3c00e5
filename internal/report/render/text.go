package render

import (
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/internal/report"
	"daybrief/model"
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
		columns(&b, t)
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

// columns writes a table: words to the left, figures to the right.
func columns(b *strings.Builder, t table) {
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
	list, what := bars(r)
	if len(list) == 0 {
		return
	}
	wide := 0
	for _, g := range list {
		wide = max(wide, displaywidth.String(g.name))
	}
	b.WriteString("\n```\n" + what + "\n")
	for _, g := range list {
		name := strings.ReplaceAll(g.name, "`", "'")
		b.WriteString(name + strings.Repeat(" ", wide-displaywidth.String(g.name)) + " " + strings.TrimRight(strings.Repeat("█", int(g.share*30+0.5))+" "+g.words, " ") + "\n")
	}
	b.WriteString("```\n")
}

// How many groups a chart shows.
const (
	barsAtMost  = 20
	spansAtMost = 31 // of days, weeks, months
)

type bar struct {
	name, words string
	currency    string  // at the end of the name; empty: none
	share       float64 // of the longest
}

// bars are the groups of a chart, with what it shows; none where the first figure
// says nothing. Of many it has the latest, or those that stand first.
func bars(r report.Result) (out []bar, what string) {
	col, groups := r.Report.Columns[0], r.Groups
	what = col.Title
	switch r.Ask.By {
	case "day", "week", "month":
		if n := len(groups) - spansAtMost; n > 0 {
			what += ", the last " + strconv.Itoa(spansAtMost) + " of " + model.Grouped(len(groups))
			groups = groups[n:]
		}
	default:
		if len(groups) > barsAtMost {
			what += ", the first " + strconv.Itoa(barsAtMost) + " of " + model.Grouped(len(groups))
			groups = groups[:barsAtMost]
		}
	}
	most := 0.0
	for _, g := range groups {
		if g.Values[0] != nil {
			most = max(most, *g.Values[0])
		}
	}
	if most <= 0 {
		return nil, what
	}
	for _, g := range groups {
		v := bar{name: label(g), currency: g.Currency, words: Figure(g.Values[0], col.Unit, r.AtLeast)}
		if g.Values[0] != nil {
			v.share = max(0, *g.Values[0]/most)
		}
		out = append(out, v)
	}
	return out, what
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
