package reports_test

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/reports"
	"daybrief/ui/screen"
)

// filtering keeps what it was asked for.
type filtering struct {
	source
	last report.Ask
}

func (s *filtering) Run(ctx context.Context, kind report.Report, ask report.Ask, told func(reports.Progress)) report.Result {
	s.last = ask
	return s.source.Run(ctx, kind, ask, told)
}

func typedIn(s string) (keys []string) {
	for _, r := range s {
		k := string(r)
		if r == ' ' {
			k = "space"
		}
		keys = append(keys, k)
	}
	return keys
}

// Filters are typed as on the command line, stand in the head, and hold for the
// figures, the records behind them and what is exported; they are there again after
// a restart.
func TestFilters(t *testing.T) {
	t.Parallel()
	src := &filtering{}
	s := reports.New(context.Background(), src, func() model.Hours { return model.Hours{} })
	f := frame(120, 30)
	s.Sync(f)
	drive(s, f, "down", "enter", "/")
	if b := s.Draw(f); b.Cursor == nil || b.Cursor.Y != 1 {
		t.Error("no cursor to type at")
	}
	drive(s, f, typedIn(`member:TECH2 company:"harbour foods"`)...)
	drive(s, f, "enter")
	if src.last.Member != "TECH2" || src.last.Company != "harbour foods" || src.last.Board != "" {
		t.Errorf("asked for %+v", src.last)
	}
	got := shown(s, f)
	if !strings.Contains(got, "member TECH2 · company harbour foods") || !strings.Contains(got, "Tove Quist") || strings.Contains(got, "Li Wei") {
		t.Errorf("%s", got)
	}
	if l := s.Listing(f); !strings.Contains(l.Title, "Only member TECH2, company harbour foods.") || len(l.Rows) != 2 {
		t.Errorf("exported: %q, %d rows", l.Title, len(l.Rows))
	}
	drive(s, f, "enter")
	if l := s.Listing(f); len(l.Rows) != 7 || l.Rows[0][4] != "tech2" {
		t.Errorf("records: %d", len(l.Rows))
	}
	again := reports.New(context.Background(), src, nil)
	again.Sync(f)
	again.Adopt(s.Habits())
	drive(again, f, "down", "enter")
	if src.last.Member != "TECH2" || src.last.Company != "harbour foods" {
		t.Errorf("after a restart: %+v of %v", src.last, s.Habits())
	}
	// Cleared, it is everybody's; the answer of before is still there.
	n := len(src.asked)
	drive(s, f, "esc", "/", "ctrl+u", "enter")
	if len(src.asked) != n && src.last.Member != "" || !strings.Contains(shown(s, f), "Li Wei") || s.Habits()["time.filter"] != "" {
		t.Errorf("cleared: %+v\n%s", src.last, shown(s, f))
	}
}

// What a report does not know is not asked for; esc leaves everything as it was.
func TestFiltersThatCannotBe(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"member:": "which member?", "colour:red": "it can be filtered by member:…, company:…", "acole": "it can be filtered by", `"`: "it can be filtered by"} {
		src := &filtering{}
		s := reports.New(context.Background(), src, nil)
		f := frame(120, 30)
		s.Sync(f)
		drive(s, f, "down", "/")
		drive(s, f, typedIn(typed)...)
		drive(s, f, "enter")
		if got := shown(s, f); !strings.Contains(got, want) || len(src.asked) != 0 {
			t.Errorf("%q: asked %v\n%s", typed, src.asked, got)
		}
		drive(s, f, "esc")
		if got := shown(s, f); strings.Contains(got, want) || len(s.Habits()) != 0 {
			t.Errorf("after esc: %v\n%s", s.Habits(), got)
		}
	}
	s := reports.New(context.Background(), &filtering{}, nil)
	f := frame(80, 24)
	s.Show(screen.Place{Section: "receivables"}, f)
	drive(s, f, "/")
	drive(s, f, typedIn("member:acole")...)
	drive(s, f, "enter")
	if got := shown(s, f); !strings.Contains(got, "an invoice names no member and no board.") {
		t.Errorf("what means nothing to a report is not said:\n%s", got)
	}
}

// Tab completes what the dashboard knows; a paste is typed.
func TestFiltersAreCompleted(t *testing.T) {
	t.Parallel()
	src := &filtering{}
	s := reports.New(context.Background(), src, nil)
	f := frame(120, 30)
	f.Snapshot = &model.Snapshot{}
	f.Snapshot.Members.Value = []model.Member{{Identifier: model.Clean("acole")}, {Identifier: model.Clean("bwong")}}
	f.Snapshot.Companies.Value = []model.Company{{Name: model.Clean("Harbour Foods")}}
	s.Sync(f)
	drive(s, f, "down", "/", "m", "tab", "b", "tab", "c", "tab")
	s.Handle(tea.PasteMsg{Content: "har"}, f)
	drive(s, f, "tab", "enter")
	if src.last.Member != "bwong" || src.last.Company != "Harbour Foods" {
		t.Errorf("%+v\n%s", src.last, shown(s, f))
	}
}
