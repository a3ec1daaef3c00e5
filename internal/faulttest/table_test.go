package faulttest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheTableIsTrue: docs/faults.md has a row for every fault that it promises,
// each with a test or the reason why there is none, and every test exists.
func TestTheTableIsTrue(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "docs", "faults.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		if cells := strings.Split(line, "|"); len(cells) == 6 && strings.HasPrefix(line, "| F") {
			rows[strings.TrimSpace(cells[1])] = line
			if !strings.Contains(cells[3], "Test") && !strings.Contains(cells[4], "not here") {
				t.Errorf("no test and no reason: %s", line)
			}
		}
	}
	wanted := []int{113, 114, 115, 116}
	for n := 1; n <= 94; n++ {
		wanted = append(wanted, n)
	}
	for _, n := range wanted {
		id := "F" + itoa(n)
		if n < 10 {
			id = "F0" + itoa(n)
		}
		if rows[id] == "" {
			t.Errorf("%s has no row", id)
		}
	}
	sources := map[string]string{}
	for _, m := range regexp.MustCompile("`([a-z/]+)\\.(Test[A-Za-z]+)`").FindAllStringSubmatch(string(text), -1) {
		if _, ok := sources[m[1]]; !ok {
			files, _ := filepath.Glob(filepath.Join(root, filepath.FromSlash(m[1]), "*_test.go"))
			for _, name := range files {
				b, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				sources[m[1]] += string(b)
			}
		}
		if !strings.Contains(sources[m[1]], "\nfunc "+m[2]+"(t *testing.T)") {
			t.Errorf("there is no %s in %s", m[2], m[1])
		}
	}
	if len(sources) < 8 {
		t.Errorf("only %d packages are named", len(sources))
	}
}
