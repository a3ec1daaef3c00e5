package ui_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"encoding/json"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// odd is a tenant as strangers can make one: hostile names, nothing where
// something is expected, people and statuses that nobody knows.
func odd(t testing.TB, n int) *model.Snapshot {
	raw, err := os.ReadFile("testdata/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Name, Text string }
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	s := uitest.Tenant(uitest.Noon(), n)
	text := func(i int) model.Text { return model.CleanLines(list[i%len(list)].Text) }
	for i, tk := range s.ServiceTickets.Value {
		switch i % 5 {
		case 0:
			s.ServiceTickets.Value[i] = &model.Ticket{ID: tk.ID}
		case 1:
			tk.Summary, tk.Company.Name, tk.Contact.Name = text(i), text(i+1), text(i+2)
		case 2:
			tk.Status = model.Ref[model.StatusID]{ID: 9999, Name: text(i)}
			tk.Owner = model.MemberRef{ID: 777, Identifier: text(i + 3)}
			tk.Board.Name, tk.Priority.Name = text(i+4), text(i+5)
		case 3:
			tk.Company = model.CompanyRef{}
			tk.ID = model.TicketID(1<<62 + i)
			tk.Entered, tk.Updated = time.Time{}, uitest.Noon().AddDate(300, 0, 0)
		}
	}
	for i := range s.Companies.Value {
		s.Companies.Value[i].Name = text(i)
	}
	for i, v := range s.ScheduleEntries.Value {
		v.Name, v.Member.Name = text(i), text(i+7)
	}
	return s
}

// modes are the keys to everything that can be open.
func modes() []string {
	return []string{"", "enter", "tab", "w", "/ v", "b", "f", "m", ": c", "ctrl+f e", "#", "?", "? / a", "!", "A", "v", "e", "p", "G", "S"}
}

// TestEveryScreenAtEverySize: whatever the data, the size and what is open, a
// frame has exactly its lines, and none is wider than the terminal.
func TestEveryScreenAtEverySize(t *testing.T) {
	t.Parallel()
	tenants := []*model.Snapshot{odd(t, 60), uitest.Tenant(uitest.Noon(), 0), {}, uitest.Tenant(uitest.Noon(), 40)}
	rapid.Check(t, func(rt *rapid.T) {
		r := whole(rapid.SampledFrom(tenants).Draw(rt, "tenant"))
		if rapid.Bool().Draw(rt, "ascii") {
			r.opts.Glyphs = theme.ASCII()
		}
		r.opts.Theme = themeOf(rapid.IntRange(0, 6).Draw(rt, "theme"))
		r.opts.Export = func(string, []byte) (string, error) { return "", nil }
		a := r.still(t, 120, 40)
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			w, h := size(rt)
			a.Update(tea.WindowSizeMsg{Width: w, Height: h})
			a.Update(uitest.Key(rapid.SampledFrom([]string{"1", "2", "3", "4", "esc"}).Draw(rt, "tab")))
			for _, k := range strings.Fields(rapid.SampledFrom(modes()).Draw(rt, "mode")) {
				a.Update(uitest.Key(k))
				fits(rt, a.View().Content, w, h)
			}
			fits(rt, a.View().Content, w, h)
			a.Update(tea.MouseClickMsg{X: w / 2, Y: h / 2, Button: tea.MouseLeft})
			a.Update(tea.MouseWheelMsg{X: w / 3, Y: h / 3, Button: tea.MouseWheelDown})
			fits(rt, a.View().Content, w, h)
		}
	})
}

func size(rt *rapid.T) (w, h int) {
	if rapid.Bool().Draw(rt, "usual") {
		s := rapid.SampledFrom([][2]int{{40, 12}, {40, 13}, {80, 24}, {120, 40}, {160, 45}, {300, 100}, {300, 12}, {40, 100}}).Draw(rt, "size")
		return s[0], s[1]
	}
	return rapid.IntRange(1, 300).Draw(rt, "w"), rapid.IntRange(1, 100).Draw(rt, "h")
}

func fits(rt *rapid.T, content string, w, h int) {
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		rt.Fatalf("%d lines on %d by %d", len(lines), w, h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got > w {
			rt.Fatalf("line %d of %d by %d is %d cells wide: %q", i, w, h, got, ansi.Strip(l))
		}
	}
	if text := ansi.Strip(content); strings.Contains(text, "internal error") {
		rt.Fatalf("a screen stumbled on %d by %d:\n%s", w, h, text)
	}
}

// TestBytesOfAMove: a move of the selection writes a few hundred bytes, through
// the real renderer, on every screen.
func TestBytesOfAMove(t *testing.T) {
	t.Parallel()
	for tab, most := range []int{600, 600, 600, 600} {
		t.Run(fmt.Sprint(tab+1), func(t *testing.T) {
			t.Parallel()
			inTerm(t, func() *rig { return whole(uitest.Tenant(uitest.Noon(), 400)) }, 80, 24, func(x *uitest.Term, _ *rig) {
				x.Press(fmt.Sprint(tab+1), "down")
				before := x.Written()
				const moves = 6
				for range moves {
					x.Press("down")
				}
				each := (x.Written() - before) / moves
				t.Logf("%d bytes a move", each)
				if each > most {
					t.Errorf("%d bytes a move, more than %d", each, most)
				}
			})
		})
	}
}

// TestRefreshDisturbsNothing: rows come, go and change while a filter is typed,
// a row is selected and a note is scrolled.
func TestRefreshDisturbsNothing(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 160, 45, func(x *uitest.Term, r *rig) {
		x.Press("2", "/")
		typed(x, "printer")
		x.Press("down", "down")
		was := rowWith(x, "▌")
		next := *r.feed.Snapshot()
		list := append([]*model.Ticket{}, next.ServiceTickets.Value...)
		changed := *list[1]
		changed.Updated = uitest.Noon()
		list[1] = &changed
		extra := uitest.Ticket(13, uitest.Noon())
		extra.ID = 99_999
		next.ServiceTickets.Value = append(list[2:], extra)
		next.Gen++
		r.feed.Set(&next)
		x.Pass(time.Minute)
		x.Wants("/ printer")
		if now := rowWith(x, "▌"); now != was || was == "" {
			t.Errorf("the selection was %q and is %q", was, now)
		}
		x.Press("enter", "enter", "down", "down")
		top := x.Lines()[2]
		next.Gen++
		last := next
		r.feed.Set(&last)
		x.Pass(time.Minute)
		if x.Lines()[2] != top {
			t.Errorf("the preview moved from %q to %q", top, x.Lines()[2])
		}
	})
}

// rowWith is the number of the row that begins with a sign.
func rowWith(x *uitest.Term, sign string) string {
	for _, l := range x.Lines()[2:] {
		if rest, ok := strings.CutPrefix(l, sign); ok {
			if i := strings.Index(rest, "#"); i >= 0 {
				return rest[i:min(len(rest), i+7)]
			}
		}
	}
	return ""
}

func themeOf(i int) ui.Preference { return ui.Themes()[i] }
