// Package export writes the list at hand as CSV, JSON or Markdown, each safe to
// open: no cell becomes a formula, no text becomes markup. It imports ui/screen
// only and touches no file.
package export
