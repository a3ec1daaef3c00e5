// Package schedule is the Schedule screen: who is where, when, as a timeline
// with a row a member (or an agenda where there is no room for one), by day or
// by week, with the gaps, the double bookings and who is free.
//
// The arithmetic (days, lanes, overlaps, gaps, free time) is in date.go,
// spans.go and free.go and knows nothing of screens. plan.go joins it with the
// snapshot, in Sync; what draws only reads the plan. Read schedule.go first.
//
// It imports model, briefing, ui/layout, ui/theme, ui/screen and ui/widget.
package schedule
