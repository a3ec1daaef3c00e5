package briefing

import (
	"testing"

	"daybrief/model"
	"daybrief/model/assess"
)

// teamed is a desk on which asmith and jdoe share a team; bkay and the ticket 5
// have nothing to do with them.
func teamed() *model.Snapshot {
	owner := func(id model.MemberID, login string) func(*model.Ticket) {
		return func(t *model.Ticket) { t.Owner = model.MemberRef{ID: id, Identifier: model.Clean(login)} }
	}
	s := tenant(noon(), ticket(1, owner(1, "jdoe")), ticket(2, owner(2, "asmith")), ticket(3, owner(3, "bkay")),
		ticket(4, nobody, func(t *model.Ticket) { t.Team = model.Ref[model.TeamID]{ID: 11} }), ticket(5, nobody),
		ticket(6, owner(3, "bkay"), func(t *model.Ticket) { t.Resources = []model.Text{model.Clean("ASmith")} }))
	s.Members.Value = []model.Member{{ID: 1, Identifier: model.Clean("jdoe")}, {ID: 2, Identifier: model.Clean("asmith")}, {ID: 3, Identifier: model.Clean("bkay")}}
	s.Boards.Value = []model.Board{board()}
	s.Boards.Value[0].Teams = []model.Team{{ID: 11, Members: []model.MemberID{1, 2}}, {ID: 12, Members: []model.MemberID{3}}}
	return s
}

func TestScopeIsWhoseTicketsCount(t *testing.T) {
	t.Parallel()
	scoped := func(sc model.Scope, member string) func(*Rules) {
		return func(r *Rules) { r.Role, r.Scope, r.Member = Manager, sc, member }
	}
	for _, c := range []struct {
		scope  model.Scope
		member string
		open   int
	}{
		{model.ScopeMine, "jdoe", 1}, {model.ScopeTeam, "jdoe", 4}, {model.ScopeTeam, "bkay", 2},
		{model.ScopeEverybody, "jdoe", 6}, {"", "jdoe", 6}, {"nonsense", "", 6},
	} {
		b := build(teamed(), noon(), scoped(c.scope, c.member))
		if b.Numbers.Open != c.open || b.Desk.Open != 6 {
			t.Errorf("%s of %s: %d open, want %d; the desk has %d", c.scope, c.member, b.Numbers.Open, c.open, b.Desk.Open)
		}
	}
	s := teamed()
	s.Boards.Value[0].Teams = nil // nobody shares a team: the boards on which I work
	if b := build(s, noon(), scoped(model.ScopeTeam, "jdoe")); b.Numbers.Open != 6 {
		t.Errorf("by boards: %d open", b.Numbers.Open)
	}
	s.Members = model.Fresh[[]model.Member]{}
	b := build(s, noon(), scoped(model.ScopeTeam, "jdoe"))
	if b.Numbers.Missing["open"] == "" || b.Section(SectionTriage).Unavailable == "" {
		t.Error("a team that is not known was taken for a small one")
	}
}

func TestRoleWithoutASetting(t *testing.T) {
	t.Parallel()
	for member, want := range map[string]Role{"": Manager, "jdoe": Technician} {
		if r := (Rules{Rules: assess.Rules{Member: member}}).Settled(); r.Role != want || r.Scope != want.DefaultScope() {
			t.Errorf("%q: %s, %s", member, r.Role, r.Scope)
		}
	}
}
