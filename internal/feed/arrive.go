package feed

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// arrived takes in a good answer.
func (f *Feed) arrived(s *stream, j *flight, b Batch, now time.Time) {
	f.compare(b.ServerTime, now, now.Sub(j.start))
	f.succeeded(s, j, now)
	switch {
	case s.book != nil && j.query.Kind == Digests:
		f.reconciled(s, j.query, b, now)
		return
	case s.book != nil && j.query.Kind == Lookup:
		b.Tickets = f.decided(b.Tickets)
		s.skipped = max(s.skipped, b.Skipped)
		s.book.lookedUp(f.pacer, b, now)
		return
	}
	if b.TooMany {
		f.tooMany(s, now)
		return
	}
	b.Tickets = f.decided(b.Tickets)
	if s.book != nil && j.query.Kind == Full && !f.believes(s, b, now) {
		s.next = f.followUp(s.src, j.start, now)
		return
	}
	s.problem, s.since, s.hard, s.confirmed, s.fails, s.refusals = nil, time.Time{}, false, false, 0, 0
	if j.query.Kind == Delta || j.query.Tickets != nil {
		if s.book != nil && b.Skipped > s.skipped {
			s.book.reconcileAt = model.Sooner(s.book.reconcileAt, now) // what changed there, comparing tells
		}
		b.Skipped = max(b.Skipped, s.skipped) // the changes say nothing of the rest of the list
	}
	s.ok, s.answered, s.at, s.skipped, s.gap, s.doubt = true, true, now, b.Skipped, b.Gap, b.Doubt
	s.row.store(f.pacer, s, j, b, now)
	if j.query.Tickets == nil {
		s.cut(b)
	}
	s.next = f.followUp(s.src, j.start, now)
	if f.longer(s, j) {
		s.next = now // the short list is there; the long one may follow
	}
}

// succeeded draws the conclusions for everybody else.
func (f *Feed) succeeded(s *stream, j *flight, now time.Time) {
	if f.firstOK.IsZero() {
		f.firstOK = now
	}
	f.accepted = true
	clear(f.failing)
	over := f.breaker.mode == outage
	if j.probe || over {
		f.unlock()
	}
	for _, o := range f.streams {
		if o != s && o.job == nil && o.misled() {
			o.confirmed, o.next = true, model.Sooner(o.next, now.Add(confirmAfter))
		}
		if o == s || o.fails == 0 || o.job != nil {
			continue
		}
		if s.fails > 0 {
			// What this source had failed of is over: the others need not wait.
			o.next = model.Sooner(o.next, now)
		}
		if over && o.ok && f.every(o.src) >= hourly {
			// A long list takes its time to come again. Until it does, or fails
			// by itself, its age says more than a fault that has passed.
			o.problem, o.since = nil, time.Time{}
		}
	}
}

// misled reports whether the source was told something about the whole
// connection ("no such company") that the success of another one contradicts. It
// is asked once more then, as refused keys are: a single stray answer must not
// cost a quarter of an hour.
func (s *stream) misled() bool {
	if !s.hard || s.confirmed || s.problem == nil {
		return false
	}
	switch s.problem.Code {
	case "no-such-company", "foreign-api-host", "api-host-needed", "cannot-route", "client-id-refused":
		return true
	}
	return false
}

// cut records that a list had to be cut.
func (s *stream) cut(b Batch) {
	if s.book != nil && s.main() == Delta && !b.Capped && s.book.capped {
		return // a complete delta does not complete the list
	}
	s.shown, s.total = 0, 0
	if b.Capped {
		s.shown = len(b.Tickets) + len(b.SLA) + len(b.ScheduleEntries) + len(b.Companies) + len(b.Members) + len(b.Boards) + len(b.Priorities) + len(b.Time) + len(b.Activities) + len(b.Agreements)
		s.total = max(b.Total, s.shown)
	}
}

// decided are the tickets with those decided that do not say whether they are
// closed: by their status, else by a closing date. Where even the status is not
// known, the fact stays unsaid.
func (f *stock) decided(list []*model.Ticket) []*model.Ticket {
	unsaid := func(t *model.Ticket) bool { return t != nil && t.Unknown(model.FactClosed) }
	if !slices.ContainsFunc(list, unsaid) {
		return list
	}
	closed := map[model.StatusID]bool{}
	for _, b := range f.data.Boards.Value {
		for _, st := range b.Statuses {
			closed[st.ID] = st.Closed
		}
	}
	out := slices.Clone(list)
	for i, t := range out {
		if !unsaid(t) {
			continue
		}
		n := *t
		is, known := closed[t.Status.ID]
		if n.Closed = is || !known && !t.ClosedAt.IsZero(); known {
			n.Unsaid &^= model.FactClosed
		}
		out[i] = &n
	}
	return out
}

func (f *stock) boardsCame(b Batch, now time.Time) {
	first := !f.data.Boards.Known()
	f.data.Boards = fresh(f.data.Boards, b.Boards, func(x *model.Board) model.BoardID { return x.ID }, now)
	if !first {
		return
	}
	// Tickets that came without knowing the statuses may not be all.
	for _, s := range f.streams {
		if s.book != nil && s.ok {
			s.book.reconcileAt = model.Sooner(s.book.reconcileAt, now)
		}
	}
}

// fresh is a list sorted by id, each id once (the later row wins).
func fresh[T any, ID cmp.Ordered](was model.Fresh[[]T], list []T, id func(*T) ID, now time.Time) model.Fresh[[]T] {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(id(&a), id(&b)) })
	kept := out[:0]
	for i := range out {
		if n := len(kept); n > 0 && id(&kept[n-1]) == id(&out[i]) {
			kept[n-1] = out[i]
			continue
		}
		kept = append(kept, out[i])
	}
	return model.Fresh[[]T]{Value: held(was.Value, kept), At: now}
}
