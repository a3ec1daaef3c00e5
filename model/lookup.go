package model

import (
	"path"
	"strings"
	"time"
)

// Policy says which statuses count as new or waiting beyond what the boards
// say. The names are patterns as in path.Match, compared without regard to
// case.
type Policy struct {
	NewNames     []string
	WaitingNames []string
}

// Lookup answers questions across the lists of one Snapshot. It is made once a
// snapshot and then only read, so that any goroutine may use it.
type Lookup struct {
	statuses   map[StatusID]Status
	class      map[StatusID]class
	boards     map[BoardID]*Board
	priorities map[PriorityID]Priority
	members    map[string]*Member // by lower-case login
	memberIDs  map[MemberID]*Member
	companies  map[CompanyID]*Company
	tickets    map[TicketID]*Ticket
	visits     map[TicketID][]*ScheduleEntry
	policy     Policy
}

type class struct{ isNew, waiting, resolved bool }

// NewLookup indexes a snapshot.
func NewLookup(s *Snapshot, p Policy) *Lookup {
	l := &Lookup{
		statuses: map[StatusID]Status{}, class: map[StatusID]class{}, boards: map[BoardID]*Board{},
		priorities: map[PriorityID]Priority{}, members: map[string]*Member{}, memberIDs: map[MemberID]*Member{},
		companies: make(map[CompanyID]*Company, len(s.Companies.Value)),
		tickets:   make(map[TicketID]*Ticket, len(s.ServiceTickets.Value)+len(s.ProjectTickets.Value)),
		visits:    map[TicketID][]*ScheduleEntry{}, policy: p,
	}
	for i := range s.Boards.Value {
		b := &s.Boards.Value[i]
		l.boards[b.ID] = b
		for _, st := range b.Statuses {
			l.statuses[st.ID] = st
			l.class[st.ID] = class{
				isNew:    st.Default || matchAny(p.NewNames, st.Name),
				waiting:  st.Escalation == NoEscalation || matchAny(p.WaitingNames, st.Name),
				resolved: st.Escalation == Resolved || st.Closed,
			}
		}
	}
	for _, p := range s.Priorities.Value {
		l.priorities[p.ID] = p
	}
	for i := range s.Members.Value {
		m := &s.Members.Value[i]
		l.members[strings.ToLower(m.Identifier.String())] = m
		l.memberIDs[m.ID] = m
	}
	for i := range s.Companies.Value {
		l.companies[s.Companies.Value[i].ID] = &s.Companies.Value[i]
	}
	for t := range s.Open {
		l.tickets[t.ID] = t
	}
	for _, v := range s.ScheduleEntries.Value {
		if v.Ticket != 0 {
			l.visits[v.Ticket] = append(l.visits[v.Ticket], v)
		}
	}
	return l
}

func matchAny(patterns []string, name Text) bool {
	n := strings.ToLower(name.String())
	for _, p := range patterns {
		if ok, err := path.Match(strings.ToLower(p), n); err == nil && ok {
			return true
		}
	}
	return false
}

func (l *Lookup) classOf(t *Ticket) class {
	if c, ok := l.class[t.Status.ID]; ok {
		return c
	}
	// The board's statuses are not known (no permission, or a status made a
	// minute ago): the name is all there is.
	return class{isNew: matchAny(l.policy.NewNames, t.Status.Name), waiting: matchAny(l.policy.WaitingNames, t.Status.Name)}
}

// New reports whether the ticket is in a status for new tickets.
func (l *Lookup) New(t *Ticket) bool { return l.classOf(t).isNew }

// Waiting reports whether the ticket's status does not escalate.
func (l *Lookup) Waiting(t *Ticket) bool { return l.classOf(t).waiting }

// Resolved reports whether the ticket's status ends the SLA clock.
func (l *Lookup) Resolved(t *Ticket) bool { return l.classOf(t).resolved }

// Clock is the ticket's SLA clock with what its status means.
func (l *Lookup) Clock(t *Ticket, now time.Time) SLAClock {
	c := l.classOf(t)
	return t.Clock(now, c.waiting, c.resolved)
}

// Status finds a status by id.
func (l *Lookup) Status(id StatusID) (Status, bool) { s, ok := l.statuses[id]; return s, ok }

// Board finds a board by id; nil when unknown.
func (l *Lookup) Board(id BoardID) *Board { return l.boards[id] }

// Member finds a member by login, without regard to case; nil when unknown
// (left, a system member, or the member list could not be read).
func (l *Lookup) Member(login string) *Member { return l.members[strings.ToLower(login)] }

// MemberByID finds a member by id; nil when unknown.
func (l *Lookup) MemberByID(id MemberID) *Member { return l.memberIDs[id] }

// Left reports whether somebody is named who is not among the active members
// any more; false as long as the members are not known.
func (l *Lookup) Left(ref MemberRef) bool {
	if ref.IsZero() || len(l.memberIDs) == 0 {
		return false
	}
	m := l.Member(ref.Identifier.String())
	if m == nil {
		m = l.MemberByID(ref.ID)
	}
	return m == nil || m.Inactive
}

// Company finds a company by id; nil when unknown.
func (l *Lookup) Company(id CompanyID) *Company { return l.companies[id] }

// Ticket finds an open ticket by id; nil when there is none.
func (l *Lookup) Ticket(id TicketID) *Ticket { return l.tickets[id] }

// ScheduleEntries lists the known schedule entries of a ticket, ghosts included.
func (l *Lookup) ScheduleEntries(id TicketID) []*ScheduleEntry { return l.visits[id] }

// Priority is the ticket's priority with sort and level filled in from the
// priority table where the ticket's own reference left them out.
func (l *Lookup) Priority(t *Ticket) PriorityRef {
	p := t.Priority
	row, ok := l.priorities[p.ID]
	if !ok {
		return p
	}
	if p.Sort == 0 {
		p.Sort = row.Sort
	}
	if p.Level.Rank == GradeUnknown {
		p.Level = row.Level
	}
	if p.Name.IsEmpty() {
		p.Name = row.Name
	}
	return p
}
