package connectwise

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTML is how much of an HTML body is looked at.
const maxHTML = 256 << 10

// looksLikeHTML reports whether text contains a tag that mail programs write.
// "a < b" and "<jdoe@example.com>" are text.
func looksLikeHTML(s string) bool {
	for i := 0; i < len(s) && i < maxHTML; i++ {
		if s[i] != '<' {
			continue
		}
		name := tagName(s[i+1:])
		if name == "" || !closes(s[i+1:]) {
			continue
		}
		switch atom.Lookup([]byte(name)) {
		case atom.Html, atom.Head, atom.Body, atom.Div, atom.P, atom.Br, atom.Span, atom.Table, atom.Tr, atom.Td, atom.Tbody,
			atom.Ul, atom.Ol, atom.Li, atom.A, atom.B, atom.I, atom.U, atom.Strong, atom.Em, atom.Font, atom.Style, atom.Script,
			atom.Meta, atom.Img, atom.Hr, atom.H1, atom.H2, atom.H3, atom.H4, atom.Pre, atom.Blockquote, atom.Center, atom.Label:
			return true
		}
	}
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(s[:min(len(s), 64)])), "<!doctype html")
}

// tagName is the name of the tag that begins here, lower case; "" when what
// follows is no tag.
func tagName(s string) string {
	s = strings.TrimPrefix(s[:min(len(s), 24)], "/")
	end := strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	if end <= 0 || !strings.ContainsRune(" \t\r\n/>", rune(s[end])) {
		return ""
	}
	return strings.ToLower(s[:end])
}

// closes reports whether a tag ends before the next one begins.
func closes(s string) bool {
	i := strings.IndexAny(s, "<>")
	return i >= 0 && s[i] == '>'
}

// htmlText reduces HTML to its visible text. It is one pass over the tokens,
// so its cost grows with the length only, whatever the nesting.
func htmlText(s string) string {
	if len(s) > maxHTML {
		s = s[:maxHTML]
	}
	z := html.NewTokenizer(strings.NewReader(s))
	w := textWriter{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(w.b.String())
		case html.TextToken:
			w.text(string(z.Text()))
		case html.StartTagToken:
			t := z.Token()
			w.start(&t)
		case html.SelfClosingTagToken:
			t := z.Token()
			w.block(t.DataAtom)
		case html.EndTagToken:
			t := z.Token()
			w.end(t.Data, t.DataAtom)
		}
	}
}

// textWriter collects text. While it skips a hidden element it counts elements
// of the same name, to find the end tag that belongs to it.
type textWriter struct {
	b      strings.Builder
	skip   string
	depth  int
	pre    int
	blank  bool // a space is due before the next word
	breaks int  // line breaks at the end of what was written
}

func (w *textWriter) start(t *html.Token) {
	if w.skip != "" {
		if t.Data == w.skip {
			w.depth++
		}
		return
	}
	if isVoid(t.DataAtom) {
		w.block(t.DataAtom)
		return
	}
	if isHidden(t) {
		w.skip, w.depth = t.Data, 1
		return
	}
	if t.DataAtom == atom.Pre {
		w.pre++
	}
	w.block(t.DataAtom)
	if t.DataAtom == atom.Li {
		w.word("- ")
	}
}

func (w *textWriter) end(name string, a atom.Atom) {
	if w.skip != "" {
		if name == w.skip {
			if w.depth--; w.depth == 0 {
				w.skip = ""
			}
		}
		return
	}
	if a == atom.Pre && w.pre > 0 {
		w.pre--
	}
	w.block(a)
}

// text writes words; the tokenizer has decoded the entities.
func (w *textWriter) text(s string) {
	if w.skip != "" || s == "" {
		return
	}
	if w.pre > 0 {
		w.word(s)
		return
	}
	for i, f := range strings.FieldsFunc(s, isHTMLSpace) {
		if i > 0 || isHTMLSpace(rune(s[0])) {
			w.blank = true
		}
		w.word(f)
	}
	if isHTMLSpace(rune(s[len(s)-1])) {
		w.blank = true
	}
}

func (w *textWriter) word(s string) {
	if s == "" {
		return
	}
	if w.blank && w.b.Len() > 0 && w.breaks == 0 {
		w.b.WriteByte(' ')
	}
	w.b.WriteString(s)
	w.blank, w.breaks = false, 0
}

// block breaks the line where a browser would; paragraphs get an empty line.
func (w *textWriter) block(a atom.Atom) {
	want := 0
	switch a {
	case atom.Br:
		want = min(w.breaks+1, 2)
	case atom.Div, atom.Tr, atom.Li, atom.Ul, atom.Ol, atom.Hr, atom.Pre, atom.Section, atom.Article, atom.Header, atom.Footer:
		want = 1
	case atom.P, atom.Table, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		want = 2
	case atom.Td, atom.Th:
		w.blank = true
	}
	if w.b.Len() == 0 {
		return
	}
	for w.breaks < want {
		w.b.WriteByte('\n')
		w.breaks++
	}
}

func isHTMLSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Area, atom.Base, atom.Col, atom.Embed, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isHidden reports whether an element is not shown by a mail program.
func isHidden(t *html.Token) bool {
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Svg, atom.Select, atom.Textarea:
		return true
	}
	for _, a := range t.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all") ||
				strings.Contains(style, "font-size:0;") || strings.HasSuffix(style, "font-size:0") || strings.Contains(style, "font-size:0px") {
				return true
			}
		}
	}
	return false
}
