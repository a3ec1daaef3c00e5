package wall

import (
	"cmp"
	"slices"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
)

// digest is what the pages are made of, worked out when data or the minute have
// changed. It counts the whole tenant, as the numbers of the briefing do.
type digest struct {
	alerts   []alert // by points, each ticket in one row
	each     []alert // of each ticket, to be counted
	breached map[model.TicketID]bool
	act      verdict // what calls for somebody at once, if anything
	sla      bool    // the service tickets are known, and so the breaches
	loads    []load
	mean     float64
	firms    []firm
	planned  []plan
	idle     []string // who has nothing planned
	nameless int      // entries of today that do not say whose they are
}

// kind is why a ticket is on the attention page, the worst first.
type kind uint8

const (
	breached kind = iota
	atRisk
	unassigned
	replied
	gathered // a line of Now that is no single ticket
)

// alert is a ticket that needs somebody.
type alert struct {
	t    *assess.Ticket
	kind kind
	// at is what its time is counted from, or to: the goal, or since when it
	// waits.
	at time.Time
	// line is a line of Now that is no single ticket; t is nil then.
	line *briefing.Item
}

func digestOf(f screen.Frame, limits Act) digest {
	d := digest{breached: map[model.TicketID]bool{}, sla: f.Snapshot.ServiceTickets.Known()}
	taken := d.situations(f)
	for _, t := range f.Assessed.Tickets {
		if a, ok := alertOf(t); ok {
			d.each = append(d.each, a)
			if !taken[t.ID] {
				d.alerts = append(d.alerts, a)
			}
			if a.kind == breached {
				d.breached[t.ID] = true
			}
		}
	}
	slices.SortFunc(d.alerts, byPoints)
	d.act = actOf(f, limits)
	d.team(f)
	d.heat(f)
	d.agenda(f)
	return d
}

// situations lists the lines of Now that are no single ticket, and tells whose rows
// they stand for. The last line, of the rest, is that of the page: it has its own
// room.
func (d *digest) situations(f screen.Frame) map[model.TicketID]bool {
	taken := map[model.TicketID]bool{}
	if f.Briefing == nil {
		return taken
	}
	for i := range f.Briefing.Now.Items {
		it := &f.Briefing.Now.Items[i]
		switch it.Kind {
		case briefing.KindIncident, briefing.KindAbsent, briefing.KindAppointment:
			for _, t := range it.Tickets {
				taken[t.ID] = true
			}
		case briefing.KindFlood:
		default:
			continue
		}
		d.alerts = append(d.alerts, alert{kind: gathered, at: it.Due, line: it})
	}
	return taken
}

// byPoints orders what has more points first: lines that gather before tickets.
func byPoints(a, b alert) int {
	if a.line == nil && b.line == nil {
		return assess.ByPoints(a.t, b.t)
	}
	return cmp.Or(cmp.Compare(b.points(), a.points()), cmp.Compare(b.kind, a.kind), cmp.Compare(a.first(), b.first()))
}

func (a *alert) points() int {
	if a.line != nil {
		return a.line.Points
	}
	return a.t.Points
}

// first is the number by which equals are told apart.
func (a *alert) first() int64 {
	if a.line != nil {
		return a.line.ID
	}
	return int64(a.t.ID)
}

// alertOf says why a ticket is listed: for the worst that can be said of it.
func alertOf(t *assess.Ticket) (alert, bool) {
	switch {
	case t.Breached():
		return alert{t: t, kind: breached, at: t.Clock.Due}, true
	case t.AtRisk:
		return alert{t: t, kind: atRisk, at: t.Clock.Due}, true
	case t.Unassigned():
		return alert{t: t, kind: unassigned, at: t.Entered}, true
	case t.CustomerReplied:
		return alert{t: t, kind: replied, at: t.Since.At}, true
	}
	return alert{}, false
}

// first is the alert of a kind whose time is the earliest, and how many there
// are.
func (d *digest) first(k kind) (worst alert, n int) {
	for _, a := range d.each {
		if a.kind != k {
			continue
		}
		if n == 0 || a.at.Before(worst.at) {
			worst = a
		}
		n++
	}
	return worst, n
}
