package render

import (
	"html"
	"strings"

	"daybrief/briefing"
	"daybrief/model"
)

// style is the whole look of the page: no script, no font and no picture is
// fetched, and it prints in black on white.
const style = `body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.1rem}h2{font-size:1.05rem;margin:1.6rem 0 .2rem}.sum{font-size:1.05rem}ol{padding-left:1.6rem}li{margin:.25rem 0}li p{margin:0;font-weight:400;font-style:italic}
.tiles{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;padding:0;list-style:none}.tiles b{display:block;font-size:1.4rem}
.rule,.note,small{color:#57606a}.rule,.note{margin:.1rem 0}table{border-collapse:collapse;width:100%;table-layout:fixed}
td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #d8dee4;overflow-wrap:anywhere}
td.id{width:5.5rem}td.why{width:42%}li.bad,tr.bad .why{color:#a40e26;font-weight:600}tr.quiet{color:#57606a}
@media(max-width:40rem){body{margin:.6rem auto}table,tbody,tr,td{display:block;width:auto}td{border:0;padding:0}td.id,td.why{width:auto}tr{border-bottom:1px solid #d8dee4;padding:.4rem 0}}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.rule,.note,small,tr.quiet{color:#9aa4af}td,tr{border-color:#30363d}li.bad,tr.bad .why{color:#ff8182}a{color:#79b8ff}}
@media print{html{font-size:9px}body{color:#000;background:#fff;margin:0;padding:0;max-width:none;font-size:1rem;line-height:1.22}h2{margin:.7rem 0 0}.rule,.note,small,tr.quiet,li.bad,tr.bad .why{color:#000}a{color:#000;text-decoration:none}td{padding:.05rem .5rem .05rem 0}tr{break-inside:avoid}h2{break-after:avoid}}`

// HTML renders one self-contained page without scripts; all text is escaped.
func HTML(b *briefing.Briefing, o Options) []byte {
	var w strings.Builder
	w.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
		esc(headline(b)) + "</title>\n<style>\n" + style + "\n</style>\n</head>\n<body>\n<h1>" + esc(headline(b)) + "</h1>\n<p class=\"sum\">" + esc(oneLine(b.Summary)) + "</p>\n")
	d := o.arrange(b)
	if d.now != nil {
		htmlNow(&w, b, d.now)
	}
	w.WriteString("<ul class=\"tiles\">\n")
	for _, f := range tiles(b) {
		w.WriteString("<li><b>" + figure(f) + "</b>" + esc(f.Label) + "</li>\n")
	}
	w.WriteString("</ul>\n")
	for _, why := range absent(b) {
		w.WriteString("<p class=\"note\">" + esc(why) + "</p>\n")
	}
	for i := range d.parts {
		htmlSection(&w, b, &d.parts[i], o)
	}
	if d.quiet != "" {
		w.WriteString("<p class=\"note\">" + esc(d.quiet) + "</p>\n")
	}
	w.WriteString("</body>\n</html>\n")
	return []byte(w.String())
}

// htmlNow writes what needs somebody, numbered.
func htmlNow(w *strings.Builder, b *briefing.Briefing, s *briefing.Section) {
	w.WriteString("<section id=\"now\">\n<h2>" + esc(s.Question) + "</h2>\n")
	if words := nowWords(s); words != "" {
		w.WriteString("<p>" + esc(words) + "</p>\n")
	}
	if len(s.Items) > 0 {
		w.WriteString("<ol>\n")
		for i := range s.Items {
			it := &s.Items[i]
			line := esc(oneLine(it.Sentence()))
			if href := webLink(it.URL); href != "" && it.Kind == briefing.KindTicket {
				id := "#" + digits(it.ID)
				line = "<a href=\"" + html.EscapeString(href) + "\">" + id + "</a>" + strings.TrimPrefix(line, id)
			}
			if words := message(b, it); words != "" {
				line += "<p>" + esc(words) + "</p>"
			}
			w.WriteString("<li" + toneClass(it.Tone) + ">" + line + "</li>\n")
		}
		w.WriteString("</ol>\n")
	}
	if s.Partial != "" {
		w.WriteString("<p class=\"note\"><strong>Note:</strong> " + esc(s.Partial) + "</p>\n")
	}
	w.WriteString("</section>\n")
}

func htmlSection(w *strings.Builder, b *briefing.Briefing, s *part, o Options) {
	count := " (" + model.Grouped(s.Count) + s.Plus() + ")"
	if s.Unavailable != "" {
		count = ""
	}
	w.WriteString("<section id=\"" + esc(s.ID) + "\">\n<h2>" + esc(s.Question) + count + "</h2>\n")
	if s.Rule != "" && o.All {
		w.WriteString("<p class=\"rule\">" + esc(s.Rule) + "</p>\n")
	}
	if s.Unavailable != "" {
		w.WriteString("<p><strong>Not available:</strong> " + esc(s.Unavailable) + "</p>\n")
		if also := s.likewise(); also != "" {
			w.WriteString("<p><strong>Not available</strong> " + esc(also) + "</p>\n")
		}
	}
	if s.Partial != "" {
		w.WriteString("<p class=\"note\"><strong>Note:</strong> " + esc(s.Partial) + "</p>\n")
	}
	if len(s.Items) == 0 && s.Unavailable == "" {
		w.WriteString("<p>Nothing.</p>\n")
	}
	if len(s.items) > 0 {
		htmlTable(w, b, s.items)
	}
	if more := s.more(); more != "" {
		w.WriteString("<p class=\"note\">" + esc(more) + "</p>\n")
	}
	w.WriteString("</section>\n")
}

// htmlTable writes rows with the same columns in every section: number, what,
// why. On a phone the parts of a row stand below each other.
func htmlTable(w *strings.Builder, b *briefing.Briefing, items []*briefing.Item) {
	w.WriteString("<table>\n")
	for _, it := range items {
		id := esc(label(b, it))
		if href := webLink(it.URL); href != "" {
			id = "<a href=\"" + html.EscapeString(href) + "\">" + id + "</a>"
		}
		var facts []string
		for _, text := range []string{it.Company.String(), it.Priority.String(), it.Status.String(), it.Owner.String()} {
			if text != "" && !plain(it) {
				facts = append(facts, esc(text))
			}
		}
		what := esc(plainName(it))
		if !plain(it) {
			what += "<br><small>" + strings.Join(facts, " · ") + "</small>"
		}
		w.WriteString("<tr" + toneClass(it.Tone) + "><td class=\"id\">" + id + "</td><td class=\"what\">" + what + "</td><td class=\"why\">" + esc(reasons(it)) + "</td></tr>\n")
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
