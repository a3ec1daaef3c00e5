package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/model/assess"
)

// docs/points.md names every reason for points with its default.
func TestPointsAreDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "points.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range assess.PointDefaults() {
		if want := fmt.Sprintf("| `%s` | %d |", r.Key, r.Points); !strings.Contains(string(doc), want) {
			t.Errorf("docs/points.md lacks %s", want)
		}
	}
}
