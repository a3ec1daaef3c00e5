package schedule_test

import (
	"strings"
	"testing"

	"daybrief/model"
)

// A program's key stands in the member list, but nobody can give it work. One
// that has entries all the same is shown, and still not offered.
func TestProgramsAreNobody(t *testing.T) {
	t.Parallel()
	o := sample()
	s, f := started(o, 160, 45)
	press(s, f, "f")
	want := "Free at 10:00 for 30 min: 8 of 12, 1 away"
	if got := text(s, f); !strings.Contains(got, want) {
		t.Fatalf("without one:\n%s", got)
	}
	o.snap.Members.Value = append(o.snap.Members.Value,
		model.Member{ID: 70, Identifier: model.Clean("briefapi"), First: model.Clean("Brief"), Last: model.Clean("Key"), License: model.APILicense},
		model.Member{ID: 71, Identifier: model.Clean("syncapi"), First: model.Clean("Sync"), Last: model.Clean("Key"), License: model.APILicense})
	o.visit("syncapi", 0, "08:00", "09:00", 10025)
	s, f = started(o, 160, 60)
	got := text(s, f)
	if strings.Contains(got, "Brief Key") || !strings.Contains(got, "Sync Key") {
		t.Errorf("the rows:\n%s", got)
	}
	press(s, f, "f")
	if got := text(s, f); !strings.Contains(got, want) {
		t.Errorf("a key counts as free:\n%s", got)
	}
}
