package ui

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/brief"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// TestOneRowMakesAnAction: a made-up action, one row of the table, has a key, a
// name for settings, a line in help and one in the palette, under its other
// words too.
func TestOneRowMakesAnAction(t *testing.T) {
	t.Parallel()
	done := 0
	made := action{name: "lunch", label: "L", does: "go to lunch", keys: []string{"L"}, words: []string{"siesta"},
		do: func(*App) tea.Cmd { done++; return nil }}
	screens := []screen.Screen{brief.New()}
	a := &App{
		keys: newKeyMap(screens, append(actions(), made), false), deck: newDeck(screens),
		display: newDisplay(Options{Glyphs: theme.Unicode()}),
	}

	a.command(pressOf("L"))
	rebind(&a.keys, screens, map[string][]string{"app.lunch": {"f9"}})
	a.command(pressOf("L")) // no longer its key
	a.command(tea.KeyPressMsg{Text: "f9"})
	if done != 2 {
		t.Errorf("done %d times, want by each of its keys", done)
	}

	if !slices.ContainsFunc(newHelpPage(a).parts[1].lines, func(l helpLine) bool { return l.does == "go to lunch" && l.name == "app.lunch" }) {
		t.Error("help does not list it")
	}
	rows := ranked(menu{deck: &a.deck, keys: &a.keys, display: &a.display}.choices(), "siesta")
	if len(rows) != 1 || rows[0].detail != "app.lunch" {
		t.Fatalf("the palette finds %v by another word", rows)
	}
	rows[0].do(a)
	if done != 3 {
		t.Error("the palette does not run it")
	}
}
