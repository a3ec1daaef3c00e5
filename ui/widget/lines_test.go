package widget

import (
	"strings"
	"testing"
)

func TestLinesSayThatThereIsMore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		w, n  int
		lines string
	}{
		{"one two three", 20, 2, "one two three"},
		{"one two three", 7, 2, "one two|three"},
		{"one two three four", 7, 2, "one two|three…"},
		{"one two sixteen four", 7, 2, "one two|sixtee…"},
		{"one two\nthree\nfour", 9, 1, "one two…"},
		{"ab", 1, 1, "…"},
		{"", 5, 1, ""},
	} {
		if got := strings.Join(Lines(c.text, c.w, c.n, "…"), "|"); got != c.lines {
			t.Errorf("Lines(%q, %d, %d) = %q, want %q", c.text, c.w, c.n, got, c.lines)
		}
	}
}
