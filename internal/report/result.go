package report

import (
	"slices"
	"strings"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Got is a list as it was brought, or why it was not.
type Got struct {
	psa.Records
	Problem *model.Problem
}

// Input is everything that a report is made of.
type Input struct {
	Ask
	Lists map[psa.List]Got
}

// Group is one line of a report.
type Group struct {
	// Key is stable ("acole", "2026-03-09", "250"), Name is for people.
	Key, Name string
	// Currency is set where amounts of several currencies stand in a report.
	Currency string
	Values   []*float64 // by column; nil is not known
}

// Row is a record behind the figures.
type Row struct {
	Group  string
	ID     int64
	Kind   string         // "time entry", "invoice", …
	Ticket model.TicketID // 0: none
	Day    time.Time      // calendar day; zero: none
	Member string
	Of     string // company
	Text   string
	Values []*float64 // what it adds, by column
	// Currency is that of its group; empty where all amounts have one.
	Currency string
	// Unknown are the columns to which it adds nobody knows how much.
	Unknown []int
}

// Result is an answered report.
type Result struct {
	Report Report
	Ask    Ask
	Groups []Group
	Totals []*float64
	// RowsTotal are the distinct records behind the report; nil: not known.
	RowsTotal *int
	Rows      []Row
	// Unavailable is why there is no answer at all; empty: there is one.
	Unavailable string
	// AtLeast is true when a list was cut: sums and counts may be greater.
	AtLeast bool
	// Notes are what a reader must know, in sentences.
	Notes []string
	// Problem is the first failure behind Unavailable or a gap; nil: none.
	Problem *model.Problem
}

// Make answers a report.
func Make(r Report, in Input) Result {
	res := Result{Report: r, Ask: in.Ask}
	for _, q := range slices.Concat(r.needs(in.Ask), r.Recalls(in.Ask)) {
		g := in.Lists[q.List]
		if g.Problem != nil && !slices.Contains(r.spare, q.List) {
			res.Unavailable, res.Problem = "The "+string(q.List)+" can't be read: "+g.Problem.Error(), g.Problem
			return res
		}
		res.gaps(q.List, g)
	}
	res.Notes = append(res.Notes, in.kept(r)...)
	in.Ask = in.remembering()
	c := &collector{report: r, at: map[groupID]int{}, rows: map[recordID]struct{}{}}
	c.report.Columns = append(slices.Clip(r.Columns), r.behind...)
	r.collect(c, in)
	c.finish(&res)
	return res
}

// kept says which lists were fetched earlier, and when.
func (in Input) kept(r Report) (notes []string) {
	at := map[string][]string{}
	var order []string
	for _, q := range r.needs(in.Ask) {
		if g := in.Lists[q.List]; !g.Fetched.IsZero() {
			day := g.Fetched.In(in.Zone).Format("2006-01-02 15:04")
			if at[day] == nil {
				order = append(order, day)
			}
			at[day] = append(at[day], string(q.List))
		}
	}
	for _, day := range order {
		notes = append(notes, "From the history on this computer, fetched on "+day+": "+strings.Join(at[day], ", ")+".")
	}
	return notes
}

// LeftOut is how many records of a group are not in every figure that they belong to,
// because something of them is not known.
func (res *Result) LeftOut(g Group) (n int) {
	for _, row := range res.Rows {
		if row.Group == g.Key && row.Currency == g.Currency && slices.ContainsFunc(row.Unknown, func(i int) bool { return !res.Report.Columns[i].part }) {
			n++
		}
	}
	return n
}

// refused says once that a kind of record is in no figure.
func (res *Result) refused(note string, p *model.Problem) {
	if res.AtLeast = true; !slices.Contains(res.Notes, note) {
		res.Notes = append(res.Notes, note)
	}
	if res.Problem == nil {
		res.Problem = p
	}
}

// gaps says what is missing from a list, and where it comes from.
func (res *Result) gaps(l psa.List, g Got) {
	if !g.Kept.IsZero() {
		res.Notes = append(res.Notes, "The "+string(l)+" come from the history on this computer, as of "+g.Kept.In(res.Ask.Zone).Format("2006-01-02 15:04")+".")
	}
	if g.Problem != nil {
		res.Notes = append(res.Notes, "The "+string(l)+" can't be read: "+g.Problem.Error())
		if res.Problem == nil {
			res.Problem = g.Problem
		}
	}
	res.Notes = append(res.Notes, g.Said...)
	if g.Lacks != "" {
		if res.AtLeast = true; !slices.Contains(res.Notes, g.Lacks) {
			res.Notes = append(res.Notes, g.Lacks)
		}
	}
	for kind, noun := range []string{model.ServiceTicket: "service tickets", model.ProjectTicket: "project tickets"} {
		if p := g.Refused[model.TicketKind(kind)]; p != nil {
			res.refused("The "+noun+" can't be read: "+p.Error(), p)
		}
	}
	if p := g.Parts; p != nil {
		res.Notes = append(res.Notes, "Not everything about the "+string(l)+" can be read: "+p.Error())
		if res.Problem == nil {
			res.Problem = p
		}
	}
	if g.Cut {
		note := "Only a part of the " + string(l) + " was read: sums and counts are at least what stands here."
		if g.Total > 0 {
			note = "Only a part of the " + model.Grouped(g.Total) + " " + string(l) + " was read: sums and counts are at least what stands here."
		}
		res.AtLeast, res.Notes = true, append(res.Notes, note)
	}
	if g.Skipped > 0 {
		res.AtLeast, res.Notes = true, append(res.Notes, model.Counted(g.Skipped, "record")+" of the "+string(l)+" could not be read and "+isAre(g.Skipped)+" in no figure.")
	}
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
