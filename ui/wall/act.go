package wall

import (
	"time"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Act says what makes the edge say ACT, so that a busy desk is not red for ever.
// The zero value is the defaults.
type Act struct {
	Breached time.Duration // a goal was missed within this time; 0 = 30 min
	Due      time.Duration // one is due within this time and nobody is on it; 0 = 15 min
	// NoUsual switches off that more breached tickets than usual are enough.
	NoUsual bool
}

func (a Act) settled() Act {
	if a.Breached <= 0 {
		a.Breached = 30 * time.Minute
	}
	if a.Due <= 0 {
		a.Due = 15 * time.Minute
	}
	return a
}

// What is more than usual: so many times the mean of the recorded days, so many
// more, and from how many days that is told.
const (
	usualTimes = 1.5
	usualMore  = 3
	usualDays  = 5
	usualMost  = 14
)

// verdict is why somebody has to act: the ticket that turned red last, or that
// more is breached than usual; nil and 0 for neither.
type verdict struct {
	t     *assess.Ticket
	usual float64 // mean of the recorded days; set where that is exceeded
}

func (v verdict) calls() bool { return v.t != nil || v.usual > 0 }

// actOf looks for what calls for somebody at once. What turned red last is named.
func actOf(f screen.Frame, limits Act) (v verdict) {
	if f.Snapshot.GoalsStale() || starting(f) {
		return v // a breach that may be none calls nobody
	}
	limits = limits.settled()
	n := 0
	for _, t := range f.Assessed.Tickets {
		if t.Breached() {
			n++
		}
		fresh := t.Breached() && -t.Clock.Left <= limits.Breached
		alone := t.Clock.State == model.SLARunning && t.Clock.Left <= limits.Due && t.Unassigned()
		if (fresh || alone) && (v.t == nil || t.Clock.Due.After(v.t.Clock.Due)) {
			v.t = t
		}
	}
	if mean, ok := usualBreaches(f); ok && !limits.NoUsual && v.t == nil && float64(n) >= usualTimes*mean && float64(n) >= mean+usualMore {
		v.usual = max(mean, 0.1)
	}
	return v
}

// usualBreaches is the mean of the most breached tickets on the recorded days
// before today; false without enough of them.
func usualBreaches(f screen.Frame) (mean float64, ok bool) {
	today := model.CalendarDay(f.Now, f.Zone)
	sum, n := 0, 0
	for i := len(f.Snapshot.History) - 1; i >= 0 && n < usualMost; i-- {
		if d := f.Snapshot.History[i]; d.Day.Before(today) && !d.NoBreached {
			sum += d.All.Breached
			n++
		}
	}
	if n < usualDays {
		return 0, false
	}
	return float64(sum) / float64(n), true
}

// words say why somebody has to act, with what the ticket is about and without.
func (v verdict) words(r redactor) (whole, short string) {
	if v.t == nil {
		words := "more breached than usual, mean " + widget.Count(int(v.usual+0.5))
		return words, words
	}
	// The page attention tells it whole; the head has to hold the counts as well.
	about := " " + widget.Truncate(r.summary(v.t.Ticket), 20, r.f.Theme.Glyphs.Ellipsis)
	short = "due " + within(v.t.Clock.Left) + ", nobody on it: #" + num(int64(v.t.ID))
	if v.t.Breached() {
		short = "breached " + over(v.t.Clock.Left) + ": #" + num(int64(v.t.ID))
	}
	return short + about, short
}
