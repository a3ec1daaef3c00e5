package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybrief/internal/picture"
	"daybrief/ui/uitest"
)

// draw writes what is on the terminal as docs/folder/name.svg, with -update.
func draw(t *testing.T, x *uitest.Term, folder, name string, w, h int) {
	t.Helper()
	if !updating() {
		return
	}
	ground := picture.Dark()
	if strings.HasSuffix(name, "-light") {
		ground = picture.Light()
	}
	path := filepath.Join(docs(folder), name+".svg")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(picture.SVG(w, h, ground, x.Cell)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// docs is a folder of the documentation.
func docs(folder string) string { return filepath.Join("..", "..", "docs", folder) }

// inFolder checks that a folder holds these pictures, no others, and a README
// that leads to each. It reads the folder when the subtests are over.
func inFolder(t *testing.T, folder string, names []string) {
	t.Cleanup(func() {
		readme, err := os.ReadFile(filepath.Join(docs(folder), "README.md"))
		if err != nil {
			t.Error(err)
		}
		for _, name := range names {
			if _, err := os.Stat(filepath.Join(docs(folder), name+".svg")); err != nil {
				t.Errorf("%v; draw it with -update", err)
			}
			if !strings.Contains(string(readme), "("+name+".svg)") {
				t.Errorf("docs/%s/README.md does not lead to %s.svg", folder, name)
			}
		}
		files, _ := filepath.Glob(filepath.Join(docs(folder), "*.svg"))
		for _, f := range files {
			if !slices.Contains(names, strings.TrimSuffix(filepath.Base(f), ".svg")) {
				t.Errorf("%s is a picture that nothing draws", filepath.Base(f))
			}
		}
	})
}
