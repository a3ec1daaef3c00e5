package model

import (
	"strings"
	"testing"
	"time"
)

// Teams that could not be read are not teams that do not name one: who shares one with
// me is not known then, or not of all.
func TestTeamsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	mine := Board{ID: 1, Teams: []Team{{ID: 7, Members: []MemberID{1, 2}}}}
	unread := Board{ID: 2, TeamsUnread: true}
	for name, c := range map[string]struct {
		boards     []Board
		why, lacks bool
	}{
		"all are read":  {[]Board{mine, {ID: 2}}, false, false},
		"one is not":    {[]Board{mine, unread}, false, true},
		"mine may be":   {[]Board{{ID: 1}, unread}, true, true},
		"none names me": {[]Board{{ID: 1}, {ID: 2}}, false, false},
	} {
		s := &Snapshot{
			Boards:         Fresh[[]Board]{Value: c.boards, At: now},
			Members:        Fresh[[]Member]{Value: []Member{{ID: 1, Identifier: Clean("me")}}, At: now},
			ServiceTickets: Fresh[[]*Ticket]{Value: []*Ticket{{ID: 1, Board: Ref[BoardID]{ID: 1}, Owner: MemberRef{ID: 2, Identifier: Clean("colleague")}}}, At: now},
		}
		crew := NewCrew(ScopeTeam, "me", s, NewLookup(s, Policy{}))
		if (crew.Why != "") != c.why || strings.Contains(crew.Lacks, "1 board") != c.lacks {
			t.Errorf("%s: why %q, lacks %q", name, crew.Why, crew.Lacks)
		}
		if named := name == "all are read" || name == "one is not"; crew.Has(s.ServiceTickets.Value[0]) != named {
			t.Errorf("%s: a colleague whom only their number names is in the scope: %v", name, !named)
		}
	}
}
