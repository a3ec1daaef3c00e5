package reports

import (
	"strconv"

	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/ui/screen"
)

// Listing implements screen.Lister: the figures on screen, or the records behind
// one.
func (s *Screen) Listing(screen.Frame) screen.Listing {
	k := s.kind()
	l := screen.Listing{Name: "report-" + k.ID, Title: k.Question}
	a := s.answer()
	switch {
	case a == nil:
		l.Columns = []string{"report", "question"}
		for _, k := range s.kinds {
			l.Rows = append(l.Rows, []string{k.ID, k.Question})
		}
		return l
	case s.view == viewRows:
		l.Columns = append([]string{"day", "kind", "id", "member", "company", "text"}, titles(k)...)
		for _, r := range s.rows() {
			day := ""
			if !r.Day.IsZero() {
				day = r.Day.Format("2006-01-02")
			}
			l.Rows = append(l.Rows, append([]string{day, r.Kind, strconv.FormatInt(r.ID, 10), r.Member, r.Of, r.Text}, words(a.res, r.Values, false)...))
		}
		return l
	}
	l.Columns = append([]string{k.By[s.choice().by]}, titles(k)...)
	for _, g := range a.res.Groups {
		l.Rows = append(l.Rows, append([]string{name(g)}, words(a.res, g.Values, a.res.AtLeast)...))
	}
	return l
}

func titles(k report.Report) (out []string) {
	for _, c := range k.Columns {
		out = append(out, c.Title)
	}
	return out
}

func words(res report.Result, values []*float64, least bool) []string {
	out := make([]string, len(res.Report.Columns))
	for i, c := range res.Report.Columns {
		if i < len(values) && values[i] != nil {
			out[i] = render.Figure(values[i], c.Unit, least)
		}
	}
	return out
}
