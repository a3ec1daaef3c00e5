package wall

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// digest is what the pages are made of, worked out when data or the minute have
// changed. It counts the whole tenant, as the numbers of the briefing do.
type digest struct {
	alerts   []alert // worst first
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
	t     *model.Ticket
	kind  kind
	clock model.SLAClock
	// at is what its time is counted from, or to: the goal, or since when it
	// waits.
	at time.Time
}

func digestOf(f screen.Frame) digest {
	d := digest{breached: map[model.TicketID]bool{}, sla: f.Snapshot.ServiceTickets.Known()}
	for t := range f.Snapshot.Open {
		if a, ok := alertOf(t, f); ok {
			d.alerts = append(d.alerts, a)
			if a.kind == breached {
				d.breached[t.ID] = true
			}
		}
	}
	slices.SortFunc(d.alerts, func(a, b alert) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), a.at.Compare(b.at), cmp.Compare(a.t.ID, b.t.ID))
	})
	d.team(f)
	d.heat(f)
	d.agenda(f)
	return d
}

// alertOf judges a ticket; it is listed once, for the worst that can be said.
func alertOf(t *model.Ticket, f screen.Frame) (alert, bool) {
	c := f.Lookup.Clock(t, f.Now)
	switch {
	case c.Breached():
		return alert{t, breached, c, c.Due}, true
	case c.AtRisk(f.Rules.SLA.AtRisk):
		return alert{t, atRisk, c, c.Due}, true
	case t.Unassigned():
		return alert{t, unassigned, c, t.Entered}, true
	case t.CustomerReplied:
		return alert{t, replied, c, t.Updated}, true
	}
	return alert{}, false
}

// first is the worst alert of a kind, and how many there are.
func (d *digest) first(k kind) (worst alert, n int) {
	for _, a := range d.alerts {
		if a.kind == k {
			if n == 0 {
				worst = a
			}
			n++
		}
	}
	return worst, n
}

// dayOf is the local day around a moment.
func dayOf(now time.Time, zone *time.Location) (from, to time.Time) {
	y, m, d := now.In(zone).Date()
	return model.StartOfDay(y, m, d, zone), model.StartOfDay(y, m, d+1, zone)
}
