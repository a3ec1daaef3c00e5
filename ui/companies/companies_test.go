package companies_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daybrief/model"
	"daybrief/ui/companies"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

func text(s *companies.Screen, f screen.Frame) string {
	return ansi.Strip(strings.Join(s.Draw(f).Lines, "\n"))
}

func dark() *theme.Theme { return theme.New(true, theme.Unicode()) }

func started(o *trade, w, h int) (*companies.Screen, screen.Frame) {
	s, f := companies.New(), o.frame(w, h, dark())
	s.Sync(f)
	return s, f
}

func exact(t interface{ Fatalf(string, ...any) }, b screen.Block, w, h int) {
	if len(b.Lines) != h {
		t.Fatalf("%dx%d: %d lines", w, h, len(b.Lines))
	}
	for i, l := range b.Lines {
		if n := ansi.StringWidth(l); n != w || strings.Contains(l, "\n") {
			t.Fatalf("%dx%d: line %d has %d cells: %q", w, h, i, n, l)
		}
	}
	if b.Cursor != nil && (b.Cursor.X >= max(1, w) || b.Cursor.Y >= max(1, h)) {
		t.Fatalf("%dx%d: cursor at %d,%d", w, h, b.Cursor.X, b.Cursor.Y)
	}
}

// line finds the line that names a company.
func line(t *testing.T, frame, name string) string {
	t.Helper()
	for l := range strings.SplitSeq(frame, "\n") {
		if strings.Contains(l, name) {
			return strings.Join(strings.Fields(l), " ")
		}
	}
	t.Errorf("%q is not on the screen:\n%s", name, frame)
	return ""
}

func TestFigures(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 109, 45)
	got := text(s, f)
	for name, want := range map[string]string{
		"Acme Dental":       "● Acme Dental 5 2 1 39 h ↑5",
		"Corner Bakery":     "● Corner Bakery 1 1 1 4 wk 0.2",
		"Fairview":          "Fairview Clinic 10 12 d 2 3.6",
		"Birchwood":         "Birchwood Legal 9 18 h ↑9 1.8",
		"Delta":             "▲ Delta Freight 1 1 30 h 1",
		"Elm":               "• Elm Street School 1 1 1 h 1",
		"no company named":  "no company named 1 5 h 1",
		"日本商事株式会社":          "日本商事株式会社 1 5 h 1",
		"C008":              "C008 1 2 d 0.2",
		"#10 ":              "#10 1 2 d 0.2",
		"have open tickets": "11 of 41 have open tickets · by breached, then open",
		"week: since":       "week: since Monday; mean: of 5 weeks",
	} {
		if l := strings.TrimPrefix(line(t, got, name), "▌"); !strings.HasPrefix(l, want) {
			t.Errorf("%s: %q, want %q", name, l, want)
		}
	}
	if s.Count(f) != "11" {
		t.Errorf("the tab counts %s", s.Count(f))
	}
}

// What can't be known is said, and never drawn as a number.
func TestShortHistory(t *testing.T) {
	t.Parallel()
	o := sample()
	o.snap.ClosedSince = time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC) // Monday: this week is whole, nothing before is
	s, f := started(o, 109, 45)
	got := text(s, f)
	if l := line(t, got, "Birchwood"); !strings.Contains(l, "18 h 9 ····") || strings.Contains(got, "mean 14") {
		t.Errorf("no mean, and dots for unknown days: %q", l)
	}
	if !strings.Contains(got, "known since Mon 9 Mar, too short for a mean") {
		t.Errorf("the reason is missing:\n%s", got)
	}
	o = sample()
	o.snap.ClosedService, o.snap.Gen = model.Fresh[[]*model.Ticket]{}, 9
	s, f = started(o, 109, 45)
	got = text(s, f)
	if l := line(t, got, "Birchwood"); !strings.Contains(l, "9+ ····") || !strings.Contains(got, "Closed tickets are not known") {
		t.Errorf("closed tickets unknown: %q", l)
	}
}

func press(s *companies.Screen, f screen.Frame, keys ...string) screen.Outcome {
	var out screen.Outcome
	for _, k := range keys {
		codes := map[string]rune{"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape}
		msg := tea.KeyPressMsg{Code: rune(k[0]), Text: k}
		if c, ok := codes[k]; ok {
			msg = tea.KeyPressMsg{Code: c}
		}
		out = s.Handle(msg, f)
	}
	return out
}

func TestKeysAndIntents(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	if o, ok := press(s, f, "t").Intent.(screen.Open); !ok || o.Place != (screen.Place{Screen: "tickets", Company: 1}) {
		t.Errorf("t: %+v", o)
	}
	if b, ok := press(s, f, "o").Intent.(screen.Browse); !ok || b.URL != "https://cw.example.net/c?id=1" {
		t.Errorf("o: %+v", b)
	}
	if l, ok := press(s, f, "enter", "down").Intent.(screen.Look); !ok || l.Ticket != s.Looking() || l.Ticket == 0 {
		t.Errorf("down in the pane: %+v", l)
	}
	if o, ok := press(s, f, "enter").Intent.(screen.Read); !ok || o.Tickets[o.At] != s.Looking() || len(o.Tickets) < 2 {
		t.Errorf("enter in the pane: %+v", o)
	}
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || !strings.HasPrefix(c.Text, "https://cw.example.net/t?id=") {
		t.Errorf("y in the pane: %+v", c)
	}
	press(s, f, "esc")
	if s.Looking() != 0 {
		t.Error("esc gives the keys back to the table")
	}
	if out := press(s, f, "x"); out.Claimed {
		t.Error("x means nothing here")
	}
}

func TestFilterIsLiveAndSortingSteady(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 100, 30)
	press(s, f, "/", "l", "e", "g")
	if got := text(s, f); !strings.Contains(got, "1 of 12") || strings.Contains(got, "Acme") || s.Draw(f).Cursor == nil {
		t.Errorf("leg:\n%s", got)
	}
	press(s, f, "x", "x")
	if got := text(s, f); !strings.Contains(got, "No company matches") {
		t.Errorf("nothing matches:\n%s", got)
	}
	press(s, f, "esc", "s")
	if l := strings.Split(text(s, f), "\n")[2]; !strings.Contains(l, "#10") {
		t.Errorf("by name the first is #10: %q", l)
	}
	press(s, f, "S")
	if l := strings.Split(text(s, f), "\n")[2]; !strings.Contains(l, "日本") {
		t.Errorf("by name backwards: %q", l)
	}
	press(s, f, "s")
	if got := text(s, f); !strings.Contains(got, "by open") || !strings.Contains(strings.Split(got, "\n")[2], "Fairview") {
		t.Errorf("by open:\n%s", got)
	}
}

func TestRefreshDisturbsNothing(t *testing.T) {
	t.Parallel()
	o := sample()
	s, f := started(o, 120, 40)
	press(s, f, "/", "a", "enter", "down", "down", "down", "enter", "down", "down")
	want, before := s.Looking(), strings.Split(text(s, f), "\n")[0]
	if want == 0 {
		t.Fatal("nothing is selected")
	}
	next := *o.snap
	next.Gen++
	next.ServiceTickets.Value = append([]*model.Ticket(nil), o.snap.ServiceTickets.Value[2:]...)
	o2 := &trade{snap: &next, now: o.now, rules: o.rules, next: 90000}
	for range 4 {
		o2.ticket(10, 1, -time.Hour) // a new hottest company
	}
	f.Snapshot, f.Lookup, f.Now = &next, model.NewLookup(&next, model.Policy{}), f.Now.Add(time.Minute)
	s.Sync(f)
	if got := s.Looking(); got != want {
		t.Errorf("selected #%d, was #%d:\n%s", got, want, text(s, f))
	}
	if now := strings.Split(text(s, f), "\n")[0]; !strings.HasPrefix(now, " /a") {
		t.Errorf("the filter was disturbed: %q, was %q", now, before)
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 80, 24)
	press(s, f, "/", "z", "enter")
	if !s.Show(screen.Place{Company: 30}, f) || !strings.Contains(text(s, f), "Fairview Clinic 29") {
		t.Errorf("a company without open tickets, behind a filter:\n%s", text(s, f))
	}
	if s.Show(screen.Place{Company: 77777}, f) {
		t.Error("no such company")
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	problem := func(k model.ProblemKind, what string) *model.Problem {
		return &model.Problem{Kind: k, What: model.Clean(what), Cure: model.Clean("Ask for it.")}
	}
	none := model.Fresh[[]*model.Ticket]{}
	for name, c := range map[string]struct {
		change func(*model.Snapshot)
		want   []string
	}{
		"loading": {func(s *model.Snapshot) { s.ServiceTickets, s.ProjectTickets = none, none }, []string{"Loading the tickets"}},
		"failed": {func(s *model.Snapshot) {
			s.ServiceTickets, s.ProjectTickets = none, none
			s.Health = []model.Health{{Source: model.SourceTickets, Problem: problem(model.Offline, "No such host.")}}
		}, []string{"No such host.", "Ask for it."}},
		"no open ticket": {func(s *model.Snapshot) { s.ServiceTickets.Value, s.Gen = nil, 3 }, []string{"No company has an open ticket", "0 of 4"}},
		"companies denied": {func(s *model.Snapshot) {
			s.Companies = model.Fresh[[]model.Company]{}
			s.Health = []model.Health{{Source: model.SourceCompanies, Problem: problem(model.Forbidden, "The key may not read companies.")}}
		}, []string{"11 with open tickets", "The key may not read companies. Ask for it.", "Acme Dental"}},
		"old data stay": {func(s *model.Snapshot) {
			s.ServiceTickets.At = s.ServiceTickets.At.Add(-20 * time.Minute)
			s.Health = []model.Health{{Source: model.SourceTickets, At: s.ServiceTickets.At, Every: time.Minute}}
		}, []string{"STALE, 20 min old", "Acme Dental"}},
	} {
		o := sample()
		c.change(o.snap)
		s, f := started(o, 120, 30)
		for _, w := range c.want {
			if got := text(s, f); !strings.Contains(got, w) {
				t.Errorf("%s: %q is missing:\n%s", name, w, got)
			}
		}
	}
	bare, f := companies.New(), screen.Frame{Area: layout.Rect{W: 50, H: 9}, Theme: dark()}
	bare.Sync(f)
	if got := text(bare, f); !strings.Contains(got, "Loading") {
		t.Errorf("no snapshot at all: %s", got)
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	s.Handle(tea.MouseClickMsg{X: 5, Y: 4, Button: tea.MouseLeft}, f)
	if o, ok := press(s, f, "t").Intent.(screen.Open); !ok || o.Place.Company != 6 {
		t.Errorf("click on the third row: %+v", o)
	}
	s.Handle(tea.MouseWheelMsg{X: 5, Y: 4, Button: tea.MouseWheelUp}, f)
	s.Handle(tea.MouseWheelMsg{X: 5, Y: 4, Button: tea.MouseWheelUp}, f)
	if o, ok := press(s, f, "t").Intent.(screen.Open); !ok || o.Place.Company != 1 {
		t.Errorf("wheel: %+v", o)
	}
}

// The order of the input never shows.
func TestOrderOfInputDoesNotMatter(t *testing.T) {
	t.Parallel()
	o := sample()
	s, f := started(o, 160, 45)
	want := text(s, f)
	list := o.snap.ClosedService.Value // open ones are by id in every snapshot
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	s, f = started(o, 160, 45)
	if got := text(s, f); got != want {
		t.Errorf("another order:\n%s\nwas:\n%s", got, want)
	}
}
