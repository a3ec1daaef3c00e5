package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// count fills the numbers that come from the open tickets, and those of today,
// yesterday and this week: of the scope, and of the whole desk.
func (b *builder) count() {
	b.tally(&b.desk, func(*fact) bool { return true }, func(*model.Ticket) bool { return true })
	b.missing(&b.desk)
	if b.crew.All() {
		b.numbers = b.desk
		return
	}
	b.tally(&b.numbers, func(f *fact) bool { return f.in }, b.crew.Has)
	if b.crew.Why != "" {
		for _, f := range b.numbers.Figures() {
			b.numbers.miss(b.crew.Why, f.Key)
		}
	}
	b.missing(&b.numbers)
}

// tally counts what is of interest.
func (b *builder) tally(n *Numbers, open func(*fact) bool, closed func(*model.Ticket) bool) {
	for i := range b.facts {
		f := &b.facts[i]
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
		b.entered(n, f.t)
	}
	for t := range b.s.ClosedTickets {
		if b.l.Ticket(t.ID) != nil || !closed(t) {
			continue // re-opened since that list was read, or somebody else's
		}
		b.entered(n, t)
		b.closed(n, t)
	}
}

func add(n *int, yes bool) {
	if yes {
		*n++
	}
}

func (b *builder) entered(n *Numbers, t *model.Ticket) {
	add(&n.NewToday, model.Within(t.Entered, b.cal.Today, b.cal.Tomorrow))
	add(&n.NewYesterday, model.Within(t.Entered, b.cal.Yesterday, b.cal.Today))
	add(&n.NewThisWeek, model.Within(t.Entered, b.cal.Week, b.cal.Tomorrow))
}

func (b *builder) closed(n *Numbers, t *model.Ticket) {
	add(&n.ClosedToday, model.Within(t.ClosedAt, b.cal.Today, b.cal.Tomorrow))
	add(&n.ClosedYesterday, model.Within(t.ClosedAt, b.cal.Yesterday, b.cal.Today))
	add(&n.ClosedThisWeek, model.Within(t.ClosedAt, b.cal.Week, b.cal.Tomorrow))
}

// missing clears the numbers that could not be had and says why.
func (b *builder) missing(n *Numbers) {
	why, ok := b.counted(model.SourceTickets, model.SourceProjectTickets, b.s.ServiceTickets.Known(), b.s.ProjectTickets.Known())
	if !ok {
		n.miss(why, "open", "unassigned", "customer_replied", "waiting", "stale", "overdue", "new_today", "new_yesterday", "new_this_week")
	}
	if !b.s.ServiceTickets.Known() {
		n.miss(noun(model.SourceTickets)+": "+b.why(model.SourceTickets), "breached", "at_risk", "unknown_sla")
	}
	for _, span := range []struct {
		from time.Time
		keys []string
	}{
		{b.cal.Today, []string{"new_today", "closed_today"}},
		{b.cal.Yesterday, []string{"new_yesterday", "closed_yesterday"}},
		{b.cal.Week, []string{"new_this_week", "closed_this_week"}},
	} {
		if why := b.closedSince(span.from); why != "" {
			n.miss(why, span.keys...)
		}
		n.miss(b.heardSince(span.from, b.s.ServiceTickets.At, b.s.ProjectTickets.At), span.keys[0])
		n.miss(b.heardSince(span.from, b.s.ClosedService.At, b.s.ClosedProject.At), span.keys[1])
	}
	b.least(n)
}

// least says of the numbers that are known which are only the least they can be,
// and why: records that could not be read, lists that were cut, tickets that the
// keys can't see.
func (b *builder) least(n *Numbers) {
	gap := b.gaps(model.SourceTickets, model.SourceProjectTickets)
	n.low(gap, "open", "unassigned", "customer_replied", "waiting", "stale", "overdue", "new_today", "new_yesterday", "new_this_week", "breached", "at_risk")
	n.low(b.gaps(model.SourceClosed, model.SourceClosedProject), "closed_today", "closed_yesterday", "closed_this_week", "new_today", "new_yesterday", "new_this_week")
	if n.UnknownSLA > 0 {
		n.low("without "+model.Counted(n.UnknownSLA, "ticket")+" whose SLA is not known", "breached", "at_risk")
	}
}

// gaps says what is missing from two lists of tickets, "" when nothing is.
func (b *builder) gaps(sources ...model.Source) string {
	var parts []string
	for _, src := range sources {
		h := b.s.HealthOf(src)
		if h.Problem != nil && h.Problem.Kind == model.Forbidden && h.At.IsZero() {
			parts = append(parts, noun(src)+" ("+b.why(src)+")")
		} else if m := h.Missing(); m != "" {
			parts = append(parts, m)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "without " + strings.Join(parts, ", ")
}

// low marks known figures as the least they can be.
func (n *Numbers) low(why string, keys ...string) {
	if why == "" {
		return
	}
	if n.Least == nil {
		n.Least = map[string]string{}
	}
	for _, k := range keys {
		if n.Missing[k] == "" && n.Least[k] == "" {
			n.Least[k] = why
		}
	}
}

// heardSince says that a list is from before a moment, "" when none is: nothing
// is known then of what came after, and 0 would be a lie.
func (b *builder) heardSince(from time.Time, lists ...time.Time) string {
	for _, at := range lists {
		if !at.IsZero() && at.Before(from) {
			return "the tickets are of " + b.moment(at)
		}
	}
	return ""
}

// closedSince says why the tickets closed since a moment are not known, "" when
// they are. New tickets need them too: what came in today may be closed by now.
func (b *builder) closedSince(from time.Time) string {
	s := b.s
	why, ok := b.counted(model.SourceClosed, model.SourceClosedProject, s.ClosedService.Known(), s.ClosedProject.Known())
	if !ok {
		return why
	}
	if s.ClosedSince.After(from) {
		return "closed tickets are known only since " + b.moment(s.ClosedSince)
	}
	return ""
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
	value *int
}

// String is the figure as it is shown: "1,432", "36+" for the least it can be,
// "–" when it could not be had.
func (f Figure) String() string {
	switch {
	case f.Missing != "":
		return "–"
	case f.Least != "":
		return model.Grouped(f.Value) + "+"
	}
	return model.Grouped(f.Value)
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
		out[i].Value, out[i].Missing, out[i].Least = *out[i].value, n.Missing[out[i].Key], n.Least[out[i].Key]
	}
	return out
}
