package render

import (
	"strings"

	"daybrief/briefing"
	"daybrief/model"
)

// Markdown renders CommonMark with tables (GitHub's flavour). Everything that
// strangers wrote is escaped, so that it reads as text wherever it is pasted.
func Markdown(b *briefing.Briefing, o Options) []byte {
	var w strings.Builder
	w.WriteString("# " + md(headline(b)) + "\n\n")
	if v := verdict(b); v != "" {
		w.WriteString(v + "\n\n")
	}
	head, rule, row := "|", "|", "|"
	for _, f := range tiles(b) {
		head, rule, row = head+" "+f.Label+" |", rule+" ---: |", row+" "+figure(f)+" |"
	}
	w.WriteString(head + "\n" + rule + "\n" + row + "\n")
	for _, why := range absent(b) {
		w.WriteString("\n*" + md(why) + "*\n")
	}
	secs := o.sections(b)
	for i := range secs {
		mdSection(&w, b, &secs[i], o)
	}
	return []byte(w.String())
}

func mdSection(w *strings.Builder, b *briefing.Briefing, s *briefing.Section, o Options) {
	count := " (" + model.Grouped(s.Count) + ")"
	if s.Unavailable != "" {
		count = ""
	}
	w.WriteString("\n## " + md(s.Question) + count + "\n")
	if s.Rule != "" {
		w.WriteString("\n*" + md(s.Rule) + "*\n")
	}
	if s.Unavailable != "" {
		w.WriteString("\n**Not available:** " + md(s.Unavailable) + "\n")
	}
	if s.Partial != "" {
		w.WriteString("\n**Note:** " + md(s.Partial) + "\n")
	}
	if len(s.Items) == 0 {
		if s.Unavailable == "" {
			w.WriteString("\nNothing.\n")
		}
		return
	}
	mdTable(w, b, s, o)
	if cut := o.cut(s); cut != "" {
		w.WriteString("\n" + cut + "\n")
	}
}

// mdTable writes a section's rows: names and words for figures and sources, a
// wider table for tickets and visits.
func mdTable(w *strings.Builder, b *briefing.Briefing, s *briefing.Section, o Options) {
	items := o.shown(s)
	if k := items[0].Kind; k == briefing.KindNumber || k == briefing.KindSource {
		w.WriteString("\n| What | How it is |\n| --- | --- |\n")
		for i := range items {
			w.WriteString("| " + md(plainName(&items[i])) + " | " + md(reasons(&items[i])) + " |\n")
		}
		return
	}
	w.WriteString("\n| | Company | Summary | Priority | Status | Owner | Why |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for i := range items {
		it := &items[i]
		id := md(label(b, it))
		if href := webLink(it.URL); href != "" {
			id = "[" + id + "](<" + href + ">)"
		}
		why := md(reasons(it))
		if it.Tone == briefing.Bad {
			why = "**" + why + "**"
		}
		cells := []string{id, md(it.Company.String()), md(it.Summary.String()), md(it.Priority.String()), md(it.Status.String()), md(owner(it)), why}
		w.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
}

// plainName is the name of a row of figures or of a source.
func plainName(it *briefing.Item) string {
	if it.Kind == briefing.KindSource {
		return it.Summary.String() + " " + it.Status.String()
	}
	return it.Summary.String()
}

// md escapes text so that Markdown shows it as it is: no emphasis, code, link,
// table cell, HTML, heading or automatic link can come of it.
func md(s string) string {
	s = flat(s)
	var w strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '#', '$':
			w.WriteByte('\\')
		case ':':
			if strings.HasPrefix(s[i:], "://") {
				w.WriteByte('\\')
			}
		case '.':
			if i >= 3 && strings.EqualFold(s[i-3:i], "www") {
				w.WriteByte('\\')
			}
		case '-', '+':
			if i == 0 { // a list
				w.WriteByte('\\')
			}
		}
		w.WriteByte(c)
	}
	return w.String()
}

// webLink is an address that may be put behind a link: http or https, with
// what could end the link or the attribute encoded; "" when it is no such one.
func webLink(s string) string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return ""
	}
	var w strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"'`\\|()", c) >= 0:
			const hex = "0123456789ABCDEF"
			w.Write([]byte{'%', hex[c>>4], hex[c&15]})
		default:
			w.WriteByte(c)
		}
	}
	return w.String()
}
