package cli

import (
	"strings"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/model"
)

func TestHistoryCommandSaysHowFarItReaches(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	if code, out, _ := d.run("history"); code != exitOK || out != "Nothing is kept yet: the history begins when the dashboard runs.\n" {
		t.Errorf("%d %q", code, out)
	}
	path := d.pastOfDesk(kept(1, "x", noon()))
	if code, out, _ := d.run("history"); code != exitOK || !strings.HasPrefix(out, "1 ticket in "+path+", ") || !strings.Contains(out, "\nNo closed tickets of the past yet") {
		t.Errorf("%d %q", code, out)
	}
	db, err := history.Open(t.Context(), history.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	for i, project := range []bool{false, true} {
		if err := db.AddSpan(t.Context(), project, history.Span{From: noon().AddDate(0, 0, -100-i), To: noon(), Skipped: i}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, out, _ := d.run("history")
	want := "All tickets closed since " + noon().AddDate(0, 0, -100).Format(time.DateOnly) + "; 25% of what is wanted, back to " + noon().AddDate(0, 0, -399).Format(time.DateOnly) + "; 1 record could not be read. Last looked at "
	if !strings.Contains(out, want) {
		t.Errorf("%q\nwant %q", out, want)
	}
	d.configure("[history]\nback = 0\n")
	if _, out, _ := d.run("history"); !strings.Contains(out, "back = 0") {
		t.Error(out)
	}
	d.configure("[history]\non = false\n")
	if _, out, _ := d.run("history"); !strings.Contains(out, "on = false") {
		t.Error(out)
	}
}

func TestProgressInWords(t *testing.T) {
	t.Parallel()
	why := &model.Problem{Kind: model.Forbidden, What: model.Clean("No right."), Cure: model.Clean("Ask for it.")}
	half := history.Progress{Wanted: noon().AddDate(0, 0, -399), Since: noon().AddDate(0, 0, -100), Done: 0.25}
	with := func(s history.FillState, change func(*history.Progress)) history.Progress {
		p := half
		p.State = s
		if change != nil {
			change(&p)
		}
		return p
	}
	known := "History: all tickets closed since " + noon().AddDate(0, 0, -100).Format(time.DateOnly) + "; 25% of what is wanted, back to " + noon().AddDate(0, 0, -399).Format(time.DateOnly)
	for _, c := range []struct {
		p              history.Progress
		reach, trouble string
	}{
		{history.Progress{}, "History: the past is fetched once all sources have answered.", ""},
		{history.Progress{State: history.FillAbsent, Problem: why}, "History: No right. Ask for it.", ""},
		{with(history.Filling, func(p *history.Progress) { p.Left = 10 * time.Minute }), known + ". Being fetched, about 10 min to go.", ""},
		{with(history.Filling, func(p *history.Progress) { p.Since = time.Time{} }), "History: no closed tickets of the past yet; 25% of what is wanted, back to " + noon().AddDate(0, 0, -399).Format(time.DateOnly) + ". Being fetched.", ""},
		{with(history.FillElsewhere, nil), known + ". Another daybrief is fetching it.", ""},
		{with(history.FillHeld, func(p *history.Progress) { p.Problem = why }), known + ".", "The past can't be fetched: No right. Ask for it."},
		{with(history.FillFull, nil), known + ".", "It is full: [history] max_rows bounds it."},
		{with(history.FillWhole, func(p *history.Progress) { p.Done, p.Gap = 1, "the tickets of 2 boards" }), "History: all tickets closed since " + noon().AddDate(0, 0, -100).Format(time.DateOnly) + ", as far back as is wanted; without the tickets of 2 boards.", ""},
	} {
		if reach, trouble := filled(c.p, time.UTC); reach != c.reach || trouble != c.trouble {
			t.Errorf("%+v:\n%q %q\nwant\n%q %q", c.p, reach, trouble, c.reach, c.trouble)
		}
	}
}
