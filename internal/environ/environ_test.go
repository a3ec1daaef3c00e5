package environ

import (
	"slices"
	"testing"
)

// A block as Windows hands it down: some names in capitals, some not, and the
// working directories of drives under names that begin with "=".
func block() []string {
	return []string{"=C:=C:\\x", "APPDATA=C:\\Users\\kim\\AppData\\Roaming", "Path=C:\\Windows", "daybrief_private_key=made-up", "DAYBRIEF_CONFIG=c", "TERM=a", "TERM=b", "ODD"}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		fold bool
		want string
	}{
		{"AppData", true, "C:\\Users\\kim\\AppData\\Roaming"}, {"AppData", false, ""}, {"PATH", true, "C:\\Windows"}, {"PATH", false, ""},
		{"DAYBRIEF_PRIVATE_KEY", true, "made-up"}, {"DAYBRIEF_PRIVATE_KEY", false, ""}, {"TERM", false, "b"}, {"term", true, "b"},
		{"ODD", true, ""}, {"nothing", true, ""}, {"", false, "C:=C:\\x"},
	} {
		if got := lookup(block(), c.name, c.fold); got != c.want {
			t.Errorf("%s (%v): %q, want %q", c.name, c.fold, got, c.want)
		}
	}
}

// Our own variables never reach another program, however they are written.
func TestTrimmed(t *testing.T) {
	t.Parallel()
	got := trimmed(block(), true)
	if slices.ContainsFunc(got, func(p string) bool { return same(p[:min(len(p), len(ours))], ours, true) }) || len(got) != len(block())-2 {
		t.Error(got)
	}
	if got := trimmed(block(), false); len(got) != len(block())-1 {
		t.Error(got)
	}
	if got := Without(block(), "TERM"); len(got) != len(block())-2 {
		t.Error(got)
	}
}
