package notify

import (
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// Key names a fact: what holds, of which ticket (0 for the data as a whole).
type Key struct {
	Kind   model.AlertKind
	Ticket model.TicketID
}

// Fact is something that holds and is worth a call.
type Fact struct {
	Key
	Ticket *model.Ticket // nil for the data as a whole
	Left   time.Duration // AlertDue: until the goal; negative once it has passed
	Age    time.Duration // of the data; AlertUnassigned: how long for
	Why    model.Text    // AlertStale: what is wrong
}

// Picture is what holds at one moment.
type Picture struct {
	// Sure is false until this run has an answer about tickets and their SLA:
	// then nothing is known about what is new.
	Sure  bool
	begun bool // there was a look: the zero Picture knows nothing
	facts map[Key]Fact
	// alone is since when each unassigned ticket has been seen so.
	alone map[model.TicketID]time.Time
}

// Holds reports whether something is so.
func (p Picture) Holds(k Key) bool { _, ok := p.facts[k]; return ok }

// Look works out what holds now. before is the picture of the last look (the
// zero Picture at first): it knows since when tickets have been unassigned.
func Look(before Picture, s *model.Snapshot, a *assess.Assessment, r Rules, now time.Time) Picture {
	p := Picture{Sure: before.Sure || sure(s), begun: true, facts: map[Key]Fact{}, alone: map[model.TicketID]time.Time{}}
	p.add(r, staleness(s, r, now))
	if !p.Sure {
		return p
	}
	stale := s.GoalsStale() // then what they say is no reason to call
	for _, t := range a.Tickets {
		if !stale {
			p.clock(t, r)
		}
		p.unowned(before, t, r, now)
		if t.CustomerReplied && t.WorkedBy(r.Member) {
			p.add(r, Fact{Key: Key{model.AlertReplied, t.ID}, Ticket: t.Ticket})
		}
	}
	return p
}

func (p Picture) add(r Rules, f Fact) {
	if f.Kind != "" && r.wants(f.Kind) {
		p.facts[f.Key] = f
	}
}

// clock is what the ticket's SLA clock is worth.
func (p Picture) clock(t *assess.Ticket, r Rules) {
	if r.Mine && !t.WorkedBy(r.Member) {
		return
	}
	switch c := t.Clock; {
	case c.Breached():
		p.add(r, Fact{Key: Key{model.AlertBreach, t.ID}, Ticket: t.Ticket, Left: c.Left})
	case c.AtRisk(r.Due):
		p.add(r, Fact{Key: Key{model.AlertDue, t.ID}, Ticket: t.Ticket, Left: c.Left})
	}
}

// unowned tells tickets that nobody has taken. The server does not say since
// when: it is since the ticket came in for those of the first look, and since
// we saw it for those that somebody has let go.
func (p Picture) unowned(before Picture, t *assess.Ticket, r Rules, now time.Time) {
	if !t.Unassigned() || t.Waiting || t.Resolved || !t.StatusKnown {
		return
	}
	since, known := before.alone[t.ID]
	switch {
	case known:
	case !before.Sure || now.Sub(t.Entered) < r.Unassigned:
		since = t.Entered
	default:
		since = now
	}
	p.alone[t.ID] = since
	if age := now.Sub(since); age >= r.Unassigned {
		p.add(r, Fact{Key: Key{model.AlertUnassigned, t.ID}, Ticket: t.Ticket, Age: age})
	}
}

// sure reports whether this run has heard about the tickets and their SLA. A
// list of tickets alone has goals that the server has not calculated anew, and
// would call for what changes a moment later.
func sure(s *model.Snapshot) bool {
	heard := false
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets, model.SourceSLA} {
		h := s.HealthOf(src)
		good := !h.At.IsZero() && !h.Restored
		heard = heard || good && src != model.SourceSLA
		if !good && h.Problem == nil && (h.Every > 0 || h.Busy) {
			return false // still to come
		}
	}
	return heard
}

// staleness tells that the open tickets are old, by the older of both kinds. A
// kind that may not be read does not count.
func staleness(s *model.Snapshot, r Rules, now time.Time) Fact {
	f := Fact{Key: Key{Kind: model.AlertStale}}
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets} {
		h := s.HealthOf(src)
		at := h.At
		if at.IsZero() && h.Problem != nil {
			at = h.Since // never had: it is the trying that has an age
		}
		if at.IsZero() || h.Absent() || h.State(now) == model.StateDenied {
			continue
		}
		if age := now.Sub(at); age > f.Age {
			f.Age = age
			if h.Problem != nil {
				f.Why = h.Problem.What
			}
		}
	}
	if f.Age < r.Stale || f.Age == 0 {
		return Fact{}
	}
	return f
}
