package render

import (
	"html"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/internal/report"
)

// style is the whole look of the page: nothing is fetched, and it prints on A4 in black
// on white. What is wider than a page scrolls, and its names stay in sight; on a
// telephone each line of a wide table is a card instead, with every figure in sight.
const style = `body{font:15px/1.45 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.3rem;margin:0}p{margin:.3rem 0}.about,.note{color:#57606a}svg{display:block;max-width:46rem;margin:.3rem 0 1rem}
.bar{fill:#1f6feb}.word{fill:#1b1f24;font:13px system-ui,sans-serif}
.wide{overflow-x:auto}td:first-child{min-width:6.5rem}.wide :is(td,th):first-child{position:sticky;left:0;background:#fff;box-shadow:1px 0 #d8dee4}table{border-collapse:separate;border-spacing:0;width:100%}th,td{padding:.25rem .5rem;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tfoot td{font-weight:600;border-bottom:0}
.day{white-space:nowrap}.small table{font-size:.8rem}.small :is(th,td){padding:.2rem .3rem}
@media screen and (max-width:40rem){.cards :is(table,tbody,tfoot){display:block}.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.6rem,1fr));gap:.15rem .6rem;padding:.5rem 0;border-bottom:1px solid #d8dee4}.cards :is(td,td.n){border:0;padding:0;text-align:left;white-space:normal;overflow-wrap:anywhere}
.cards td:first-child{grid-column:1/-1;font-weight:600;position:static;box-shadow:none}.cards td:empty{display:none}.cards td[data-of]::before{content:attr(data-of);display:block;font-size:.8rem;font-weight:400;color:#57606a}}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.about,.note{color:#9aa4af}th,td,.cards tr{border-color:#30363d}.cards td[data-of]::before{color:#9aa4af}.wide :is(td,th):first-child{background:#0d1117;box-shadow:1px 0 #30363d}.word{fill:#e6edf3}.bar{fill:#58a6ff}}
@media print{@page{size:A4;margin:14mm}body{color:#000;background:#fff;margin:0;max-width:none;font-size:9px;line-height:1.2}.wide :is(td,th):first-child{position:static;background:#fff;box-shadow:none}.about,.note{color:#000}.word{fill:#000}.bar{fill:#555}th,td,.small :is(th,td){padding:.08rem .3rem}.small table{font-size:8px}tr{break-inside:avoid}svg{max-width:none;zoom:.5}td:first-child{min-width:0}}`

// asHTML is one self-contained page without scripts; all text is escaped.
func asHTML(r report.Result, o Options) string {
	var b strings.Builder
	question, about := title(r)
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
		esc(question) + "</title>\n<style>\n" + style + "\n</style>\n</head>\n<body>\n<h1>" + esc(question) + "</h1>\n<p class=\"about\">" + esc(about) + "</p>\n")
	if r.Unavailable != "" {
		b.WriteString("<p><strong>" + esc(r.Unavailable) + "</strong></p>\n</body>\n</html>\n")
		return b.String()
	}
	t := cells(r, o)
	if t.totals != nil {
		svg(&b, r)
	}
	t.html(&b)
	for _, s := range closing(r, t.left) {
		b.WriteString("<p class=\"note\">" + esc(s) + "</p>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

// cardsFrom is from how many columns on a telephone shows cards.
const cardsFrom = 4

// smallFrom is from how many columns on a table is set smaller.
const smallFrom = 12

// html writes the table. Cells of one that may be shown as cards name their column.
func (t table) html(b *strings.Builder) {
	class, cards := "wide", len(t.head) >= cardsFrom
	if cards {
		class += " cards"
	}
	if len(t.head) >= smallFrom {
		class += " small"
	}
	b.WriteString("<div class=\"" + class + "\"><table>\n<thead>")
	line := func(tag string, cells []string) {
		b.WriteString("<tr>")
		for i, c := range cells {
			b.WriteString("<" + tag)
			switch {
			case i >= t.texts:
				b.WriteString(" class=\"n\"")
			case t.head[i] == "Day":
				b.WriteString(" class=\"day\"")
			}
			if cards && tag == "td" && i > 0 {
				b.WriteString(" data-of=\"" + esc(t.head[i]) + "\"")
			}
			b.WriteString(">" + esc(c) + "</" + tag + ">")
		}
		b.WriteString("</tr>\n")
	}
	line("th", t.head)
	b.WriteString("</thead>\n<tbody>\n")
	for _, l := range t.lines {
		line("td", l)
	}
	b.WriteString("</tbody>\n")
	if t.totals != nil {
		b.WriteString("<tfoot>")
		line("td", t.totals)
		b.WriteString("</tfoot>\n")
	}
	b.WriteString("</table></div>\n")
}

func esc(s string) string { return html.EscapeString(s) }

// svg draws the first column as bars, each below its words, and says them all to
// those who can't see it. It is as wide as its page: nothing in it shrinks on a
// telephone.
func svg(b *strings.Builder, r report.Result) {
	const line = 30
	for _, c := range charts(r) {
		said := make([]string, len(c.bars))
		for i, g := range c.bars {
			said[i] = g.name + " " + g.words
		}
		b.WriteString("<p class=\"about\">" + esc(c.what) + "</p>\n<svg role=\"img\" width=\"100%\" height=\"" + strconv.Itoa(line*len(c.bars)) + "\" aria-label=\"" + esc(c.what+": "+strings.Join(said, ", ")) + "\">\n<title>" + esc(c.what) + "</title>\n")
		for i, g := range c.bars {
			y := strconv.Itoa(line*i + 14)
			b.WriteString("<text class=\"word\" x=\"0\" y=\"" + y + "\">" + esc(short(g)) + "</text>" +
				"<text class=\"word\" x=\"100%\" y=\"" + y + "\" text-anchor=\"end\">" + esc(g.words) + "</text>" +
				"<rect class=\"bar\" x=\"0\" y=\"" + strconv.Itoa(line*i+18) + "\" width=\"" + strconv.FormatFloat(g.share*100, 'f', 2, 64) + "%\" height=\"7\" rx=\"2\"/>\n")
		}
		b.WriteString("</svg>\n")
	}
}

// short is a name that fits beside a bar, also in a font whose letters are wide. The
// currency at its end is never what is cut.
func short(g bar) string {
	if g.currency == "" {
		return displaywidth.TruncateString(g.name, 32, "…")
	}
	end := ", " + g.currency
	return displaywidth.TruncateString(strings.TrimSuffix(g.name, end), 32-len(end), "…") + end
}
