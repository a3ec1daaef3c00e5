package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says, for each package of ours, which other packages of ours its code
// may import. A pattern that ends in "/..." stands for everything below. A
// package that is not listed may not exist: give it a room first.
func rooms() map[string][]string {
	domain := []string{"model"}
	judging := []string{"model", "model/assess", "model/usage"}
	drawing := []string{"model", "model/assess", "model/usage", "internal/psa", "briefing", "ui/layout", "ui/theme"}
	onScreen := append([]string{"ui/screen", "ui/widget"}, drawing...)
	return map[string][]string{
		"":                   {"internal/cli"},
		"model":              {},
		"model/assess":       {"model", "model/usage"}, // the one judgement of every ticket
		"model/usage":        domain,                   // the one judgement of product usage
		"connectwise":        {"model", "internal/rest"},
		"connectwise/cwtest": {"model", "connectwise"},
		"connectwise/check":  {"model", "connectwise"}, // what is wrong with a connection, and who mends it
		"briefing":           judging,
		"briefing/render":    {"model", "model/assess", "briefing"},
		"internal/wake":      {}, // when the machine has slept
		"internal/environ":   {}, // programs and variables of an environment that was handed down
		"internal/ownfile":   {}, // files that only their owner can read
		"internal/settings":  {"model", "internal/ownfile"},
		"internal/secret":    {"model", "internal/ownfile", "internal/environ"},
		"internal/feed":      {"model", "internal/psa"},
		"internal/store":     {"model", "internal/ownfile"},
		"internal/history":   {"model", "internal/psa", "internal/ownfile"},
		"internal/notify":    {"model", "model/assess", "internal/environ"},
		"internal/terminal":  {"internal/environ", "internal/terminal/painter"}, // what comes in, what goes out, and how it ends
		"internal/picture":   {},                                                // pictures of terminal screens, for docs
		"internal/cli":       {"..."},
		"internal/faulttest": {}, // tests of the whole program, which may drive anything
		"internal/soak":      {"..."},
		"internal/measure":   {"..."},          // how fast and how quiet the whole program is
		"internal/tempdir":   {},               // temporary folders for tests, also on Windows
		"internal/golden":    {},               // what tests draw, against files in testdata
		"internal/release":   {"internal/cli"}, // makes archives and packages; no part of the program

		"internal/report":                {"model", "internal/psa"}, // answers about a period, pure
		"internal/report/render":         {"model", "internal/report"},
		"internal/terminal/painter":      {},                                                                             // frames, as the few bytes that differ
		"internal/rest":                  domain,                                                                         // HTTP, as far as all clients share it
		"internal/elements":              {"model", "internal/psa", "internal/rest", "connectwise", "connectwise/check"}, // the gateway as a way in
		"internal/elements/elementstest": {"connectwise/cwtest", "internal/mixpanel/mixpaneltest"},                       // a gateway in memory
		"internal/mixpanel":              {"model", "internal/rest"},                                                     // product usage, as Mixpanel counts it
		"internal/mixpanel/hub":          {"model", "internal/rest", "internal/elements", "internal/mixpanel"},           // product usage through a gateway
		"internal/mixpanel/mixpaneltest": {"connectwise/cwtest"},                                                         // a Mixpanel in memory
		"internal/psa":                   domain,                                                                         // what every way in must offer
		"internal/feed/hub":              {"model", "model/assess", "internal/feed"},                                     // one poller, many readers
		"internal/changetest":            {},                                                                             // tests that build the program with one more of each kind
		"connectwise/adapter":            {"model", "internal/psa", "connectwise", "connectwise/check"},                  // the client as a way in

		"ui/layout":    {},
		"ui/theme":     {},
		"ui/screen":    drawing,
		"ui/widget":    drawing,
		"ui/find":      domain,
		"ui/export":    {"ui/screen"},
		"ui/brief":     onScreen,
		"ui/ticket":    onScreen,
		"ui/tickets":   onScreen,
		"ui/schedule":  onScreen,
		"ui/companies": onScreen,
		"ui/reports":   append([]string{"internal/report", "internal/report/render"}, onScreen...), // pure figures, and how they are written
		"ui/wall":      onScreen,
		"ui/setup":     onScreen,
		"ui":           {"ui/...", "briefing", "model", "model/assess", "internal/psa", "internal/feed", "internal/feed/hub"},
		"ui/uitest":    {"ui", "ui/...", "briefing", "model", "internal/psa", "internal/feed", "internal/feed/hub", "internal/terminal/painter"},
	}
}

// pure lists the packages that read no clock, no chance, no file and no
// network, and what gives such a read away.
func pure() []string {
	return []string{"model", "model/assess", "model/usage", "briefing", "briefing/render", "internal/report", "internal/report/render", "ui/layout", "ui/theme", "ui/widget", "ui/screen",
		"ui/find", "ui/export", "ui/brief", "ui/ticket", "ui/tickets", "ui/schedule", "ui/companies", "ui/wall"}
}

func impure() []string {
	return []string{"os", "net", "net/http", "math/rand", "math/rand/v2", "io/fs"}
}

// limits keep a file what one sitting can hold. Word lists are data.
const (
	maxFileLines = 300
	maxFuncLines = 50
)

type source struct {
	name string // slash path below the root
	pkg  string // its directory, "" for the root
	test bool
	fset *token.FileSet
	file *ast.File
	text string
}

func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.name, s.fset.Position(n.Pos()).Line)
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, p, b, parser.ParseComments)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(p)
		pkg := path.Dir(name)
		if pkg == "." {
			pkg = ""
		}
		out = append(out, source{name, pkg, strings.HasSuffix(name, "_test.go"), fset, f, string(b)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func ours(spec *ast.ImportSpec) (string, bool) {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return "", false
	}
	return strings.CutPrefix(p, "daybrief/")
}

func allowed(list []string, pkg string) bool {
	for _, a := range list {
		if dir, below := strings.CutSuffix(a, "..."); below && strings.HasPrefix(pkg, dir) || a == pkg {
			return true
		}
	}
	return false
}

// TestImportOrder is the law of who may know whom (README, "The map").
func TestImportOrder(t *testing.T) {
	t.Parallel()
	law := rooms()
	for _, s := range sources(t) {
		list, known := law[s.pkg]
		if !known {
			t.Errorf("%s: package %q has no room; say in rooms() what it may import", s.name, s.pkg)
			continue
		}
		if s.test {
			continue // a test may drive a neighbour: cwtest, uitest
		}
		for _, spec := range s.file.Imports {
			if p, mine := ours(spec); mine && !allowed(list, p) {
				t.Errorf("%s: %q may not import %q", s.at(spec), s.pkg, p)
			}
			if s.pkg == "model" && strings.Contains(strings.SplitN(spec.Path.Value, "/", 2)[0], ".") {
				t.Errorf("%s: model imports the standard library only", s.at(spec))
			}
		}
	}
}

// TestLawBites proves that the comparison can fail.
func TestLawBites(t *testing.T) {
	t.Parallel()
	law := rooms()
	for _, c := range []struct {
		from, to string
		ok       bool
	}{
		{"model", "connectwise", false}, {"briefing", "connectwise", false}, {"ui", "connectwise", false},
		{"ui", "internal/settings", false}, {"ui/brief", "ui/tickets", false}, {"ui/brief", "ui", false},
		{"connectwise", "internal/feed", false}, {"ui/theme", "model", false},
		{"ui", "ui/brief", true}, {"internal/cli", "connectwise/cwtest", true}, {"ui/brief", "ui/widget", true},
	} {
		if got := allowed(law[c.from], c.to); got != c.ok {
			t.Errorf("%s → %s: allowed %v", c.from, c.to, got)
		}
	}
}

// TestPurePackages: what draws or decides takes the time as an argument.
func TestPurePackages(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || !slices.Contains(pure(), s.pkg) {
			continue
		}
		for _, spec := range s.file.Imports {
			if p, err := strconv.Unquote(spec.Path.Value); err == nil && slices.Contains(impure(), p) {
				t.Errorf("%s: pure package %q imports %s", s.at(spec), s.pkg, p)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer"}, sel.Sel.Name) {
				t.Errorf("%s: pure package %q reads the clock", s.at(n), s.pkg)
			}
			return true
		})
	}
}

// TestNoMutablePackageVariables: one global costs parallel tests for ever.
// Interface assertions (var _ I = …) and errors.New sentinels may stay, and an
// embedded file or what the linker sets, which nobody writes to.
func TestNoMutablePackageVariables(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, d := range s.file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				if !harmless(g, v) {
					t.Errorf("%s: package variable %s; pass it in, or make it a function or a constant", s.at(v), v.Names[0].Name)
				}
			}
		}
	}
}

func harmless(g *ast.GenDecl, v *ast.ValueSpec) bool {
	if v.Names[0].Name == "_" {
		return true
	}
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc == nil {
			continue
		}
		if last := doc.List[len(doc.List)-1].Text; strings.Contains(last, "//go:embed") || strings.Contains(last, "the linker sets it") {
			return true
		}
	}
	if len(v.Values) != 1 {
		return false
	}
	call, ok := v.Values[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "errors" && sel.Sel.Name == "New"
}

// TestSizes: the tail is what makes a codebase ugly, never the median.
func TestSizes(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		if n := strings.Count(s.text, "\n"); n > maxFileLines {
			t.Errorf("%s: %d lines, more than %d; split it by meaning", s.name, n, maxFileLines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || wordList(f) {
				continue
			}
			if n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1; n > maxFuncLines {
				t.Errorf("%s: %s has %d lines, more than %d", s.at(f), f.Name.Name, n, maxFuncLines)
			}
		}
	}
}

// wordList reports whether a function does nothing but return a literal.
func wordList(f *ast.FuncDecl) bool {
	if f.Body == nil || len(f.Body.List) != 1 {
		return false
	}
	r, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return false
	}
	_, lit := r.Results[0].(*ast.CompositeLit)
	return lit
}

// TestEveryPackageIntroducesItself in a doc.go.
func TestEveryPackageIntroducesItself(t *testing.T) {
	t.Parallel()
	has, all := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		all[s.pkg] = true
		if path.Base(s.name) == "doc.go" && s.file.Doc != nil || s.pkg == "" && s.file.Doc != nil {
			has[s.pkg] = true
		}
	}
	for pkg := range all {
		if !has[pkg] {
			t.Errorf("package %q has no doc.go", pkg)
		}
	}
}

// TestOnlyTheThemeNamesColours keeps the palette in one room.
func TestOnlyTheThemeNamesColours(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || s.pkg == "ui/theme" {
			continue
		}
		for _, word := range []string{"lipgloss.Color(", ".Foreground(", ".Background(", "\\x1b[3", "\\x1b[4", "ansi.RGBColor"} {
			if strings.HasPrefix(s.pkg, "ui") && strings.Contains(s.text, word) {
				t.Errorf("%s: names a colour (%s); only ui/theme does", s.name, word)
			}
		}
	}
}

// TestNoExitBelowMain: only a main ends a program.
func TestNoExitBelowMain(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || s.file.Name.Name == "main" {
			continue
		}
		for _, word := range []string{"os.Exit(", "log.Fatal", "log.Panic"} {
			if strings.Contains(s.text, word) {
				t.Errorf("%s: %s ends the program; return an error", s.name, word)
			}
		}
	}
}
