package feed

import (
	"time"

	"daybrief/model"
)

// leakyEvery is how often all open tickets are compared once it is known that
// the server's lists of changes leave some out.
const leakyEvery = 2 * time.Minute

// missed keeps count of the changes that no list of changes told of, though it
// should have: a customer's note or a merged company that does not move
// lastUpdated, a server that takes our times for those of its own zone.
type missed struct {
	// seen is up to when, by the server's clock, its lists should have told of
	// every change; zero when its clock is not known.
	seen time.Time
	// suspects differ from what we have, and no list has told why; they are looked
	// up first, because the list that says so may be wrong itself. The number is
	// that of the comparison.
	suspects map[model.TicketID]int
	rounds   int  // comparisons so far
	found    int  // the latest of them that found something missed
	works    bool // a list has told of a change since the latest comparison
	inARow   int  // comparisons that found something
	total    int
	leaky    bool // twice in a row: it is no accident
}

// told notes that the lists are good up to the moment at which the server began
// to answer, and whether this one had anything new to tell.
func (m *missed) told(b Batch, took time.Duration, news bool) {
	m.seen, m.works = time.Time{}, m.works || news
	if !b.ServerTime.IsZero() {
		m.seen = b.ServerTime.Add(-took - overlap)
	}
}

// late reports whether a change at a time should have been told of.
func (m *missed) late(at time.Time) bool {
	return !at.IsZero() && !m.seen.IsZero() && at.Before(m.seen)
}

// begin starts a comparison. pending says that tickets of the one before are
// still to be looked up.
func (m *missed) begin(pending bool) {
	m.rounds++
	if m.suspects == nil || !pending {
		m.suspects = map[model.TicketID]int{}
	}
}

// end ends it. That nothing was missed proves something only where something
// has changed.
func (m *missed) end() {
	if m.works && len(m.suspects) == 0 {
		m.inARow = 0
	}
	m.works = false
}

func (m *missed) suspect(id model.TicketID) {
	if m.suspects[id] == 0 {
		m.suspects[id] = m.rounds
	}
}

// differs reports whether the ticket has to be read again. What has changed
// just now is left to the next list of changes, unless those are not to be
// trusted.
func (m *missed) differs(d model.TicketDigest, t *model.Ticket, server time.Time) bool {
	switch {
	case d.Updated.IsZero(), t.Updated.IsZero():
		return d.Silent(t) // when that was is not known: nobody is to blame
	case d.Updated.Before(t.Updated):
		return false // the list is older than what we have
	case d.Updated.After(t.Updated):
		if late := m.late(d.Updated); late {
			m.suspect(d.ID)
		} else if !m.seen.IsZero() && !d.Updated.After(server) {
			return m.inARow > 0 || m.leaky
		}
		return true
	}
	if d.Silent(t) {
		m.suspect(d.ID)
		return true
	}
	return false
}

// unknown takes in a ticket that the comparison has and we have not.
func (m *missed) unknown(d model.TicketDigest) {
	if m.late(d.Updated) {
		m.suspect(d.ID)
	}
}

// confirm counts what a look at a ticket itself, or at all of them, has shown to
// be missed in a comparison. It reports whether comparisons are to be made more
// often from now on.
func (m *missed) confirm(round int) (first bool) {
	m.total++
	if round > m.found {
		m.found = round
		m.inARow++
	}
	first = m.inARow > 1 && !m.leaky
	m.leaky = m.leaky || first
	return first
}

// judge looks at tickets that were read again.
func (m *missed) judge(d *ticketBook, b Batch) (first bool) {
	for _, t := range b.Tickets {
		if t == nil || m.suspects[t.ID] == 0 {
			continue
		}
		old := find(d.open.Value, t.ID)
		if old == nil && t.Open() || old != nil && (!t.Open() || old.Digest() != t.Digest()) {
			first = m.confirm(m.suspects[t.ID]) || first
		}
		delete(m.suspects, t.ID)
	}
	for _, id := range b.Gone {
		delete(m.suspects, id)
	}
	return first
}

// all takes every suspect for missed: there are so many that the whole list is
// asked for.
func (m *missed) all() (first bool) {
	for _, round := range m.suspects {
		first = m.confirm(round) || first
	}
	clear(m.suspects)
	return first
}

// note says it, once it is no accident.
func (m *missed) note() string {
	if !m.leaky {
		return ""
	}
	return "The server's lists of changes leave some out (" + model.Counted(m.total, "change") +
		" so far). All open tickets are compared every 2 minutes instead."
}
