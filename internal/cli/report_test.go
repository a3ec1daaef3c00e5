package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/report"
	"daybrief/internal/report/render"
)

func demoOf(id string, more ...string) []string {
	return append([]string{"report", id, "--demo", "--seed", "3", "--now", "2026-03-10T15:00:00Z"}, more...)
}

// Each report in each format says the same twice, byte for byte.
func TestReportsOfTheDemo(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	d := newDesk(t)
	_, list, _ := d.run("report")
	for _, r := range report.Table() {
		if !strings.Contains(list, r.ID+" ") || !strings.Contains(list, r.Question) {
			t.Errorf("%s is not listed", r.ID)
		}
		for _, format := range render.Formats() {
			code, out, err := d.run(demoOf(r.ID, "--format", format)...)
			again, twice, _ := d.run(demoOf(r.ID, "--format", format)...)
			if code != exitOK || err != "" || len(out) < 100 && format != "csv" || out != twice || again != code {
				t.Errorf("%s as %s: %d %q\n%.300s", r.ID, format, code, err, out)
			}
		}
	}
}

func TestReportFlags(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for want, args := range map[string][]string{
		"there is no report \"tme\"": {"report", "tme"}, "one report at a time": {"report", "time", "wip"}, "can't be grouped by \"colour\"": demoOf("time", "--by", "colour"),
		"--from and --to go together": demoOf("time", "--from", "2026-03-01"), "ends before it begins": demoOf("time", "--from", "2026-03-02", "--to", "2026-03-01"),
		"speaks of now": demoOf("wip", "--period", "today"), "add --demo": {"report", "time", "--seed", "3"}, "names the days already": demoOf("time", "--period", "today", "--from", "2026-03-01", "--to", "2026-03-02"),
		"an invoice names no member": demoOf("receivables", "--member", "acole"), "counts whole lists": demoOf("records", "--company", "7"), "by company": demoOf("renewals", "--board", "x"),
		"must be a day": demoOf("time", "--from", "03/01/2026", "--to", "2026-03-02"),
	} {
		if code, _, err := d.run(args...); code != exitUsage || !strings.Contains(err, want) {
			t.Errorf("%v: %d %q, want %q", args, code, err, want)
		}
	}
	code, out, _ := d.run(demoOf("time", "--member", "ACOLE", "--period", "last-month", "--by", "day", "--limit", "2")...)
	if code != exitOK || !strings.Contains(out, "1 Feb 2026 to 28 Feb 2026, by day, member ACOLE") || !strings.Contains(out, "lines more") || strings.Contains(out, "acole2") {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out, _ = d.run(demoOf("time", "--rows", "--limit", "3")...); code != exitOK || !strings.Contains(out, "time entry on #") {
		t.Errorf("%d\n%s", code, out)
	}
}

// A role that may not read a list says which row of it cures that.
func TestReportRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/time/entries"})
	code, out, err := d.run("report", "time")
	if code != exitPartial || !strings.Contains(out+err, "Time Entry (Time & Expense)") {
		t.Errorf("%d\n%s\n%s", code, out, err)
	}
	if code, out, _ = d.run("report", "time", "--format", "json"); code != exitPartial || !strings.Contains(out, `"totals": null`) {
		t.Errorf("%d\n%s", code, out)
	}
	d.server.Mend()
	d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/company/companies"})
	if code, out, _ = d.run("report", "wip"); code != exitPartial || !strings.Contains(out, "Company Maintenance") || !strings.Contains(out, "Total") {
		t.Errorf("%d\n%s", code, out)
	}
}

// docs/reports.md is written from the table of reports.
func TestReportsAreDocumented(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	d := newDesk(t)
	path := filepath.Join("..", "..", "docs", "reports.md")
	want := reportDocs(d)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/reports.md and the table of reports differ: UPDATE_GOLDEN=1 go test ./internal/cli -run TestReportsAreDocumented, and read it")
	}
}

const docsHead = `# Reports

A briefing says what needs you now; a report answers a manager's question about a period, from the live server. Screen 5 of the dashboard shows the same reports, with a chart and the records behind each figure; it asks the server only when you press enter.

` + "`daybrief report` lists them, `daybrief report NAME` prints one:" + ` ` + "`--format text|markdown|csv|json|html`" + `, ` + "`--period`" + ` with one of PERIODS, or ` + "`--from` and `--to`" + ` (both days belong to it), ` + "`--by`" + ` for the grouping, ` + "`--member`, `--company` and `--board`" + ` as filters, ` + "`--rows`" + ` for the records behind the figures, ` + "`--limit`" + `, ` + "`--demo`" + ` for the made-up company.

Days are local days of ` + "`[me] zone`" + `. Hours and money have two places, rates are parts of one. What can't be known is a dash in text and null in JSON, with the reason below, never 0; figures of a list that was read only in part are marked with ≥, ` + "`at_least`" + ` is true in JSON, and the exit code is 5. On a terminal that is narrower than the table, text lists each line as a block. Sums leave out records of which they are not known, and say how many. CSV has no place for that: its last columns are ` + "`left_out`, how many records of the group are not in every figure, and `partial`" + `, which says yes when something could not be read, or why there is no report. Service and project tickets have a row of the role each: without one of them the other kind is counted, as at least. Amounts of several currencies are never added up: each group then is one currency, and totals of money are not given; where the currencies of companies can't be read, amounts of two companies are not added up either.

Requests stay within the 30 a minute that daybrief allows itself; when the server asks to wait, or a request fails in the middle, the report says so, waits and goes on with that request: nothing is read twice. At most 100,000 records of a list are read.

A period that ended at least seven days ago is settled: time is logged late, approved and corrected, and then hardly any more. What a report reads of a settled period is kept in the history on this computer (` + "`" + `[history] on` + "`" + `, once the dashboard has begun one), list by list and only when all of it came; the next report of that period, in any grouping and with any filter, asks nobody and says when it was fetched. ` + "`" + `--fresh` + "`" + `, and ` + "`" + `r` + "`" + ` or ` + "`" + `a` + "`" + ` on the screen, ask the server anew. Tickets come from the history as soon as the period is over and the history knows all of it. The server finds what was closed by its date: a ticket that came before the period and was closed without one is asked for in no report. Reports that speak of now are always asked for.
`

// reportDocs writes the document.
func reportDocs(d *desk) string {
	var b strings.Builder
	b.WriteString(strings.Replace(docsHead, "PERIODS", strings.Join(report.Periods(), ", "), 1))
	for _, r := range report.Table() {
		when := "the default period is " + r.Period
		if r.Now {
			when = "it speaks of now and takes no period"
		}
		b.WriteString("\n## " + r.ID + "\n\n**" + r.Question + "** Grouped by " + strings.Join(r.By, ", ") + "; " + when + ".\n")
		if len(r.Filters) > 0 {
			b.WriteString("Filters: --" + strings.Join(r.Filters, ", --") + ".\n")
		}
		if r.Unfiltered != "" {
			b.WriteString(map[bool]string{true: "No filter: ", false: "No other filter: "}[len(r.Filters) == 0] + r.Unfiltered + "\n")
		}
		b.WriteString("The security role needs " + strings.Join(r.Role, "; ") + ".\n\n| figure | definition |\n| --- | --- |\n")
		for _, c := range r.Columns {
			b.WriteString("| `" + c.Key + "` | " + c.Meaning + " |\n")
		}
		for _, n := range r.Notes {
			b.WriteString("\n" + n + "\n")
		}
		_, out, _ := d.run(demoOf(r.ID, "--limit", "4")...)
		b.WriteString("\n```\n$ daybrief report " + r.ID + " --demo --seed 3 --now 2026-03-10T15:00:00Z --limit 4\n" + out + "```\n")
	}
	return b.String()
}
