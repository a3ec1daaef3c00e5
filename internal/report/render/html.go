package render

import (
	"html"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/internal/report"
)

// style is the whole look of the page: nothing is fetched, it prints on A4 in black
// on white, and where a table is wider than a telephone its names stay in sight.
const style = `body{font:15px/1.45 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.3rem;margin:0}p{margin:.3rem 0}.about,.note{color:#57606a}svg{display:block;max-width:46rem;margin:.3rem 0 1rem}
.bar{fill:#1f6feb}.word{fill:#1b1f24;font:13px system-ui,sans-serif}
.wide{overflow-x:auto}td:first-child{min-width:6.5rem}.wide :is(td,th):first-child{position:sticky;left:0;background:#fff;box-shadow:1px 0 #d8dee4}table{border-collapse:separate;border-spacing:0;width:100%}th,td{padding:.25rem .5rem;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tfoot td{font-weight:600;border-bottom:0}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.about,.note{color:#9aa4af}th,td{border-color:#30363d}.wide :is(td,th):first-child{background:#0d1117;box-shadow:1px 0 #30363d}.word{fill:#e6edf3}.bar{fill:#58a6ff}}
@media print{@page{size:A4;margin:14mm}body{color:#000;background:#fff;margin:0;max-width:none;font-size:9px;line-height:1.2}.wide :is(td,th):first-child{position:static;background:#fff;box-shadow:none}.about,.note{color:#000}.word{fill:#000}.bar{fill:#555}th,td{padding:.08rem .3rem}tr{break-inside:avoid}svg{max-width:none;zoom:.5}td:first-child{min-width:0}}`

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
	b.WriteString("<div class=\"wide\"><table>\n<thead><tr>")
	line := func(tag string, cells []string) {
		for i, c := range cells {
			class := ""
			if i >= t.texts {
				class = " class=\"n\""
			}
			b.WriteString("<" + tag + class + ">" + esc(c) + "</" + tag + ">")
		}
		b.WriteString("</tr>\n")
	}
	line("th", t.head)
	b.WriteString("</thead>\n<tbody>\n")
	for _, l := range t.lines {
		b.WriteString("<tr>")
		line("td", l)
	}
	b.WriteString("</tbody>\n")
	if t.totals != nil {
		b.WriteString("<tfoot><tr>")
		line("td", t.totals)
		b.WriteString("</tfoot>\n")
	}
	b.WriteString("</table></div>\n")
	for _, s := range closing(r, t.left) {
		b.WriteString("<p class=\"note\">" + esc(s) + "</p>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
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
