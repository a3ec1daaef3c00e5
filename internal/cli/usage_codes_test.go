package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code that package mixpanel gives a fault stands in docs/usage.md.
func TestUsageCodesAreDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "usage.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("..", "mixpanel", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:c\.bad\(|bad\(|badBase\(|c\.problem\(model\.[A-Za-z]+, )"([a-z0-9-]+)"`).FindAllStringSubmatch(string(b), -1) {
			found++
			general := m[1] == "refused-" || m[1] == "timed-out" || m[1] == "proxy-login" || m[1] == "bad-request" // as everywhere
			if !general && !strings.Contains(string(doc), "`"+m[1]+"`") {
				t.Errorf("%s is not in docs/usage.md", m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d codes were found", found)
	}
}
