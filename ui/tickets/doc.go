// Package tickets is the Tickets screen: every open ticket of every board,
// service and project, sorted, grouped, filtered as you type, with a preview of
// the one that is selected.
//
// It imports model, briefing, ui/layout, ui/theme, ui/screen and ui/widget.
// Read tickets.go (the state), then sync.go (data to rows), handle.go (keys)
// and draw.go. The filter language stands by itself: lex.go cuts words, term.go
// gives them meaning, search.go runs them over index.go's prepared text.
package tickets
