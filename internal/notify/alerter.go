package notify

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

const (
	// pause is the least time between two calls.
	pause = time.Minute
	// kept is how many alerts can be looked at.
	kept = 20
)

// Alerter decides when somebody is called. Look, Next and Last belong to one
// goroutine; Terminal and Call may be used from any.
type Alerter struct {
	rules       Rules
	out         *caller
	before      Picture
	unconfirmed []unconfirmed // to be believed when it stays
	waiting     []waiting     // raised, but not called for yet
	called      time.Time     // the latest call
	last        []model.Alert
	// seen is what the latest Look was shown. By new rules, anew is set, it is judged
	// again: what it held by them already is no news.
	seen seen
	anew bool
	// warned: the present staleness has been called for.
	warned bool
}

// seen is what was known at a moment.
type seen struct {
	snapshot *model.Snapshot
	at       time.Time
}

// waiting is an alert that a call is still owed for.
type waiting struct {
	key   Key
	alert model.Alert
}

// New makes a alerter with its ways out.
func New(r Rules, c Channels) *Alerter {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	return &Alerter{rules: r, out: newCaller(c)}
}

// With is the alerter with other rules and ways out. What held by the new rules
// already at the latest Look is no news; d is of no use any more but for calls that
// it has begun.
func (d *Alerter) With(r Rules, c Channels) *Alerter {
	n := New(r, c)
	n.before, n.unconfirmed, n.waiting, n.called, n.last, n.warned = d.before, d.unconfirmed, d.waiting, d.called, d.last, d.warned
	n.seen, n.anew = d.seen, true
	return n
}

// Look takes in what is known now. It returns the alert to call somebody for;
// false when there is none, or not yet.
func (d *Alerter) Look(s *model.Snapshot, a *assess.Assessment, now time.Time) (model.Alert, bool) {
	if d.called.After(now) {
		d.called = time.Time{} // the clock was set back
	}
	before := d.earlier(a)
	d.before, d.seen = Look(before, s, a, d.rules, now), seen{s, now}
	for _, f := range Diff(before, d.before) {
		if f.sudden(d.rules) {
			d.unconfirmed = append(d.unconfirmed, unconfirmed{f, now})
			continue
		}
		d.raise(f, now)
	}
	d.believe(now)
	d.recover(before, now)
	d.forget()
	return d.call(now)
}

// earlier is what held at the latest Look. After a change of the rules that is worked
// out anew, by the thresholds of a too, so that news which comes together with the
// change is told from what the change has brought.
func (d *Alerter) earlier(a *assess.Assessment) Picture {
	anew := d.anew && d.seen.snapshot != nil
	d.anew = false
	if !anew {
		return d.before
	}
	then := assess.Assess(d.seen.snapshot, nil, a.Rules, d.seen.at)
	p := Look(d.before, d.seen.snapshot, then, d.rules, d.seen.at)
	d.warned = d.warned && p.Holds(Key{Kind: model.AlertStale})
	return p
}

// raise notes an alert for the list and, outside the quiet hours, for a call.
func (d *Alerter) raise(f Fact, now time.Time) {
	a := f.alert(d.rules, now)
	a.Quiet = d.rules.Quiet.At(now, d.rules.Zone)
	d.last = slices.Insert(d.last, 0, a)
	if len(d.last) > kept {
		d.last = d.last[:kept]
	}
	if !a.Quiet {
		d.waiting = append(d.waiting, waiting{f.Key, a})
	}
}

// recover tells that the data is fresh again, to those who were told that it
// was not.
func (d *Alerter) recover(before Picture, now time.Time) {
	stale := Key{Kind: model.AlertStale}
	if !before.Holds(stale) || d.before.Holds(stale) {
		return
	}
	if d.warned && d.rules.wants(model.AlertRecovery) {
		d.raise(Fact{Key: Key{Kind: model.AlertRecovery}}, now)
	}
	d.warned = false
}

// forget drops what is over before anybody was called for it.
func (d *Alerter) forget() {
	d.waiting = slices.DeleteFunc(d.waiting, func(w waiting) bool {
		return w.key.Kind != model.AlertRecovery && !d.before.Holds(w.key)
	})
}

// call is the one alert that stands for all that wait: the most urgent one.
func (d *Alerter) call(now time.Time) (model.Alert, bool) {
	if len(d.waiting) == 0 || now.Before(d.called.Add(pause)) {
		return model.Alert{}, false
	}
	if d.rules.Quiet.At(now, d.rules.Zone) {
		d.waiting = nil // the quiet hours began while it waited
		return model.Alert{}, false
	}
	slices.SortStableFunc(d.waiting, func(a, b waiting) int { return urgency(a.key.Kind) - urgency(b.key.Kind) })
	for _, w := range d.waiting {
		d.warned = d.warned || w.key.Kind == model.AlertStale
	}
	a := d.waiting[0].alert
	a.More = len(d.waiting) - 1
	d.waiting, d.called = nil, now
	return a, true
}

// Next is when Look has to be called at the latest for an alert that waits for
// its minute or to be believed; zero when none does. What the clock alone brings
// about is looked for when the minute turns.
func (d *Alerter) Next() time.Time {
	var at time.Time
	if len(d.waiting) > 0 {
		at = d.called.Add(pause)
	}
	if len(d.unconfirmed) > 0 { // the first is the oldest
		if ripe := d.unconfirmed[0].since.Add(confirmAfter); at.IsZero() || ripe.Before(at) {
			at = ripe
		}
	}
	return at
}

// Last lists the latest alerts, the newest first. It must not be written to.
func (d *Alerter) Last() []model.Alert { return slices.Clone(d.last) }
