package reports_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/model"
	"daybrief/ui/export"
	"daybrief/ui/reports"
	"daybrief/ui/uitest"
)

// ailing answers every report out of lists of which one is not whole.
type ailing struct {
	source
	list psa.List
	got  report.Got
}

func (s *ailing) Run(_ context.Context, kind report.Report, ask report.Ask, _ func(reports.Progress)) report.Result {
	in := report.Input{Ask: ask, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(ask) {
		in.Lists[q.List] = report.Got{}
		if q.List == s.list {
			in.Lists[q.List] = s.got
		}
	}
	return report.Make(kind, in)
}

// states of a list that is not whole.
func states() map[string]report.Got {
	refused := &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list it."), Needs: "Inquire on it"}
	return map[string]report.Got{
		"refused": {Problem: refused}, "cut": {Records: psa.Records{Cut: true, Total: 4000}}, "unreadable": {Records: psa.Records{Skipped: 4}},
		"partly refused": {Records: psa.Records{Parts: refused}}, "excluded": {Records: psa.Records{Lacks: "Without the tickets of 1 board that is excluded for these keys."}},
	}
}

// A report of a list that is not whole says so on screen, in every format, and in the
// name of a file that has no place for a note.
func TestNoReportLooksWhole(t *testing.T) {
	t.Parallel()
	marks := regexp.MustCompile(`can't be read|can be read|could not be read|was read|Without|may not list|at least`)
	for i, kind := range report.Table() {
		ask := report.Ask{By: kind.By[0], Zone: time.UTC, Now: uitest.Noon()}
		if !kind.Now {
			ask.From, ask.To, _ = report.Period(kind.Period, ask.Now, ask.Zone)
		}
		for _, q := range kind.Needs(ask) {
			for name, got := range states() {
				t.Run(fmt.Sprint(kind.ID, " ", q.List, " ", name), func(t *testing.T) {
					t.Parallel()
					src := &ailing{list: q.List, got: got}
					f := frame(160, 50)
					s := reports.New(context.Background(), src, func() model.Hours { return model.Hours{} })
					s.Sync(f)
					drive(s, f, append(strings.Split(strings.Repeat("j", i), ""), "enter")...)
					if text := strings.Join(strings.Fields(strings.ReplaceAll(shown(s, f), "│", " ")), " "); !marks.MatchString(text) || strings.Contains(text, "Nothing was found.") {
						t.Errorf("on screen:\n%s", text)
					}
					l := s.Listing(f)
					for _, format := range export.Formats() {
						if file := format.Name(l, f.Now); !strings.Contains(file, "-partial") {
							t.Errorf("%v is written to %s", format, file)
						}
						if text := string(format.Write(l, f.Now)); format != export.CSV && !marks.MatchString(text) {
							t.Errorf("%v:\n%s", format, text)
						}
					}
					res := src.Run(t.Context(), kind, ask, nil)
					for _, format := range render.Formats() {
						text, _ := render.As(format, res, render.Options{})
						if format == "csv" && strings.HasSuffix(text, ",yes\r\n") {
							continue // it has no place for words
						}
						if !marks.MatchString(text) || strings.Contains(text, "Nothing was found.") {
							t.Errorf("%v:\n%s", format, text)
						}
					}
				})
			}
		}
	}
}
