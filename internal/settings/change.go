package settings

import (
	"errors"
	"io/fs"
	"strings"

	"daybrief/internal/ownfile"
)

// Named lists the settings that a configuration file names itself, by their
// dotted path; what is not in it has its default. No file names nothing.
func Named(path string) (map[string]bool, error) {
	data, _, err := ownfile.Read(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	doc, _ := decode(data)
	out := map[string]bool{}
	for name := range locate(doc) {
		out[name] = true
	}
	return out, nil
}

// Change writes the settings to a file, whole or not at all, for the owner only,
// and keeps what people have written there: only the values that differ are
// replaced, comments and order stay. A file that is not there yet begins as
// start, a commented text with the defaults. ownFolder is true when the folder
// is daybrief's own. A file that can't be read as settings is left alone.
func Change(path string, s Settings, ownFolder bool, start string) error {
	text := start
	data, _, err := ownfile.Read(path, maxFile)
	switch {
	case err == nil:
		var bad string
		if text, bad = decode(data); bad != "" {
			return &ownfile.Fault{Path: path, What: "is left as it was: " + bad}
		}
		if _, err := Parse(path, data); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	changed := changed(text, s)
	if got, err := Parse(path, []byte(changed)); err != nil || got.encode(schema(Kinds{})) != s.encode(schema(Kinds{})) {
		// The text has a form that can't be changed in place: write it anew.
		changed = s.encode(schema(Kinds{}))
		if _, err := Parse(path, []byte(changed)); err != nil {
			return err
		}
	}
	_ = ownfile.Sweep(path)
	return ownfile.Write(path, []byte(changed), ownfile.Options{OwnFolder: ownFolder})
}

// changed replaces the values in a text that differ from the settings.
func changed(text string, s Settings) string {
	old, err := Parse("", []byte(text))
	if err != nil {
		return ""
	}
	for _, row := range schema(Kinds{}) {
		if v := row.show(&s); v != row.show(&old) {
			text = put(text, row.path, v)
		}
	}
	for _, v := range s.Views[min(len(old.Views), len(s.Views)):] {
		var b strings.Builder
		b.WriteString("\n[[view]]\n")
		for _, row := range viewSchema() {
			b.WriteString(row.path + " = " + row.show(&v) + "\n")
		}
		text = strings.TrimRight(text, "\n") + "\n" + b.String()
	}
	return text
}

// put sets one value, where its key stands, else at the top of its table, else
// in a new table at the end.
func put(text, path, value string) string {
	table, name := split(path)
	places := locate(text)
	if at, there := places[path]; there {
		if from, to, ok := valueAt(text, at); ok {
			return text[:from] + value + text[to:]
		}
		return text
	}
	line := name + " = " + value + "\n"
	if at, there := places[table]; there {
		from := lineStarts(text)[at.line-1]
		head, rest, _ := strings.Cut(text[from:], "\n")
		return text[:from] + head + "\n" + line + rest
	}
	if text = strings.TrimRight(text, "\n"); text != "" {
		text += "\n\n"
	}
	return text + "[" + table + "]\n" + line
}

// valueAt finds the bytes of the value whose key stands at a place.
func valueAt(text string, at place) (from, to int, ok bool) {
	l := &locator{doc: text, at: map[string]place{}, tables: map[string]int{}, lines: lineStarts(text)}
	l.pos = l.lines[at.line-1]
	for range at.col - 1 { // columns count characters
		l.pos += len(string([]rune(text[l.pos:min(l.pos+4, len(text))])[:1]))
	}
	l.keys("", "=\n")
	if l.pos >= len(text) || text[l.pos] != '=' {
		return 0, 0, false
	}
	l.pos++
	l.skipBlank()
	from = l.pos
	l.value("x")
	return from, from + len(strings.TrimRight(text[from:l.pos], " \t")), true
}
