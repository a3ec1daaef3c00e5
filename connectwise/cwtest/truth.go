package cwtest

import (
	"slices"
	"strings"
	"time"
)

// TruthRules are the thresholds of a Truth. Zero durations are the defaults of
// the product: 60 minutes, five days, and 4, 8, 16 and 24 hours by level.
type TruthRules struct {
	Zone *time.Location // whose days count; nil is the tenant's
	// Member is whose day and plan are asked for; "" asks for everybody's
	// unplanned tickets and nobody's day. Mine restricts every list of tickets
	// to that member's; the numbers stay the whole tenant's.
	Member string
	Mine   bool
	AtRisk time.Duration
	// Stale is by priority level; Working counts hours from eight to five on
	// weekdays instead of all hours.
	Critical, High, Medium, Low time.Duration
	Working                     bool
	Waiting                     time.Duration
}

// Truth is what a briefing must say, worked out from the tenant's own records
// by the product's rules, on its own and as plainly as can be. Ids ascend but
// for MyDay, which is in order of time.
type Truth struct {
	Breached, AtRisk, Triage, CustomerReplied []int64
	Stale, Overdue, Waiting, Unplanned        []int64
	// MyDay holds ids of schedule entries: all of today's, done ones too, that
	// are not ghosts.
	MyDay []int64
	// Resolved holds the open tickets in a status that ends the SLA clock; the
	// rules of stale and unplanned, read to the letter, do not leave them out.
	Resolved []int64
	Numbers  TruthNumbers
}

// TruthNumbers are the counts of the whole tenant.
type TruthNumbers struct {
	Open, Unassigned, Breached, AtRisk, CustomerReplied int
	NewToday, NewYesterday, NewThisWeek                 int
	ClosedToday, ClosedYesterday, ClosedThisWeek        int
}

// Truth brings the tenant up to its clock and judges it as of now.
func (s *Server) Truth(now time.Time, r TruthRules) Truth {
	if r.Zone == nil {
		r.Zone = s.opts.Zone
	}
	r.fill()
	j := judge{TruthRules: r, now: now}
	s.change(func(w *world, _ int64) {
		j.w = w
		j.days()
		j.plans()
		for _, t := range w.tickets {
			j.number(t)
			if w.open(t) && (!r.Mine || j.mine(t)) {
				j.sort(t)
			}
		}
		j.myDay()
	})
	return j.out
}

func (r *TruthRules) fill() {
	for _, f := range []struct {
		d *time.Duration
		v time.Duration
	}{{&r.AtRisk, time.Hour}, {&r.Waiting, 120 * time.Hour}, {&r.Critical, 4 * time.Hour}, {&r.High, 8 * time.Hour},
		{&r.Medium, 16 * time.Hour}, {&r.Low, 24 * time.Hour}} {
		if *f.d == 0 {
			*f.d = f.v
		}
	}
}

type judge struct {
	TruthRules
	w   *world
	now time.Time
	out Truth

	planned                          map[int64]bool
	today, tomorrow, yesterday, week time.Time
}

func (j *judge) days() {
	local := j.now.In(j.Zone)
	y, m, d := local.Date()
	at := func(days int) time.Time { return time.Date(y, m, d+days, 0, 0, 0, 0, j.Zone) }
	j.today, j.tomorrow, j.yesterday = at(0), at(1), at(-1)
	j.week = at(-(int(local.Weekday()) + 6) % 7)
}

func (j *judge) mine(t *ticket) bool {
	if t.owner >= 0 && strings.EqualFold(j.w.members[t.owner].login, j.Member) {
		return true
	}
	for _, m := range t.resources {
		if strings.EqualFold(j.w.members[m].login, j.Member) {
			return true
		}
	}
	return false
}

// sla is "breached", "at risk" or "".
func (j *judge) sla(t *ticket) string {
	st := j.w.statuses[t.status]
	if !t.sla || t.project >= 0 || st.means == noEscalation || st.means == resolved {
		return ""
	}
	var due time.Time
	for _, g := range t.goals {
		if g.due == 0 || g.met != 0 {
			continue
		}
		if at := time.Unix(g.due, 0); due.IsZero() || at.Before(due) {
			due = at
		}
	}
	switch {
	case due.IsZero():
		return ""
	case due.Before(j.now):
		return "breached"
	case due.Sub(j.now) <= j.TruthRules.AtRisk:
		return "at risk"
	}
	return ""
}

// sort puts an open ticket into every list that it belongs to.
func (j *judge) sort(t *ticket) {
	st, o := j.w.statuses[t.status], &j.out
	put := func(list *[]int64, yes bool) {
		if yes {
			*list = append(*list, t.id)
		}
	}
	waiting := st.means == noEscalation
	touched := time.Unix(t.updated, 0)
	put(&o.Breached, j.sla(t) == "breached")
	put(&o.AtRisk, j.sla(t) == "at risk")
	put(&o.Triage, t.owner < 0 && len(t.resources) == 0 || st.initial || st.name == "New")
	put(&o.CustomerReplied, t.replied)
	put(&o.Stale, !waiting && j.quiet(touched) >= j.limit(t))
	put(&o.Overdue, j.overdue(t))
	put(&o.Waiting, waiting && j.now.Sub(touched) > j.TruthRules.Waiting)
	put(&o.Resolved, st.means == resolved)
	assigned := t.owner >= 0 || len(t.resources) > 0
	put(&o.Unplanned, !waiting && !j.planned[t.id] && (j.Member != "" && j.mine(t) || j.Member == "" && assigned))
}

func (j *judge) limit(t *ticket) time.Duration {
	switch j.w.priorities[t.priority].level {
	case "Critical":
		return j.Critical
	case "High":
		return j.High
	case "Low":
		return j.Low
	}
	return j.Medium
}

// quiet is how long ago something was, by the rules' clock.
func (j *judge) quiet(since time.Time) time.Duration {
	if !j.Working {
		return j.now.Sub(since)
	}
	var sum time.Duration
	y, m, d := since.In(j.Zone).Date()
	for ; sum < 1000*time.Hour; d++ {
		open, end := time.Date(y, m, d, 8, 0, 0, 0, j.Zone), time.Date(y, m, d, 17, 0, 0, 0, j.Zone)
		if open.After(j.now) {
			break
		}
		if day := open.Weekday(); day == time.Saturday || day == time.Sunday {
			continue
		}
		if open.Before(since) {
			open = since
		}
		if end.After(j.now) {
			end = j.now
		}
		sum += max(0, end.Sub(open))
	}
	return sum
}

// overdue compares days: a promise at midnight UTC is a calendar date, any
// other is a moment.
func (j *judge) overdue(t *ticket) bool {
	if t.required == 0 {
		return false
	}
	at := time.Unix(t.required, 0).UTC()
	if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		y, m, d := at.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, j.Zone).Before(j.today)
	}
	return at.Before(j.today)
}

// plans finds the tickets with an entry, whoever's, that is going on or yet to
// come. Ghosts are no plans, and neither is what is done or nobody's.
func (j *judge) plans() {
	j.planned = map[int64]bool{}
	for _, e := range j.w.entries {
		if e.kind != visitTicket || e.ghost || e.done || e.member < 0 {
			continue
		}
		if _, end := j.span(e); end.After(j.now) {
			j.planned[e.ticket] = true
		}
	}
}

func (j *judge) span(e *entry) (start, end time.Time) {
	if e.dayOnly {
		y, m, d := time.Unix(e.from, 0).UTC().Date()
		return time.Date(y, m, d, 0, 0, 0, 0, j.Zone), time.Date(y, m, d+1, 0, 0, 0, 0, j.Zone)
	}
	return time.Unix(e.from, 0), time.Unix(e.to, 0)
}

func (j *judge) myDay() {
	type item struct {
		start time.Time
		id    int64
	}
	var day []item
	for _, e := range j.w.entries {
		if e.ghost || e.member < 0 || j.Member == "" || !strings.EqualFold(j.w.members[e.member].login, j.Member) {
			continue
		}
		if start, end := j.span(e); start.Before(j.tomorrow) && end.After(j.today) {
			day = append(day, item{start, e.id})
		}
	}
	slices.SortFunc(day, func(a, b item) int {
		if c := a.start.Compare(b.start); c != 0 {
			return c
		}
		return int(a.id - b.id)
	})
	for _, it := range day {
		j.out.MyDay = append(j.out.MyDay, it.id)
	}
}

// number counts one ticket, open or closed.
func (j *judge) number(t *ticket) {
	n := &j.out.Numbers
	add := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	in := func(sec int64, from, to time.Time) bool {
		at := time.Unix(sec, 0)
		return sec != 0 && !at.Before(from) && at.Before(to)
	}
	add(&n.NewToday, in(t.entered, j.today, j.tomorrow))
	add(&n.NewYesterday, in(t.entered, j.yesterday, j.today))
	add(&n.NewThisWeek, in(t.entered, j.week, j.tomorrow))
	if !j.w.open(t) {
		add(&n.ClosedToday, in(t.closedAt, j.today, j.tomorrow))
		add(&n.ClosedYesterday, in(t.closedAt, j.yesterday, j.today))
		add(&n.ClosedThisWeek, in(t.closedAt, j.week, j.tomorrow))
		return
	}
	add(&n.Open, true)
	add(&n.Unassigned, t.owner < 0 && len(t.resources) == 0)
	add(&n.Breached, j.sla(t) == "breached")
	add(&n.AtRisk, j.sla(t) == "at risk")
	add(&n.CustomerReplied, t.replied)
}
