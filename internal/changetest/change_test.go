package changetest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// change is what adding one of a kind takes: rows that are put before a line of
// a table, and files that are new. Tests and docs do not count.
type change struct {
	kind  string
	most  int                  // files that may be touched
	title string               // of its part in docs/development.md
	rows  map[string][2]string // file → the line before which a row goes, and the row
	files map[string]string    // new file → its text in testdata
}

func changes() []change {
	return []change{
		{
			kind: "section", title: "A section of the briefing", most: 2,
			rows: map[string][2]string{
				"briefing/catalog.go": {"\t\t{id: SectionDataHealth,", "\t\t{id: \"tide\", question: \"When is high water?\", urgent: never, write: tide},\n"},
			},
			files: map[string]string{"briefing/tide.go": "section.go.txt"},
		},
		{
			kind: "column", title: "A column of the ticket list", most: 1,
			rows: map[string][2]string{
				"ui/tickets/columns.go": {"\t}\n}\n\n// columns are those", "\t\t{widget.Column{ID: \"tide\", Title: \"high water\", Min: 10, Max: 10, Rank: 9}, func(*Screen, row) widget.Cell { return widget.Cell{Text: \"in 4 min\"} }, byNumber(func(r row) int64 { return -int64(r.ID) }), nil, false},\n"},
			},
		},
		{
			kind: "wall page", title: "A page of the wall", most: 2,
			rows: map[string][2]string{
				"ui/wall/wall.go": {"\t}\n}\n\n// Screen is the wall.", "\t\t{\"tide\", \"Tide\", nil, drawTide},\n"},
			},
			files: map[string]string{"ui/wall/tide.go": "page.go.txt"},
		},
		{
			kind: "setting", title: "A setting", most: 2, // the other is the one that reads it
			rows: map[string][2]string{
				"internal/settings/screen.go": {"\t\ttoggle(\"ui.mouse\",", "\t\ttoggle(\"ui.tide\", func(s *Settings) *bool { return &s.UI.Tide }),\n"},
				"internal/cli/habits.go":      {"\to.Views, o.Columns =", "\to.Mouse = o.Mouse && !s.UI.Tide\n"},
			},
		},
		{
			kind: "report", title: "A report", most: 2,
			rows:  map[string][2]string{"internal/report/report.go": {"serviceReport(), ", "tideReport(), "}},
			files: map[string]string{"internal/report/tide.go": "report.go.txt"},
		},
		{
			kind: "provider", title: "A way in (provider)", most: 4, // its package, its wiring, its word, where it is chosen
			rows: map[string][2]string{
				"internal/settings/connection.go": {"\"open-connectors\"),\n\t\ttext(\"connection.site\"", "\"tidewater\", "},
				"internal/cli/connect.go":         {"\tif c.Through() {\n\t\treturn connector", "\tif c.Provider == \"tidewater\" {\n\t\treturn p.tidewater(l.Settings, log), nil\n\t}\n"},
			},
			files: map[string]string{"internal/tidewater/provider.go": "provider.go.txt", "internal/cli/tidewater.go": "connect.go.txt"},
		},
	}
}

// The examples in the document for developers are those that are built here.
func TestDevelopmentIsDocumented(t *testing.T) {
	t.Parallel()
	read := func(path ...string) string {
		text, err := os.ReadFile(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	doc := read("..", "..", "docs", "development.md")
	for _, c := range changes() {
		_, part, there := strings.Cut(doc, "\n### "+c.title+"\n")
		part, _, _ = strings.Cut(part, "\n### ")
		if !there {
			t.Errorf("docs/development.md has no part %q", c.title)
		}
		var blocks []string // of code, without their indent
		for i, block := range strings.Split(part, "\n```") {
			if _, code, ok := strings.Cut(block, "\n"); ok && i%2 == 1 {
				blocks = append(blocks, strings.TrimSpace(code))
			}
		}
		wants := func(file, code string) {
			indent := code[:len(code)-len(strings.TrimLeft(code, "\t"))]
			code = strings.TrimSpace(strings.ReplaceAll("\n"+code, "\n"+indent, "\n"))
			if !strings.Contains(part, "`"+file+"`") || !slices.Contains(blocks, code) {
				t.Errorf("%s: docs/development.md does not show this change of %s:\n%s", c.kind, file, code)
			}
		}
		for file, row := range c.rows {
			wants(file, row[1])
		}
		for file, text := range c.files {
			wants(file, read("testdata", text))
		}
	}
}

// TestChange adds one of each kind.
func TestChange(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program anew")
	}
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	o := &overlay{t: t, root: root, dir: t.TempDir(), Replace: map[string]string{}}
	for _, c := range changes() {
		if n := len(c.rows) + len(c.files); n > c.most {
			t.Errorf("a %s takes %d files, more than %d", c.kind, n, c.most)
		}
		for file, row := range c.rows {
			o.insert(file, row[0], row[1])
		}
		for file, text := range c.files {
			o.add(file, text)
		}
	}
	// A setting is a row and its field, in one file.
	o.insert("internal/settings/screen.go", "\t// Columns are those of the ticket list,", "\tTide bool\n")
	o.add("internal/cli/tide_test.go", "inside_test.go.txt")
	cmd := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", o.write(), "-run", "MadeUpKinds", "./internal/cli")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "no tests to run") {
		t.Errorf("%v\n%s", err, out)
	}
}

// overlay is what the go command reads in place of sources.
type overlay struct {
	t         *testing.T
	root, dir string
	Replace   map[string]string
}

// text is a source as it is laid over by now.
func (o *overlay) text(file string) string {
	o.t.Helper()
	path := filepath.Join(o.root, filepath.FromSlash(file))
	if over, ok := o.Replace[path]; ok {
		path = over
	}
	b, err := os.ReadFile(path)
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}

func (o *overlay) put(file, text string) {
	o.t.Helper()
	over := filepath.Join(o.dir, strings.ReplaceAll(file, "/", "_"))
	if err := os.WriteFile(over, []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
	o.Replace[filepath.Join(o.root, filepath.FromSlash(file))] = over
}

func (o *overlay) insert(file, before, row string) {
	o.t.Helper()
	text := o.text(file)
	if strings.Count(text, before) != 1 {
		o.t.Fatalf("%s: %q is there %d times; say where a row goes now", file, before, strings.Count(text, before))
	}
	o.put(file, strings.Replace(text, before, row+before, 1))
}

func (o *overlay) add(file, from string) {
	o.t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", from))
	if err != nil {
		o.t.Fatal(err)
	}
	o.put(file, string(b))
}

func (o *overlay) write() string {
	o.t.Helper()
	b, err := json.Marshal(struct{ Replace map[string]string }{o.Replace})
	if err != nil {
		o.t.Fatal(err)
	}
	path := filepath.Join(o.dir, "overlay.json")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}
