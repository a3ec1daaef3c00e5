package notify

import (
	"slices"
	"time"

	"daybrief/model"
)

const (
	// confirmAfter is how long what came out of the blue must hold before anybody is
	// told: a new or changed ticket brings the goals of a list, which are stale,
	// and is looked up right after.
	confirmAfter = 15 * time.Second
	// clockTells is how old news about a goal may be that the clock alone has
	// brought: there is a look each minute.
	clockTells = 2 * time.Minute
)

// unconfirmed is a fact that was not so a moment ago and can't be the clock's doing.
type unconfirmed struct {
	fact  Fact
	since time.Time
}

// sudden reports whether a goal would have been told of long ago, had it been
// known.
func (f Fact) sudden(r Rules) bool {
	switch f.Kind {
	case model.AlertBreach:
		return f.Left < -clockTells
	case model.AlertDue:
		return f.Left < r.Due-clockTells
	}
	return false
}

// believe raises what still holds, in the words of now, and drops what does not.
func (d *Alerter) believe(now time.Time) {
	d.unconfirmed = slices.DeleteFunc(d.unconfirmed, func(h unconfirmed) bool {
		f, holds := d.before.facts[h.fact.Key]
		ripe := now.Sub(h.since) >= confirmAfter || now.Before(h.since) // or the clock was set back
		if holds && ripe {
			d.raise(f, now)
		}
		return !holds || ripe
	})
}
