// Package painter puts frames on a terminal: it writes what differs from the
// frame before, when it differs, and sleeps otherwise.
//
// A frame is what a tea.View says: lines of text with colours. A line that is as
// it was costs a comparison of strings. A changed one is taken apart into cells,
// and rewritten where its cells differ. Nothing but text and colours gets
// through; whatever else the text holds is dropped here, too. Read Painter first,
// then screen.
package painter
