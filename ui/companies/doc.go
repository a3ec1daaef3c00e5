// Package companies is the Companies screen: which client is heating up. A
// table of the companies with what is open, breached and new, the hottest
// first; beside it (or instead of it, where it is narrow) all about the
// selected one.
//
// figures.go counts and is pure; screen state is in companies.go, sync.go joins
// the two, and draw.go, pane.go only write what they find. It imports model,
// briefing, ui/layout, ui/theme, ui/screen and ui/widget.
package companies
