package assess

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// levels lists the distinct sort values of the tenant's priorities, the most
// urgent first. Where the priority table is not here, or not whole, the tickets'
// own references have to do; 0 means "not said" and is no rank.
func levels(s *model.Snapshot) []int {
	var sorts []int
	for _, p := range s.Priorities.Value {
		sorts = append(sorts, p.Sort)
	}
	if len(sorts) == 0 || slices.Contains(sorts, 0) || s.HealthOf(model.SourcePriorities).Missing() != "" {
		seen := map[int]bool{}
		for t := range s.Open {
			if !seen[t.Priority.Sort] {
				seen[t.Priority.Sort] = true
				sorts = append(sorts, t.Priority.Sort)
			}
		}
	}
	sorts = slices.DeleteFunc(sorts, func(n int) bool { return n == 0 })
	slices.Sort(sorts)
	return slices.Compact(sorts)
}

// level is the place of a priority among the tenant's, from 1; 0 when the
// server says neither its order nor its level.
func (a *Assessment) level(p model.PriorityRef) int {
	if i := slices.Index(a.levels, p.Sort); i >= 0 {
		return i + 1
	}
	if p.Level.Rank == model.GradeUnknown {
		return 0
	}
	return int(model.GradeCritical-p.Level.Rank) + 1
}

// grade is how urgent a priority is: as the server says, else by its place.
func grade(p model.PriorityRef, level int) model.GradeRank {
	switch {
	case p.Level.Rank != model.GradeUnknown:
		return p.Level.Rank
	case level == 0:
		return model.GradeUnknown
	case level >= 4:
		return model.GradeLow
	}
	return model.GradeCritical - model.GradeRank(level-1)
}

// Top reports whether a ticket's priority is among the most urgent ones.
func (a *Assessment) Top(t *Ticket) bool {
	return t.Level > 0 && t.Level <= a.Rules.Priority.TopLevels
}

// staleAfter is how long a ticket may be quiet; 0 = for ever. Of one whose priority
// is not known it is the longest time of any, and perhaps the shortest one.
func (a *Assessment) staleAfter(t *Ticket) (limit, perhaps time.Duration) {
	r := a.Rules.Stale
	if d, ok := r.ByPriority[strings.ToLower(t.Priority.Name.String())]; ok {
		return d, d
	}
	switch t.Grade {
	case model.GradeCritical:
		return r.Critical, r.Critical
	case model.GradeHigh:
		return r.High, r.High
	case model.GradeMedium:
		return r.Medium, r.Medium
	case model.GradeLow:
		return r.Low, r.Low
	}
	all := []time.Duration{r.Critical, r.High, r.Medium, r.Low}
	limit = slices.Max(all)
	if slices.Contains(all, 0) {
		limit = 0
	}
	all = slices.DeleteFunc(all, func(d time.Duration) bool { return d <= 0 })
	if len(all) > 0 {
		perhaps = slices.Min(all)
	}
	return limit, perhaps
}
