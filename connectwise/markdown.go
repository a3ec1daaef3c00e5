package connectwise

import (
	"strings"
	"unicode"
)

// markdownText reduces Markdown to what it says: no backslashes, no stars, links
// with their address. It is one pass over the lines.
func markdownText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "<br>", "\n", "<br/>", "\n", "<br />", "\n").Replace(s)
	var out []string
	fence := ""
	for line := range strings.SplitSeq(s, "\n") {
		trimmed := strings.TrimSpace(line)
		if mark := fenceOf(trimmed); mark != "" && (fence == "" || strings.HasPrefix(mark, fence)) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
			continue
		}
		if fence != "" {
			out = append(out, line) // code is what it is
			continue
		}
		out = append(out, markdownLine(line))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// fenceOf is the mark that begins or ends a block of code.
func fenceOf(line string) string {
	for _, c := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, c)); n >= 3 {
			return strings.Repeat(c, n)
		}
	}
	return ""
}

// markdownLine is one line without the signs of a heading, a list or a table.
func markdownLine(line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	text := strings.TrimSpace(line)
	if rest := strings.TrimLeft(text, "#"); len(text)-len(rest) <= 6 && strings.HasPrefix(rest, " ") {
		text, indent = strings.TrimRight(rest, "# "), ""
	}
	switch {
	case isRule(text):
		text = ""
	case len(text) > 1 && strings.ContainsRune("*+-", rune(text[0])) && text[1] == ' ':
		text = "- " + markdownSpans(strings.TrimSpace(text[2:]))
	case strings.HasPrefix(text, "|") && strings.HasSuffix(text, "|") && len(text) > 1:
		if strings.Trim(text, "|-: ") == "" {
			return "" // the line under a table's head
		}
		text = markdownSpans(strings.TrimSpace(strings.ReplaceAll(strings.Trim(text, "|"), "|", " ")))
	default:
		text = markdownSpans(text)
	}
	return strings.TrimRight(indent+strings.TrimSpace(text), " \t")
}

func isRule(text string) bool {
	bare := strings.ReplaceAll(text, " ", "")
	return len(bare) >= 3 && (strings.Trim(bare, "-") == "" || strings.Trim(bare, "*") == "" || strings.Trim(bare, "_") == "")
}

// markdownSpans takes off escapes and emphasis, and writes links out.
func markdownSpans(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		rest := s[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1 && isPunct(rest[1]):
			b.WriteByte(rest[1])
			i += 2
		case rest[0] == '[', strings.HasPrefix(rest, "!["):
			text, n := markdownLink(rest)
			b.WriteString(text)
			i += n
		default:
			n, hidden := emphasis(s, i)
			if !hidden {
				b.WriteString(rest[:n])
			}
			i += n
		}
	}
	return entities(b.String())
}

func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !isWordByte(c) }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// emphasis is how many equal signs stand at i, and whether they are emphasis or
// code: not inside a word ("snake_case", "3*4") nor by themselves.
func emphasis(s string, i int) (n int, hidden bool) {
	c := s[i]
	if c != '*' && c != '_' && c != '`' && c != '~' {
		return 1, false
	}
	for n = 1; i+n < len(s) && s[i+n] == c; {
		n++
	}
	before, after := i > 0 && !unicode.IsSpace(rune(s[i-1])), i+n < len(s) && !unicode.IsSpace(rune(s[i+n]))
	inside := before && after && isWordByte(s[i-1]) && isWordByte(s[i+n])
	return n, (before || after) && (c != '~' || n == 2) && n <= 3 && (!inside || c != '_' && n > 1)
}

// markdownLink writes a link as its text and its address, and a picture as its
// name. n is how much of s that was.
func markdownLink(s string) (text string, n int) {
	picture := s[0] == '!'
	open := strings.IndexByte(s, '[')
	const longest = 2000
	part := s[:min(len(s), longest)]
	mid := strings.Index(part, "](")
	if mid < 0 || strings.ContainsRune(part[open+1:mid], '[') {
		return s[:open+1], open + 1
	}
	end := strings.IndexByte(part[mid:], ')')
	if end < 0 {
		return s[:open+1], open + 1
	}
	name, address := part[open+1:mid], strings.TrimSpace(part[mid+2:mid+end])
	address, _, _ = strings.Cut(address, " ") // a title may follow
	address = strings.Trim(address, "<>")
	name = strings.TrimSpace(name)
	switch {
	case picture && name == "":
		name = dataWord
	case picture, address == "", address == name, address == "mailto:"+name, name != "" && !strings.Contains(address, ":"):
	case name == "":
		name = address
	default:
		name += " (" + strings.ReplaceAll(address, "\\", "") + ")"
	}
	return strings.ReplaceAll(name, "\\", ""), mid + end + 1
}
