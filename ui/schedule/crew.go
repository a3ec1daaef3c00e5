package schedule

import (
	"strings"

	"daybrief/model"
)

// scope is whose schedule is shown.
type scope uint8

const (
	auto scope = iota // everybody where there is room, else mine
	mine
	team
	everybody
)

func (s scope) String() string {
	switch s {
	case mine:
		return "mine"
	case team:
		return "my team"
	}
	return "everybody"
}

// crew is the set of members in a scope.
type crew struct {
	all  bool
	keys map[string]bool
	ids  map[model.MemberID]bool
}

func (c crew) has(key string, id model.MemberID) bool {
	return c.all || key != "" && c.keys[key] || id != 0 && c.ids[id]
}

// crewOf says who is in a scope. A team is everybody who is on a team of any
// board together with oneself; why is the sentence to show when that can't be
// told.
func crewOf(s scope, snap *model.Snapshot, lookup *model.Lookup, me string) (c crew, why string) {
	switch {
	case s == everybody:
		return crew{all: true}, ""
	case me == "":
		return crew{}, "daybrief does not know who you are. Set member in [me], or press m for everybody."
	}
	c = crew{keys: map[string]bool{me: true}, ids: map[model.MemberID]bool{}}
	m := lookup.Member(me)
	if m != nil {
		c.ids[m.ID] = true
	}
	if s == mine {
		return c, ""
	}
	if m == nil {
		return c, "No member has the login " + model.Disarmed(me) + ", so there is no team to show."
	}
	for _, b := range snap.Boards.Value {
		for _, t := range b.Teams {
			c.join(t, m.ID)
		}
	}
	for id := range c.ids {
		if o := lookup.MemberByID(id); o != nil {
			c.keys[strings.ToLower(o.Identifier.String())] = true
		}
	}
	if len(c.ids) < 2 {
		return c, "No team on any board names you together with somebody else."
	}
	return c, ""
}

func (c crew) join(t model.Team, me model.MemberID) {
	for _, id := range t.Members {
		if id == me {
			for _, other := range t.Members {
				c.ids[other] = true
			}
			return
		}
	}
}
