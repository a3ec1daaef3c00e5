package feed

import (
	"time"

	"daybrief/model"
)

// How long jobs may take.
const (
	grace       = 5 * time.Second // past its deadline, before a job is given up
	startUpTime = 3 * time.Minute
	limitedTime = 15 * time.Minute // start-up with a server that limits requests
	fullTime    = 3 * time.Minute
	slowTime    = 5 * time.Minute  // lists that wait for the budget in between
	boardsTime  = 30 * time.Minute // two requests a board
	shortTime   = 30 * time.Second
	fewPages    = 10 // up to which a long list does not crowd out the rest
)

// start makes the job of the stream's task at now.
func (f *scheduler) start(s *stream, now time.Time) Job {
	t, _ := f.ready(s, now)
	q := f.query(s, t.kind, now)
	f.gen++
	limit := f.limit(s, t.kind)
	if f.breaker.mode != open {
		f.breaker.probe = f.gen
	}
	class := f.class(s, t.kind)
	s.job = &flight{query: q, class: class, gen: f.gen, start: now, giveUp: now.Add(f.lasting(limit + grace))}
	s.tried, s.urged = now, false
	if s.src == model.SourceSchedule {
		s.job.day = startOfDay(now.In(f.opts.Zone), f.planDays(s, now).from)
		f.sliced(s, now)
	}
	return Job{Query: q, Gen: f.gen, Deadline: now.Add(f.lasting(limit)), Limit: limit, class: class, budget: f.opts.Budget}
}

// lasting is how long d of the machine's clock lasts on the feed's.
func (f *pacer) lasting(d time.Duration) time.Duration {
	return time.Duration(float64(d) * f.opts.Speed)
}

// query is what the task asks for.
func (f *scheduler) query(s *stream, k Kind, now time.Time) Query {
	q := Query{Source: s.src, Kind: k}
	if s.row.ask != nil {
		s.row.ask(f, s, &q, now)
	}
	return q
}

// askTickets fills in what is asked of a list of tickets.
func (f *scheduler) askTickets(s *stream, q *Query, now time.Time) {
	switch q.Kind {
	case Full, Digests:
		f.byStatus(q)
	case Delta:
		q.Since = s.book.since()
		f.byStatus(q)
		if sla := f.stream(model.SourceSLA); sla != nil && sla.ok && sla.problem == nil && !s.book.project {
			q.Known = s.book.open.Value
		}
	case Lookup:
		q.Tickets = s.book.chunk(f.lookupsAtOnce())
		gap := time.Minute / time.Duration(f.lookupsAMinute())
		f.lookupAt = now.Add(time.Duration(len(q.Tickets)) * gap)
	}
}

// byStatus fills in the ids of the statuses that open tickets can have, none when
// the boards are not known, and which boards these are all of. A ticket may still
// sit on an inactive board.
func (f *stock) byStatus(q *Query) {
	for _, b := range f.data.Boards.Value {
		for _, st := range b.Statuses {
			if !st.Closed {
				q.Statuses = append(q.Statuses, st.ID)
			}
		}
	}
	if b := f.stream(model.SourceBoards); b == nil || b.skipped == 0 || len(q.Statuses) == 0 {
		return
	}
	q.Unread = true
	for _, b := range f.data.Boards.Value {
		if !b.StatusesUnread {
			q.Boards = append(q.Boards, b.ID)
		}
	}
}

// bookOf is the book that a source of open or closed tickets works at.
func (f *stock) bookOf(src model.Source) *ticketBook {
	if src == model.SourceProjectTickets || src == model.SourceClosedProject {
		return &f.projects
	}
	return &f.service
}

// limit is how long a job may take in all, its waits for the budget included.
func (f *scheduler) limit(s *stream, k Kind) time.Duration {
	short := min(max(f.patience(), 10*time.Second), shortTime)
	switch {
	case k == Delta:
		return short
	case f.breaker.mode != open && (s.src == model.SourceSystem || s.src == model.SourceSchedule):
		return short // a probe that hangs must not outlast the fault for long
	case s.src == model.SourceSchedule && s.ok && f.need(s, k) > fewPages:
		return slowTime
	case s.src == model.SourceSystem, s.src == model.SourceSchedule && s.ok:
		return shortTime
	case k == Lookup:
		return shortTime
	case !f.started || s.book != nil && k == Full:
		return fullTime
	case s.src == model.SourceBoards && f.breaker.mode != open:
		return fullTime // nothing else is asked meanwhile
	case s.src == model.SourceBoards:
		return boardsTime
	}
	return slowTime
}

// class is how urgent the requests of a task are. What the first screen waits
// for is urgent; the same list an hour later is not. A long list of tickets is
// urgent too once it has begun, because it keeps its source busy.
func (f *scheduler) class(s *stream, k Kind) class {
	switch {
	case f.need(s, k) > fewPages:
		return bulk
	case s.hard, s.row.live(s):
		return live // also what was refused: slow lists may have used up their room
	}
	return slow
}

// need is how many requests a task will probably take, for those that should
// not begin before there is room for all of them.
func (f *scheduler) need(s *stream, k Kind) int {
	switch {
	case k == Digests:
		return pages(len(s.book.open.Value))
	case s.row.need != nil:
		return s.row.need(f.pacer, s)
	case s.src == model.SourceSchedule && s.ok:
		return f.planPages(s, f.last)
	case k == Lookup:
		return min(len(s.book.dirty)+len(s.book.lost), f.lookupsAtOnce())
	}
	return 1
}
