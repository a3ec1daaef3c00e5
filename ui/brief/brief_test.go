package brief_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/internal/golden"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/brief"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// rowNumber is the number of a ticket at the begin of a row.
var rowNumber = regexp.MustCompile(`\b48\d{3}\b`)

// frame is what the screen sees at noon of the made-up tenant.
func frame(s *model.Snapshot, w, h int) screen.Frame {
	now, r := uitest.Noon(), uitest.Rules()
	r.Member = "tech1"
	l := model.NewLookup(s, r.Policy)
	return screen.Frame{
		Snapshot: s, Lookup: l, Assessed: assess.Assess(s, l, r.Rules, now), Briefing: briefing.Build(s, nil, l, r, now), Rules: r, Now: now, Zone: time.UTC,
		Theme: theme.New(true, theme.Unicode()), Area: layout.Rect{W: w, H: h}, Focused: true,
		Detail: func(model.TicketID) psa.TicketDetail {
			return psa.TicketDetail{Notes: psa.Part[[]model.Note]{Fresh: model.Fresh[[]model.Note]{Value: uitest.Talk(now), At: now}}}
		},
	}
}

func shown(b *brief.Brief, f screen.Frame) string { return golden.Plain(b.Draw(f).Lines) }

func press(b *brief.Brief, f screen.Frame, keys ...string) (out screen.Outcome) {
	for _, k := range keys {
		out = b.Handle(uitest.Key(k), f)
	}
	return out
}

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		w, h int
		n    int
		keys []string
	}{
		{"wide", 120, 37, 90, nil},
		{"usual", 80, 21, 90, nil},
		{"least", 40, 13, 90, []string{"j"}},
		{"why", 120, 37, 90, []string{"]", "j", "w"}},
		{"preview", 80, 21, 90, []string{"tab"}},
		{"stacked", 90, 46, 90, nil},
		{"quiet", 80, 21, 0, nil},
		{"whole", 80, 21, 30, []string{"G", "k", "k", "k", "enter"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := frame(uitest.Tenant(uitest.Noon(), tc.n), tc.w, tc.h)
			b := brief.New()
			b.Sync(f)
			press(b, f, tc.keys...)
			golden.Check(t, fmt.Sprintf("%s-%dx%d", tc.name, tc.w, tc.h), shown(b, f))
		})
	}
}

func TestKeysAsk(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		keys []string
		want screen.Intent
	}{
		{[]string{"o"}, screen.Browse{URL: "https://psa.example.com/ticket/48217"}},
		{[]string{"y"}, screen.Copy{Text: "https://psa.example.com/ticket/48217", Label: "link"}},
		{[]string{"Y"}, screen.Copy{Text: "48217", Label: "number"}},
		{[]string{"tab", "Y"}, screen.Copy{Text: "48217", Label: "number"}},
		{[]string{"up", "enter"}, screen.Open{Place: screen.Place{Screen: "tickets", Section: "sla"}}},
		{[]string{"up", "up", "enter"}, screen.Open{Place: screen.Place{Screen: "tickets"}}},
		{[]string{"up", "up", "right", "l", "enter"}, screen.Open{Place: screen.Place{Screen: "tickets", Filter: "is:breached"}}},
		{[]string{"up", "up", "right", "down", "enter"}, screen.Open{Place: screen.Place{Screen: "tickets", Section: "sla"}}},
		{[]string{"x"}, nil},
		{[]string{"G", "o"}, nil},
	} {
		f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
		b := brief.New()
		b.Sync(f)
		if got := press(b, f, tc.keys...); !reflect.DeepEqual(got.Intent, tc.want) {
			t.Errorf("%v asks for %#v, want %#v", tc.keys, got.Intent, tc.want)
		}
	}
}

// enter on a row reads the ticket, within its section's tickets.
func TestEnterReadsTheTicket(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
	b := brief.New()
	b.Sync(f)
	for _, keys := range [][]string{{"enter"}, {"down", "enter"}, {"]", "enter"}} {
		in, ok := press(b, f, keys...).Intent.(screen.Read)
		if !ok || in.At >= len(in.Tickets) || in.Tickets[in.At] != b.Looking() {
			t.Errorf("%v: %+v, looking at %d", keys, in, b.Looking())
		}
	}
}

// A ticket is listed once, and the sections below say how many they left out.
func TestATicketIsListedOnce(t *testing.T) {
	t.Parallel()
	for _, h := range []int{37, 80} {
		f := frame(uitest.Tenant(uitest.Noon(), 90), 120, h)
		b := brief.New()
		b.Sync(f)
		lines := strings.Split(shown(b, f), "\n")
		seen := map[string]bool{}
		for _, l := range lines {
			if n := rowNumber.FindString(l[:min(len(l), 16)]); n != "" {
				if seen[n] {
					t.Errorf("height %d: %s is listed twice", h, n)
				}
				seen[n] = true
			}
		}
		if all := strings.Join(lines, "\n"); !strings.Contains(all, "already above") {
			t.Errorf("height %d: nothing says that tickets stand above:\n%s", h, all)
		}
	}
}

func TestWhatIsNotItsBusinessIsNotClaimed(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
	b := brief.New()
	b.Sync(f)
	for _, k := range []string{"q", "?", "!", "1", "esc", "r", "ctrl+l"} {
		if press(b, f, k).Claimed {
			t.Errorf("%s is claimed", k)
		}
	}
	for _, k := range []string{"j", "k", "G", "pgup", "pgdown", "g", "down", "tab", "esc", "w", "esc", "[", "]"} {
		if !press(b, f, k).Claimed {
			t.Errorf("%s is not claimed", k)
		}
	}
}

// The selection is of a ticket in a section, not of a line.
func TestSelectionSurvivesARefresh(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := uitest.Tenant(now, 90)
	b := brief.New()
	f := frame(s, 120, 37)
	b.Sync(f)
	press(b, f, "]", "j")
	was, line := b.Looking(), cursorLine(t, shown(b, f))
	more := uitest.Tenant(now, 90) // a new ticket that leads every other in its section
	worst := uitest.Ticket(0, now)
	worst.ID, worst.SLA.Resolve.Due = 99_999, now.Add(-99*time.Hour)
	more.ServiceTickets.Value = append(more.ServiceTickets.Value, worst)
	f = frame(more, 120, 37)
	b.Sync(f)
	if b.Looking() != was {
		t.Errorf("looking at %d after a refresh, at %d before", b.Looking(), was)
	}
	if got := cursorLine(t, shown(b, f)); got != line {
		t.Errorf("the selected row moved from line %d to %d", line, got)
	}
	gone := *more
	gone.ServiceTickets.Value = nil
	for _, tk := range more.ServiceTickets.Value {
		if tk.ID != was {
			gone.ServiceTickets.Value = append(gone.ServiceTickets.Value, tk)
		}
	}
	f = frame(&gone, 120, 37)
	b.Sync(f)
	if b.Looking() == was || b.Looking() == 0 {
		t.Errorf("looking at %d after its ticket went", b.Looking())
	}
}

func cursorLine(t *testing.T, text string) int {
	t.Helper()
	for i, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(l, "▌") {
			return i
		}
	}
	t.Fatalf("no row is selected:\n%s", text)
	return 0
}

func TestSectionsThatCannotBeAnsweredSaySo(t *testing.T) {
	t.Parallel()
	s := uitest.Tenant(uitest.Noon(), 12)
	s = uitest.Failing(s, model.SourceSchedule, &model.Problem{
		Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."), Needs: "Inquire on Resource Scheduling (Service Desk), level All",
	}, uitest.Noon(), time.Minute)
	s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	for i := range s.Health {
		if s.Health[i].Source == model.SourceSchedule {
			s.Health[i].At = time.Time{}
		}
	}
	f := frame(s, 100, 60)
	b := brief.New()
	b.Sync(f)
	text := shown(b, f)
	for _, want := range []string{"Where must I be next?", "not known", "Resource Scheduling"} {
		if !strings.Contains(text, want) {
			t.Errorf("the screen does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Nothing is planned for today.") {
		t.Errorf("a denied schedule looks like an empty one:\n%s", text)
	}
}

func TestMissingFigureIsADash(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 12), 120, 37)
	f.Briefing.Numbers.Missing = map[string]string{"closed_today": "needs Inquire on Service Tickets"}
	f.Briefing.Numbers.ClosedToday = 0
	b := brief.New()
	b.Sync(f)
	if first, _, _ := strings.Cut(shown(b, f), "\n"); !strings.HasSuffix(first, "–") {
		t.Errorf("figures: %q", first)
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
	b := brief.New()
	if !b.Show(screen.Place{Screen: "brief", Section: "triage"}, f) || b.Looking() == 0 {
		t.Error("the section triage is not shown")
	}
	id := b.Looking()
	b.Show(screen.Place{Screen: "brief", Section: "sla"}, f)
	if !b.Show(screen.Place{Screen: "brief", Ticket: id}, f) || b.Looking() != id {
		t.Errorf("looking at %d, want %d", b.Looking(), id)
	}
	if b.Show(screen.Place{Screen: "brief", Ticket: 5}, f) || b.Show(screen.Place{Screen: "brief", Section: "moon"}, f) {
		t.Error("what is not there is shown")
	}
}

func TestNoConversationIsAskedForUnseen(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 80, 21)
	b := brief.New()
	b.Sync(f)
	if b.Looking() != 0 {
		t.Error("looks at a ticket without a preview")
	}
	press(b, f, "tab")
	if b.Looking() == 0 {
		t.Error("looks at nothing in the preview")
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
	b := brief.New()
	b.Sync(f)
	first := b.Looking()
	click := func(x, y int) screen.Outcome {
		return b.Handle(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, f)
	}
	if !click(10, 5).Claimed || b.Looking() == first {
		t.Error("a click selects nothing")
	}
	if in, ok := click(10, 5).Intent.(screen.Read); !ok || in.Tickets[in.At] != b.Looking() {
		t.Errorf("a click on the selected row reads %+v", in)
	}
	if in := click(10, 3).Intent; in != (screen.Open{Place: screen.Place{Screen: "tickets", Section: "sla"}}) {
		t.Errorf("a click on a heading opens %+v", in)
	}
	if in := click(3, 0).Intent; in != (screen.Open{Place: screen.Place{Screen: "tickets"}}) {
		t.Errorf("a click on the first tile opens %+v", in)
	}
	click(10, 5)
	was := b.Looking()
	b.Handle(tea.MouseWheelMsg{X: 10, Y: 5, Button: tea.MouseWheelDown}, f)
	if b.Looking() == was {
		t.Error("the wheel does not scroll the rows")
	}
}

// Now stands first, says so when nothing needs anybody, and w shows the points
// with the setting that changes each.
func TestNowOnTheScreen(t *testing.T) {
	t.Parallel()
	s := uitest.Tenant(uitest.Noon(), 90)
	with := func(w, h int) (*brief.Brief, screen.Frame) {
		f := frame(s, w, h)
		f.Rules.Sections = nil
		f.Briefing = briefing.Build(f.Snapshot, nil, f.Lookup, f.Rules, f.Now)
		b := brief.New()
		b.Sync(f)
		return b, f
	}
	for _, c := range []struct{ w, h, lines int }{{80, 21, 5}, {100, 27, 7}, {120, 37, 7}, {160, 42, 7}, {40, 13, 5}} {
		b, f := with(c.w, c.h)
		got := shown(b, f)
		if want := fmt.Sprintf("%d of 7", c.lines); c.lines < 7 && c.w >= 80 && !strings.Contains(got, want) || c.lines == 7 && strings.Contains(got, " of 7\n") {
			t.Errorf("%d×%d: not %d lines:\n%s", c.w, c.h, c.lines, got)
		}
		if !strings.Contains(got, "What needs me now?") {
			t.Errorf("%d×%d:\n%s", c.w, c.h, got)
		}
		if c.w >= 80 && strings.Index(got, "What needs me now?") > strings.Index(got, "How did we do?") {
			t.Errorf("Now is not first:\n%s", got)
		}
	}
	b, f := with(120, 37)
	press(b, f, "w")
	if got := shown(b, f); !strings.Contains(got, "Points: ") || !strings.Contains(got, "(due_15m)") {
		t.Errorf("w does not show the points:\n%s", got)
	}
	if in, ok := press(b, f, "w", "down", "down", "down", "down", "down", "down", "enter").Intent.(screen.Read); !ok || len(in.Tickets) < 2 {
		t.Errorf("the last line opens %+v", in)
	}
	for _, tk := range s.ServiceTickets.Value { // calm
		tk.SLA, tk.CustomerReplied, tk.Escalation, tk.Required = model.SLA{}, false, 0, time.Time{}
		tk.Priority = model.PriorityRef{ID: tk.Priority.ID, Name: model.Clean("None"), Sort: 99}
		tk.Entered = uitest.Noon().Add(-40 * time.Hour)
	}
	s.Priorities.Value = nil
	b, f = with(120, 37)
	if got := shown(b, f); !strings.Contains(got, f.Briefing.Now.Calm) || f.Briefing.Now.Calm == "" && len(f.Briefing.Now.Items) == 0 {
		t.Errorf("%q is not said:\n%s", f.Briefing.Now.Calm, got)
	}
}

// The tab of a page on which something that calls for somebody can't be told says so:
// it is no 0.
func TestTheTabOfWhatCannotBeToldIsADash(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 40)
	if got := brief.New().Count(f); got == "0" || strings.ContainsAny(got, "–-") {
		t.Fatalf("%q", got)
	}
	s := *f.Snapshot
	s.Members = model.Fresh[[]model.Member]{}
	r := f.Rules
	r.Scope = model.ScopeTeam
	f.Snapshot, f.Briefing = &s, briefing.Build(&s, nil, nil, r, f.Now)
	if got := brief.New().Count(f); got != f.Theme.Glyphs.Dash {
		t.Errorf("%q where nobody knows who is on the team", got)
	}
}
