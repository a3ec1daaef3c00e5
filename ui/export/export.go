package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"time"

	"daybrief/ui/screen"
)

// Format is how a list is written.
type Format uint8

// The formats.
const (
	CSV Format = iota
	JSON
	Markdown
)

// Formats are all of them, in the order in which they are offered.
func Formats() []Format { return []Format{CSV, JSON, Markdown} }

// String is the format as people call it.
func (f Format) String() string { return [...]string{"CSV", "JSON", "Markdown"}[f] }

// Extension is the end of a file's name.
func (f Format) Extension() string { return [...]string{".csv", ".json", ".md"}[f] }

// Name is the file for a list exported at a time (in the zone of at).
func (f Format) Name(l screen.Listing, at time.Time) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, strings.ToLower(l.Name))
	if name == "" {
		name = "list"
	}
	if len(l.Notes) > 0 {
		name += "-partial" // a table has no place for a note
	}
	return "daybrief-" + name + "-" + at.Format("2006-01-02-1504") + f.Extension()
}

// Write is the list in the format.
func (f Format) Write(l screen.Listing, at time.Time) []byte {
	switch f {
	case JSON:
		return writeJSON(l, at)
	case Markdown:
		return writeMarkdown(l, at)
	}
	return writeCSV(l)
}

// writeCSV begins with the mark by which Excel knows UTF-8.
func writeCSV(l screen.Listing) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	row := make([]string, len(l.Columns))
	put := func(cells []string) {
		for i := range row {
			row[i] = ""
			if i < len(cells) {
				row[i] = harmless(cells[i])
			}
		}
		_ = w.Write(row) // a buffer takes everything
	}
	put(l.Columns)
	for _, r := range l.Rows {
		put(r)
	}
	w.Flush()
	return b.Bytes()
}

// harmless puts an apostrophe before what a spreadsheet would take for a
// formula: a ticket's subject is written by strangers.
func harmless(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// writeJSON writes each row as an object with the columns in their order.
func writeJSON(l screen.Listing, at time.Time) []byte {
	var b bytes.Buffer
	b.WriteString("{\n  \"title\": " + text(l.Title) + ",\n  \"exported_at\": " + text(at.Format(time.RFC3339)) + ",\n")
	if len(l.Notes) > 0 {
		b.WriteString("  \"notes\": " + texts(l.Notes) + ",\n")
	}
	b.WriteString("  \"rows\": [")
	for i, r := range l.Rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    {")
		for c, name := range l.Columns {
			if c > 0 {
				b.WriteString(", ")
			}
			cell := ""
			if c < len(r) {
				cell = r[c]
			}
			b.WriteString(text(name) + ": " + text(cell))
		}
		b.WriteByte('}')
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes()
}

func text(s string) string {
	out, err := json.Marshal(s)
	if err != nil { // text always can be
		return `""`
	}
	return string(out)
}

func texts(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = text(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func writeMarkdown(l screen.Listing, at time.Time) []byte {
	var b strings.Builder
	b.WriteString("# " + plain(l.Title) + "\n\n" + at.Format("2006-01-02 15:04 MST") + "\n\n")
	for _, n := range l.Notes {
		b.WriteString("- " + plain(n) + "\n")
	}
	if len(l.Notes) > 0 {
		b.WriteByte('\n')
	}
	line := func(cells []string) {
		b.WriteByte('|')
		for i := range l.Columns {
			cell := ""
			if i < len(cells) {
				cell = plain(cells[i])
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
	}
	line(l.Columns)
	b.WriteString(strings.Repeat("| --- ", len(l.Columns)) + "|\n")
	for _, r := range l.Rows {
		line(r)
	}
	return []byte(b.String())
}

// plain escapes what Markdown would take for markup or for the end of a cell.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
			continue
		case strings.ContainsRune("\\`*_{}[]<>#|!&~", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
