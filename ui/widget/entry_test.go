package widget_test

import (
	"testing"

	"daybrief/ui/uitest"
	"daybrief/ui/widget"
)

func TestCompleted(t *testing.T) {
	t.Parallel()
	words := []string{"board:", "board:\"Help Desk\"", "board:Projects", "status:New", "Ärger", "Ärzte"}
	for text, want := range map[string]string{
		"bo": "board:", "vpn st": "vpn status:New", "-x": "-x", "": "", "x ": "x ", "board:p": "board:Projects", `board:"he`: `board:"Help Desk"`,
		"är": "Är", "ärg": "Ärger", "zzz": "zzz", "board:": "board:", "Status:new": "status:New",
	} {
		if got := widget.Completed(text, words); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestEntryRecalls(t *testing.T) {
	t.Parallel()
	var e widget.Entry
	press := func(keys ...string) (last bool) {
		for _, k := range keys {
			last = e.Press(uitest.Key(k), nil)
		}
		return last
	}
	if press("up") || press("down") {
		t.Error("nothing was typed before, but a key was taken")
	}
	for _, text := range []string{"one", "two", "one", " "} {
		e.Set(text)
		e.Keep()
	}
	e.Set("ne")
	for _, step := range []struct{ key, want string }{{"up", "one"}, {"up", "two"}, {"up", "two"}, {"down", "one"}, {"down", "ne"}} {
		if press(step.key); e.String() != step.want {
			t.Fatalf("%s: %q, want %q", step.key, e.String(), step.want)
		}
	}
	if press("down") {
		t.Error("below the newest the list moves, not the field")
	}
}
