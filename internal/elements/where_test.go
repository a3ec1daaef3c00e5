package elements

import (
	"strings"
	"testing"
	"unicode"
)

func TestWhere(t *testing.T) {
	t.Parallel()
	w := Where{}.IsTrue("closedFlag", false).From("dateEntered", noon()).In("status.id", []int64{3, 5}).Is("company.name", "O'Brien & Söhne").IsID("company.id", 250)
	if got, want := w.String(), `closedFlag='false' AND dateEntered>='2026-03-10T15:00:00Z' AND status.id IN (3,5) AND company.name='O''Brien & Söhne' AND company.id=250`; got != want {
		t.Errorf("%s", got)
	}
	if got := (Where{}).In("id", nil).String(); got != "id IN (0)" {
		t.Errorf("no ids: %s", got)
	}
}

// FuzzQuoted: no text can leave its quotes, and what is printable stays.
func FuzzQuoted(f *testing.F) {
	for _, s := range []string{"", "'", "''", "a' OR '1'='1", "\u202eright", "x\n'y", "\\'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := quoted(s)
		inner, ok := strings.CutPrefix(q, "'")
		inner, end := strings.CutSuffix(inner, "'")
		if !ok || !end || strings.Contains(strings.ReplaceAll(inner, "''", ""), "'") {
			t.Fatalf("%q leaves its quotes: %s", s, q)
		}
		want := strings.Map(func(r rune) rune {
			if r < 0x80 && unicode.IsControl(r) {
				return -1
			}
			return r
		}, s)
		if got := strings.ReplaceAll(inner, "''", "'"); got != want {
			t.Errorf("%q became %q", s, got)
		}
	})
}
