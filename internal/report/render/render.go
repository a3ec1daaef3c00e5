package render

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/report"
	"daybrief/model"
)

// Options say what is written.
type Options struct {
	// Rows lists the records behind the figures instead of the figures.
	Rows bool
	// Limit is how many lines Text and Markdown list at most; 0: all. What is
	// left out is said.
	Limit int
	// Width is how many columns a terminal has: Text that is wider lists each line as a
	// block. 0: as wide as it is.
	Width int
}

// Formats are the names of the formats.
func Formats() []string { return []string{"text", "markdown", "csv", "json", "html"} }

// As writes a result in a format; false for one that does not exist.
func As(format string, r report.Result, o Options) (string, bool) {
	switch format {
	case "text":
		return text(r, o), true
	case "markdown":
		return markdown(r, o), true
	case "csv":
		return asCSV(r, o), true
	case "json":
		return asJSON(r, o), true
	case "html":
		return asHTML(r, o), true
	}
	return "", false
}

// Figure is a value for people: "1,234", "12.50", "83 %", and a dash where it is
// not known. A sum of a list that was cut says that it is at least that.
func Figure(v *float64, u report.Unit, atLeast bool) string {
	if v == nil {
		return "–"
	}
	least := ""
	if atLeast && u != report.Rate && u != report.Days {
		least = "≥"
	}
	switch u {
	case report.Hours, report.Money:
		return least + hundredths(*v)
	case report.Rate:
		return strconv.FormatFloat(*v*100, 'f', 0, 64) + " %"
	}
	return least + model.Grouped(int(math.Round(*v)))
}

// hundredths is a number with two places and commas between the thousands.
func hundredths(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', 2, 64)
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return s
	}
	sign := ""
	if v < 0 && s != "0.00" {
		sign = "-"
	}
	return sign + model.Grouped(n) + "." + part
}

// plain is a value for programs: two places of hours and money, four of rates;
// nothing where it is not known.
func plain(v *float64, u report.Unit) string {
	if v == nil {
		return ""
	}
	places := map[report.Unit]float64{report.Hours: 100, report.Money: 100, report.Rate: 10000}[u]
	if places == 0 {
		places = 100 // counts and days are whole; means of them need not be
	}
	n := math.Round(*v*places) / places
	if n == 0 {
		n = 0 // no minus in front of it
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// title is what a result is about, and when.
func title(r report.Result) (question, about string) {
	a := r.Ask
	words := []string{}
	if !r.Report.Now {
		period := day(a.From)
		if !a.To.Equal(a.From) {
			period += " to " + day(a.To)
		}
		words = append(words, period)
	}
	words = append(words, "by "+strings.ReplaceAll(a.By, "_", " "))
	for _, f := range [][2]string{{"member ", a.Member}, {"company ", a.Company}, {"board ", a.Board}} {
		if f[1] != "" {
			words = append(words, f[0]+model.Clean(f[1]).String())
		}
	}
	about = strings.Join(words, ", ") + ". As of " + a.Now.In(a.Zone).Format("Mon 2 Jan 2006 15:04") + ", " + a.Zone.String() + "."
	return r.Report.Question, about
}

func day(t time.Time) string { return t.Format("2 Jan 2006") }

// label is a group's name, with its currency where there are several.
func label(g report.Group) string {
	if g.Currency != "" {
		return g.Name + ", " + g.Currency
	}
	return g.Name
}

// table is a report as cells: a head, lines, and the totals last; nil totals for
// rows.
type table struct {
	head   []string
	lines  [][]string
	totals []string
	left   int // lines that were left out
	// texts are how many columns, from the left, hold words.
	texts int
}

// cells makes the table for people.
func cells(r report.Result, o Options) table {
	if o.Rows {
		return behind(r).limited(o)
	}
	cols := r.Report.Columns
	t := table{head: append([]string{model.Clean(strings.ReplaceAll(r.Ask.By, "_", " ")).String()}, titles(cols)...), texts: 1}
	for _, g := range r.Groups {
		t.lines = append(t.lines, append([]string{label(g)}, figures(g.Values, cols, r.AtLeast, "–")...))
	}
	t.totals = append([]string{"Total"}, figures(r.Totals, cols, r.AtLeast, "–")...)
	return t.limited(o)
}

func titles(cols []report.Column) (out []string) {
	for _, c := range cols {
		out = append(out, c.Title)
	}
	return out
}

// limited leaves out lines that are not wanted.
func (t table) limited(o Options) table {
	if o.Limit > 0 && len(t.lines) > o.Limit {
		t.left = len(t.lines) - o.Limit
		t.lines = t.lines[:o.Limit]
	}
	return t
}

// behind are the records behind the figures. What a record adds nothing to is blank,
// what it adds nobody knows how much to is a dash.
func behind(r report.Result) table {
	cols := r.Report.Columns
	t := table{head: append([]string{strings.ReplaceAll(r.Ask.By, "_", " "), "Record", "Day", "Member", "Company", "Text"}, titles(cols)...), texts: 6}
	names := map[[2]string]string{}
	for _, g := range r.Groups {
		names[[2]string{g.Key, g.Currency}] = label(g)
	}
	for _, row := range r.Rows {
		date := "–"
		if !row.Day.IsZero() {
			date = row.Day.Format(time.DateOnly)
		}
		added := figures(row.Values, cols, false, "")
		for _, i := range row.Unknown {
			added[i] = "–"
		}
		line := []string{dash(names[[2]string{row.Group, row.Currency}]), record(row), date, dash(row.Member), dash(row.Of), dash(clip(row.Text))}
		t.lines = append(t.lines, append(line, added...))
	}
	return t.narrowed(r.Ask.By)
}

// narrowed leaves out the columns of records in which nothing stands, and the one that
// says what the first says already.
func (t table) narrowed(by string) table {
	var keep []int
	for i := range t.head {
		something := slices.ContainsFunc(t.lines, func(l []string) bool { return l[i] != "" && (i >= t.texts || l[i] != "–") })
		if twice := i > 0 && i < t.texts && strings.EqualFold(t.head[i], by); i == 0 || something && !twice {
			keep = append(keep, i)
		}
	}
	pick := func(line []string) []string {
		out := make([]string, len(keep))
		for n, i := range keep {
			out[n] = line[i]
		}
		return out
	}
	out := table{head: pick(t.head)}
	for _, i := range keep {
		if i < t.texts {
			out.texts++
		}
	}
	for _, l := range t.lines {
		out.lines = append(out.lines, pick(l))
	}
	return out
}

// figures are values as words; none stands for what is not there.
func figures(values []*float64, cols []report.Column, atLeast bool, none string) []string {
	out := make([]string, len(cols))
	for i, c := range cols {
		if out[i] = none; values[i] != nil {
			out[i] = Figure(values[i], c.Unit, atLeast)
		}
	}
	return out
}

func record(r report.Row) string {
	if r.Ticket != 0 {
		return r.Kind + " on #" + strconv.FormatInt(int64(r.Ticket), 10)
	}
	return r.Kind + " " + strconv.FormatInt(r.ID, 10)
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// clip keeps notes to what a line can hold.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// closing are the sentences below a table.
func closing(r report.Result, left int) []string {
	var out []string
	if left > 0 {
		out = append(out, model.Counted(left, "line")+" more; --limit 0 lists all.")
	}
	if r.RowsTotal != nil {
		least := ""
		if r.AtLeast {
			least = "at least "
		}
		out = append(out, model.Sentence(least+model.Counted(*r.RowsTotal, "record")+" stand behind these figures"))
	}
	return append(out, r.Notes...)
}
