package model

import (
	"cmp"
	"strings"
)

// Scope is whose tickets and schedule are looked at.
type Scope string

// The scopes: one's own, those of everybody who shares a team with one, all.
const (
	ScopeMine      Scope = "mine"
	ScopeTeam      Scope = "team"
	ScopeEverybody Scope = "everybody"
)

// Scopes are all scopes, from the narrowest to the widest.
func Scopes() []Scope { return []Scope{ScopeMine, ScopeTeam, ScopeEverybody} }

// Crew is who and what is in a scope. The nil Crew is everybody's. It is made
// once a snapshot and then only read.
type Crew struct {
	Scope Scope
	// Why says in a sentence why it can't be told who is in the scope; "" when it
	// can. Nobody is in it then.
	Why string
	// Lacks says what could not be read of who is in the scope, as a noun; "" for
	// nothing. Others may be in it too.
	Lacks  string
	me     string          // login, lower case
	logins map[string]bool // lower case
	ids    map[MemberID]bool
	teams  map[TeamID]bool
	boards map[BoardID]bool // in place of teams, where none names me
}

// Sentence is a reason as a sentence of its own.
func Sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// NoMember is what a scope says that needs to know who one is.
const NoMember = "daybrief does not know who you are: set member in [me], or use --member"

// NewCrew says who is in a scope. A team is everybody who is on a team of any
// board together with me, and the tickets of that team; without such a team it
// is the tickets of the boards on which I work.
func NewCrew(scope Scope, me string, s *Snapshot, l *Lookup) *Crew {
	c := &Crew{Scope: scope, me: strings.ToLower(me)}
	switch {
	case scope != ScopeMine && scope != ScopeTeam:
		c.Scope = ScopeEverybody
		return c
	case me == "":
		c.Why = NoMember
		return c
	}
	c.logins, c.ids = map[string]bool{c.me: true}, map[MemberID]bool{}
	if scope == ScopeTeam && (!s.Members.Known() || !s.Boards.Known()) {
		c.Why = "who is on the team is not known: " + noTeams(s)
		return c
	}
	m := l.Member(me)
	if m != nil {
		c.ids[m.ID] = true
	} else if l.Nobody(me) && !c.works(s) {
		c.Why = Stranger(me)
		return c
	}
	if scope == ScopeTeam {
		c.gather(m, s, l)
	}
	return c
}

// noTeams says why the lists are not here that tell of teams.
func noTeams(s *Snapshot) string {
	return cmp.Or(NoTeams(s), "the lists of members and boards have not been read")
}

// NoTeams says that this way in has no list that tells of teams, and never will; "" where
// it may.
func NoTeams(s *Snapshot) string {
	if s == nil {
		return ""
	}
	for _, src := range []Source{SourceMembers, SourceBoards} {
		if h := s.HealthOf(src); h.Absent() && h.At.IsZero() && !h.Problem.What.IsEmpty() {
			said := strings.TrimSuffix(h.Problem.What.String(), ".")
			return strings.ToLower(said[:1]) + said[1:]
		}
	}
	return ""
}

// Stranger says that the member list does not have a login.
func Stranger(me string) string {
	return "nobody in the member list has the login " + Clean(me).String()
}

// works reports whether any ticket is mine: then I am somebody, whatever the member
// list says, which may lack those who have left.
func (c *Crew) works(s *Snapshot) bool {
	for t := range s.Open {
		if t.WorkedBy(c.me) {
			return true
		}
	}
	return false
}

// gather adds the teams of a member; without one, the boards.
func (c *Crew) gather(m *Member, s *Snapshot, l *Lookup) {
	c.teams = map[TeamID]bool{}
	unread := 0
	for _, b := range s.Boards.Value {
		if b.TeamsUnread {
			unread++
		}
		for _, t := range b.Teams {
			if m != nil && t.has(m.ID) {
				c.teams[t.ID] = true
				for _, id := range t.Members {
					c.ids[id] = true
				}
			}
		}
	}
	for id := range c.ids {
		if o := l.MemberByID(id); o != nil {
			c.logins[strings.ToLower(o.Identifier.String())] = true
		}
	}
	if unread > 0 {
		c.Lacks = "the teams of " + Counted(unread, "board") + " that could not be read"
	}
	if len(c.teams) > 0 {
		return
	}
	if unread > 0 {
		c.Why = "who is on the team is not known: without " + c.Lacks
		return
	}
	c.boards = map[BoardID]bool{}
	for t := range s.Open {
		if t.WorkedBy(c.me) {
			c.boards[t.Board.ID] = true
		}
	}
}

func (t Team) has(m MemberID) bool {
	for _, id := range t.Members {
		if id == m {
			return true
		}
	}
	return false
}

// All reports whether everybody is in the scope.
func (c *Crew) All() bool { return c == nil || c.Scope == ScopeEverybody }

// ByBoards reports whether the team had to be told by boards.
func (c *Crew) ByBoards() bool { return c != nil && c.boards != nil }

// Has reports whether a ticket is in the scope.
func (c *Crew) Has(t *Ticket) bool {
	switch {
	case c.All():
		return true
	case c.Why != "":
		return false
	case c.Scope == ScopeMine:
		return t.WorkedBy(c.me)
	case c.boards != nil:
		return c.boards[t.Board.ID] || t.WorkedBy(c.me)
	case t.Team.ID != 0 && c.teams[t.Team.ID] || c.HasMember(t.Owner):
		return true
	}
	for _, r := range t.Resources {
		if c.logins[strings.ToLower(r.String())] {
			return true
		}
	}
	return false
}

// HasMember reports whether a member is in the scope. Where a team had to be
// told by boards nobody else is known to be on it.
func (c *Crew) HasMember(ref MemberRef) bool {
	switch {
	case c.All():
		return true
	case c.logins[strings.ToLower(ref.Identifier.String())]:
		return true
	}
	return ref.ID != 0 && c.ids[ref.ID] // of whom the list of members may not tell the login
}

// Alone reports whether nobody but me is known to be in the scope.
func (c *Crew) Alone() bool { return !c.All() && len(c.logins) < 2 && len(c.ids) < 2 }
