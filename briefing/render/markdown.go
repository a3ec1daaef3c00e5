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
	w.WriteString(md(oneLine(b.Summary)) + "\n\n")
	d := o.arrange(b)
	if d.now != nil {
		mdNow(&w, b, d.now)
	}
	head, rule, row := "|", "|", "|"
	for _, f := range tiles(b) {
		head, rule, row = head+" "+f.Label+" |", rule+" ---: |", row+" "+figure(f)+" |"
	}
	w.WriteString(head + "\n" + rule + "\n" + row + "\n")
	for _, why := range absent(b) {
		w.WriteString("\n*" + md(why) + "*\n")
	}
	for i := range d.parts {
		mdSection(&w, b, &d.parts[i], o)
	}
	if d.quiet != "" {
		w.WriteString("\n" + md(d.quiet) + "\n")
	}
	return []byte(w.String())
}

// mdNow writes what needs somebody, numbered.
func mdNow(w *strings.Builder, b *briefing.Briefing, s *briefing.Section) {
	w.WriteString("## " + md(s.Question) + "\n\n")
	if words := nowWords(s); words != "" {
		w.WriteString(md(words) + "\n")
	}
	for i := range s.Items {
		it := &s.Items[i]
		line := md(oneLine(it.Sentence()))
		if href := webLink(it.URL); href != "" && it.Kind == briefing.KindTicket {
			id := md("#" + digits(it.ID))
			line = "[" + id + "](<" + href + ">)" + strings.TrimPrefix(line, id)
		}
		if it.Tone == briefing.Bad {
			line = "**!** " + line
		}
		if words := message(b, it); words != "" {
			line += "<br>*" + md(words) + "*"
		}
		w.WriteString(digits(int64(i+1)) + ". " + line + "\n")
	}
	if s.Partial != "" {
		w.WriteString("\n**Note:** " + md(s.Partial) + "\n")
	}
	w.WriteString("\n")
}

func mdSection(w *strings.Builder, b *briefing.Briefing, s *part, o Options) {
	count := " (" + model.Grouped(s.Count) + s.Plus() + ")"
	if s.Unavailable != "" {
		count = ""
	}
	w.WriteString("\n## " + md(s.Question) + count + "\n")
	if s.Rule != "" && o.All {
		w.WriteString("\n*" + md(s.Rule) + "*\n")
	}
	if s.Unavailable != "" {
		w.WriteString("\n**Not available:** " + md(s.Unavailable) + "\n")
		if also := s.likewise(); also != "" {
			w.WriteString("\n**Not available** " + md(also) + "\n")
		}
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
	if len(s.items) > 0 {
		mdTable(w, b, s.items)
	}
	if more := s.more(); more != "" {
		w.WriteString("\n" + md(more) + "\n")
	}
}

// mdTable writes a section's rows: names and words for figures and sources, a
// wider table for tickets and visits.
func mdTable(w *strings.Builder, b *briefing.Briefing, items []*briefing.Item) {
	if plain(items[0]) {
		w.WriteString("\n| Item | Details |\n| --- | --- |\n")
		for _, it := range items {
			name := md(plainName(it))
			if !plain(it) { // a ticket among figures, as in the section my-time
				name = mdLabel(b, it) + " " + name
			}
			w.WriteString("| " + name + " | " + md(reasons(it)) + " |\n")
		}
		return
	}
	w.WriteString("\n| | Company | Summary | Priority | Status | Owner | Why |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, it := range items {
		id := mdLabel(b, it)
		why := md(reasons(it))
		if it.Tone == briefing.Bad {
			why = "**" + why + "**"
		}
		cells := []string{id, md(it.Company.String()), md(it.Summary.String()), md(it.Priority.String()), md(it.Status.String()), md(owner(it)), why}
		w.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
}

// mdLabel is what a row is called, as a link where there is one.
func mdLabel(b *briefing.Briefing, it *briefing.Item) string {
	id := md(label(b, it))
	if href := webLink(it.URL); href != "" {
		return "[" + id + "](<" + href + ">)"
	}
	return id
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
