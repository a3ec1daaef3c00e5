package export_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/ui/export"
	"daybrief/ui/screen"
)

func at() time.Time { return time.Date(2026, 3, 10, 15, 4, 0, 0, time.UTC) }

func list(rows ...[]string) screen.Listing {
	return screen.Listing{Name: "tickets", Title: "All <open> tickets", Columns: []string{"number", "summary"}, Rows: rows}
}

func TestName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"tickets": "daybrief-tickets-2026-03-10-1504.csv", "../Ä b": "daybrief-b-2026-03-10-1504.csv", "": "daybrief-list-2026-03-10-1504.csv"} {
		if got := export.CSV.Name(screen.Listing{Name: name}, at()); got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

func TestFormulasAreTexts(t *testing.T) {
	t.Parallel()
	out := string(export.CSV.Write(list([]string{"1", "=HYPERLINK(\"http://x\")"}, []string{"2", "+1"}, []string{"3", "-2"}, []string{"4", "@SUM"}, []string{"5", "a=b"}, []string{"6"}), at()))
	for _, want := range []string{"\ufeffnumber,summary\r\n", `"'=HYPERLINK(""http://x"")"`, "2,'+1", "3,'-2", "4,'@SUM", "5,a=b", "6,\r\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestMarkdownHasNoMarkup(t *testing.T) {
	t.Parallel()
	out := string(export.Markdown.Write(list([]string{"1", "a|b <img src=x> [x](y)\nz"}), at()))
	want := "# All \\<open\\> tickets\n\n2026-03-10 15:04 UTC\n\n| number | summary |\n| --- | --- |\n| 1 | a\\|b \\<img src=x\\> \\[x\\](y) z |\n"
	if out != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
}

// TestEveryTextComesBack: whatever strangers write, rows and cells stay what
// they were, and no cell begins like a formula.
func TestEveryTextComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.String(), 2, 2), 0, 5).Draw(t, "rows")
		var doc struct{ Rows []map[string]string }
		if err := json.Unmarshal(export.JSON.Write(list(rows...), at()), &doc); err != nil || len(doc.Rows) != len(rows) {
			t.Fatalf("%v, %d rows of %d", err, len(doc.Rows), len(rows))
		}
		back, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(export.CSV.Write(list(rows...), at())), "\ufeff"))).ReadAll()
		if err != nil || len(back) != len(rows)+1 {
			t.Fatalf("%v, %d rows of %d", err, len(back), len(rows)+1)
		}
		for _, r := range back[1:] {
			for _, cell := range r {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
					t.Fatalf("%q is a formula", cell)
				}
			}
		}
	})
}
