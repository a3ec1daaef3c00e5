package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code that a fault of product usage or of the gateway has stands in its page
// of docs.
func TestUsageCodesAreDocumented(t *testing.T) {
	t.Parallel()
	var doc string
	for _, name := range []string{"usage.md", "gateway.md"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		doc += string(b)
	}
	var files []string
	for _, where := range []string{"mixpanel/*.go", "mixpanel/hub/*.go", "rest/party.go", "elements/*.go", "cli/usage*.go"} {
		list, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(where)))
		if err != nil || len(list) == 0 {
			t.Fatal(where, err)
		}
		files = append(files, list...)
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
		for _, m := range regexp.MustCompile(`(?:[bB]ad\(|badBase\(|[pP]roblem\(model\.[A-Za-z]+, |Code: |absent\(err, |code[A-Z][A-Za-z]+ += )"([a-z0-9-]+)"`).FindAllStringSubmatch(string(b), -1) {
			found++
			general := strings.HasSuffix(m[1], "-") || m[1] == "timed-out" || m[1] == "proxy-login" || m[1] == "bad-request" || m[1] == "not-found" // as everywhere
			if !general && !strings.Contains(doc, "`"+m[1]+"`") {
				t.Errorf("%s is neither in docs/usage.md nor in docs/gateway.md", m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d codes were found", found)
	}
}
