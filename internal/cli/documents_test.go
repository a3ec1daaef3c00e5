package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// documents are the README and everything below docs, by their path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	add := func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[path] = string(text)
	}
	add(filepath.Join("..", "..", "README.md"))
	add(filepath.Join("..", "..", "CHANGELOG.md"))
	err := filepath.WalkDir(filepath.Join("..", "..", "docs"), func(path string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			add(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every link and picture leads to a file that is there, and to a heading of it.
func TestDocumentsLinkToWhatIsThere(t *testing.T) {
	t.Parallel()
	links, parts := 0, 0
	texts := documents(t)
	html := regexp.MustCompile(`(?:src|href)="([^"]*)"|(?m:^\[[^\]]+\]:\s+(\S+))`) // and links that stand below a text
	for path, text := range texts {
		text = html.ReplaceAllString(text, "](${1}${2})")
		for _, m := range regexp.MustCompile(`\]\(([^)#\s]*)(?:#([^)\s]+))?`).FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			links++
			to := path
			if m[1] != "" {
				to = filepath.Join(filepath.Dir(path), filepath.FromSlash(m[1]))
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if m[2] == "" {
				continue
			}
			if parts++; !slices.Contains(headings(texts[to]), m[2]) {
				t.Errorf("%s: %s has no heading %q", path, to, m[2])
			}
		}
	}
	if links < 20 || parts < 3 {
		t.Errorf("only %d links were found, %d to headings", links, parts)
	}
}

// headings are the names that links call a document's headings by.
func headings(text string) (names []string) {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(text, -1) {
		name := regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(strings.ToLower(m[1]), "")
		names = append(names, strings.ReplaceAll(name, " ", "-"))
	}
	return names
}

// Every command and every flag of ours in the documents is one of the program's.
func TestDocumentsNameRealCommands(t *testing.T) {
	t.Parallel()
	found := 0
	for path, text := range documents(t) {
		for _, words := range commandLines(text) {
			found++
			if bad := unknownWord(Commands(), words); bad != "" {
				t.Errorf("%s: %q is no word of %q", path, bad, "daybrief "+strings.Join(words, " "))
			}
		}
	}
	if found < 120 {
		t.Errorf("only %d command lines were found", found)
	}
}

// Every setting that the documents name with its table is one.
func TestDocumentsNameRealSettings(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile(filepath.Join("..", "..", "config.example.toml"))
	if err != nil {
		t.Fatal(err)
	}
	known, table := map[string]bool{}, ""
	for line := range strings.Lines(string(example)) {
		if m := regexp.MustCompile(`^\[(.+)\]`).FindStringSubmatch(line); m != nil {
			table = m[1]
		} else if key, _, ok := strings.Cut(line, " ="); ok {
			known["["+table+"] "+key] = true
		}
	}
	found := 0
	for path, text := range documents(t) {
		for _, m := range regexp.MustCompile("`(\\[[a-z.-]+\\] [a-z_]+)").FindAllStringSubmatch(text, -1) {
			if found++; !known[m[1]] {
				t.Errorf("%s: there is no setting %s", path, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d settings were found", found)
	}
}

// Every key that the documents for newcomers name in a sentence is in a table of
// keys, which is made from the bindings.
func TestDocumentsNameRealKeys(t *testing.T) {
	t.Parallel()
	text := func(name string) string { return fileText(filepath.Join("..", "..", filepath.FromSlash(name))) }
	code := regexp.MustCompile("`([^`\\s]+)`")
	keys, found := map[string]bool{}, 0
	for line := range strings.Lines(text("docs/screens/README.md") + text("docs/wall.md")) {
		for _, cell := range strings.SplitN(line, " | ", 2)[:1] {
			for _, m := range code.FindAllStringSubmatch(cell, -1) {
				keys[m[1]] = strings.HasPrefix(line, "| `") || keys[m[1]]
			}
		}
	}
	one := regexp.MustCompile(`^(\S|ctrl\+\S|shift\+\S+|enter|esc|tab|space|f\d)$`)
	for _, name := range []string{"README.md", "docs/quickstart.md", "docs/faq.md", "docs/alerts.md", "docs/privacy.md", "docs/windows.md", "docs/reports.md", "docs/points.md", "docs/history.md"} {
		for _, m := range code.FindAllStringSubmatch(text(name), -1) {
			if !one.MatchString(m[1]) || m[1] == "^" || m[1] == "&" || m[1] == ";" { // signs in links
				continue
			}
			if found++; !keys[m[1]] {
				t.Errorf("%s: %q is no key of any screen", name, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d keys were found", found)
	}
}

// commandLines are the words after each "daybrief" or "go run ." of a document
// that is a command: in code of a sentence, in an indented line, in a block that has a
// language, and after the prompt of a transcript, which has none.
func commandLines(text string) (out [][]string) {
	called := regexp.MustCompile("(?:^|[\\s|\"'])(?:daybrief|go run \\.) ([^|>;\"'`#]+)")
	fenced, language := false, ""
	for _, line := range strings.Split(regexp.MustCompile(`\\\n\s*`).ReplaceAllString(text, ""), "\n") {
		if after, ok := strings.CutPrefix(line, "```"); ok {
			fenced, language = !fenced, after
			continue
		}
		var codes []string
		switch {
		case fenced && language == "":
			if strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "$ ") {
				codes = append(codes, line[2:])
			}
		case fenced, strings.HasPrefix(line, "    "):
			codes = append(codes, strings.TrimSpace(line))
		default:
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1) {
				codes = append(codes, strings.ReplaceAll(m[1], `\|`, "/"))
			}
		}
		for _, code := range codes {
			for _, m := range called.FindAllStringSubmatch(code, -1) {
				out = append(out, strings.Fields(m[1]))
			}
		}
	}
	return out
}

// unknownWord is the first word that is neither a command nor a flag there; ""
// when all are. Alternatives stand like path/show.
func unknownWord(cmd *cobra.Command, words []string) string {
	for _, w := range words {
		name, isFlag := strings.CutPrefix(w, "--")
		switch {
		case w == "--": // what follows is no flag
			return ""
		case isFlag:
			name = regexp.MustCompile(`[^a-z-].*`).ReplaceAllString(name, "")
			if name != "help" && name != "version" && cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
				return w
			}
		case cmd.HasSubCommands() && regexp.MustCompile(`^[a-z/-]+$`).MatchString(w):
			here := cmd
			for _, one := range strings.Split(w, "/") {
				next, _, err := here.Find([]string{one})
				if err != nil || next == here {
					return one
				}
				cmd = next
			}
		}
	}
	return ""
}
