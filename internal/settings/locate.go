package settings

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// place is where a key stands in the file: line and column from 1, the column
// in characters. The zero place is unknown.
type place struct{ line, col int }

// locate finds the place of every key and table of a document that is valid
// TOML. Paths are dotted; tables of an array have their number in them:
// "view.0.name". The decoder gives no positions, so this walks the text again;
// it must end on any input, and knows nothing of values but where they stop.
func locate(doc string) map[string]place {
	l := &locator{doc: doc, at: map[string]place{}, tables: map[string]int{}, lines: lineStarts(doc)}
	for l.pos < len(l.doc) {
		start := l.pos
		switch c := l.doc[l.pos]; {
		case c == '[':
			l.header()
		case c == '#':
			l.skipLine()
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			l.pos++
		default:
			l.pair(l.table, "\n")
		}
		if l.pos == start {
			l.pos++ // not TOML after all: go on behind it
		}
	}
	return l.at
}

type locator struct {
	doc    string
	pos    int
	table  string
	at     map[string]place
	tables map[string]int // how many tables of an array there were
	lines  []int
}

// header reads [a.b] or [[a]].
func (l *locator) header() {
	start, array := l.pos, strings.HasPrefix(l.doc[l.pos:], "[[")
	for l.pos < len(l.doc) && l.doc[l.pos] == '[' {
		l.pos++
	}
	path := l.keys("", "]")
	if array {
		n := l.tables[path]
		l.tables[path]++
		l.note(path, start)
		path = join(path, strconv.Itoa(n))
	}
	l.note(path, start)
	l.table = path
	l.skipLine()
}

// pair reads key = value, up to a line end or to what closes the inline table.
func (l *locator) pair(table, stop string) {
	start := l.pos
	path := l.keys(table, "="+stop)
	l.note(path, start)
	if l.pos < len(l.doc) && l.doc[l.pos] == '=' {
		l.pos++
		l.value(path)
	}
}

// keys reads a dotted key up to one of the stop characters, which stays unread.
func (l *locator) keys(path, stop string) string {
	part := strings.Builder{}
	for l.pos < len(l.doc) && !strings.ContainsRune(stop, rune(l.doc[l.pos])) {
		switch c := l.doc[l.pos]; c {
		case '"':
			part.WriteString(unescaped(l.quoted()))
			continue
		case '\'':
			part.WriteString(l.quoted())
			continue
		case '.':
			path = join(path, part.String())
			part.Reset()
		case ' ', '\t', '\r':
		default:
			part.WriteByte(c)
		}
		l.pos++
	}
	return join(path, part.String())
}

// value skips a value and notes the keys of inline tables in it.
func (l *locator) value(path string) {
	l.skipBlank()
	if l.pos >= len(l.doc) {
		return
	}
	switch c := l.doc[l.pos]; c {
	case '"', '\'':
		l.quoted()
	case '[', '{':
		l.inside(path, c)
	default:
		for l.pos < len(l.doc) && !strings.ContainsRune(",]}#\n", rune(l.doc[l.pos])) {
			l.pos++
		}
	}
}

// inside walks through a list or an inline table.
func (l *locator) inside(path string, open byte) {
	l.pos++
	for n := 0; l.pos < len(l.doc); {
		start := l.pos
		switch c := l.doc[l.pos]; {
		case c == ']' || c == '}':
			l.pos++
			return
		case c == '#':
			l.skipLine()
		case c == ',' || c == ' ' || c == '\t' || c == '\r' || c == '\n':
			l.pos++
		case open == '{':
			l.pair(path, ",}\n")
		default:
			l.value(join(path, strconv.Itoa(n)))
			n++
		}
		if l.pos == start {
			l.pos++
		}
	}
}

// quoted reads any of the four kinds of string and returns what is in it,
// escapes untouched.
func (l *locator) quoted() string {
	q := l.doc[l.pos : l.pos+1]
	if strings.HasPrefix(l.doc[l.pos:], q+q+q) {
		q += q + q
	}
	l.pos += len(q)
	start := l.pos
	for l.pos < len(l.doc) {
		switch {
		case strings.HasPrefix(l.doc[l.pos:], q):
			text := l.doc[start:l.pos]
			l.pos += len(q)
			// Up to two quotes may stand before the closing three.
			for len(q) == 3 && l.pos < len(l.doc) && l.doc[l.pos] == q[0] {
				l.pos++
			}
			return text
		case q[0] == '"' && l.doc[l.pos] == '\\':
			l.pos++
		}
		l.pos++
	}
	l.pos = len(l.doc)
	return l.doc[min(start, l.pos):]
}

// unescaped reads the escapes that TOML and Go share.
func unescaped(s string) string {
	if u, err := strconv.Unquote(`"` + s + `"`); err == nil {
		return u
	}
	return s
}

func (l *locator) skipBlank() {
	for l.pos < len(l.doc) && strings.ContainsRune(" \t\r\n", rune(l.doc[l.pos])) {
		l.pos++
	}
}

func (l *locator) skipLine() {
	if i := strings.IndexByte(l.doc[l.pos:], '\n'); i >= 0 {
		l.pos += i + 1
		return
	}
	l.pos = len(l.doc)
}

// note keeps the first place of a path.
func (l *locator) note(path string, pos int) {
	if _, known := l.at[path]; !known {
		l.at[path] = l.place(pos)
	}
}

// place finds the line by halving: a file may have many keys.
func (l *locator) place(pos int) place {
	pos = min(max(pos, 0), len(l.doc))
	line := sort.SearchInts(l.lines, pos+1) - 1
	before := l.doc[l.lines[line]:pos]
	if len(before) > 4096 {
		return place{line + 1, len(before) + 1} // nobody counts characters there
	}
	return place{line + 1, utf8.RuneCountInString(before) + 1}
}

// lineStarts lists where each line begins.
func lineStarts(doc string) []int {
	starts := []int{0}
	for i := range len(doc) {
		if doc[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func join(path, part string) string {
	if path == "" {
		return part
	}
	return path + "." + part
}
