package psa

import (
	"time"

	"daybrief/model"
)

// Query asks for one thing. It is a value: commands close over a copy.
type Query struct {
	Source model.Source
	Kind   Kind
	// Since is the lower bound of a Delta (exclusive) or of closed tickets
	// (inclusive), UTC.
	Since time.Time
	// AtMost bounds a list of closed tickets that is nice to have: when there
	// are more, the provider lists none and says Batch.TooMany. 0: no bound.
	AtMost int
	// From and To bound schedule entries: any that overlap [From, To).
	From, To time.Time
	// Member is whose time entries are asked for, those that start in [From, To): a
	// login, or a member's number. From and To bound the calendar days on which
	// agreements end too, both included.
	Member string
	// Statuses are the ids of the open statuses of all boards, for Full, Digests
	// and SLA queries of tickets, with a Delta to know them; empty when the boards
	// could not be had, and then the provider must find another way. It must not be
	// written to.
	Statuses []model.StatusID
	// Unread: other boards than Boards may have statuses that are not among these,
	// because they could not be read. The provider then asks for the open tickets
	// there some other way, and says in Batch.Gap what it can't reach.
	Unread bool
	Boards []model.BoardID
	// Known are the open tickets as they are known, sorted by id, when a Delta
	// should come with the SLA calculated of those whose goals may have moved
	// (model.Ticket.MovesSLA): the goals of a list are stale. nil: it should not.
	// Of SourceSLA they are those to calculate.
	// It must not be written to.
	Known []*model.Ticket
	// Tickets are the ids to look up one by one; of SourceSLA those to calculate,
	// where not all are.
	Tickets []model.TicketID
	// Steady: the list is here already, so that few requests matter more than time.
	Steady bool
	// Part is told of each page of a full list of tickets while the rest is on its
	// way; nil: nobody wants to know. It is called by one goroutine at a time.
	Part func(Partial)
}

// Partial is a page of a list that is being read.
type Partial struct {
	Tickets []*model.Ticket // those of this page that are open
	Pages   int             // that have come so far
	Of      int             // in all, as far as is known; 0: not yet
}

// Kind is the sort of a query.
type Kind uint8

// The kinds of query.
const (
	// Full lists everything of the source (for tickets: all open ones).
	Full Kind = iota
	// Delta lists what changed since Query.Since, closed tickets included.
	Delta
	// Digests lists of the open tickets only what tells whether we have them as
	// they are (Batch.Digests).
	Digests
	// Lookup gets Query.Tickets one by one, which gives their calculated SLA;
	// Batch.Gone lists those that the server says do not exist. Closed and
	// merged ones are in Batch.Tickets.
	Lookup
)

// Batch is the answer to a Query: the field that belongs to its source is
// filled.
type Batch struct {
	System     model.System
	Boards     []model.Board
	Priorities []model.Priority
	Members    []model.Member
	Tickets    []*model.Ticket
	Digests    []model.TicketDigest
	SLA        []model.TicketSLA // of open service tickets, as calculated now
	Gone       []model.TicketID
	// Reaches is since when the tickets of Digests have been changed, but for those of
	// Query.Boards; zero: they are all.
	Reaches time.Time
	// Calculated are those of a Delta's Tickets whose SLA is calculated and not a
	// list's.
	Calculated      []model.TicketID
	ScheduleEntries []*model.ScheduleEntry
	Companies       []model.Company
	Time            []model.TimeEntry
	Activities      []model.Activity
	Agreements      []model.Agreement
	// Usage is for model.SourceUsage, which is no part of a PSA system.
	Usage model.Usage
	// Gap says what is missing from an otherwise whole list, as a noun: "the
	// tickets of 2 boards that are excluded for these keys". Empty: nothing.
	Gap string
	// Doubt is why nobody can tell whether the list is whole, as a sentence; empty
	// when that can be told.
	Doubt string
	// Skipped counts records that could not be read.
	Skipped int
	// Capped is true when the list was cut at the safety limit; Total is the
	// server's own count then, 0 when unknown.
	Capped bool
	Total  int
	// TooMany is true when there are more than Query.AtMost, or when that could
	// not be found out; nothing is listed then.
	TooMany bool
	// ServerTime is the server's clock (Date header of the latest reply), zero
	// when not sent. Deltas are bounded by it.
	ServerTime time.Time
	// Took is how long ago the first request of this list was sent, when that was
	// in an earlier Fetch that did not come to its end; 0 otherwise. What has
	// changed since may stand in the list as it was.
	Took time.Duration
}
