package wall

import (
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/screen"
)

// digest is what the pages are made of, worked out when data or the minute have
// changed. It counts the whole tenant, as the numbers of the briefing do.
type digest struct {
	alerts   []alert // by points
	breached map[model.TicketID]bool
	sla      bool // the service tickets are known, and so the breaches
	loads    []load
	mean     float64
	firms    []firm
	planned  []plan
	idle     []string // who has nothing planned
}

// kind is why a ticket is on the attention page, the worst first.
type kind uint8

const (
	breached kind = iota
	atRisk
	unassigned
	replied
)

// alert is a ticket that needs somebody.
type alert struct {
	t    *assess.Ticket
	kind kind
	// at is what its time is counted from, or to: the goal, or since when it
	// waits.
	at time.Time
}

func digestOf(f screen.Frame) digest {
	d := digest{breached: map[model.TicketID]bool{}, sla: f.Snapshot.ServiceTickets.Known()}
	for _, t := range f.Assessed.Tickets {
		if a, ok := alertOf(t); ok {
			d.alerts = append(d.alerts, a)
			if a.kind == breached {
				d.breached[t.ID] = true
			}
		}
	}
	slices.SortFunc(d.alerts, func(a, b alert) int { return assess.ByPoints(a.t, b.t) })
	d.team(f)
	d.heat(f)
	d.agenda(f)
	return d
}

// alertOf says why a ticket is listed: for the worst that can be said of it.
func alertOf(t *assess.Ticket) (alert, bool) {
	switch {
	case t.Breached():
		return alert{t, breached, t.Clock.Due}, true
	case t.AtRisk:
		return alert{t, atRisk, t.Clock.Due}, true
	case t.Unassigned():
		return alert{t, unassigned, t.Entered}, true
	case t.CustomerReplied:
		return alert{t, replied, t.Since.At}, true
	}
	return alert{}, false
}

// first is the alert of a kind whose time is the earliest, and how many there
// are.
func (d *digest) first(k kind) (worst alert, n int) {
	for _, a := range d.alerts {
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
