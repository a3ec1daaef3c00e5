package model

import "time"

// Snapshot is everything known at one moment, as a value that nobody changes:
// the feed makes a new one for each arrival. Slices and what they point to are
// shared between snapshots and must not be written to. Tickets are sorted by
// id, visits by start and then id, the other lists by id.
type Snapshot struct {
	System         Fresh[System]
	Boards         Fresh[[]Board]
	Priorities     Fresh[[]Priority]
	Members        Fresh[[]Member]
	ServiceTickets Fresh[[]*Ticket] // open ones
	ProjectTickets Fresh[[]*Ticket] // open ones
	// ClosedService and ClosedProject hold the tickets closed since
	// ClosedSince, for the numbers.
	ClosedService Fresh[[]*Ticket]
	ClosedProject Fresh[[]*Ticket]
	ClosedSince   time.Time
	// SLAAt is when the SLA fields of the open service tickets were last
	// calculated by the server; list results are stale for them.
	SLAAt           time.Time
	ScheduleEntries Fresh[[]*ScheduleEntry]
	// ScheduleFrom and ScheduleTo bound the interval [from, to) that ScheduleEntries covers:
	// a day outside it is not empty but not loaded. Zero: not said.
	ScheduleFrom, ScheduleTo time.Time
	Companies                Fresh[[]Company]
	// Time are the time entries of the member from TimeFrom on, Activities the open
	// sales activities with an assignee, Ending the agreements that end within 90
	// days; each is known only where a section of the briefing has asked for it.
	// They are not kept over a restart.
	Time       Fresh[[]TimeEntry]
	TimeFrom   time.Time
	Activities Fresh[[]Activity]
	Ending     Fresh[[]Agreement]
	// Usage is how much our clients use our products; not known where nobody
	// counts it.
	Usage  Fresh[Usage]
	Health []Health // in a fixed order, one a source
	// History is how many tickets there were on earlier days, as far as daybrief
	// has seen them itself; empty where nothing is kept on disk.
	History History
	// RepliedSince is since when customers wait for an answer, as far as daybrief
	// has kept it; nil where nothing is kept. A ticket that is not in it waits
	// since a time that is not known.
	RepliedSince map[TicketID]Since
	// Gen counts snapshots, so that caches can tell whether data changed.
	Gen uint64
}

// GoalsStale reports whether the goals of service tickets are those of their list, which
// are stale, since the server does not calculate them.
func (s *Snapshot) GoalsStale() bool { return s.SLAAt.IsZero() && s.HealthOf(SourceSLA).Failing() }

// Open calls yield for each open ticket, service tickets first, each kind by
// id, until yield returns false.
func (s *Snapshot) Open(yield func(*Ticket) bool) {
	for _, list := range [][]*Ticket{s.ServiceTickets.Value, s.ProjectTickets.Value} {
		for _, t := range list {
			if t.Open() && !yield(t) {
				return
			}
		}
	}
}

// ClosedTickets calls yield for each ticket closed since ClosedSince.
func (s *Snapshot) ClosedTickets(yield func(*Ticket) bool) {
	for _, list := range [][]*Ticket{s.ClosedService.Value, s.ClosedProject.Value} {
		for _, t := range list {
			if t.Closed && !yield(t) {
				return
			}
		}
	}
}

// Reading says how much of the open tickets is here while they are still being
// read; "" when nothing more is to come. Whoever counts or compares tickets must
// ask.
func (s *Snapshot) Reading() string {
	for _, src := range []Source{SourceTickets, SourceProjectTickets} {
		if r := s.HealthOf(src).Reading; r != "" {
			return r
		}
	}
	return ""
}

// HealthOf finds a source's health; the zero Health when it is not polled.
func (s *Snapshot) HealthOf(src Source) Health {
	for _, h := range s.Health {
		if h.Source == src {
			return h
		}
	}
	return Health{Source: src}
}
