package setup

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

func wizardKey() model.Secret { return model.NewSecret(thePrivate) }

type fataler interface{ Fatalf(string, ...any) }

// fits fails unless the frame has exactly the terminal's size and holds no
// escape but colours.
func fits(t fataler, w *Wizard, width, height int) {
	content := w.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != height {
		t.Fatalf("%s at %dx%d: %d lines", w.step().id, width, height, len(lines))
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != width {
			t.Fatalf("%s at %dx%d: line %d is %d wide: %q", w.step().id, width, height, i, n, l)
		}
	}
	if strings.Contains(plain(content), "\x1b") {
		t.Fatalf("%s at %dx%d: an escape that is no colour", w.step().id, width, height)
	}
	if c := w.View().Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= width || c.Y >= height) {
		t.Fatalf("%s at %dx%d: the cursor is at %d,%d", w.step().id, width, height, c.X, c.Y)
	}
	for i := 0; i+5 <= len(thePrivate); i++ {
		if strings.Contains(plain(content), thePrivate[i:i+5]) {
			t.Fatalf("%s at %dx%d shows %q", w.step().id, width, height, thePrivate[i:i+5])
		}
	}
}

// full is a wizard with everything in it, on the first page.
func full(t *testing.T, o Options, pick func() string) *Wizard {
	t.Helper()
	o.Context = t.Context()
	o.Keys.Private = wizardKey()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	text := func() model.Text { return model.Clean(pick()) }
	w.fill(Answers{Site: pick(), Company: pick(), PublicKey: pick(), ClientID: pick(), Zone: pick()})
	w.inputs[FieldCommand].Set(pick())
	w.test.checks = []Check{{ID: "a", Title: text(), State: Running}, {ID: "b", Title: text(), State: Good, Detail: text()},
		{ID: "c", Title: text(), State: Bad, Problem: &model.Problem{What: text(), Cure: text(), Needs: pick()}}, {ID: "d", Title: text(), State: Warned, Detail: text()}}
	for range 12 {
		w.people.all.Members = append(w.people.all.Members, Person{text(), text(), text(), 1234})
		w.boards.list = append(w.boards.list, Board{text(), 99})
	}
	w.people.all.Self = text()
	w.people.all.Partial = &model.Problem{What: text()}
	w.people.search("")
	w.spots.list = []Spot{{InKeyring, text(), text()}, {InFile, text(), model.Text{}}, {Place: InCommand}, {InEnvironment, text(), model.Text{}}}
	w.spots.problem = &model.Problem{What: text(), Cure: text()}
	w.spots.saved = Saved{text(), text(), text(), []model.Text{text()}}
	// Nothing is begun: the pages show what is in them.
	w.test.asked, w.people.asked, w.spots.asked = w.subjectOfAll(), w.subjectOfAll(), w.spotSubject()
	return w
}

func TestEveryPageFitsEverySize(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, glyphs := range []theme.Glyphs{theme.Unicode(), theme.ASCII()} {
			o := options(newWorld())
			o.Glyphs = glyphs
			w := full(t, o, func() string { return "Mara Oduya of 東京 Service Desk" })
			for i := range w.steps {
				w.show(i)
				for h := 1; h <= 50; h += 1 + h/14 {
					for width := 1; width <= 160; width += 1 + width/18 {
						w.Update(tea.WindowSizeMsg{Width: width, Height: h})
						fits(t, w, width, h)
					}
				}
			}
		}
	})
}

// odd are strings that strangers could send: the project's own list.
func odd(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../testdata/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Text string }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, one := range list {
		out = append(out, one.Text)
	}
	return out
}

func TestHostileNamesAndAnyKeys(t *testing.T) {
	t.Parallel()
	words := odd(t)
	keys := []string{"enter", "tab", "shift+tab", "esc", "up", "down", "pgup", "pgdown", "a", "?", "space", "backspace", "ctrl+u", "ctrl+c", "ctrl+n", "left", "r", "end"}
	rapid.Check(t, func(rt *rapid.T) {
		pick := rapid.SampledFrom(words)
		w := full(t, options(newWorld()), func() string { return pick.Draw(rt, "text") })
		w.show(rapid.IntRange(0, len(w.steps)-1).Draw(rt, "step"))
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			if w.came != nil {
				return
			}
			width, h := rapid.IntRange(1, 160).Draw(rt, "w"), rapid.IntRange(1, 50).Draw(rt, "h")
			w.Update(tea.WindowSizeMsg{Width: width, Height: h})
			fits(rt, w, width, h)
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				w.Update(tea.PasteMsg{Content: pick.Draw(rt, "paste")})
			default:
				w.Update(uitest.Key(rapid.SampledFrom(keys).Draw(rt, "key")))
			}
			if w.came == nil {
				fits(rt, w, width, h)
			}
		}
	})
}
