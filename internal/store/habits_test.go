package store

import (
	"os"
	"strings"
	"testing"

	"daybrief/internal/tempdir"
)

func TestHabits(t *testing.T) {
	t.Parallel()
	s := New(tempdir.New(t), "acme", "na.myconnectwise.net")
	type habits struct{ Screen string }
	var h habits
	if err := s.LoadHabits(&h); err != nil || h.Screen != "" {
		t.Fatal(h, err)
	}
	if err := s.SaveHabits(habits{"tickets"}); err != nil {
		t.Fatal(err)
	}
	if err := s.LoadHabits(&h); err != nil || h.Screen != "tickets" {
		t.Fatal(h, err)
	}
	whole, err := os.ReadFile(s.habits)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		if err := os.WriteFile(s.habits, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		h = habits{"before"}
		if err := s.LoadHabits(&h); h.Screen != "before" && h.Screen != "tickets" {
			t.Fatalf("cut at %d: %q %v", cut, h.Screen, err)
		}
	}
	newer := strings.Replace(string(whole), `"version":1`, `"version":9`, 1)
	if err := os.WriteFile(s.habits, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveHabits(habits{"brief"}); err == nil {
		t.Error("a later version's file was replaced")
	}
}
