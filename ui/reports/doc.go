// Package reports is the Reports screen: the manager's questions, one of them
// answered as a chart and a table, and the records behind each figure.
//
// Reports are asked for when somebody wants them, never by themselves: each can
// take many requests. Source runs them; internal/cli plugs it in.
//
// Read reports.go first; run.go asks, answer.go keeps what was answered, plan.go
// shares the lines out, draw.go, chart.go and table.go draw. It imports
// internal/report for the table of reports and their figures, which are pure.
package reports
