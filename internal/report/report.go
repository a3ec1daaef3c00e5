package report

import (
	"slices"
	"strings"

	"daybrief/internal/psa"
)

// Unit is what a figure counts.
type Unit uint8

// The units. Hours and Money have two places; a Rate is a part of one.
const (
	Count Unit = iota
	Hours
	Money
	Rate
	Days
)

// Column is one figure of a report.
type Column struct {
	// Key is its name in JSON and CSV, Title above a table.
	Key, Title string
	Unit       Unit
	// Meaning is its definition, a sentence.
	Meaning string
	// derive works it out from the sums of its group; nil for a sum.
	derive func(of func(key string) *float64) *float64
	// part of another column: what is not known is said there.
	part bool
	// median takes the middle instead of the sum, mean the average, highest the
	// greatest.
	median, mean, highest bool
	// last takes the value of the latest record: a level, which is never added up.
	last bool
}

// Report is one question and how it is answered.
type Report struct {
	ID, Question string
	// Now is true for reports that speak of now: they ignore the period.
	Now bool
	// Period is the default period.
	Period string
	// By are the groupings, the default first.
	By      []string
	Columns []Column
	// behind are sums that columns are worked out from and that are not shown.
	behind []Column
	// spare are lists that only add to it: without them it says what is missing.
	spare []psa.List
	// Filters are those of member, company and board that it knows; Unfiltered says
	// why the others would mean nothing, in a sentence.
	Filters    []string
	Unfiltered string
	// Role are the rows of the security role that it needs.
	Role []string
	// Notes are what its definition can't do, in sentences; for the documents.
	Notes []string
	// needs are the lists to be fetched.
	needs func(Ask) []psa.RecordQuery
	// recalls are those that only the history on this computer may have; nil: none.
	recalls func(Ask) []psa.RecordQuery
	// collect puts the records into groups.
	collect func(*collector, Input)
}

// Table holds all reports, in the order in which they are listed.
func Table() []Report {
	return []Report{serviceReport(), timeReport(), wipReport(), absorbedReport(), agreementsReport(), customersReport(), receivablesReport(), renewalsReport(), activitiesReport(), trackerReport(), campaignsReport(), opportunitiesReport(), projectsReport(), recordsReport(), trendReport()}
}

// Find is a report by its id.
func Find(id string) (Report, bool) {
	all := Table()
	i := slices.IndexFunc(all, func(r Report) bool { return r.ID == id })
	if i < 0 {
		return Report{}, false
	}
	return all[i], true
}

// Needs are the lists that an answer needs, each with its bounds.
func (r Report) Needs(a Ask) []psa.RecordQuery { return r.needs(a) }

// Recalls are the lists that an answer takes from the history on this computer,
// where that has them.
func (r Report) Recalls(a Ask) []psa.RecordQuery {
	if r.recalls == nil {
		return nil
	}
	return r.recalls(a)
}

// FilterNames are the names of all filters.
func FilterNames() []string { return []string{"member", "company", "board"} }

// WithoutFilter is why a report can't be restricted by what a filter is about; "" when
// it can.
func (r Report) WithoutFilter(name string) string {
	if slices.Contains(r.Filters, name) {
		return ""
	}
	why := "The report " + r.ID + " can't be restricted by " + name + ": " + r.Unfiltered
	if len(r.Filters) > 0 {
		why += " It can by " + strings.Join(r.Filters, " and ") + "."
	}
	return why
}

// column is the place of a column; -1 when there is none.
func (r Report) column(key string) int {
	return slices.IndexFunc(r.Columns, func(c Column) bool { return c.Key == key })
}

// The rows of the security role, as daybrief check names them.
const (
	roleTime    = "Time Entry (Time & Expense), Inquire All"
	roleCompany = "Company Maintenance (Companies), Inquire All"
)
