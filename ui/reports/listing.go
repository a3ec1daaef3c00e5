package reports

import (
	"math"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/report"
	"daybrief/ui/screen"
)

// Listing implements screen.Lister: the figures on screen with their totals, or
// the records behind one. Figures are numbers for programs; one that is not known
// is blank. What a reader must know stands in the title, and where figures are not
// whole in the notes.
func (s *Screen) Listing(screen.Frame) screen.Listing {
	k, a := s.kind(), s.answer()
	switch {
	case a == nil:
		l := screen.Listing{Name: "reports", Title: "Reports", Columns: []string{"report", "question"}}
		for _, k := range s.kinds {
			l.Rows = append(l.Rows, []string{k.ID, k.Question})
		}
		return l
	case s.view == viewRows:
		return s.listRows(a)
	}
	l := screen.Listing{Name: "report-" + k.ID, Title: titled(a), Notes: lacking(a), Columns: append([]string{a.res.Ask.By}, keys(k)...)}
	for i, g := range a.res.Groups {
		l.Rows = append(l.Rows, append([]string{a.names[i]}, numbers(k, g.Values)...))
	}
	if a.res.Totals != nil && len(l.Rows) > 0 {
		l.Rows = append(l.Rows, append([]string{"Total"}, numbers(k, a.res.Totals)...))
	}
	return l
}

func (s *Screen) listRows(a *answer) screen.Listing {
	k := s.kind()
	l := screen.Listing{
		Name: "report-" + k.ID + "-records", Notes: lacking(a), Title: titled(a) + " Records behind " + a.names[s.group] + ", " + k.Columns[s.column].Title + ".",
		Columns: append([]string{"day", "kind", "id", "ticket", "member", "company", "text"}, keys(k)...),
	}
	for _, i := range s.rows() {
		r, day, ticket := a.res.Rows[i], "", ""
		if !r.Day.IsZero() {
			day = r.Day.Format(time.DateOnly)
		}
		if r.Ticket != 0 {
			ticket = strconv.FormatInt(int64(r.Ticket), 10)
		}
		l.Rows = append(l.Rows, append([]string{day, r.Kind, strconv.FormatInt(r.ID, 10), ticket, r.Member, r.Of, r.Text}, numbers(k, r.Values)...))
	}
	return l
}

// titled is the question with its period and all that a reader must know.
func titled(a *answer) string {
	out := a.res.Report.Question
	if !a.res.Report.Now {
		out += " " + span(a.res.Ask.From, a.res.Ask.To) + "."
	}
	if words := a.choice.words(", "); words != "" {
		out += " Only" + words[1:] + "."
	}
	if lacking(a) == nil {
		out = strings.Join(append([]string{out}, a.res.Notes...), " ")
	}
	return out
}

// lacking is what a reader must know where not all could be read; nil when it could.
func lacking(a *answer) (notes []string) {
	if !a.res.AtLeast && a.res.Problem == nil && a.res.Unavailable == "" {
		return nil
	}
	if a.res.AtLeast {
		notes = append(notes, "Sums and counts are at least what stands here.")
	}
	if a.res.Unavailable != "" {
		notes = append(notes, a.res.Unavailable)
	}
	return append(notes, a.res.Notes...)
}

func keys(k report.Report) (out []string) {
	for _, c := range k.Columns {
		out = append(out, c.Key)
	}
	return out
}

// numbers are values for programs: two places, four of rates.
func numbers(k report.Report, values []*float64) []string {
	out := make([]string, len(k.Columns))
	for i, c := range k.Columns {
		if i >= len(values) || values[i] == nil {
			continue
		}
		places := 100.0
		if c.Unit == report.Rate {
			places = 10000
		}
		n := math.Round(*values[i]*places) / places
		if n == 0 {
			n = 0 // no minus in front of it
		}
		out[i] = strconv.FormatFloat(n, 'f', -1, 64)
	}
	return out
}
