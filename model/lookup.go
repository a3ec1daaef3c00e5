package model

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Policy says which statuses count as new or waiting beyond what the boards
// say. The names are patterns as of MatchAny.
type Policy struct {
	NewNames     []string
	WaitingNames []string
	// ByName: what the status of a ticket means is told by its name where no board
	// lists it. It is for a way in that offers no statuses; elsewhere one that is
	// missing is not known.
	ByName bool
}

// named is what a status says by its own name, as those that ConnectWise's users make
// do: "New", "New (email)", "Waiting Parts", ">Waiting on Client", "On Hold".
func named(status Text) class {
	name := strings.TrimLeftFunc(strings.ToLower(status.String()), func(r rune) bool { return !unicode.IsLetter(r) })
	word, _, _ := strings.Cut(name, " ")
	return class{
		isNew:    word == "new",
		waiting:  word == "waiting" || strings.HasPrefix(name, "on hold") || strings.HasPrefix(name, "on-hold"),
		resolved: over(word),
		known:    name != "",
	}
}

// Lookup answers questions across the lists of one Snapshot. It is made once a
// snapshot and then only read, so that any goroutine may use it.
type Lookup struct {
	*tables
	snapshot  *Snapshot
	companies map[CompanyID]*Company
	// roster is when the list of members was read; zero where members may be missing
	// from it, so that nothing can be told of those who are not in it.
	roster time.Time
}

// tables are the lists that tickets refer to. They change far less often than
// the tickets do, so that snapshots share them.
type tables struct {
	statuses   map[StatusID]Status
	class      map[StatusID]class
	boards     map[BoardID]*Board
	priorities map[PriorityID]Priority
	members    map[string]*Member // by lower-case login
	memberIDs  map[MemberID]*Member
	entries    map[TicketID][]*ScheduleEntry
	policy     Policy
}

// class is what a status means; known is false for one that no board told of.
type class struct{ isNew, waiting, resolved, known bool }

// NewLookup indexes a snapshot.
func NewLookup(s *Snapshot, p Policy) *Lookup {
	l := &Lookup{tables: newTables(s, p), snapshot: s, companies: make(map[CompanyID]*Company, len(s.Companies.Value)), roster: roster(s)}
	for i := range s.Companies.Value {
		l.companies[s.Companies.Value[i].ID] = &s.Companies.Value[i]
	}
	return l
}

func newTables(s *Snapshot, p Policy) *tables {
	l := &tables{
		statuses: map[StatusID]Status{}, class: map[StatusID]class{}, boards: map[BoardID]*Board{},
		priorities: map[PriorityID]Priority{}, members: map[string]*Member{}, memberIDs: map[MemberID]*Member{},
		entries: map[TicketID][]*ScheduleEntry{}, policy: p,
	}
	for i := range s.Boards.Value {
		b := &s.Boards.Value[i]
		l.boards[b.ID] = b
		for _, st := range b.Statuses {
			l.statuses[st.ID] = st
			l.class[st.ID] = class{
				isNew:    st.Default || MatchAny(p.NewNames, st.Name),
				waiting:  st.Escalation == NoEscalation || MatchAny(p.WaitingNames, st.Name),
				resolved: st.Escalation == Resolved || st.Closed,
				known:    st.Escalation != EscalationUnknown || MatchAny(p.WaitingNames, st.Name),
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
	for _, v := range s.ScheduleEntries.Value {
		if v.Ticket != 0 {
			l.entries[v.Ticket] = append(l.entries[v.Ticket], v)
		}
	}
	return l
}

// Next is the lookup of a later snapshot. What has not changed between them is
// shared, so that a change of one ticket indexes nothing anew. l is not changed.
func (l *Lookup) Next(s *Snapshot) *Lookup {
	was := l.snapshot
	if !sameList(was.Companies.Value, s.Companies.Value) {
		n := NewLookup(s, l.policy)
		if sameTables(was, s) {
			n.tables = l.tables
		}
		return n
	}
	n := &Lookup{tables: l.tables, snapshot: s, companies: l.companies, roster: roster(s)}
	if !sameTables(was, s) {
		n.tables = newTables(s, l.policy)
	}
	return n
}

func roster(s *Snapshot) time.Time {
	if !s.HealthOf(SourceMembers).Whole() {
		return time.Time{}
	}
	return s.Members.At
}

// SameTables reports whether both lookups refer to the same boards, statuses,
// priorities, members and schedule entries: what they say of a ticket that has
// not changed is then the same.
func (l *Lookup) SameTables(o *Lookup) bool { return l.tables == o.tables && l.roster.Equal(o.roster) }

func sameTables(a, b *Snapshot) bool {
	return sameList(a.Boards.Value, b.Boards.Value) && sameList(a.Priorities.Value, b.Priorities.Value) &&
		sameList(a.Members.Value, b.Members.Value) && sameList(a.ScheduleEntries.Value, b.ScheduleEntries.Value)
}

// sameList reports whether two slices are the same piece of memory, which
// nobody writes to once it is in a snapshot.
func sameList[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// MatchAny reports whether a name fits any of some patterns as in path.Match, but
// for two things: capitals make no difference, and * stands for a / too, as in
// "Waiting / Parts" and "Novo A/S". No pattern fits an empty name.
func MatchAny(patterns []string, name Text) bool {
	if name.IsEmpty() {
		return false
	}
	plain := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "/", "\x00") }
	n := plain(name.String())
	for _, p := range patterns {
		if ok, err := path.Match(plain(p), n); err == nil && ok {
			return true
		}
	}
	return false
}

// classOf is what a ticket's status means. Where its board's statuses are not
// known (no permission, an unreadable row, a status made a minute ago), the
// settings' names and the ticket's own slaStatus have to do: "Waiting" and
// "Resolved" are ConnectWise's words for a clock that does not run
// (connectwise-api 5.3). Where there is neither, see Policy.ByName.
func (l *Lookup) classOf(t *Ticket) class {
	c, ok := l.class[t.Status.ID]
	if ok && c.known {
		return c
	}
	if !ok {
		c = class{isNew: MatchAny(l.policy.NewNames, t.Status.Name), waiting: MatchAny(l.policy.WaitingNames, t.Status.Name)}
	}
	word := strings.ToLower(strings.TrimSpace(t.SLA.StatusText.String()))
	if l.policy.ByName {
		said := named(t.Status.Name)
		c.isNew, c.known = c.isNew || said.isNew, said.known
		c.waiting, c.resolved = c.waiting || said.waiting && word == "", c.resolved || said.resolved && word == ""
	}
	c.known = c.known || c.waiting || c.resolved || word != ""
	c.waiting = c.waiting || word == "waiting"
	c.resolved = c.resolved || over(word)
	return c
}

// over reports whether a word is one for a ticket that has been done.
func over(word string) bool { return word == "resolved" || word == "completed" || word == "closed" }

// StatusKnown reports whether it is known what the ticket's status means for
// its SLA clock.
func (l *Lookup) StatusKnown(t *Ticket) bool { return l.classOf(t).known }

// New reports whether the ticket is in a status for new tickets.
func (l *Lookup) New(t *Ticket) bool { return l.classOf(t).isNew }

// Waiting reports whether the ticket's status does not escalate.
func (l *Lookup) Waiting(t *Ticket) bool { return l.classOf(t).waiting }

// Resolved reports whether the ticket's status ends the SLA clock.
func (l *Lookup) Resolved(t *Ticket) bool { return l.classOf(t).resolved }

// Clock is the ticket's SLA clock with what its status means.
func (l *Lookup) Clock(t *Ticket, now time.Time) SLAClock {
	c := l.classOf(t)
	clock := t.Clock(now, c.waiting, c.resolved)
	if !c.known && (clock.State == SLARunning || clock.State == SLABreached) {
		clock.State, clock.Left = SLAUnknown, 0 // it may be paused
	}
	return clock
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

// MemberName is a member's full name, from the reference or from the member list,
// else the login. Resources of a ticket are logins only.
func (l *Lookup) MemberName(ref MemberRef) Text {
	if !ref.Name.IsEmpty() || l == nil {
		return ref.Label()
	}
	for _, m := range []*Member{l.Member(ref.Identifier.String()), l.MemberByID(ref.ID)} {
		if m != nil && !m.Name().IsEmpty() {
			return m.Name()
		}
	}
	return ref.Label()
}

// Left reports whether somebody who works a ticket is known not to be an active
// member any more. Who is missing from a list that is not whole may be there all the
// same, and who was given the ticket after the list was read may be new.
func (l *Lookup) Left(ref MemberRef, t *Ticket) bool {
	if ref.IsZero() || len(l.memberIDs) == 0 {
		return false
	}
	m := l.Member(ref.Identifier.String())
	if m == nil {
		m = l.MemberByID(ref.ID)
	}
	if m != nil {
		return m.Inactive
	}
	return !l.roster.IsZero() && !t.Updated.After(l.roster)
}

// Nobody reports whether it is known that no active member has a login.
func (l *Lookup) Nobody(login string) bool { return !l.roster.IsZero() && l.Member(login) == nil }

// Company finds a company by id; nil when unknown.
func (l *Lookup) Company(id CompanyID) *Company { return l.companies[id] }

// Ticket finds an open ticket by id; nil when there is none.
func (l *Lookup) Ticket(id TicketID) *Ticket {
	for _, list := range [][]*Ticket{l.snapshot.ServiceTickets.Value, l.snapshot.ProjectTickets.Value} {
		i, ok := slices.BinarySearchFunc(list, id, func(t *Ticket, id TicketID) int { return cmp.Compare(t.ID, id) })
		if ok && list[i].Open() {
			return list[i]
		}
	}
	return nil
}

// ScheduleEntries lists the known schedule entries of a ticket, ghosts included.
func (l *Lookup) ScheduleEntries(id TicketID) []*ScheduleEntry { return l.entries[id] }

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
