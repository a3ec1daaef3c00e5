package screen

import (
	"daybrief/briefing"
	"daybrief/model"
)

// OpenCount tells whether open tickets can be counted: mark is a dash when they
// can't, and a plus when what is counted is only the least there is.
func OpenCount(f Frame) (mark string, ok bool) {
	if f.Snapshot == nil {
		return "", false
	}
	var n briefing.Numbers
	if f.Briefing != nil {
		n = f.Briefing.Numbers
	}
	s := f.Snapshot
	known := s.ServiceTickets.Known() || s.ProjectTickets.Known() && s.HealthOf(model.SourceTickets).Absent()
	switch {
	case !known, n.Missing["open"] != "":
		return dash(f), false
	case n.Least["open"] != "":
		return "+", true
	}
	return "", true
}

// dash stands for a count that can't be had; nothing does before there is
// anything to be had at all.
func dash(f Frame) string {
	if word, _ := model.Overall(f.Snapshot.Health, f.Now); word == model.StateStarting && !f.Snapshot.ServiceTickets.Known() {
		return ""
	}
	if f.Theme == nil {
		return "-"
	}
	return f.Theme.Glyphs.Dash
}

// Mark stands behind a number of the desk that is not exactly what there is, by its
// name in the briefing; else "".
func Mark(f Frame, key string) string {
	if f.Briefing == nil {
		return ""
	}
	return f.Briefing.Numbers.Mark(key)
}

// Unseen limits a sentence about no open ticket to those that can be seen, where
// there may be others: " that can be seen", else "".
func Unseen(f Frame) string {
	if f.Briefing != nil && f.Briefing.Numbers.Least["open"] != "" || f.Snapshot != nil && f.Snapshot.HealthOf(model.SourceTickets).Doubt != "" {
		return " that can be seen"
	}
	return ""
}
