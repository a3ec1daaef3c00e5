package tickets

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// nasty is a tenant of odd tickets: everything empty, everything too long, and
// scripts on which terminals disagree.
func nasty(words []string) *model.Snapshot {
	s := tenant(4)
	add := func(t *model.Ticket) { s.ServiceTickets.Value = append(s.ServiceTickets.Value, t) }
	add(&model.Ticket{ID: 1})
	add(&model.Ticket{ID: 9007199254740993, Summary: model.Clean(strings.Repeat("very long ", 1000)), BudgetHours: 1e300, ActualHours: 1e308})
	for i, w := range words {
		t := sample(i)
		t.ID = model.TicketID(100 + i)
		t.Summary, t.Company.Name, t.Contact.Name, t.Board.Name = model.Clean(w), model.Clean(w), model.Clean(w), model.Clean(w)
		t.Status.Name, t.Owner.Name, t.Priority.Name, t.SLA.Name = model.Clean(w), model.Clean(w), model.Clean(w), model.Clean(w)
		t.SLA.StatusText, t.Type, t.Resources = model.Clean(w), model.Clean(w), []model.Text{model.Clean(w), {}}
		t.Updated, t.Entered = time.Time{}, noon().AddDate(500, 0, 0)
		add(t)
	}
	return s
}

func odd() []string {
	return []string{"⚠️ 🖨️ ☑️", "👨‍👩‍👧‍👦 family 👍🏽", "🇩🇪🇫", "日本語のチケット", "한국어", "काम नहीं कर रहा", "ทำน้ำ", "مرحبا بالعالم", "e\u0301\u0301", "", " ",
		"\u202e evil", "\x1b[31mred\x1b]0;t\x07", "a\tb\nc", "𝒜𝒷𝒸", "|│‖▌", strings.Repeat("漢", 400), strings.Repeat("W", 3000)}
}

func TestEverySizeHolds(t *testing.T) {
	t.Parallel()
	snap := nasty(odd())
	th := theme.New(true, theme.Unicode())
	base := frame(snap, 1, 1)
	base.Theme = th
	long := []model.Note{{Text: model.CleanLines(strings.Repeat(strings.Join(odd(), " ")+"\n", 6)), Author: model.Clean(odd()[3])}, {}}
	base.Detail = func(model.TicketID) psa.TicketDetail {
		return psa.TicketDetail{Notes: psa.Part[[]model.Note]{Fresh: model.Fresh[[]model.Note]{Value: long, At: noon()}}}
	}
	for _, keys := range []string{"", "e", "b", "bbbe", "/bord:x", "p"} {
		s := New()
		for w := 1; w <= 200; w += 1 + w/12 {
			for h := 1; h <= 60; h += 1 + h/6 {
				f := base
				f.Area.W, f.Area.H = w, h
				s.Sync(f)
				widths(t, s.Draw(f).Lines, w, h, fmt.Sprintf("%q at %dx%d", keys, w, h))
				if w == 1 && h == 1 {
					for _, k := range keys {
						press(s, f, strings.Replace(string(k), "e", "enter", 1))
					}
				}
			}
		}
	}
}

func TestAnyKeysAnySize(t *testing.T) {
	t.Parallel()
	snaps := []*model.Snapshot{nasty(odd()), tenant(0), tenant(120), {}}
	keys := []string{"up", "down", "enter", "esc", "tab", "pgup", "pgdown", "home", "end", "left", "backspace",
		"/", "b", "s", "S", "p", "n", "N", "o", "y", "Y", "g", "G", "j", "k", "l", "h", ":", "-", "\"", "x", "漢", "é"}
	th := theme.New(false, theme.ASCII())
	rapid.Check(t, func(t *rapid.T) {
		s := New()
		for range 25 {
			f := frame(snaps[rapid.IntRange(0, len(snaps)-1).Draw(t, "snapshot")], rapid.IntRange(0, 210).Draw(t, "w"), rapid.IntRange(0, 62).Draw(t, "h"))
			f.Theme = th
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0:
				s.Sync(f)
			case 1:
				s.Show(screen.Place{Ticket: model.TicketID(rapid.SampledFrom([]int{0, 1, 48001, 7}).Draw(t, "id")),
					Section: rapid.SampledFrom([]string{"", "", "sla", "waiting"}).Draw(t, "section")}, f)
			case 2:
				s.Handle(tea.MouseClickMsg{X: rapid.IntRange(0, 200).Draw(t, "x"), Y: rapid.IntRange(0, 60).Draw(t, "y"), Button: tea.MouseLeft}, f)
			default:
				press(s, f, rapid.SampledFrom(keys).Draw(t, "key"))
			}
			s.Sync(f)
			b := s.Draw(f)
			if len(b.Lines) != f.Area.H {
				t.Fatalf("%d lines, want %d", len(b.Lines), f.Area.H)
			}
			if f.Area.W > 0 {
				checkWidths(t, b.Lines, f.Area.W)
			}
			if c := b.Cursor; c != nil && (c.X < 0 || c.X >= max(1, f.Area.W) || c.Y < 0 || c.Y >= f.Area.H) {
				t.Fatalf("cursor at %d,%d in %dx%d", c.X, c.Y, f.Area.W, f.Area.H)
			}
		}
	})
}

func checkWidths(t *rapid.T, lines []string, w int) {
	for i, l := range lines {
		if n := stringWidth(l); n != w {
			t.Fatalf("line %d is %d cells, want %d: %q", i, n, w, l)
		}
	}
}

// TestHostileText draws strings made to break terminals. The project's own few
// are always drawn; a larger collection too, where HOSTILE_TEXT names one.
func TestHostileText(t *testing.T) {
	t.Parallel()
	words := append(odd(), "\x1b]52;c;aGk=\x07", "\u009b31m", "\x1bP1;2q\x1b\\", "\r\n\x00", "\u2066\u2069\u200b\ufeff", "\U000e0041", strings.Repeat("\u0300", 2000), "\x1b[999999999b")
	if path := os.Getenv("HOSTILE_TEXT"); path != "" {
		words = append(words, collection(t, path)...)
	}
	snap := nasty(words)
	f := frame(snap, 160, 45)
	s := New()
	s.Sync(f)
	for range words {
		var lines []string
		took := time.Hour
		for try := 0; took > 200*time.Millisecond && try < 10; try++ { // the machine may be busy with something else
			if try > 0 {
				press(s, f, "up")
			}
			start := time.Now()
			press(s, f, "down")
			lines = s.Draw(f).Lines
			took = min(took, time.Since(start))
		}
		if took > 200*time.Millisecond {
			t.Errorf("a frame took %v", took)
		}
		widths(t, lines, 160, 45, "hostile")
		for _, l := range lines {
			if i := strings.IndexFunc(l, banned); i >= 0 {
				t.Fatalf("%q reaches the terminal", l[i:min(len(l), i+8)])
			}
			// Without a theme there are no escapes of ours, and the line that
			// parts list and preview stands in its column.
			if r := []rune(l); len(r) > 0 && !strings.ContainsAny(l, "│┃▌") {
				t.Fatalf("the border is missing in %q", l)
			}
		}
	}
}

func banned(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r == 0xfe0f || r >= 0xe0000
}

func collection(t *testing.T, path string) (out []string) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []struct{ Name, Text string }
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		out = append(out, a.Text)
	}
	return out
}

// TestBordersInATerminal writes frames of odd text into an emulated terminal
// and looks for the line between list and preview: it must stand in one column.
func TestBordersInATerminal(t *testing.T) {
	t.Parallel()
	snap := nasty(odd())
	f := frame(snap, 140, 30)
	f.Theme = theme.New(true, theme.Unicode())
	s := New()
	s.Sync(f)
	for range 12 {
		press(s, f, "down")
		for _, l := range s.Draw(f).Lines { // terminals that count runes
			if list := ansi.Truncate(l, s.places.list.W, ""); ansi.StringWidthWc(list) != s.places.list.W {
				t.Fatalf("%d cells by rune, want %d: %q", ansi.StringWidthWc(list), s.places.list.W, list)
			}
		}
		em := vt.NewEmulator(140, 30) // and one that counts clusters
		if _, err := em.WriteString(strings.Join(s.Draw(f).Lines, "\r\n")); err != nil {
			t.Fatal(err)
		}
		for y := range 30 {
			if c := em.CellAt(s.places.list.W, y); c == nil || c.Content != "│" && c.Content != "┃" {
				t.Fatalf("line %d: the border is not in column %d but %+v", y, s.places.list.W, c)
			}
		}
	}
}
