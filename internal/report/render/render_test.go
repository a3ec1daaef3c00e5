package render

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

// made is an answer with what is nasty: a formula, markup, a pipe, something
// that is not known, and a cut list.
func made(t *testing.T) report.Result {
	t.Helper()
	kind, ok := report.Find("absorbed")
	if !ok {
		t.Fatal("no report")
	}
	rate := 1000.0
	e := func(id int64, project string, rate *float64) model.TimeEntry {
		return model.TimeEntry{ID: id, Ticket: 77, Start: time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC), Hours: 1.5, Notes: model.Clean("=1+1 <b>|"),
			Bill: model.Bill{Project: model.Ref[int64]{ID: id, Name: model.Clean(project)}, Agreement: model.Ref[model.AgreementID]{ID: 1}, Rate: rate}}
	}
	zone := time.FixedZone("Office/Place", 3600)
	day := time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)
	ask := report.Ask{From: day, To: day, By: "project", Zone: zone, Now: time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)}
	return report.Make(kind, report.Input{Ask: ask, Lists: map[psa.List]report.Got{
		psa.ListAbsorbed:   {Records: psa.Records{Time: []model.TimeEntry{e(1, "=SUM(A1) <script>|", &rate), e(2, "Move", nil)}, Cut: true, Total: 9}},
		psa.ListCurrencies: {},
	}})
}

func TestText(t *testing.T) {
	t.Parallel()
	got, _ := As("text", made(t), Options{})
	want := `Which hours will never be billed by accident?
9 Mar 2026, by project. As of Tue 10 Mar 2026 16:00, Office/Place.

project             Hours  Entries      Value
=SUM(A1) <script>|  ≥1.50       ≥1  ≥1,500.00
Move                ≥1.50       ≥1          –
Total               ≥3.00       ≥2  ≥1,500.00

At least 2 records stand behind these figures.
Only a part of the 9 time entries with a project and an agreement was read: sums and counts are at least what stands here.
Value leaves out 1 record for which it is not known.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, _ = As("text", made(t), Options{Limit: 1}); !strings.Contains(got, "1 line more") || strings.Contains(got, "Move") {
		t.Errorf("limited:\n%s", got)
	}
}

func TestMarkdownIsText(t *testing.T) {
	t.Parallel()
	got, _ := As("markdown", made(t), Options{})
	if !strings.Contains(got, `=SUM(A1) \<script\>\|`) || !strings.Contains(got, "█") || strings.Contains(got, "| =SUM(A1) <") {
		t.Errorf("%s", got)
	}
}

func TestCSVIsHarmless(t *testing.T) {
	t.Parallel()
	for rows, want := range map[bool]string{false: "'=SUM(A1) <script>|", true: "'=1+1 <b>|"} {
		got, _ := As("csv", made(t), Options{Rows: rows})
		lines, err := csv.NewReader(strings.NewReader(got)).ReadAll()
		if err != nil || len(lines) != 3 || !strings.Contains(strings.Join(lines[1], ","), want) || !strings.HasSuffix(got, "\r\n") {
			t.Errorf("%v %q", err, got)
		}
		at, more := len(lines[2])-2, ""
		if !rows {
			at, more = at-1, "1"
		}
		if last := lines[2]; last[at] != "" || !rows && last[at+1] != more || last[len(last)-1] != "yes" {
			t.Errorf("what is not known is %q", last)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	got, _ := As("json", made(t), Options{})
	var out struct {
		Schema  int
		ID      string
		Period  struct{ From, To, Zone string }
		Groups  []struct{ Values map[string]*float64 }
		Totals  map[string]*float64
		Rows    int  `json:"rows_total"`
		AtLeast bool `json:"at_least"`
		Notes   []string
	}
	if err := json.Unmarshal([]byte(got), &out); err != nil {
		t.Fatal(err)
	}
	if out.Schema != 1 || out.ID != "absorbed" || out.Period.From != "2026-03-09" || out.Period.Zone != "Office/Place" || out.Rows != 2 || !out.AtLeast || len(out.Notes) != 2 {
		t.Errorf("%+v", out)
	}
	if v, known := out.Groups[1].Values["value"]; v != nil || !known || *out.Totals["value"] != 1500 || *out.Totals["hours"] != 3 {
		t.Errorf("%+v", out)
	}
	if got, _ = As("json", made(t), Options{Rows: true}); !strings.Contains(got, `"rows": [`) || strings.Contains(got, `"groups"`) {
		t.Errorf("%s", got)
	}
}

func TestHTMLIsSafe(t *testing.T) {
	t.Parallel()
	got, _ := As("html", made(t), Options{})
	for _, want := range []string{"<svg role=\"img\"", "aria-label=\"Hours: =SUM(A1) &lt;script&gt;| ≥1.50, Move ≥1.50\"", "&lt;script&gt;", "@page{size:A4"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "<script") {
		t.Error("a script got in")
	}
}

func TestUnavailable(t *testing.T) {
	t.Parallel()
	r := made(t)
	r.Unavailable, r.Groups, r.Totals, r.RowsTotal, r.Rows = "The keys may not list <time>.", nil, nil, nil, nil
	for _, f := range Formats() {
		got, ok := As(f, r, Options{})
		if !ok || !strings.Contains(got, "The keys may not list") {
			t.Errorf("%s: %s", f, got)
		}
		if f == "json" && !strings.Contains(got, `"totals": null`) {
			t.Errorf("totals of nothing: %s", got)
		}
	}
}

// A chart of many days has the latest, one of many companies the first, and says
// so.
func TestChartsOfMany(t *testing.T) {
	t.Parallel()
	r := made(t)
	r.Groups = nil
	for i := range 60 {
		v := float64(i + 1)
		r.Groups = append(r.Groups, report.Group{Key: strconv.Itoa(i), Name: "group " + strconv.Itoa(i) + ".", Values: append([]*float64{&v}, make([]*float64, len(r.Report.Columns)-1)...)})
	}
	for by, want := range map[string][3]string{"day": {", the last 31 of 60", "group 59.", "group 28."}, "company": {", the first 20 of 60", "group 19.", "group 20."}} {
		r.Ask.By = by
		for _, format := range []string{"markdown", "html"} {
			out, _ := As(format, r, Options{})
			at := strings.Index(out, want[0])
			if at < 0 {
				t.Fatalf("%s by %s does not say how many:\n%s", format, by, out)
			}
			chart, _, _ := strings.Cut(out[at:], "</svg>")
			chart, _, _ = strings.Cut(chart, "```")
			if !strings.Contains(chart, want[1]) || strings.Contains(chart, want[2]) {
				t.Errorf("%s by %s: %s", format, by, chart)
			}
		}
	}
}

// Amounts of several currencies are not drawn on one scale: each has a chart.
func TestAChartForEachCurrency(t *testing.T) {
	t.Parallel()
	r := made(t)
	kind, _ := report.Find("receivables")
	r.Report, r.Ask.By, r.Groups = kind, "company", nil
	for i, currency := range []string{"USD", "EUR", "EUR", ""} {
		v := []float64{1000, 10, 5, 2}[i]
		r.Groups = append(r.Groups, report.Group{Key: strconv.Itoa(i), Name: "group " + strconv.Itoa(i), Currency: currency, Values: append([]*float64{&v}, make([]*float64, len(kind.Columns)-1)...)})
	}
	r.Totals = make([]*float64, len(kind.Columns))
	want := []string{"Balance, without a currency", "Balance, EUR", "Balance, USD"}
	for i, c := range charts(r) {
		if c.what != want[i] || c.bars[0].share != 1 || c.bars[0].currency != "" {
			t.Errorf("%d: %+v", i, c)
		}
	}
	for _, format := range []string{"markdown", "html"} {
		out, _ := As(format, r, Options{})
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%s lacks %q", format, w)
			}
		}
	}
	r.Report, _ = report.Find("opportunities") // counts have a scale in common
	if list := charts(r); len(list) != 1 || len(list[0].bars) != 4 || list[0].bars[0].currency != "USD" {
		t.Errorf("%+v", list)
	}
}

// What is cut of a long name beside a bar is never its currency.
func TestAShortNameKeepsItsCurrency(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, currency, want string }{
		{"Winterbourne Brewing Associates, USD", "USD", "Winterbourne Brewing Assoc…, USD"},
		{"Acme, USD", "USD", "Acme, USD"},
		{"Winterbourne Brewing Associates Limited", "", "Winterbourne Brewing Associates…"},
	} {
		if got := short(bar{name: c.name, currency: c.currency}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
