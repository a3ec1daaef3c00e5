package feed

import (
	"time"

	"daybrief/model"
)

// source is everything about one source: what it waits for, how often it is
// asked, what is asked of it, what that costs and where the answer goes.
type source struct {
	name model.Source
	// waits reports whether others must answer first. The order is that of getting
	// tickets onto the screen early: they need the ids of the open statuses, but
	// neither members nor priorities.
	waits func(*lineup) bool
	every func(*pacer) time.Duration
	// ask adds to the query; nil: there is nothing to add.
	ask func(*scheduler, *stream, *Query, time.Time)
	// need is how many requests its list will probably take; nil: one.
	need func(*pacer, *stream) int
	// live reports whether the screen is wrong without it.
	live  func(*stream) bool
	daily bool // what it lists hangs on where days begin
	store func(*pacer, *stream, *flight, Batch, time.Time)
}

// sources is every source in the order in which they are started.
func sources() []source {
	return []source{
		{
			name: model.SourceSystem, waits: nothing, live: always, every: each(systemEvery),
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.System = model.Fresh[model.System]{Value: b.System, At: now}
			},
		},
		{
			name: model.SourceBoards, waits: on(model.SourceSystem), every: each(hourly),
			live:  func(s *stream) bool { return !s.ok }, // the first screen waits for them
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) { f.boardsCame(b, now) },
		},
		{
			name: model.SourcePriorities, waits: on(model.SourceSystem), live: never, every: each(hourly),
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.Priorities = fresh(f.data.Priorities, b.Priorities, func(p *model.Priority) model.PriorityID { return p.ID }, now)
			},
		},
		{
			name: model.SourceMembers, waits: on(model.SourceSystem), live: never, every: each(hourly),
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.Members = fresh(f.data.Members, b.Members, func(m *model.Member) model.MemberID { return m.ID }, now)
			},
		},
		ticketSource(model.SourceTickets),
		ticketSource(model.SourceProjectTickets),
		{
			name: model.SourceSchedule, waits: onBoards, live: always, daily: true, every: (*pacer).planEvery,
			ask: func(f *scheduler, s *stream, q *Query, now time.Time) {
				q.From, q.To = f.planDays(s, now).bounds(now.In(f.opts.Zone))
				q.Steady = s.ok
			},
			store: func(f *pacer, _ *stream, j *flight, b Batch, now time.Time) { f.scheduleCame(j, b, now) },
		},
		{
			name: model.SourceSLA, waits: (*lineup).noTickets, live: always, every: (*pacer).slaEvery,
			ask: func(f *scheduler, _ *stream, q *Query, _ time.Time) {
				f.service.touched = nil
				if q.Tickets = f.goals.ids; len(q.Tickets) == 0 {
					q.Known = f.service.open.Value
					f.byStatus(q)
				}
			},
			need: func(f *pacer, _ *stream) int { return f.goalsNeed() },
			store: func(f *pacer, _ *stream, j *flight, b Batch, now time.Time) {
				f.slaCame(b, j.query.Tickets, now)
				f.goalsCame(j)
			},
		},
		closedSource(model.SourceClosed, model.SourceTickets),
		closedSource(model.SourceClosedProject, model.SourceProjectTickets),
		{
			name: model.SourceCompanies, waits: on(model.SourceTickets, model.SourceProjectTickets), live: never, every: each(hourly),
			store: func(f *pacer, _ *stream, _ *flight, b Batch, now time.Time) {
				f.data.Companies = fresh(f.data.Companies, b.Companies, func(c *model.Company) model.CompanyID { return c.ID }, now)
			},
		},
	}
}

func ticketSource(name model.Source) source {
	return source{name: name, waits: onBoards, live: always, every: (*pacer).pace, ask: (*scheduler).askTickets, store: (*pacer).ticketsCame}
}

// closedSource are the closed tickets of a kind, which follow the open ones.
func closedSource(name, open model.Source) source {
	return source{
		name: name, waits: on(open), live: never, daily: true, every: each(hourly),
		ask: func(f *scheduler, s *stream, q *Query, _ time.Time) {
			q.Since, q.AtMost = f.closedBounds(s)
			f.bookOf(s.src).moved = map[model.TicketID]bool{}
		},
		store: func(f *pacer, s *stream, j *flight, b Batch, now time.Time) { f.closedCame(s, j, b, now) },
	}
}

func nothing(*lineup) bool { return false }

// on waits until sources have answered.
func on(names ...model.Source) func(*lineup) bool {
	return func(f *lineup) bool {
		for _, n := range names {
			if !f.answered(n) {
				return true
			}
		}
		return false
	}
}

// onBoards waits until the ids of the open statuses are known, or can't be.
func onBoards(f *lineup) bool { return !f.answered(model.SourceSystem) || !f.boardsSettled() }

// noTickets reports whether there are no tickets yet to calculate anything of.
func (f *lineup) noTickets() bool {
	t := f.stream(model.SourceTickets)
	return t == nil || !t.ok
}

func each(d time.Duration) func(*pacer) time.Duration { return func(*pacer) time.Duration { return d } }

func always(*stream) bool { return true }

func never(*stream) bool { return false }
