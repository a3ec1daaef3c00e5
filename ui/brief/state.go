package brief

import (
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// loaded reports whether there ever were tickets to brief on.
func loaded(f screen.Frame) bool {
	s := f.Snapshot
	return s != nil && (s.ServiceTickets.Known() || s.ProjectTickets.Known())
}

// stateLines stand in for the briefing before there is one: what is being
// waited for, or what went wrong and what to do. Never a zero.
func stateLines(f screen.Frame) []string {
	w, h := f.Area.W, f.Area.H
	p := firstProblem(f.Snapshot)
	if p == nil {
		return widget.Notice(w, h, f.Theme, widget.InkText, "Loading the tickets"+f.Theme.Glyphs.Ellipsis, arrivals(f.Snapshot))
	}
	waiting := "There are no tickets to show yet. daybrief keeps trying by itself."
	if p.Kind == model.Unauthorized || p.Kind == model.Misconfigured {
		waiting = "There are no tickets to show until this is fixed."
	}
	return widget.Notice(w, h, f.Theme, widget.InkBad, p.What.String(), p.Cure.String(), waiting,
		"Press ! for the state of every source, r to try now.")
}

// firstProblem is what keeps the tickets away, else whatever is wrong.
func firstProblem(s *model.Snapshot) *model.Problem {
	if s == nil {
		return nil
	}
	if h := s.HealthOf(model.SourceTickets); h.Problem != nil {
		return h.Problem
	}
	for _, h := range s.Health {
		if h.Failing() && h.Source != model.SourceUsage {
			return h.Problem
		}
	}
	return nil
}

// arrivals says how far loading has come.
func arrivals(s *model.Snapshot) string {
	if s == nil || len(s.Health) == 0 {
		return "Waiting for the first answer."
	}
	here := 0
	for _, h := range s.Health {
		if !h.At.IsZero() {
			here++
		}
	}
	return widget.Count(here) + " of " + widget.Count(len(s.Health)) + " sources are here."
}
