package wall

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// TestOneRowMakesAPage: a made-up page, one row of the table, is turned to where
// the settings name it, drawn with its title, and told to be old with its source.
func TestOneRowMakesAPage(t *testing.T) {
	t.Parallel()
	made := page{id: "parrots", title: "Parrots", sources: []model.Source{model.SourceMembers}, draw: func(c *canvas) []string { return []string{"Polly talks"} }}
	s := newScreen(Options{Settings: Settings{Pages: []string{"numbers", "parrots"}, Stay: time.Minute}}, append(pages(), made))
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	snap := &model.Snapshot{Health: []model.Health{
		{Source: model.SourceTickets, At: now, Every: time.Minute},
		{Source: model.SourceMembers, At: now.Add(-3 * time.Hour), Every: time.Hour},
	}, ServiceTickets: model.Fresh[[]*model.Ticket]{At: now}}
	l := model.NewLookup(snap, model.Policy{})
	rules := briefing.DefaultRules()
	f := screen.Frame{Snapshot: snap, Lookup: l, Rules: rules, Now: now, Zone: time.UTC, Area: layout.Rect{W: 100, H: 30}}
	f.Assessed = assess.Assess(snap, l, rules.Rules, now)
	f.Briefing = briefing.From(f.Assessed, snap, nil, l, rules, now)
	s.Sync(f)
	if !s.Show(screen.Place{Section: "parrots"}, f) {
		t.Fatal("there is no such page")
	}
	text := ansi.Strip(strings.Join(s.Draw(f).Lines, "\n"))
	for _, want := range []string{"Polly talks", "Parrots: STALE, 3 h old"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if slices.Contains(Pages(), "parrots") {
		t.Error("a test has changed the table for all")
	}
}
