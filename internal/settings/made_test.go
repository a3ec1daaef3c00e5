package settings

import (
	"strings"
	"testing"
)

// TestOneRowMakesASetting: a made-up setting, one row of the table, is read and
// checked, shown so that it can be read back, known to editors, and near to what
// somebody mistypes.
func TestOneRowMakesASetting(t *testing.T) {
	t.Parallel()
	parrots := 0
	k := Kinds{more: []row[Settings]{number("aviary.parrots", func(*Settings) *int { return &parrots }, 1, 9)}}
	s, err := k.Parse("c", []byte("[aviary]\nparrots = 7\n"))
	if err != nil || parrots != 7 {
		t.Fatalf("%d parrots: %v", parrots, err)
	}
	text := s.encode(schema(k))
	if !strings.Contains(text, "parrots = 7") {
		t.Errorf("it is not shown:\n%s", text)
	}
	parrots = 0
	if _, err := k.Parse("c", []byte(text)); err != nil || parrots != 7 {
		t.Errorf("what is shown is not read back: %d, %v", parrots, err)
	}
	for bad, want := range map[string]string{"[aviary]\nparrots = 12\n": "must be from 1 to 9", "[aviary]\nparots = 7\n": `"parrots"`} {
		if _, err := k.Parse("c", []byte(bad)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", bad, err, want)
		}
	}
	js, err := k.JSONSchema("[aviary]\n# How many parrots talk.\nparrots = 7\n")
	if err != nil || !strings.Contains(string(js), `"parrots"`) {
		t.Errorf("editors do not know it: %v", err)
	}
}
