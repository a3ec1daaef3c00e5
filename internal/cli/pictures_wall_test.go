package cli

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// wallSizes are the terminals that the wall is pictured on.
func wallSizes() [][2]int { return [][2]int{{80, 24}, {160, 45}, {200, 60}} }

// wallShot is a wall on a tenant; every page of it is pictured in every size.
type wallShot struct{ calm, redact bool }

// name is that of a picture: page-mood[-redact]-size.
func (s wallShot) name(page string, w, h int) string {
	mood, hidden := "red", ""
	if s.calm {
		mood = "calm"
	}
	if s.redact {
		hidden = "-redact"
	}
	return fmt.Sprintf("%s-%s%s-%dx%d", page, mood, hidden, w, h)
}

func wallShots() []wallShot {
	return []wallShot{{}, {redact: true}, {calm: true}, {calm: true, redact: true}}
}

// wallPictures are the names of all of them.
func wallPictures() (out []string) {
	for _, s := range wallShots() {
		for _, page := range wall.Pages() {
			for _, size := range wallSizes() {
				out = append(out, s.name(page, size[0], size[1]))
			}
		}
	}
	return out
}

// TestPicturesOfTheWall turns through the pages of four walls; with -update it
// draws them. See TestPictures.
func TestPicturesOfTheWall(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	for _, s := range wallShots() {
		t.Run(s.name("all", 0, 0), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, s.take)
		})
	}
	inFolder(t, "wall", wallPictures())
}

func (s wallShot) take(t *testing.T) {
	app, known := s.wall(t)
	x := uitest.Start(t, app, wallSizes()[0][0], wallSizes()[0][1])
	x.Pass(5 * time.Second)
	hidden := secretsOfTheHouse(known())
	if len(hidden) < 500 {
		t.Fatalf("%d names to hide", len(hidden))
	}
	for _, page := range wall.Pages() {
		for _, size := range wallSizes() {
			x.Resize(size[0], size[1])
			s.judge(t, page, x.Text(), hidden)
			draw(t, x, "wall", s.name(page, size[0], size[1]), size[0], size[1])
		}
		x.Press("right")
	}
}

// judge reads a page. Big letters are no text; the words beside them are.
func (s wallShot) judge(t *testing.T, page, text string, hidden []string) {
	for _, want := range []string{strings.ToUpper(page[:1]) + page[1:], "LIVE", "data as of 15:00"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not show %q:\n%s", page, want, text)
		}
	}
	shown := 0
	for _, name := range hidden {
		if strings.Contains(text, name) {
			shown++
		}
	}
	if s.redact && shown > 0 || !s.redact && shown == 0 && (page == "companies" || page == "attention") {
		t.Errorf("%s shows %d names and summaries:\n%s", page, shown, text)
	}
	if calm := strings.Contains(text, "No SLA is late or at risk."); calm != s.calm || calm == strings.Contains(text, " over") {
		t.Errorf("%s is calm: %v\n%s", page, calm, text)
	}
	if large := strings.Count(text, "\n")+1 == 60; page == "today" && large == strings.Contains(text, " more members with entries") {
		t.Errorf("who does not fit on %s is not counted, or without reason:\n%s", page, text)
	}
	if s.redact != strings.Contains(text, "redacted") {
		t.Errorf("%s is not marked as redacted, or without reason:\n%s", page, text)
	}
}

// wall is the wall of the demo, and what it knows. The calm one is of the same
// company on a day on which nobody is late: each goal that has passed or is
// near is hours away.
func (s wallShot) wall(t *testing.T) (*ui.App, func() *model.Snapshot) {
	p := &program{machine: machine{environ: []string{"LANG=C.UTF-8"}, opts: Options{Now: time.Now}}}
	t.Cleanup(p.close)
	now := uitest.Clock(pictureNoon())
	server := cwtest.New(cwtest.Options{Seed: 3, Size: cwtest.Middle, Now: now})
	if s.calm {
		truth := server.Truth(now(), cwtest.TruthRules{AtRisk: 2 * time.Hour})
		for i, id := range append(truth.Breached, truth.AtRisk...) {
			server.Due(id, now().Add(time.Duration(3+i%30)*time.Hour))
		}
	}
	client, err := demoClient(server, now)
	if err != nil {
		t.Fatal(err)
	}
	set := settings.Default()
	set.Me.Member = server.Me()
	c := &clock{start: pictureNoon(), begun: time.Now(), speed: 1, real: time.Now}
	tenant := &tenant{provider: adapter.New(client, now), title: "Demo", now: now, sleeping: sleeping{sleep: c.sleep}, zone: time.UTC, set: set, made: true}
	e := eyeOf(p, tenant, nil, func(error) {})
	o := p.options(t.Context(), tenant, e)
	m := p.remember(tenant, false)
	m.front.show()
	p.equip(&o, tenant, m)
	o.Theme = ui.Dark
	w := &wallFlags{demo: true, made: newMade(), seconds: lengthFlag{value: time.Hour}, redact: s.redact}
	w.options(p, tenant, slog.New(slog.DiscardHandler))(&o, e)
	app, err := ui.New(o)
	if err != nil {
		t.Fatal(err)
	}
	m.poll(t.Context(), func() {})
	t.Cleanup(func() { app.Close(); m.close() })
	return app, o.Feed.Snapshot
}

// pictureNoon is the moment of all pictures.
func pictureNoon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// secretsOfTheHouse are the names of customers and the beginnings of summaries,
// which a visitor must not read.
func secretsOfTheHouse(s *model.Snapshot) (out []string) {
	begin := func(t model.Text) {
		if r := []rune(t.String()); len(r) >= 12 {
			out = append(out, string(r[:12]))
		}
	}
	for _, c := range s.Companies.Value {
		begin(c.Name)
	}
	for t := range s.Open {
		begin(t.Summary)
	}
	return out
}
