package cli

import (
	"os"
	"path/filepath"
	"regexp"
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

// Every link and picture leads to a file that is there.
func TestDocumentsLinkToWhatIsThere(t *testing.T) {
	t.Parallel()
	links := 0
	for path, text := range documents(t) {
		for _, m := range regexp.MustCompile(`\]\(([^)#\s]+)`).FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if links < 20 {
		t.Errorf("only %d links were found", links)
	}
}

// Every command and every flag of ours in the documents is one of the program's.
func TestDocumentsNameRealCommands(t *testing.T) {
	t.Parallel()
	found := 0
	for path, text := range documents(t) {
		shell := false
		for _, line := range strings.Split(text, "\n") {
			if fence, ok := strings.CutPrefix(line, "```"); ok {
				shell = fence == "sh"
			}
			if _, after, ok := strings.Cut(line, "| daybrief "); shell && ok {
				line = "daybrief " + after
			}
			if line = strings.TrimSpace(line); shell && strings.HasPrefix(line, "daybrief ") {
				line = "`" + strings.TrimSuffix(line, "\\") + "`"
			}
			for _, words := range commandLines(line) {
				found++
				if bad := unknownWord(Commands(), words); bad != "" {
					t.Errorf("%s: %q is no word of %q", path, bad, "daybrief "+strings.Join(words, " "))
				}
			}
		}
	}
	if found < 40 {
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

// commandLines are the words after "daybrief" or "go run ." in a line's code.
func commandLines(line string) (out [][]string) {
	var codes []string
	if strings.HasPrefix(line, "go run . ") {
		codes = append(codes, line)
	}
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1) {
		codes = append(codes, m[1])
	}
	for _, code := range codes {
		code, _, _ = strings.Cut(code, "#")
		rest, ok := strings.CutPrefix(code, "daybrief ")
		if !ok {
			rest, ok = strings.CutPrefix(code, "go run . ")
		}
		if ok {
			rest, _, _ = strings.Cut(rest, "|"+" ")
			out = append(out, strings.Fields(rest))
		}
	}
	return out
}

// unknownWord is the first word that is neither a command nor a flag there; ""
// when all are. Alternatives stand like path\|show.
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
		case cmd.HasSubCommands() && regexp.MustCompile(`^[a-z\\|-]+$`).MatchString(w):
			here := cmd
			for _, one := range strings.FieldsFunc(w, func(r rune) bool { return r == '\\' || r == '|' }) {
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
