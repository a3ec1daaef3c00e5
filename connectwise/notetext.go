package connectwise

import (
	"strings"

	"golang.org/x/net/html"

	"daybrief/model"
)

// noteText makes a note readable and disarms it. Mail that arrived as HTML, RTF
// and Markdown are reduced to their text, and entities are decoded before that
// text is cleaned, so that what they stand for is cleaned as well.
func noteText(s string, markdown bool) model.Text {
	s = withoutData(s)
	switch {
	case looksLikeRTF(s):
		return model.CleanLines(rtfText(s))
	case markdown:
		return model.CleanLines(markdownText(s))
	case looksLikeHTML(s):
		return model.CleanLines(htmlText(s))
	}
	return model.CleanLines(entities(s))
}

// entities decodes the entities of a text that is no HTML: programs that write
// notes leave them behind. Only whole ones are: "?a=1&copy=2" is an address.
func entities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	const longest = 12
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), longest)], ';')
		if end < 0 || strings.ContainsAny(s[1:end], "& ") {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		b.WriteString(html.UnescapeString(s[:end+1]))
		s = s[end+1:]
	}
}

const (
	// leastData is how long a run of base64 has to be to be taken for a file: no
	// word, path or key is.
	leastData = 300
	dataWord  = "[file]"
)

// withoutData replaces files that stand in the text as base64, pictures most of
// all, by a word. They would hide what stands below them.
func withoutData(s string) string {
	if len(s) < leastData {
		return s
	}
	var b strings.Builder
	from := 0 // up to here s is in b
	for i := 0; i < len(s); {
		if !isBase64(s[i]) {
			i++
			continue
		}
		start := i
		for i < len(s) && isBase64(s[i]) {
			i++
		}
		if i-start < leastData || !mixed(s[start:i]) {
			continue
		}
		head := dataURI(s[from:start])
		b.WriteString(s[from : start-head])
		b.WriteString(dataWord)
		from = i
	}
	if from == 0 {
		return s
	}
	return b.String() + s[from:]
}

func isBase64(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '='
}

// mixed tells data from a line of one letter, or of one case.
func mixed(s string) bool {
	return strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyz") && strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && strings.ContainsAny(s, "0123456789")
}

// dataURI is how long the "data:image/png;base64," is in which a text ends.
func dataURI(s string) int {
	const longest = 120
	tail := s[max(0, len(s)-longest):]
	if i := strings.LastIndex(tail, "data:"); i >= 0 && strings.HasSuffix(tail, ";base64,") && !strings.ContainsAny(tail[i:], " \n\"'()") {
		return len(tail) - i
	}
	return 0
}
