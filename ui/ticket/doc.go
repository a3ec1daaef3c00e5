// Package ticket is the page of one ticket, opened by enter anywhere: the whole
// conversation, newest first, and beside or below it the facts: SLA clock by
// stage, schedule, devices, parent and bundled children, other open tickets of
// the company. It may import model, briefing, ui/layout, ui/theme, ui/screen and
// ui/widget. Read ticket.go first.
package ticket
