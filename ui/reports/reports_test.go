package reports_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daybrief/internal/golden"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/reports"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// source answers from made-up time entries.
type source struct {
	lacks  *model.Problem
	wrong  *model.Problem // instead of time entries
	slow   chan struct{}  // an answer waits for it; nil: none does
	asked  []string
	fresh  int  // of them asked past what is kept
	uneven bool // days differ, and some have nothing
}

func (s *source) Lacks() *model.Problem { return s.lacks }

func (s *source) Run(ctx context.Context, kind report.Report, ask report.Ask, told func(reports.Progress)) report.Result {
	s.asked = append(s.asked, kind.ID+" "+ask.By+" "+ask.From.Format("2006-01-02"))
	if ask.Fresh {
		s.fresh++
	}
	told(reports.Progress{List: "time entries", Nth: 1, Of: 1, Had: 20, Total: 60, Pages: 1})
	if s.slow != nil {
		select {
		case <-s.slow:
		case <-ctx.Done():
		}
	}
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(ask) {
		in.Lists[q.List] = report.Got{Problem: s.wrong, Records: psa.Records{Time: s.entries(ask)}}
	}
	return report.Make(kind, in)
}

// entries are time of six people on each day of the period.
func (s *source) entries(ask report.Ask) (out []model.TimeEntry) {
	names := []string{"Mara Oduya", "Robin Vale", "Tove Quist", "Åsa Lind", "Jean-Baptiste de la Fontaine-Grandmaison", "Li Wei"}
	for d := ask.From; !d.After(ask.To); d = d.AddDate(0, 0, 1) {
		if s.uneven && d.Day()%5 == 2 {
			continue
		}
		for i, n := range names {
			if s.uneven && i > d.Day()%6 {
				continue
			}
			start := d.Add(time.Duration(8+i) * time.Hour)
			e := model.TimeEntry{
				ID: int64(d.Day()*100 + i), Ticket: model.TicketID(104200 + i), Start: start, End: start.Add(time.Hour), Hours: float64(i) + 0.5,
				Member: model.MemberRef{ID: model.MemberID(i + 1), Identifier: model.Clean(fmt.Sprintf("tech%d", i)), Name: model.Clean(n)}, Notes: model.Clean("Replaced the cable and the headset."),
			}
			e.Bill.Company, e.Bill.Option, e.Bill.Entered = model.CompanyRef{ID: 7, Name: model.Clean("Harbour Foods")}, model.Billable, start.Add(2*time.Hour)
			out = append(out, e)
		}
	}
	return out
}

func frame(w, h int) screen.Frame {
	return screen.Frame{
		Snapshot: &model.Snapshot{}, Now: uitest.Noon(), Zone: time.UTC, Theme: theme.New(true, theme.Unicode()), Area: layout.Rect{W: w, H: h}, Focused: true, System: "Northstar",
	}
}

// drive presses keys and answers commands until there is nothing to do.
func drive(s *reports.Screen, f screen.Frame, keys ...string) (last screen.Outcome) {
	for _, k := range keys {
		last = s.Handle(uitest.Key(k), f)
		settle(s, f, last.Cmd)
	}
	return last
}

func settle(s *reports.Screen, f screen.Frame, cmd tea.Cmd) {
	for cmd != nil {
		cmd = s.Handle(cmd(), f).Cmd
	}
	s.Sync(f)
}

func shown(s *reports.Screen, f screen.Frame) string { return golden.Plain(s.Draw(f).Lines) }

func made(src *source, w, h int) (*reports.Screen, screen.Frame) {
	s, f := reports.New(context.Background(), src, func() model.Hours { return model.Hours{} }), frame(w, h)
	s.Sync(f)
	return s, f
}

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{
		{"list-80x24", 80, 22, nil}, {"list-160x45", 160, 43, nil},
		{"time-80x24", 80, 22, []string{"down", "enter", "down"}}, {"time-160x45", 160, 43, []string{"down", "p", "enter"}},
		{"records-80x24", 80, 22, []string{"down", "enter", "enter", "down"}}, {"records-200x60", 200, 58, []string{"down", "enter", "enter"}},
		{"columns-60x15", 60, 13, []string{"down", "enter", "right", "right"}},
		{"days-160x45", 160, 43, []string{"down", "enter", "b", "down", "right"}}, {"days-80x24", 80, 22, []string{"down", "p", "enter", "b"}},
		{"figures-200x60", 200, 58, []string{"down", "enter", "right"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, f := made(&source{uneven: strings.HasPrefix(c.name, "days")}, c.w, c.h)
			drive(s, f, c.keys...)
			golden.Check(t, c.name, shown(s, f))
		})
	}
}

// Every line is exactly as wide as the area, whatever its size.
func TestSizes(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{nil, {"down", "enter"}, {"down", "enter", "enter"}} {
		for _, size := range [][2]int{{0, 0}, {1, 1}, {8, 3}, {20, 5}, {40, 12}, {80, 22}, {109, 30}, {110, 30}, {200, 58}} {
			s, f := made(&source{}, size[0], size[1])
			drive(s, f, keys...)
			lines := s.Draw(f).Lines
			if len(lines) != size[1] {
				t.Errorf("%v %v: %d lines", size, keys, len(lines))
			}
			for _, l := range lines {
				if w := ansi.StringWidth(l); w != size[0] {
					t.Errorf("%v %v: %d cells in %q", size, keys, w, ansi.Strip(l))
				}
			}
		}
	}
}

// Nothing is asked before enter, and a change of period or grouping in an open
// report asks anew; what was asked already is not asked again.
func TestAsksWhenWanted(t *testing.T) {
	t.Parallel()
	src := &source{}
	s, f := made(src, 160, 43)
	drive(s, f, "down", "up", "down", "p", "b")
	if len(src.asked) != 0 {
		t.Fatalf("asked %v", src.asked)
	}
	drive(s, f, "enter", "p", "P", "b", "a", "esc", "enter")
	if len(src.asked) != 4 {
		t.Errorf("asked %q", src.asked)
	}
}

// The key of the dashboard's refresh, and "ask again", go past what is kept; in the
// list, and for what has not been answered, refresh asks nobody.
func TestFreshAnswers(t *testing.T) {
	t.Parallel()
	src := &source{}
	s, f := made(src, 100, 30)
	if s.Refresh(f) != nil {
		t.Error("the list was asked for anew")
	}
	drive(s, f, "down", "enter")
	if len(src.asked) != 1 || src.fresh != 0 {
		t.Fatalf("%q, %d fresh", src.asked, src.fresh)
	}
	settle(s, f, s.Refresh(f))
	drive(s, f, "a")
	if len(src.asked) != 3 || src.fresh != 2 {
		t.Errorf("%q, %d fresh", src.asked, src.fresh)
	}
	drive(s, f, "esc")
	if s.Refresh(f) != nil {
		t.Error("the list was asked for anew")
	}
}

// esc calls a report off: its answer is dropped, and the goroutine ends.
func TestCalledOff(t *testing.T) {
	t.Parallel()
	src := &source{slow: make(chan struct{})}
	s, f := made(src, 100, 30)
	drive(s, f, "down")
	cmd := s.Handle(uitest.Key("enter"), f).Cmd
	cmd = s.Handle(cmd(), f).Cmd // the first word of how far it is
	if got := shown(s, f); !strings.Contains(got, "20 of 60 time entries") || !strings.Contains(got, "esc calls it off") {
		t.Fatalf("while it runs:\n%s", got)
	}
	s.Handle(uitest.Key("esc"), f)
	settle(s, f, cmd)
	if got := shown(s, f); !strings.Contains(got, "Press enter to ask.") {
		t.Errorf("after esc:\n%s", got)
	}
}

func TestNothingToShow(t *testing.T) {
	t.Parallel()
	denied := &model.Problem{Kind: model.Forbidden, Code: "denied", What: model.Clean("The keys may not read time entries.")}
	for want, src := range map[string]*source{
		"This gateway does not offer reports.": {lacks: psa.NotOffered(psa.Names{Way: "This gateway"}, "reports")},
		"in the security role: Time Entry":     {wrong: denied},
	} {
		s, f := made(src, 120, 30)
		drive(s, f, "down", "enter")
		f.Area.W = 100
		s.Sync(f)
		if got := strings.Join(strings.Fields(shown(s, f)), " "); !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, shown(s, f))
		}
	}
	s, f := reports.New(context.Background(), nil, nil), frame(80, 22)
	if s.Sync(f); !strings.Contains(shown(s, f), "service") {
		t.Error("without a source the list is there")
	}
}

// The palette goes to a report, which is asked for then.
func TestShow(t *testing.T) {
	t.Parallel()
	src := &source{}
	s, f := made(src, 120, 30)
	if s.Show(screen.Place{Screen: "reports", Section: "tides"}, f) || len(s.Places()) < 14 {
		t.Error("places")
	}
	if !s.Show(screen.Place{Screen: "reports", Section: "time"}, f) {
		t.Fatal("no report time")
	}
	cmd, _ := s.OnTime(f)
	settle(s, f, cmd)
	if again, _ := s.OnTime(f); again != nil || len(src.asked) != 1 || !strings.Contains(shown(s, f), "Mara Oduya") {
		t.Errorf("asked %v:\n%s", src.asked, shown(s, f))
	}
	if l := s.Listing(f); len(l.Rows) != 7 || l.Rows[6][1] != "126" || len(l.Columns) < 3 || l.Name != "report-time" {
		t.Errorf("%+v", l)
	}
}
