package reports_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/reports"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// bills answers with invoices in two currencies.
type bills struct{ source }

func (bills) Run(_ context.Context, kind report.Report, ask report.Ask, _ func(reports.Progress)) report.Result {
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(ask) {
		var list []model.Invoice
		for i, currency := range []string{"EUR", "USD", "USD", "EUR"} {
			balance := float64(100 * (i + 1))
			list = append(list, model.Invoice{ID: int64(70 + i), Company: model.CompanyRef{ID: 7, Name: model.Clean("Harbour Foods")}, Currency: currency, Balance: &balance, Due: ask.Now.AddDate(0, 0, -40*i)})
		}
		in.Lists[q.List] = report.Got{Records: psa.Records{Invoices: list}}
	}
	return report.Make(kind, in)
}

// The records of one currency stand behind its figures and no other's.
func TestCurrenciesStayApart(t *testing.T) {
	t.Parallel()
	s, f := reports.New(context.Background(), &bills{}, nil), frame(160, 43)
	s.Show(screen.Place{Section: "receivables"}, f)
	cmd, _ := s.OnTime(f)
	settle(s, f, cmd)
	got := shown(s, f)
	if !strings.Contains(got, "Harbour Foods, EUR") || !strings.Contains(got, "2 records behind Harbour Foods, ") {
		t.Errorf("two currencies:\n%s", got)
	}
	if !strings.Contains(got, " Balance, EUR") || strings.Contains(got, " Balance, USD") {
		t.Errorf("the chart is not that of one currency:\n%s", got)
	}
	drive(s, f, "down")
	if got = shown(s, f); !strings.Contains(got, " Balance, USD") || strings.Contains(got, " Balance, EUR") {
		t.Errorf("the chart does not follow the chosen group:\n%s", got)
	}
	drive(s, f, "up", "enter")
	l := s.Listing(f)
	if len(l.Rows) != 2 {
		t.Errorf("%d records behind one currency: %v", len(l.Rows), l.Rows)
	}
}

// The records behind a figure are those that add to it.
func TestRecordsBehindAFigure(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	drive(s, f, "down", "enter", "right", "right") // no charge: nothing is
	if in, ok := drive(s, f, "enter").Intent.(screen.Notify); !ok || !strings.Contains(in.Text, "No record") {
		t.Errorf("behind 0.00: %+v", in)
	}
	drive(s, f, "right", "right", "right", "right", "enter") // late: nobody knows for any of them
	if got := shown(s, f); !strings.Contains(got, "1 of 7 records behind Li Wei, Late") {
		t.Errorf("behind what is not known:\n%s", got)
	}
}

// enter on a record goes to its ticket, here when it is open, else in the browser.
func TestTicketOfARecord(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	drive(s, f, "down", "enter", "enter")
	if in, ok := drive(s, f, "enter").Intent.(screen.Notify); !ok || !strings.Contains(in.Text, "not known") {
		t.Errorf("without an address: %+v", in)
	}
	f.Snapshot.System.Value.TicketLink = "https://psa.example.net/t?id={id}"
	if in, ok := drive(s, f, "enter").Intent.(screen.Browse); !ok || in.URL != "https://psa.example.net/t?id=104205" {
		t.Errorf("closed: %+v", in)
	}
	snap := &model.Snapshot{}
	snap.ServiceTickets.Value = []*model.Ticket{{ID: 104205, Summary: model.Clean("Cable")}}
	snap.ServiceTickets.At = f.Now
	f.Snapshot, f.Lookup = snap, model.NewLookup(snap, uitest.Rules().Policy)
	if in, ok := drive(s, f, "enter").Intent.(screen.Read); !ok || !slices.Equal(in.Tickets, []model.TicketID{104205}) {
		t.Errorf("open: %+v", in)
	}
}

// What was asked for keeps its days when the day has changed since.
func TestDaysMoveOn(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	drive(s, f, "down", "enter")
	f.Now = f.Now.AddDate(0, 0, 7)
	s.Sync(f)
	if got := shown(s, f); !strings.Contains(got, "2 Mar to 8 Mar 2026") || !strings.Contains(got, "the days have moved on") {
		t.Errorf("a week later:\n%s", got)
	}
	drive(s, f, "a")
	if got := shown(s, f); !strings.Contains(got, "9 Mar to 15 Mar 2026") || strings.Contains(got, "moved on") {
		t.Errorf("asked again:\n%s", got)
	}
}

// halting tells of a pause that the server wants.
type halting struct{ source }

func (h *halting) Run(ctx context.Context, _ report.Report, _ report.Ask, told func(reports.Progress)) report.Result {
	told(reports.Progress{List: "tickets", Nth: 1, Of: 2, Had: 2000, Total: 10000, Pages: 2, Waits: 90 * time.Second})
	<-ctx.Done()
	return report.Result{}
}

func TestPauseIsSaid(t *testing.T) {
	t.Parallel()
	s, f := reports.New(context.Background(), &halting{}, nil), frame(120, 30)
	s.Sync(f)
	cmd := s.Handle(uitest.Key("enter"), f).Cmd
	cmd = s.Handle(cmd(), f).Cmd
	got := strings.Join(strings.Fields(shown(s, f)), " ")
	for _, want := range []string{"2,000 of 10,000 tickets, list 1 of 2.", "15:01:30", "████████────"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, shown(s, f))
		}
	}
	s.Handle(uitest.Key("esc"), f)
	settle(s, f, cmd)
}

// A click selects a report, then a figure.
func TestClicks(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	click := func(word string, dx int) {
		t.Helper()
		for y, l := range slices.Backward(strings.Split(shown(s, f), "\n")) {
			if at := strings.Index(l, word); at >= 0 {
				s.Handle(tea.MouseClickMsg{X: ansi.StringWidth(l[:at]) + dx, Y: y, Button: tea.MouseLeft}, f)
				return
			}
		}
		t.Fatalf("%q is not on screen:\n%s", word, shown(s, f))
	}
	click("time ", 1)
	drive(s, f, "enter")
	click("Robin Vale   ", 45) // the second figure
	if got := shown(s, f); !strings.Contains(got, "behind Robin Vale, Billable") {
		t.Errorf("after the click:\n%s", got)
	}
	click("Robin Vale   ", 45) // once more: the records behind it
	got := shown(s, f)
	s, f = made(&source{}, 160, 43)
	click("time ", 1)
	drive(s, f, "enter")
	click("Robin Vale   ", 45)
	drive(s, f, "enter")
	if want := shown(s, f); got != want {
		t.Errorf("the second click shows\n%s\nand enter\n%s", got, want)
	}
}

func TestHabits(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	drive(s, f, "down", "p", "b")
	was := s.Habits()
	if was["time.period"] != "this-month" || was["time.by"] != "day" || len(was) != 2 {
		t.Errorf("%v", was)
	}
	again, _ := made(&source{}, 160, 43)
	was["tides.by"], was["wip.period"], was["time.colour"] = "moon", "today", "day"
	again.Adopt(was)
	if got := again.Habits(); got["time.period"] != "this-month" || got["time.by"] != "day" || len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// Whatever is pressed at whatever size, the frame is exact, and drawing changes
// nothing.
func TestAnyKeysAtAnySize(t *testing.T) {
	t.Parallel()
	keys := []string{"up", "down", "left", "right", "enter", "esc", "p", "[", "]", "b", "a", "home", "end", "pgup", "pgdown"}
	themes := []*theme.Theme{theme.New(true, theme.Unicode()), theme.New(false, theme.ASCII())}
	rapid.Check(t, func(t *rapid.T) {
		s, f := made(&source{}, 80, 22)
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			f.Theme = rapid.SampledFrom(themes).Draw(t, "theme")
			f.Area = layout.Rect{W: rapid.IntRange(0, 210).Draw(t, "w"), H: rapid.IntRange(0, 60).Draw(t, "h")}
			drive(s, f, rapid.SampledFrom(keys).Draw(t, "key"))
			before := uitest.State(s)
			lines := s.Draw(f).Lines
			if after := uitest.State(s); after != before {
				t.Fatalf("drawing changed %s", uitest.Changed(before, after))
			}
			if len(lines) != f.Area.H {
				t.Fatalf("%v: %d lines", f.Area, len(lines))
			}
			for _, l := range lines {
				if w := ansi.StringWidth(l); w != f.Area.W {
					t.Fatalf("%v: %d cells in %q", f.Area, w, ansi.Strip(l))
				}
			}
			s.Handle(tea.MouseClickMsg{X: rapid.IntRange(0, 210).Draw(t, "x"), Y: rapid.IntRange(0, 60).Draw(t, "y"), Button: tea.MouseLeft}, f)
		}
	})
}

func TestASCII(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 160, 43)
	f.Theme = theme.New(true, theme.ASCII())
	for _, keys := range [][]string{{"down", "enter"}, {"b"}, {"enter"}} {
		drive(s, f, keys...)
		for _, r := range strings.NewReplacer("Å", "", "÷", "").Replace(shown(s, f)) {
			if r > '~' {
				t.Fatalf("%q in an ASCII frame:\n%s", r, shown(s, f))
			}
		}
	}
}

// The chosen day is named also where its bar stands at the edge.
func TestChosenDayIsNamed(t *testing.T) {
	t.Parallel()
	s, f := made(&source{}, 100, 30)
	drive(s, f, "down", "p", "p", "p", "enter", "b", "end")
	foot := ""
	for l := range strings.SplitSeq(shown(s, f), "\n") {
		if strings.Contains(l, " Feb ") && !strings.Contains(l, "asked") {
			foot = l
		}
	}
	if !strings.HasSuffix(foot, " 10 Mar") {
		t.Errorf("%q in\n%s", foot, shown(s, f))
	}
}

// many answers with 5,000 companies and 50,000 time entries.
type many struct{ source }

func (*many) Run(_ context.Context, kind report.Report, ask report.Ask, _ func(reports.Progress)) report.Result {
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	list := make([]model.TimeEntry, 50_000)
	for i := range list {
		e := &list[i]
		e.ID, e.Hours, e.Start = int64(i+1), float64(i%8), ask.From.Add(time.Duration(i%100)*time.Hour)
		e.Bill.Company, e.Bill.Option = model.CompanyRef{ID: model.CompanyID(i%5000 + 1), Name: model.Clean("Harbour Foods")}, model.Billable
	}
	for _, q := range kind.Needs(ask) {
		in.Lists[q.List] = report.Got{Records: psa.Records{Time: list}}
	}
	return report.Make(kind, in)
}

func BenchmarkKey(b *testing.B) {
	for name, keys := range map[string][]string{"group": {"down", "up"}, "figure": {"right", "left"}, "record": {"enter", "down", "esc"}} {
		b.Run(name, func(b *testing.B) {
			s, f := reports.New(context.Background(), &many{}, nil), frame(200, 58)
			s.Sync(f)
			drive(s, f, "down", "b", "b", "enter")
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				s.Handle(uitest.Key(keys[i%len(keys)]), f)
				s.Draw(f)
				i++
			}
		})
	}
}
