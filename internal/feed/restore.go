package feed

import (
	"time"

	"daybrief/model"
)

// restore begins with the picture of an earlier run. Its ages stay what they
// were and every source counts as unconfirmed (Health.Restored) until it has
// answered in this run. Nothing is asked less for it: the full lists are
// fetched as at any start, and what has vanished in between goes with them.
func (f *Feed) restore(s *model.Snapshot) {
	f.data = *s
	f.data.Health, f.data.Gen = nil, 0
	f.seedClosed = s.ClosedSince
	for _, d := range []*ticketBook{&f.service, &f.projects} {
		// The first full list is the truth, however little is left of ours: after
		// a holiday most tickets may rightly be gone.
		d.trust = true
		d.closedOld = true
	}
	for _, st := range f.streams {
		h := s.HealthOf(st.src)
		st.at, st.skipped, st.shown, st.total, st.gap, st.doubt = h.At, h.Skipped, h.Shown, h.Total, h.Gap, h.Doubt
		if st.book != nil {
			st.book.reading = h.Reading
		}
	}
}

// Restore puts the picture of an earlier run in the place of the part of it that
// Options.Seed was; one that can't be had any more is an empty one. Nothing may
// have been asked yet.
func (f *Feed) Restore(s *model.Snapshot) {
	was := f.data
	f.restore(s)
	f.data.Gen, f.data.History, f.data.RepliedSince = was.Gen, was.History, was.RepliedSince
	f.publish(true)
}

// trimRestored drops the closed tickets of an earlier run that this day's
// numbers have no use for. Their bound never moves backwards: nobody has asked
// for what lies before it.
func (f *Feed) trimRestored() {
	if f.seedClosed.IsZero() {
		return
	}
	for _, d := range []*ticketBook{&f.service, &f.projects} {
		if d.closed.Known() {
			d.from, d.long = f.seedClosed, f.seedClosed.Before(f.day.back)
			f.trim(d)
		}
	}
	f.seedClosed = time.Time{}
	f.publish(true)
}

// Remember puts the daily history into the snapshots from now on. The snapshot
// is another one afterwards, with the same Gen: drawn data has not changed.
func (f *Feed) Remember(h model.History) {
	if len(h) == 0 && len(f.data.History) == 0 {
		return
	}
	f.data.History = h
	f.publish(false)
}

// RememberReplied puts into the snapshots since when customers wait, likewise.
func (f *Feed) RememberReplied(since map[model.TicketID]model.Since) {
	f.data.RepliedSince = since
	f.publish(false)
}
