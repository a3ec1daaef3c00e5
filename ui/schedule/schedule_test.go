package schedule_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

func text(s *schedule.Screen, f screen.Frame) string {
	return ansi.Strip(strings.Join(s.Draw(f).Lines, "\n"))
}

func dark() *theme.Theme { return theme.New(true, theme.Unicode()) }

func started(o *office, w, h int) (*schedule.Screen, screen.Frame) {
	s, f := schedule.New(), o.frame(w, h, dark())
	s.Sync(f)
	return s, f
}

// exact fails unless the block is as large as its area.
func exact(t interface{ Fatalf(string, ...any) }, b screen.Block, w, h int) {
	if len(b.Lines) != h {
		t.Fatalf("%dx%d: %d lines", w, h, len(b.Lines))
	}
	for i, l := range b.Lines {
		if n := ansi.StringWidth(l); n != w || strings.Contains(l, "\n") {
			t.Fatalf("%dx%d: line %d has %d cells: %q", w, h, i, n, l)
		}
	}
}

func TestKeysAndIntents(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	if got := s.Looking(); got != 10027 {
		t.Errorf("the entry that comes next is #10027, selected is #%d", got)
	}
	open, ok := press(s, f, "enter").Intent.(screen.Read)
	if !ok || len(open.Tickets) != 1 || open.Tickets[0] != 10027 {
		t.Errorf("enter: %+v", open)
	}
	if b, ok := press(s, f, "o").Intent.(screen.Browse); !ok || !strings.HasSuffix(b.URL, "?id=10027") {
		t.Errorf("o: %+v", b)
	}
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || c.Label != "link" || !strings.HasSuffix(c.Text, "10027") {
		t.Errorf("y: %+v", c)
	}
	if l, ok := press(s, f, "tab", "down").Intent.(screen.Look); !ok || l.Ticket != 10028 {
		t.Errorf("down in the list: %+v", l)
	}
	press(s, f, "esc", "down")
	if got := text(s, f); !strings.Contains(got, "── Bilal Osman, today") {
		t.Errorf("down among the members:\n%s", got)
	}
	if out := press(s, f, "x"); out.Claimed {
		t.Error("x means nothing here")
	}
}

func TestScopes(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	f = scoped(f, model.ScopeMine)
	s.Sync(f)
	if got := text(s, f); strings.Contains(got, "Bilal") || !strings.Contains(got, "mine") {
		t.Errorf("mine:\n%s", got)
	}
	f = scoped(f, model.ScopeTeam)
	s.Sync(f)
	got := text(s, f)
	for name, want := range map[string]bool{"Anna": true, "Bilal": true, "Erin": true, "Henrik": true, "Dmitri": false, "Otto": false} {
		if strings.Contains(got, name) != want {
			t.Errorf("team: %s shown is %v", name, !want)
		}
	}
	f.Rules.Member = ""
	f = scoped(f, model.ScopeTeam)
	s.Sync(f)
	if got := text(s, f); !strings.Contains(got, "does not know who you are") {
		t.Errorf("nobody's team:\n%s", got)
	}
}

func TestDaysAndTheEdgeOfWhatIsLoaded(t *testing.T) {
	t.Parallel()
	o := sample()
	o.snap.ScheduleFrom, o.snap.ScheduleTo = o.at(0, "00:00"), o.at(14, "00:00")
	s, f := started(o, 160, 45)
	press(s, f, "n")
	if got := text(s, f); !strings.Contains(got, "Tomorrow, Wed 11 March") || !strings.Contains(got, "Mailbox full") {
		t.Errorf("tomorrow:\n%s", got)
	}
	press(s, f, "t", "left")
	if got := text(s, f); !strings.Contains(got, "is not loaded") || !strings.Contains(got, "Tue 10 Mar to Mon 23 Mar") {
		t.Errorf("yesterday is outside the feed's window:\n%s", got)
	}
	press(s, f, "t", "]", "]")
	if got := text(s, f); !strings.Contains(got, "is not loaded") {
		t.Errorf("two weeks on:\n%s", got)
	}
	press(s, f, "t")
	f.Now = o.at(1, "00:05") // midnight passes while today is shown
	s.Sync(f)
	if got := text(s, f); !strings.Contains(got, "Today, Wed 11 March") {
		t.Errorf("after midnight:\n%s", got)
	}
}

func TestWhoIsFree(t *testing.T) {
	t.Parallel()
	o := sample()
	o.visit("lbrandt", 0, "10:00", "11:00", 10025, done) // done early: free again
	s, f := started(o, 160, 45)
	press(s, f, "f")
	got := text(s, f)
	// At 10:00: Bilal until 10:30 is booked, Carla on leave, Dmitri and Grace booked; Anna has half an hour.
	if !strings.Contains(got, "Free at 10:00 for 30 min: 8 of 12, 1 away") {
		t.Errorf("free at ten:\n%s", got)
	}
	press(s, f, "space")
	if got := text(s, f); !strings.Contains(got, "for 60 min: 7 of 12") || strings.Contains(after(got, "Free at"), "Anna") {
		t.Errorf("for an hour:\n%s", got)
	}
	press(s, f, "right", "right", "right", "right", "right", "right", "right")
	if got := text(s, f); !strings.Contains(got, "Free at 13:30") {
		t.Errorf("half past one:\n%s", got)
	}
	press(s, f, "down", "enter")
	if got := text(s, f); strings.Contains(got, "Free at") {
		t.Errorf("enter goes to the member:\n%s", got)
	}
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

func TestShow(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 120, 40)
	if !s.Show(screen.Place{Ticket: 10029}, f) || s.Looking() != 10029 {
		t.Errorf("the ticket's entry is not selected: #%d", s.Looking())
	}
	if s.Show(screen.Place{Ticket: 99}, f) {
		t.Error("a ticket without entries is not here")
	}
	if !s.Show(screen.Place{Member: "LBRANDT"}, f) || !strings.Contains(text(s, f), "── Leo Brandt, today") {
		t.Error("the member is not selected")
	}
	if s.Show(screen.Place{Member: "whoever"}, f) {
		t.Error("nobody has that login")
	}
}

func TestRefreshDisturbsNothing(t *testing.T) {
	t.Parallel()
	o := sample()
	s, f := started(o, 120, 40)
	press(s, f, "down", "down", "down", "tab", "down", "down")
	want := s.Looking()
	next := *o.snap
	next.Gen++
	next.ScheduleEntries.Value = append([]*model.ScheduleEntry(nil), o.snap.ScheduleEntries.Value[3:]...)
	next.Members.Value = append([]model.Member{{ID: 99, Identifier: model.Clean("aaa"), First: model.Clean("Aaron")}}, next.Members.Value...)
	f.Snapshot, f.Lookup = &next, model.NewLookup(&next, model.Policy{})
	s.Sync(f)
	if got := s.Looking(); got != want || !strings.Contains(text(s, f), "── Dmitri Sokolov, today") {
		t.Errorf("selected #%d, was #%d:\n%s", got, want, text(s, f))
	}
	exact(t, s.Draw(f), 120, 40)
}

func TestStates(t *testing.T) {
	t.Parallel()
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."), Needs: "Inquire on Resource Scheduling (Service Desk), level All"}
	for name, c := range map[string]struct {
		change func(*model.Snapshot)
		want   []string
	}{
		"loading": {func(s *model.Snapshot) { s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{} }, []string{"Loading the schedule"}},
		"denied": {func(s *model.Snapshot) {
			s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
			s.Health = []model.Health{{Source: model.SourceSchedule, Problem: denied}}
		}, []string{"may not read the schedule", "needs Inquire on Resource Scheduling"}},
		"old data stay": {func(s *model.Snapshot) {
			s.ScheduleEntries.At = s.ScheduleEntries.At.Add(-14 * time.Minute)
			s.Health = []model.Health{{Source: model.SourceSchedule, At: s.ScheduleEntries.At, Problem: &model.Problem{Kind: model.ServerDown}}}
		}, []string{"DEGRADED, 14 min old", "Backup failed"}},
		"empty": {func(s *model.Snapshot) { s.ScheduleEntries.Value, s.Members.Value = nil, nil }, []string{"Nothing is booked"}},
	} {
		o := sample()
		c.change(o.snap)
		s, f := started(o, 120, 40)
		for _, w := range c.want {
			if got := text(s, f); !strings.Contains(got, w) {
				t.Errorf("%s: %q is missing:\n%s", name, w, got)
			}
		}
		if want := map[string]string{"loading": "", "denied": "–"}; name != "empty" && name != "old data stay" && s.Count(f) != want[name] {
			t.Errorf("%s: counts %q", name, s.Count(f))
		}
	}
	s := schedule.New()
	f := screen.Frame{Area: layout.Rect{W: 60, H: 10}, Theme: dark()}
	s.Sync(f)
	if got := text(s, f); !strings.Contains(got, "Loading") {
		t.Errorf("no snapshot at all: %s", got)
	}
}

func TestNothingIsCutInSilence(t *testing.T) {
	t.Parallel()
	s, f := started(crowd(), 120, 40)
	if got := text(s, f); !strings.Contains(got, "300 members, scroll for more") {
		t.Errorf("members beyond the screen:\n%s", got)
	}
	s, f = started(sample(), 80, 24)
	press(s, f, "w")
	if got := text(s, f); !strings.Contains(got, "lines ") || !strings.Contains(got, " of ") {
		t.Errorf("lines beyond the screen:\n%s", got)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 80, 24)
	f = scoped(f, model.ScopeMine)
	if got := s.Count(f); got != "6" {
		t.Errorf("mine today: %s", got)
	}
	f = scoped(f, model.ScopeEverybody)
	if got := s.Count(f); got != "21" {
		t.Errorf("all today: %s", got)
	}
	for i, v := range f.Snapshot.ScheduleEntries.Value {
		n := *v
		n.Member = model.MemberRef{}
		f.Snapshot.ScheduleEntries.Value[i] = &n
	}
	f.Snapshot.Gen++
	if got := s.Count(f); !strings.HasSuffix(got, "+") {
		t.Errorf("none says whose it is: %s", got)
	}
}

// The hour that is there twice on 25 October is drawn twice.
func TestTheDayOnWhichClocksGoBack(t *testing.T) {
	t.Parallel()
	z, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zone data on this machine: ", err)
	}
	o := newOffice(time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), z) // 02:30 summer time
	o.ticket(10023, "Night change", "Acme Dental")
	v := o.visit("aberg", 0, "02:00", "04:00", 10023)
	v.Start = time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC)
	v.End = time.Date(2026, 10, 25, 3, 0, 0, 0, time.UTC)
	s, f := started(o, 160, 45)
	got := text(s, f)
	if !strings.Contains(got, "02:30") || !strings.Contains(got, "02:00–04:00, 3 h") || !strings.Contains(got, "3 h   ") {
		t.Errorf("three hours from two to four:\n%s", got)
	}
}

func TestMouse(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	s.Draw(f)
	s.Handle(tea.MouseClickMsg{X: 3, Y: 4, Button: tea.MouseLeft}, f)
	if got := text(s, f); !strings.Contains(got, "── Bilal Osman") {
		t.Errorf("click on a row:\n%s", got)
	}
	s.Handle(tea.MouseClickMsg{X: 110, Y: 4, Button: tea.MouseLeft}, f)
	if s.Looking() != 10031 {
		t.Errorf("click on a bar: #%d", s.Looking())
	}
	s.Handle(tea.MouseWheelMsg{X: 3, Y: 4, Button: tea.MouseWheelUp}, f)
	if got := text(s, f); !strings.Contains(got, "── Anna Berg") {
		t.Errorf("wheel:\n%s", got)
	}
}

// The free end of a night's first piece is told as midnight, as entries are.
func TestANightsGapEndsAtMidnight(t *testing.T) {
	t.Parallel()
	o := sample()
	o.rules.Hours.From, o.rules.Hours.To = 22*time.Hour, 6*time.Hour
	s, f := started(o, 160, 45)
	if got := text(s, f); !strings.Contains(got, "22:00–24:00 gap 2 h") || strings.Contains(got, "–00:00") {
		t.Errorf("got\n%s", got)
	}
}
