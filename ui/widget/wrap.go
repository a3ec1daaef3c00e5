package widget

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Wrap breaks text into lines of at most w cells: at blanks where it can,
// inside a word where it must. Line feeds stay, runs of empty lines become
// one, indentation is kept up to a quarter of the width. It stops after limit
// lines (0: no limit); more tells that it did. Time is linear in the text.
func Wrap(text string, w, limit int) (lines []string, more bool) {
	if w <= 0 {
		return nil, text != ""
	}
	for par := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		par = strings.TrimRight(Plain(par), " ")
		if par == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		if limit > 0 && len(lines) >= limit {
			return lines[:limit], true
		}
		lines = wrapLine(lines, par, w, limit)
	}
	if limit > 0 && len(lines) > limit {
		return lines[:limit], true
	}
	return lines, false
}

// Lines are at most limit lines of a text, as Wrap breaks it; where there is more,
// the last of them ends with dots: what is cut has to look cut.
func Lines(text string, w, limit int, dots string) []string {
	lines, more := Wrap(text, w, limit)
	if last := len(lines) - 1; more && last >= 0 {
		lines[last] = strings.TrimRight(Truncate(lines[last], w-Width(dots), ""), " ") + dots
	}
	return lines
}

// Lay breaks text into lines of w cells between the parts that sep joins, where a
// part fits: a line that goes on ends with tail in its place. Wrap does the rest.
func Lay(text, sep, tail string, w int) string {
	var b strings.Builder
	used := 0
	for i, part := range strings.Split(text, sep) {
		n := Width(part) + Width(tail)
		switch {
		case i == 0:
		case used+Width(sep)-Width(tail)+n <= w:
			b.WriteString(sep)
			used += Width(sep) - Width(tail)
		default:
			b.WriteString(tail + "\n")
			used = 0
		}
		b.WriteString(part)
		used += n
	}
	return b.String()
}

// wrapLine appends the lines of one paragraph; it goes at most one line past
// the limit, so that the caller can tell that there is more.
func wrapLine(lines []string, par string, w, limit int) []string {
	body := strings.TrimLeft(par, " ")
	indent := Spaces(min(len(par)-len(body), w/4))
	var b strings.Builder
	b.WriteString(indent)
	used, empty := len(indent), true
	flush := func() {
		lines = append(lines, b.String())
		b.Reset()
		b.WriteString(indent)
		used, empty = len(indent), true
	}
	for word := range strings.SplitSeq(body, " ") {
		n := broad(word)
		if !empty && used+1+n > w {
			flush()
		}
		if !empty {
			b.WriteByte(' ')
			used++
		}
		for n > w-used && (limit == 0 || len(lines) <= limit) {
			var head string
			var taken int
			head, word, taken = breakWord(word, w-used)
			b.WriteString(head)
			flush()
			n -= taken
		}
		if limit > 0 && len(lines) > limit {
			return lines
		}
		b.WriteString(word)
		used, empty = used+n, false
	}
	return append(lines, b.String())
}

// breakWord takes at most w cells off a word, and always something: a sign too
// wide for the line becomes "?". It reads no further than it takes, so that
// breaking a word of a megabyte stays linear.
func breakWord(word string, w int) (head, rest string, cells int) {
	g := displaywidth.StringGraphemes(word)
	n := 0
	for g.Next() {
		cw := clusterCells(g.Value())
		if n == 0 && cw > w {
			return "?", word[len(g.Value()):], cw
		}
		if cells+cw > w {
			break
		}
		cells += cw
		n += len(g.Value())
	}
	return word[:n], word[n:], cells
}

// broad is the most cells that any terminal gives the text.
func broad(s string) int {
	if plainASCII(s) {
		return len(s)
	}
	n := 0
	g := displaywidth.StringGraphemes(s)
	for g.Next() {
		n += clusterCells(g.Value())
	}
	return n
}
