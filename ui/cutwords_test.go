package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What is cut looks cut: who breaks a text into so many lines and drops whether there
// was more would show half a sentence as if it were all. widget.Lines says it.
func TestNoTextIsCutInSilence(t *testing.T) {
	t.Parallel()
	drops := regexp.MustCompile(`, _ :?= widget\.Wrap\(.*`)
	found := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, call := range drops.FindAllString(string(b), -1) {
			found++
			if !strings.HasSuffix(call, ", 0)") && !strings.Contains(call, "this terminal is smaller") && !strings.Contains(call, "p.thick") {
				t.Errorf("%s: %s", path, call)
			}
		}
		return err
	})
	if err != nil || found == 0 {
		t.Fatal(found, err)
	}
}
