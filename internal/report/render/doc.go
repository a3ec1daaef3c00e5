// Package render writes an answered report as text, Markdown, CSV, JSON or HTML.
// It is pure: the same result gives the same bytes, and none of them is an
// escape byte.
//
// Read render.go first (the formats, and figures as words), then a file for
// each format. The package imports model and internal/report.
package render
