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

// Dash is the count of a list that is not known: a dash where that is for a reason, and
// nothing while it may still come.
func Dash(f Frame, src model.Source) string {
	if f.Snapshot == nil || f.Snapshot.HealthOf(src).Problem == nil {
		return ""
	}
	return dash(f)
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

// OldGoals reports whether no SLA goal was calculated, so that those of the ticket list
// stand, which may be old.
func OldGoals(f Frame) bool { return f.Briefing != nil && f.Briefing.Desk.Doubtful["breached"] != "" }

// UnseenSchedule says that the schedule is not known, or that there may be more in it
// than can be seen; "" where it is whole, or where there is none.
func UnseenSchedule(f Frame) string {
	if f.Snapshot == nil {
		return ""
	}
	h := f.Snapshot.HealthOf(model.SourceSchedule)
	switch {
	case h.Absent(), h.At.IsZero() && h.Problem == nil && h.Every == 0, f.Snapshot.ScheduleEntries.Known() && h.Whole():
		return ""
	case !f.Snapshot.ScheduleEntries.Known():
		return "The schedule is not known."
	}
	return "There may be entries that can't be seen."
}

// NotOpen says of a ticket that is in no list of open ones as much as these lists allow.
func NotOpen(f Frame) string {
	if _, ok := OpenCount(f); !ok {
		return "not known: the open tickets can't all be seen"
	}
	return "not among the open tickets" + Unseen(f)
}

// Seen limits a sentence about the records of a source to those that can be seen, and
// marks their number, where there may be others: " that can be seen" and "+".
func Seen(f Frame, src model.Source) (words, mark string) {
	if f.Snapshot == nil || f.Snapshot.HealthOf(src).Whole() {
		return "", ""
	}
	return " that can be seen", "+"
}

// Unseen limits a sentence about no open ticket to those that can be seen, where
// there may be others: " that can be seen", else "".
func Unseen(f Frame) string {
	if f.Briefing != nil && f.Briefing.Numbers.Least["open"] != "" || f.Snapshot != nil && f.Snapshot.HealthOf(model.SourceTickets).Doubt != "" {
		return " that can be seen"
	}
	return ""
}
