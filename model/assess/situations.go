package assess

// situationPoints is what is worth points without being about one ticket: the
// second half of the table in points.go.
func situationPoints() []Reason {
	return []Reason{
		{Key: "several", Points: 30},        // tickets that are one thing to do
		{Key: "visit_15m", Points: 100},     // an entry of the schedule starts
		{Key: "visit_30m", Points: 80},      //
		{Key: "visit_clash", Points: 30},    // two entries at the same time
		{Key: "visit_not_done", Points: 50}, // an entry has ended and is not done
		{Key: "flood", Points: 90},          // far more new tickets than usual
	}
}

// Worth is how many points a key of the table is worth, by the settings or by
// default; 0 for a key that there is not.
func (a *Assessment) Worth(key string) int {
	if n, ok := a.Rules.Points[key]; ok {
		return n
	}
	for _, r := range PointDefaults() {
		if r.Key == key {
			return r.Points
		}
	}
	return 0
}
