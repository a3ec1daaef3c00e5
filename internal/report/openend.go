package report

import (
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// byTime reports whether groups are stretches of time, each with an end of its own.
func (a Ask) byTime() bool { return a.By == "week" || a.By == "day" }

// end is the moment at which a group of time ends, within the period.
func (a Ask) end(key string) time.Time {
	day, err := time.Parse(time.DateOnly, key)
	if err != nil {
		return time.Time{}
	}
	if a.By == "week" {
		day = day.AddDate(0, 0, 6)
	}
	if day.After(a.To) {
		day = a.To
	}
	return a.start(day.AddDate(0, 0, 1))
}

// openEnd counts what was open at the end: now from the list of open tickets,
// before that from the history. A total is that of the last moment, never a sum.
func (in Input) openEnd(c *collector) {
	i := c.report.column("open_end")
	var total *float64
	if in.byTime() {
		total = in.openByTime(c, i)
	} else if list, ok := in.openList(); ok {
		total = surely(list)
		for _, t := range list {
			in.addOpen(c, t, t.Entered)
		}
	} else {
		for k := range c.groups {
			c.groups[k].sums[i] = sum{unknown: 1}
		}
	}
	c.whole = map[string]*float64{"open_end": total}
}

// openByTime counts at the end of each group; the answer is that of the last.
func (in Input) openByTime(c *collector, i int) (last *float64) {
	then, kept := in.Lists[psa.ListOpenThen]
	kept = kept && then.Problem == nil
	now, listed := in.openNow()
	if in.To.Equal(in.today()) && listed {
		in.group(c, in.Now) // also when nothing else belongs to it
	}
	for day := in.From; kept && !day.After(in.To) && !day.After(in.today()); day = day.AddDate(0, 0, 1) {
		in.group(c, in.start(day))
	}
	final := ""
	for k := range c.groups {
		final = max(final, c.groups[k].Key)
	}
	for k := range len(c.groups) {
		key, at := c.groups[k].Key, in.end(c.groups[k].Key)
		var list []*model.Ticket
		switch {
		case at.After(in.Now) && listed:
			list = now
		case !at.After(in.Now) && kept:
			list = openAt(in.tickets(psa.ListOpenThen), at)
		default:
			c.groups[k].sums[i] = sum{unknown: 1}
			continue
		}
		n := surely(list)
		for _, t := range list {
			in.addOpen(c, t, model.Sooner(at.Add(-time.Second), in.Now))
		}
		if c.groups[k].sums[i].known == 0 {
			c.groups[k].sums[i] = sum{known: 1}
		}
		if key == final {
			last = n
		}
	}
	return last
}

// group makes the group of a moment.
func (in Input) group(c *collector, at time.Time) {
	key, name := in.ticketGroup(nil, at)
	c.group(key, name, "")
}

// openNow are the open tickets where the period ends today; false where they are
// not known, or not of the end.
func (in Input) openNow() ([]*model.Ticket, bool) {
	open, ok := in.Lists[psa.ListOpen]
	return in.tickets(psa.ListOpen), ok && open.Problem == nil && in.To.Equal(in.today())
}

// openList are the tickets that were open when the period ended.
func (in Input) openList() ([]*model.Ticket, bool) {
	if in.To.Equal(in.today()) {
		return in.openNow()
	}
	_, end := in.Bounds()
	then, ok := in.Lists[psa.ListOpenThen]
	return openAt(in.tickets(psa.ListOpenThen), end), ok && then.Problem == nil
}

// openAt are those of a list that were open at a moment, or may have been. One of
// which it is not known when it came is not among them.
func openAt(list []*model.Ticket, at time.Time) (out []*model.Ticket) {
	for _, t := range list {
		_, last := t.Ended()
		if !t.Entered.IsZero() && t.Entered.Before(at) && (!t.Closed || last.IsZero() || !last.Before(at)) {
			out = append(out, t)
		}
	}
	return out
}

// mayBeOpen reports whether it is not known of a ticket of openAt that it was open:
// it does not say whether it is closed, or when it was.
func mayBeOpen(t *model.Ticket) bool {
	return t.Unknown(model.FactClosed) || t.Closed && t.ClosedAt.IsZero()
}

// addOpen adds an open ticket to the group that it belongs to at a moment.
func (in Input) addOpen(c *collector, t *model.Ticket, at time.Time) {
	key, name := in.ticketGroup(t, at)
	n := num(1)
	if mayBeOpen(t) {
		n = nil
	}
	c.add(entry{key: key, name: name, row: in.ticketRow(t, at), adds: map[string]*float64{"open_end": n}})
}

// surely counts those of a list that are said to be open; nil where of none that is
// said.
func surely(list []*model.Ticket) *float64 {
	n := 0
	for _, t := range list {
		if !mayBeOpen(t) {
			n++
		}
	}
	if n == 0 && len(list) > 0 {
		return nil
	}
	return num(float64(n))
}
