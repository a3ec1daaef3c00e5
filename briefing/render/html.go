package render

import (
	"html"
	"strings"

	"daybrief/briefing"
	"daybrief/model"
)

// style is the whole look of the page: no script, no font and no picture is
// fetched, and it prints in black on white.
const style = `body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.2rem}h2{font-size:1.05rem;margin:1.8rem 0 .2rem}
.tiles{display:flex;flex-wrap:wrap;gap:.5rem 2rem;padding:0;list-style:none}.tiles b{display:block;font-size:1.5rem}
.rule,.note{color:#57606a;margin:.1rem 0}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #d8dee4}
tr.bad .why{color:#a40e26;font-weight:600}tr.quiet{color:#57606a}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.rule,.note,tr.quiet{color:#9aa4af}td,th{border-color:#30363d}tr.bad .why{color:#ff8182}a{color:#79b8ff}}
@media print{body{color:#000;background:#fff;margin:0;max-width:none;font-size:11px}.rule,.note,tr.quiet,tr.bad .why{color:#000}a{color:#000;text-decoration:none}tr{break-inside:avoid}h2{break-after:avoid}}`

// HTML renders one self-contained page without scripts; all text is escaped.
func HTML(b *briefing.Briefing, o Options) []byte {
	var w strings.Builder
	w.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
		esc(headline(b)) + "</title>\n<style>\n" + style + "\n</style>\n</head>\n<body>\n<h1>" + esc(headline(b)) + "</h1>\n<p>" + esc(verdict(b)) + "</p>\n<ul class=\"tiles\">\n")
	for _, f := range tiles(b) {
		w.WriteString("<li><b>" + figure(f) + "</b>" + esc(f.Label) + "</li>\n")
	}
	w.WriteString("</ul>\n")
	for _, why := range absent(b) {
		w.WriteString("<p class=\"note\">" + esc(why) + "</p>\n")
	}
	secs := o.sections(b)
	for i := range secs {
		htmlSection(&w, b, &secs[i], o)
	}
	w.WriteString("</body>\n</html>\n")
	return []byte(w.String())
}

func htmlSection(w *strings.Builder, b *briefing.Briefing, s *briefing.Section, o Options) {
	count := " (" + model.Grouped(s.Count) + ")"
	if s.Unavailable != "" {
		count = ""
	}
	w.WriteString("<section id=\"" + esc(s.ID) + "\">\n<h2>" + esc(s.Question) + count + "</h2>\n")
	if s.Rule != "" {
		w.WriteString("<p class=\"rule\">" + esc(s.Rule) + "</p>\n")
	}
	if s.Unavailable != "" {
		w.WriteString("<p><strong>Not available:</strong> " + esc(s.Unavailable) + "</p>\n")
	}
	if s.Partial != "" {
		w.WriteString("<p class=\"note\"><strong>Note:</strong> " + esc(s.Partial) + "</p>\n")
	}
	if len(s.Items) == 0 && s.Unavailable == "" {
		w.WriteString("<p>Nothing.</p>\n")
	}
	if len(s.Items) > 0 {
		htmlTable(w, b, s, o)
	}
	if cut := o.cut(s); cut != "" {
		w.WriteString("<p class=\"note\">" + cut + "</p>\n")
	}
	w.WriteString("</section>\n")
}

func htmlTable(w *strings.Builder, b *briefing.Briefing, s *briefing.Section, o Options) {
	items := o.shown(s)
	plain := items[0].Kind == briefing.KindNumber || items[0].Kind == briefing.KindSource
	w.WriteString("<table>\n")
	if !plain {
		w.WriteString("<tr><th></th><th>Company</th><th>Summary</th><th>Priority</th><th>Status</th><th>Owner</th><th>Why</th></tr>\n")
	}
	for i := range items {
		it := &items[i]
		w.WriteString("<tr" + toneClass(it.Tone) + ">")
		if plain {
			w.WriteString("<th>" + esc(plainName(it)) + "</th>")
		} else {
			id := esc(label(b, it))
			if href := webLink(it.URL); href != "" {
				id = "<a href=\"" + html.EscapeString(href) + "\">" + id + "</a>"
			}
			w.WriteString("<td>" + id + "</td>")
			for _, text := range []string{it.Company.String(), it.Summary.String(), it.Priority.String(), it.Status.String(), owner(it)} {
				w.WriteString("<td>" + esc(text) + "</td>")
			}
		}
		w.WriteString("<td class=\"why\">" + esc(reasons(it)) + "</td></tr>\n")
	}
	w.WriteString("</table>\n")
}

func toneClass(t briefing.Tone) string {
	switch t {
	case briefing.Bad:
		return " class=\"bad\""
	case briefing.Warn:
		return " class=\"warn\""
	case briefing.Quiet:
		return " class=\"quiet\""
	}
	return ""
}

func esc(s string) string { return html.EscapeString(flat(s)) }
