package feed

import (
	"time"

	"daybrief/model"
)

// The defaults of Options.
const (
	defaultEvery     = time.Minute
	defaultReconcile = 10 * time.Minute
	defaultSLAEvery  = 5 * time.Minute
	defaultDays      = 14
)

// Options say what is polled and how often. The zero value is usable: every
// source, once a minute, days in UTC, no jitter, no budget.
type Options struct {
	// Every is how often changed tickets are asked for (default 60 s). It is
	// stretched when that would not fit the budget; Health.Every tells.
	Every time.Duration
	// Reconcile is how often the ids of the open tickets are compared, to find
	// deleted and moved ones (default 10 min).
	Reconcile time.Duration
	// SLAEvery is how often the server calculates the SLA of those open service
	// tickets that are about to cross a border (default 5 min).
	SLAEvery time.Duration
	// Borders are how long before a goal the judgement of a clock changes; the goal
	// itself is always one.
	Borders []time.Duration
	// Zone is the zone of "today" (default UTC).
	Zone *time.Location
	// Days is how many local days of schedule are wanted from today on (default
	// 14). The days of this week that are over, and yesterday, come with them.
	Days int
	// ClosedDays is how many local days of closed tickets are wanted, today
	// included, where they are few enough to be listed (mostClosed). Otherwise,
	// and by default, they are known since Monday or yesterday, whichever is
	// earlier.
	ClosedDays int
	// Wanted lists the sources to poll; nil means AllSources.
	Wanted []model.Source
	// Extras are wanted beside them.
	Extras Extras
	// UsageEvery is how often product usage is asked for; 0: not at all.
	UsageEvery time.Duration
	// Seed is the picture of an earlier run to begin with; nil: nothing is known.
	// It must not be written to.
	Seed *model.Snapshot
	// Jitter gives a random duration in [0, n). nil means n itself, which
	// makes every time exact: for tests.
	Jitter func(n time.Duration) time.Duration
	// Speed is how many times faster the clock of Due's now runs than the
	// machine's (default 1): the demo's day may. Jobs take the machine's time.
	Speed float64
	// Budget is the one that the adapter enters before each request. The feed
	// starts no job that would have to wait at its breaker, and closes the breaker
	// while everything has to stop. nil: no limit.
	Budget *Budget
}

// AllSources lists every source in the order in which they are started.
func AllSources() []model.Source {
	var out []model.Source
	for _, r := range sources() {
		out = append(out, r.name)
	}
	return out
}

// checked fills in the defaults.
func (o Options) checked() Options {
	if o.Every <= 0 {
		o.Every = defaultEvery
	}
	if o.Reconcile <= 0 {
		o.Reconcile = defaultReconcile
	}
	if o.SLAEvery <= 0 {
		o.SLAEvery = defaultSLAEvery
	}
	o.Borders = append([]time.Duration{0}, o.Borders...)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Days <= 0 {
		o.Days = defaultDays
	}
	if o.Speed <= 0 {
		o.Speed = 1
	}
	if o.Wanted == nil {
		o.Wanted = AllSources()
	}
	if o.Jitter == nil {
		o.Jitter = func(n time.Duration) time.Duration { return n }
	}
	return o
}
