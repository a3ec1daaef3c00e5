package settings

import (
	"fmt"
	"strconv"
)

// Point is how much a reason is worth; see config.example.toml.
type Point struct {
	Key    string
	Points int
}

// Points are the defaults of [briefing.points]. A test compares them with those
// of the judgement.
func Points() []Point {
	return []Point{
		{"due_15m", 100}, {"due_30m", 80}, {"due_60m", 50},
		{"missed_hour", 90}, {"missed_today", 60}, {"missed_week", 30}, {"missed_earlier", 15},
		{"priority_1", 60}, {"priority_2", 40}, {"priority_3", 20}, {"priority_4", 10},
		{"nobody", 20}, {"owner_away", 20},
		{"customer_waits_8h", 50}, {"customer_waits_4h", 30}, {"customer_waits_1h", 10},
		{"escalated", 20}, {"vip", 20}, {"required_past", 30}, {"required_today", 20}, {"incident", 30}, {"quiet", 10},
		{"several", 30}, {"visit_15m", 100}, {"visit_30m", 80}, {"visit_clash", 30}, {"visit_not_done", 50}, {"flood", 90},
	}
}

// mostPoints bounds what a reason may be worth.
const mostPoints = 1000

func pointSchema() (out []row[Settings]) {
	for _, p := range Points() {
		out = append(out, row[Settings]{"briefing.points." + p.Key, func(s *Settings, v any) string {
			n, ok := v.(int64)
			switch {
			case !ok:
				return "must be a whole number, not " + kindOf(v)
			case n < -mostPoints || n > mostPoints:
				return fmt.Sprintf("must be from %d to %d", -mostPoints, mostPoints)
			}
			s.Briefing.Points[p.Key] = int(n)
			return ""
		}, func(s *Settings) string { return strconv.Itoa(s.Briefing.Points[p.Key]) }, form{"type": "integer", "minimum": -mostPoints, "maximum": mostPoints}})
	}
	return out
}

func defaultPoints() map[string]int {
	out := map[string]int{}
	for _, p := range Points() {
		out[p.Key] = p.Points
	}
	return out
}
