package ui_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/layout"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/ticket"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// drawer is what is drawn: a screen, or the page of a ticket.
type drawer interface {
	Sync(f screen.Frame)
	Draw(f screen.Frame) screen.Block
}

// pureFrame is a frame of a made-up tenant.
func pureFrame(w, h int) screen.Frame {
	now := uitest.Noon()
	s, r := uitest.Tenant(now, 40), uitest.Rules()
	r.Member = "tech1"
	l := model.NewLookup(s, r.Policy)
	b := briefing.Build(s, nil, l, r, now)
	th := theme.Make(theme.Usual, true, theme.Unicode())
	return screen.Frame{
		Snapshot: s, Lookup: l, Assessed: b.Assessment, Briefing: b, Crew: model.NewCrew(r.Scope, r.Member, s, l), Rules: r, Now: now, Zone: time.UTC, Theme: th,
		Area: layout.Rect{W: w, H: h}, Focused: true, System: "Northstar",
	}
}

// TestDrawIsPure presses random keys and looks, before and after each Draw, at
// everything that the screen holds: a Draw changes nothing, and two give the
// same.
func TestDrawIsPure(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func() screen.Screen{
		"brief": func() screen.Screen { return brief.New() }, "tickets": func() screen.Screen { return tickets.New() },
		"schedule": func() screen.Screen { return schedule.New() }, "companies": func() screen.Screen { return companies.New() },
		"wall": func() screen.Screen { return wall.New(wall.Options{}) },
	} {
		for _, size := range [][2]int{{160, 45}, {80, 24}, {40, 12}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s, f := make(), pureFrame(size[0], size[1])
				random := rand.New(rand.NewPCG(1, uint64(size[0])))
				s.Sync(f)
				for range 60 {
					same(t, s, f)
					press(s, f, random)
				}
			})
		}
	}
}

func press(s screen.Screen, f screen.Frame, random *rand.Rand) {
	keys := []string{"j", "k", "down", "up", "enter", "tab", "esc", "/", "a", "n", "s", "S", "p", "v", "w", "g", "G", "pgdown", "left", "right", "f", "space", "backspace", "[", "]", "m"}
	var msg tea.Msg = uitest.Key(keys[random.IntN(len(keys))])
	if random.IntN(8) == 0 {
		msg = tea.MouseClickMsg{X: random.IntN(f.Area.W), Y: random.IntN(f.Area.H), Button: tea.MouseLeft}
	}
	s.Handle(msg, f)
	s.Sync(f)
}

// same fails the test when drawing changes what is drawn, or draws another thing
// the second time.
func same(t *testing.T, d drawer, f screen.Frame) {
	t.Helper()
	before := uitest.State(d)
	one := d.Draw(f)
	if diff := uitest.Changed(before, uitest.State(d)); diff != "" {
		t.Fatalf("Draw writes to its screen:\n%s", diff)
	}
	if two := d.Draw(f); !slices.Equal(one.Lines, two.Lines) {
		t.Fatal("the second Draw gives another picture")
	}
}

// The page of a ticket too.
func TestDrawOfATicketIsPure(t *testing.T) {
	t.Parallel()
	f := pureFrame(120, 40)
	var ids []model.TicketID
	for tk := range f.Snapshot.Open {
		ids = append(ids, tk.ID)
	}
	v, ok := ticket.New(ids, 3)
	if !ok {
		t.Fatal("no page")
	}
	for _, k := range []string{"", "j", "j", "tab", "n", "G", "p"} {
		if k != "" {
			v.Press(uitest.Key(k), f)
		}
		v.Sync(f)
		same(t, v, f)
	}
}
