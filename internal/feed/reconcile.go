package feed

import (
	"fmt"
	"slices"
	"time"

	"daybrief/model"
)

// How far a list of ids is believed.
const (
	// provable vanished tickets are looked up in one go, so that no belief is
	// needed.
	provable = 10
	// manyLost or manyOdd differences are not looked up one by one: the full
	// list is asked for.
	manyLost = 100
	manyOdd  = 50
)

// tooMany reports whether so many vanished tickets are rather a fault or a lost
// permission than the truth: more than nine in ten.
func tooMany(lost, of int) bool { return of > provable && lost*10 > of*9 }

// reconciled compares the open tickets with ours. Deleted tickets never show up
// in deltas, moved ones may not, and nor does what leaves lastUpdated alone.
func (f *pacer) reconciled(s *stream, q Query, b Batch, now time.Time) {
	d := s.book
	d.missed.begin(len(d.lost) > 0)
	d.reconcileAt = now.Add(f.spread(f.reconcileEvery(d)))
	if b.Capped {
		return // an incomplete list proves nothing
	}
	lost, odd := f.differences(d, q, b)
	d.missed.end()
	if s.skipped = max(s.skipped, b.Skipped); b.Skipped == 0 && len(lost)+len(odd) == 0 {
		s.skipped = 0 // what could not be read once has been read since
	}
	if tooMany(len(lost), len(d.open.Value)) && !d.trust {
		f.doubts(s, len(lost), now)
		return
	}
	d.doubt = nil
	if d.trust && len(lost) > provable || len(lost) > manyLost || len(odd) > manyOdd {
		d.full, s.next = true, model.Sooner(s.next, now)
		f.compareOften(d, d.missed.all(), now)
		return
	}
	d.trust = false
	d.lost = union(lost, odd)
}

// differences are the tickets of ours that the server's list has not, and those
// that it has and we have not, or not as it says.
func (f *stock) differences(d *ticketBook, q Query, b Batch) (lost, odd []model.TicketID) {
	named := make(map[model.TicketID]bool, len(b.Digests))
	for _, g := range b.Digests {
		named[g.ID] = true
		t := find(d.open.Value, g.ID)
		switch {
		case t != nil && d.missed.differs(g, t, b.ServerTime):
			odd = append(odd, g.ID)
		case t == nil && !f.elsewhere(d, g.ID) && !d.capped:
			d.missed.unknown(g)
			odd = append(odd, g.ID)
		}
	}
	for _, t := range d.open.Value {
		if !named[t.ID] && (b.Reaches.IsZero() || t.Updated.After(b.Reaches) || slices.Contains(q.Boards, t.Board.ID)) {
			lost = append(lost, t.ID)
		}
	}
	return lost, odd
}

// compareOften brings the next comparison forward once it is known that the
// lists of changes leave some out.
func (f *pacer) compareOften(d *ticketBook, first bool, now time.Time) {
	if first {
		d.reconcileAt = model.Sooner(d.reconcileAt, now.Add(f.spread(f.reconcileEvery(d))))
	}
}

// doubts keeps the data against a list that most tickets are missing from, and
// asks again soon.
func (f *pacer) doubts(s *stream, lost int, now time.Time) {
	d := s.book
	if d.doubt == nil {
		d.doubtSince = now
	}
	d.doubt = &model.Problem{
		Kind: model.BadReply, Code: "tickets-vanished",
		What: model.Clean(fmt.Sprintf("%d of our %d open tickets are suddenly missing from the server's list; they are kept.", lost, len(d.open.Value))),
		Cure: model.Clean("Check that the key may still see every board. If they really are gone, press r to accept it."),
	}
	d.full = false
	d.reconcileAt = now.Add(f.pace())
}

// believes reports whether a full list may replace the one we have.
func (f *pacer) believes(s *stream, b Batch, now time.Time) bool {
	d := s.book
	if d.trust || b.Capped {
		return true
	}
	list := sorted(b.Tickets)
	lost := 0
	for _, t := range d.open.Value {
		if find(list, t.ID) == nil {
			lost++
		}
	}
	if !tooMany(lost, len(d.open.Value)) {
		return true
	}
	f.doubts(s, lost, now)
	return false
}

// lookedUp takes in tickets that were asked for one by one. Their SLA is
// calculated by the server.
func (d *ticketBook) lookedUp(f *pacer, b Batch, now time.Time) {
	f.compareOften(d, d.missed.judge(d, b), now)
	f.take(d, sorted(b.Tickets), b.Gone, func(model.TicketID) bool { return true })
}
