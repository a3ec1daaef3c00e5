package briefing

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// priorityRanks lists the distinct sort values of the tenant's priorities, the
// most urgent first. Without the priority table the tickets' own references
// have to do; 0 means "not said" and is no rank.
func priorityRanks(s *model.Snapshot) []int {
	var sorts []int
	for _, p := range s.Priorities.Value {
		sorts = append(sorts, p.Sort)
	}
	if len(sorts) == 0 {
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

// level is how urgent a priority is: as the server says, else by its place
// among the tenant's priorities, else medium.
func (b *builder) level(p model.PriorityRef) model.GradeRank {
	if p.Level.Rank != model.GradeUnknown {
		return p.Level.Rank
	}
	i := slices.Index(b.ranks, p.Sort)
	switch {
	case i < 0:
		return model.GradeMedium
	case i >= 3:
		return model.GradeLow
	}
	return model.GradeCritical - model.GradeRank(i)
}

// top reports whether a priority is among the most urgent ones. Where no
// priority has a sort value, the server's level Critical is the top.
func (b *builder) top(p model.PriorityRef) bool {
	n := b.r.Priority.TopLevels
	if n <= 0 {
		return false
	}
	if len(b.ranks) == 0 {
		return p.Level.Rank == model.GradeCritical
	}
	i := slices.Index(b.ranks, p.Sort)
	return i >= 0 && i < n
}

// staleAfter is how long a ticket of a priority may be quiet; 0 = for ever.
func (b *builder) staleAfter(p model.PriorityRef) time.Duration {
	r := b.r.Stale
	if len(r.ByPriority) > 0 {
		if d, ok := r.ByPriority[strings.ToLower(p.Name.String())]; ok {
			return d
		}
	}
	switch b.level(p) {
	case model.GradeCritical:
		return r.Critical
	case model.GradeHigh:
		return r.High
	case model.GradeLow:
		return r.Low
	}
	return r.Medium
}

// byPriority orders the more urgent first, unknown priorities last.
func byPriority(x, y *fact) int {
	a, b := x.prio.Sort, y.prio.Sort
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return a - b
}

// byTime orders the earlier first, and no time at all last.
func byTime(x, y time.Time) int {
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return 1
	case y.IsZero():
		return -1
	}
	return x.Compare(y)
}
