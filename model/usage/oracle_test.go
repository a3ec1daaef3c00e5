package usage

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/model"
)

// oracle judges one client straight from the words of the rules: day by day, on a
// calendar, in fractions of floating point that are exact for such small numbers.
func oracle(users map[string]int, from, today time.Time, works func(time.Time) bool) Change {
	at := func(d time.Time) int { return users[d.Format(time.DateOnly)] }
	before := func(d time.Time) time.Time { return d.AddDate(0, 0, -1) }
	first := time.Time{}
	for d := from; !d.After(today); d = d.AddDate(0, 0, 1) {
		if at(d) > 0 {
			first = d
			break
		}
	}
	if first.IsZero() {
		return Steady
	}
	// back lists the complete working days before a day, the latest first.
	back := func(d time.Time) (list []time.Time) {
		for d = before(d); !d.Before(from); d = before(d) {
			if works(d) {
				list = append(list, d)
			}
		}
		return list
	}
	mean := func(list []time.Time) (sum, n float64) {
		for _, d := range list {
			if n < 7 && !d.Before(first) {
				sum += float64(at(d))
				n++
			}
		}
		return sum, n
	}
	days := back(today)
	if len(days) == 0 {
		return Steady
	}
	if at(today) == 0 {
		quiet := 0
		for quiet < len(days) && at(days[quiet]) == 0 && days[quiet].After(first) {
			quiet++
		}
		if sum, n := mean(days[quiet:]); quiet >= 3 && n >= 3 && sum/n >= 3 {
			return Silent
		}
	}
	sum, n := mean(days[1:])
	last := float64(at(days[0]))
	switch {
	case n < 3 || sum < 5*n:
		return Steady
	case last*n*2 <= sum:
		return Fell
	case last*n >= 2*sum:
		return Rose
	}
	return Steady
}

func TestAgainstAnOracle(t *testing.T) {
	t.Parallel()
	seen := map[Change]int{}
	check := func(t *rapid.T) {
		today := time.Date(2026, 3, rapid.IntRange(2, 31).Draw(t, "today"), 0, 0, 0, 0, time.UTC)
		from := today.AddDate(0, 0, -30)
		r := rules()
		for range rapid.IntRange(0, 3).Draw(t, "holidays") {
			r.Hours.Holidays = append(r.Hours.Holidays, today.AddDate(0, 0, -rapid.IntRange(0, 12).Draw(t, "holiday")))
		}
		level := rapid.IntRange(0, 12).Draw(t, "level")
		quiet, new := rapid.IntRange(0, 9).Draw(t, "quiet"), rapid.SampledFrom([]int{0, 0, 12, 20, 25, 28}).Draw(t, "new")
		users, named := make([]int, 31), map[string]int{}
		for i := range users {
			if i < new {
				continue
			}
			users[i] = level + rapid.IntRange(-1, 1).Draw(t, "noise")
			if i >= 30-quiet && rapid.IntRange(0, 9).Draw(t, "odd") > 0 || users[i] < 0 {
				users[i] = 0
			}
			if rapid.IntRange(0, 9).Draw(t, "jump") == 0 || i >= 28 && quiet < 3 {
				users[i] = level * rapid.IntRange(0, 3).Draw(t, "times")
			}
			named[from.AddDate(0, 0, i).Format(time.DateOnly)] = users[i]
		}
		u := model.Usage{Asked: today.Add(9 * time.Hour), From: from, Days: 31, Events: []model.UsageEvent{{}}, Rows: []model.UsageRow{{Name: model.Clean("acme"), Users: users}}}
		works := func(d time.Time) bool {
			for _, h := range r.Hours.Holidays {
				if h.Equal(d) {
					return false
				}
			}
			return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		}
		want := oracle(named, from, today, works)
		if got := Judge(u, acme(), r).Client(7).Change; got != want {
			t.Fatalf("%s, want %s: %v", got, want, users)
		}
		seen[want]++
	}
	for range 10 { // one round of a hundred cases in fifty has no rare change
		rapid.Check(t, check)
	}
	for c := Steady; c <= Rose; c++ {
		if seen[c] == 0 {
			t.Errorf("never %s", c)
		}
	}
}
