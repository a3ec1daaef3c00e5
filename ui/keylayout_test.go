package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestKeysOfOtherLayouts(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"о": "j", "л": "k", "й": "q", "К": "R", "ξ": "j", "Γ": "G", "ח": "j", "ש": "a", "і": "s"} {
		if got, ok := inPlace(tea.KeyPressMsg{Text: typed}); !ok || got.String() != want {
			t.Errorf("%s: %s, want %s", typed, got.String(), want)
		}
	}
	for _, typed := range []string{"j", "?", "é", "ab", "", "中"} {
		if got, ok := inPlace(tea.KeyPressMsg{Text: typed}); ok {
			t.Errorf("%q became %s", typed, got.String())
		}
	}
	for _, l := range layouts() {
		if a, b := len([]rune(l[0])), len([]rune(l[1])); a != b {
			t.Errorf("%s: %d letters above %d", l[0], a, b)
		}
	}
}
