// Package report answers a manager's questions about a period, from lists of
// records that a provider has brought. A report is a row of one table: its
// question, its columns with their definitions, the lists that it needs, and a
// function that puts records into groups.
//
// Nothing here asks anybody, reads a clock or a file. A value that can't be
// known is nil, never 0, and a note says why; figures of a list that was cut are
// said to be "at least".
//
// Read report.go first (the table), then result.go and collect.go (how records become
// figures) and ask.go (periods). The package imports model and internal/psa.
package report
