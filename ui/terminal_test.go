package ui_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"daybrief/ui"
	"daybrief/ui/uitest"
)

// Where the terminal has few colours, "auto" takes the theme made for that.
func TestAutoGoesByTheTerminal(t *testing.T) {
	t.Parallel()
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[38;2;", colorprofile.ANSI: "\x1b[7m", colorprofile.ASCII: "\x1b[7m",
	} {
		r := usual()
		r.opts.Theme = ui.Auto
		a := r.still(t, 100, 30)
		a.Update(tea.ColorProfileMsg{Profile: profile})
		out := a.View().Content
		if !strings.Contains(out, want) || profile != colorprofile.TrueColor && strings.Contains(out, "38;2;") {
			t.Errorf("%v: no %q", profile, want)
		}
	}
}

// A copy is one message to the terminal, which writes one OSC 52, with clean
// text; and the computer's own clipboard gets the same.
func TestACopyIsWrittenOnce(t *testing.T) {
	t.Parallel()
	r := usual()
	native := []string{}
	r.opts.Copy = func(s string) error { native = append(native, s); return nil }
	a := r.still(t, 120, 40)
	for _, key := range []string{"y", "Y", "ctrl+y"} {
		_, cmd := a.Update(uitest.Key(key))
		clips := 0
		for _, msg := range messages(cmd) {
			if raw, ok := msg.(tea.RawMsg); ok {
				clips++
				_, coded, _ := strings.Cut(strings.TrimSuffix(fmt.Sprint(raw.Msg), "\a"), "\x1b]52;c;")
				decoded, _ := base64.StdEncoding.DecodeString(coded)
				if text := string(decoded); strings.ContainsAny(text, "\x1b\n\a") || !strings.Contains(text, "48217") {
					t.Errorf("%s copies %q", key, text)
				}
			}
		}
		if clips != 1 {
			t.Errorf("%s writes %d times", key, clips)
		}
	}
	if len(native) != 3 || native[0] != "https://psa.example.com/ticket/48217" || native[1] != "48217" || !strings.HasPrefix(native[2], "#48217 Printer") {
		t.Errorf("%q", native)
	}
}

// messages runs a command and whatever it brings along; waits are left alone.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var out []tea.Msg
	for _, c := range batch {
		out = append(out, messages(c)...)
	}
	return out
}
