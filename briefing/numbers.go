package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// counter counts the numbers of the scope and of the whole desk.
type counter struct {
	*coverage
	facts []fact
}

// count counts the open tickets, and what came in and was closed today,
// yesterday and this week.
func (c *counter) count() (scope, desk Numbers) {
	doubt := c.tally(&desk, func(*fact) bool { return true }, func(*model.Ticket) bool { return true })
	c.missing(&desk, doubt)
	if c.crew.All() {
		return desk, desk
	}
	doubt = c.tally(&scope, func(f *fact) bool { return f.in }, c.crew.Has)
	for _, f := range scope.Figures() {
		scope.miss(c.crew.Why, f.Key)
		if c.crew.Lacks != "" {
			scope.low("without "+c.crew.Lacks, f.Key)
		}
	}
	c.missing(&scope, doubt)
	return scope, desk
}

func add(n *int, yes bool) {
	if yes {
		*n++
	}
}

// tally counts what is of interest, and of which tickets something is not known.
func (c *counter) tally(n *Numbers, open func(*fact) bool, closed func(*model.Ticket) bool) (doubt doubts) {
	for i := range c.facts {
		f := &c.facts[i]
		if !open(f) {
			continue
		}
		n.Open++
		add(&n.Unassigned, !f.assigned)
		add(&n.Breached, f.clock.Breached())
		add(&n.AtRisk, f.atRisk)
		add(&n.CustomerReplied, f.t.CustomerReplied)
		add(&n.Waiting, f.shelved)
		add(&n.Stale, f.stale)
		add(&n.Overdue, f.overdue)
		add(&n.UnknownSLA, f.clock.State == model.SLAUnknown)
		c.entered(n, f.t)
		doubt.of(f)
	}
	for t := range c.s.ClosedTickets {
		if c.l.Ticket(t.ID) != nil || !closed(t) {
			continue // re-opened since that list was read, or somebody else's
		}
		c.entered(n, t)
		doubt.ofClosed(t)
		c.closed(n, t, &doubt)
	}
	return doubt
}

func (c *counter) entered(n *Numbers, t *model.Ticket) {
	add(&n.NewToday, model.Within(t.Entered, c.cal.Today, c.cal.Tomorrow))
	add(&n.NewYesterday, model.Within(t.Entered, c.cal.Yesterday, c.cal.Today))
	add(&n.NewThisWeek, model.Within(t.Entered, c.cal.Week, c.cal.Tomorrow))
}

// closed counts a closed ticket where it was closed, and where it may have been.
func (c *counter) closed(n *Numbers, t *model.Ticket, doubt *doubts) {
	for i, span := range []struct {
		n        *int
		from, to time.Time
	}{{&n.ClosedToday, c.cal.Today, c.cal.Tomorrow}, {&n.ClosedYesterday, c.cal.Yesterday, c.cal.Today}, {&n.ClosedThisWeek, c.cal.Week, c.cal.Tomorrow}} {
		yes, known := t.EndedIn(span.from, span.to)
		add(span.n, yes)
		add(&doubt.ended[i], !known)
	}
}

// missing clears the numbers that could not be had and says why.
func (c *counter) missing(n *Numbers, doubt doubts) {
	why, ok := c.counted(model.SourceTickets, model.SourceProjectTickets, c.s.ServiceTickets.Known(), c.s.ProjectTickets.Known())
	if !ok {
		n.miss(why, "open", "unassigned", "customer_replied", "waiting", "stale", "overdue", "new_today", "new_yesterday", "new_this_week")
	}
	if r := c.s.HealthOf(model.SourceTickets).Reading; r != "" {
		n.miss(model.SourceTickets.Records()+": "+r, "breached", "at_risk", "unknown_sla")
	} else if !c.s.ServiceTickets.Known() {
		n.miss(model.SourceTickets.Records()+": "+c.why(model.SourceTickets), "breached", "at_risk", "unknown_sla")
	}
	for _, span := range []struct {
		from time.Time
		keys []string
	}{
		{c.cal.Today, []string{"new_today", "closed_today"}},
		{c.cal.Yesterday, []string{"new_yesterday", "closed_yesterday"}},
		{c.cal.Week, []string{"new_this_week", "closed_this_week"}},
	} {
		if why := c.closedSince(span.from); why != "" {
			n.miss(why, span.keys...)
		}
		n.miss(c.heardSince(span.from, c.s.ServiceTickets.At, c.s.ProjectTickets.At), span.keys[0])
		n.miss(c.heardSince(span.from, c.s.ClosedService.At, c.s.ClosedProject.At), span.keys[1])
	}
	c.least(n)
	doubt.mark(n)
	n.doubt(c.oldGoals(), "breached", "at_risk")
}

// doubt marks figures as more or fewer than there may be, unless why is "".
func (n *Numbers) doubt(why string, keys ...string) {
	if why == "" {
		return
	}
	if n.Doubtful == nil {
		n.Doubtful = map[string]string{}
	}
	for _, k := range keys {
		if n.Missing[k] == "" {
			n.Doubtful[k] = why
		}
	}
}

// Mark stands behind a figure that is not exactly what there is: "+" where it is the
// least there can be, "?" where there may be more or fewer.
func (n *Numbers) Mark(key string) string {
	switch {
	case n.Missing[key] != "":
		return ""
	case n.Doubtful[key] != "":
		return "?"
	case n.Least[key] != "":
		return "+"
	}
	return ""
}

// least says of the numbers that are known which are only the least they can be,
// and why: records that could not be read, lists that were cut, tickets that the
// keys can't see.
func (c *counter) least(n *Numbers) {
	gap := c.gaps(model.SourceTickets, model.SourceProjectTickets)
	n.low(gap, "open", "unassigned", "customer_replied", "waiting", "stale", "overdue", "new_today", "new_yesterday", "new_this_week")
	n.low(c.gaps(model.SourceTickets), "breached", "at_risk") // project tickets have no SLA
	n.low(c.gaps(model.SourceClosed, model.SourceClosedProject), "closed_today", "closed_yesterday", "closed_this_week", "new_today", "new_yesterday", "new_this_week")
}

// low marks known figures as the least they can be. Each reason is told once.
func (n *Numbers) low(why string, keys ...string) {
	if why == "" {
		return
	}
	if n.Least == nil {
		n.Least = map[string]string{}
	}
	for _, k := range keys {
		switch old := n.Least[k]; {
		case n.Missing[k] != "" || strings.Contains(old, why):
		case old == "":
			n.Least[k] = why
		default:
			n.Least[k] = old + "; " + why
		}
	}
}

// miss marks figures as not to be had, unless why is ""; the first reason
// stands.
func (n *Numbers) miss(why string, keys ...string) {
	if why == "" {
		return
	}
	if n.Missing == nil {
		n.Missing = map[string]string{}
	}
	for _, k := range keys {
		if _, ok := n.Missing[k]; ok {
			continue
		}
		n.Missing[k] = why
		for _, f := range n.Figures() {
			if f.Key == k {
				*f.value = 0
			}
		}
	}
}

// Figure is one number with its name.
type Figure struct {
	Key   string // as in JSON: "closed_today"
	Label string // in words: "closed today"
	Value int
	// Missing says why the figure could not be had; "" when it could.
	Missing string
	// Least says why the figure is only the least it can be; "" when it is whole.
	Least string
	// Doubtful says why there may be more or fewer.
	Doubtful string
	mark     string
	value    *int
}

// String is the figure as it is shown: "1,432", "36+" for the least it can be,
// "36?" for what may be more or fewer, "–" when it could not be had.
func (f Figure) String() string {
	if f.Missing != "" {
		return "–"
	}
	return model.Grouped(f.Value) + f.mark
}

// figure is the number with a key.
func (n *Numbers) figure(key string) Figure {
	for _, f := range n.Figures() {
		if f.Key == key {
			return f
		}
	}
	return Figure{}
}

// Figures lists all numbers in the order of the tiles and of the JSON.
func (n *Numbers) Figures() []Figure {
	out := []Figure{
		{Key: "open", Label: "open", value: &n.Open},
		{Key: "unassigned", Label: "unassigned", value: &n.Unassigned},
		{Key: "breached", Label: "breached", value: &n.Breached},
		{Key: "at_risk", Label: "at risk", value: &n.AtRisk},
		{Key: "customer_replied", Label: "customer replied", value: &n.CustomerReplied},
		{Key: "new_today", Label: "new today", value: &n.NewToday},
		{Key: "closed_today", Label: "closed today", value: &n.ClosedToday},
		{Key: "new_yesterday", Label: "new yesterday", value: &n.NewYesterday},
		{Key: "closed_yesterday", Label: "closed yesterday", value: &n.ClosedYesterday},
		{Key: "new_this_week", Label: "new this week", value: &n.NewThisWeek},
		{Key: "closed_this_week", Label: "closed this week", value: &n.ClosedThisWeek},
		{Key: "waiting", Label: "waiting too long", value: &n.Waiting},
		{Key: "stale", Label: "stale", value: &n.Stale},
		{Key: "overdue", Label: "overdue", value: &n.Overdue},
		{Key: "unknown_sla", Label: "SLA unknown", value: &n.UnknownSLA},
	}
	for i := range out {
		f := &out[i]
		f.Value, f.Missing, f.Least, f.Doubtful, f.mark = *f.value, n.Missing[f.Key], n.Least[f.Key], n.Doubtful[f.Key], n.Mark(f.Key)
	}
	return out
}
