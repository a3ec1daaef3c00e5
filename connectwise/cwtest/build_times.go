package cwtest

import "time"

func dateUTC(y int, m time.Month, d int) int64 {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
}

// workBack is the moment so many working seconds before another, on days from
// eight to five: a provider's tickets move when people are at work.
func (w founder) workBack(from int64, seconds int64) int64 {
	for back := range 60 {
		day := w.midnight(from, -back)
		if !workday(day) {
			continue
		}
		open, end := clockAt(day, 8*60), clockAt(day, 17*60)
		end = min(end, from)
		if end <= open {
			continue
		}
		if end-open >= seconds {
			return end - seconds
		}
		seconds -= end - open
	}
	return from - seconds
}

// past gives a ticket its age: when it was entered and last touched.
func (w founder) past(t *ticket, d *dice, fresh bool) {
	hour := 3600
	switch d.weighted(56, 29, 10, 5) {
	case 0:
		t.updated = w.workBack(w.born, int64(d.between(120, 3*hour)))
	case 1:
		t.updated = w.workBack(w.born, int64(d.between(3*hour, 9*hour)))
	case 2:
		t.updated = w.workBack(w.born, int64(d.between(9*hour, 40*hour)))
	case 3:
		t.updated = w.workBack(w.born, int64(d.between(40*hour, 180*hour)))
	}
	if d.permille(40) {
		t.updated = w.born - int64(d.between(30, 1500))
	}
	if w.means(t) == noEscalation && d.permille(350) {
		t.updated = w.born - int64(d.between(86400, 14*86400))
	}
	if w.means(t) == planned && t.priority <= 1 && d.permille(700) {
		t.updated = w.workBack(w.born, int64(d.between(120, 3*hour)))
	}
	day := 86400
	switch {
	case fresh:
		t.entered = t.updated - int64(d.n(40*60))
	default:
		switch d.weighted(48, 30, 16, 5, 1) {
		case 0:
			t.entered = t.updated - int64(d.between(600, 2*day))
		case 1:
			t.entered = t.updated - int64(d.between(2*day, 12*day))
		case 2:
			t.entered = t.updated - int64(d.between(12*day, 60*day))
		case 3:
			t.entered = t.updated - int64(d.between(60*day, 365*day))
		case 4:
			t.entered = t.updated - int64(d.between(365*day, 1300*day))
		}
	}
	t.told = t.updated
	if d.permille(100) {
		t.start = t.entered + int64(d.between(hour, 5*day))
	}
}

// goalTimes is how long the stages of a priority may take: respond, plan, resolve.
func goalTimes(priority int32) [3]int64 {
	return [...][3]int64{
		{1800, 2 * 3600, 4 * 3600}, {3600, 4 * 3600, 9 * 3600}, {4 * 3600, 12 * 3600, 30 * 3600},
		{8 * 3600, 24 * 3600, 72 * 3600}, {24 * 3600, 72 * 3600, 200 * 3600},
	}[priority]
}

// clock sets the SLA: the goal that the status runs towards lies where a draw
// puts it, the ones before it are met, the ones after it follow. Lists show an
// older state of it on a share of tickets (drift).
func (w founder) clock(t *ticket, d *dice) {
	if !t.sla {
		return
	}
	stage := min(int(w.means(t)), 2)
	if w.means(t) == noEscalation {
		stage = 1 + d.n(2)
		t.waitFrom = t.updated
	}
	ahead := int64(d.between(8*3600, 6*86400))
	switch d.weighted(30, 28, 140, 802) {
	case 0:
		ahead = -int64(d.between(60, 6*3600))
		if d.permille(300) {
			ahead *= int64(d.between(2, 12))
		}
	case 1:
		ahead = int64(d.between(240, 3540))
	case 2:
		ahead = int64(d.between(3700, 8*3600))
	}
	due := w.born + ahead
	due = max(due, t.entered+900)
	w.goalsAround(t, stage, due)
	if w.means(t) == resolved {
		t.goals[2].met = t.updated
	}
	age := t.updated - t.entered
	t.waited = min(int64(d.n(3))*int64(d.n(900)), age/120)
	if d.permille(260) && age > 1800 {
		t.drift = int64(d.between(10, 300)) * 60
		if d.permille(500) {
			t.drift = -t.drift
		}
	}
}

// goalsAround fills the three goals with one of them given.
func (w *world) goalsAround(t *ticket, stage int, due int64) {
	lengths := goalTimes(t.priority)
	for i := range t.goals {
		switch {
		case i < stage:
			met := t.entered + (t.updated-t.entered)*int64(i+1)/4
			t.goals[i] = goal{due: met + lengths[i]/2, met: met}
		case i == stage:
			t.goals[i] = goal{due: due}
		default:
			t.goals[i] = goal{due: max(due, t.goals[i-1].due) + lengths[i]}
		}
	}
}
