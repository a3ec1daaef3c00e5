// Package widget holds the drawing helpers that the screens share: text cut
// and padded to cells, a table that draws only the rows on the screen, the
// ticket preview, a line editor, and small marks (gauge, sparkline, rule,
// dialog frame).
//
// Everything here is pure: no clock, no file, no randomness. It imports model,
// ui/layout and ui/theme. Widths are terminal cells. Read width.go first: it
// says why text is steadied before it is measured. Then list.go and table.go,
// and preview.go.
package widget
