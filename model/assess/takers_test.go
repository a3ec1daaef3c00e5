package assess

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func TestTakers(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 13, 0, 0, 0, time.UTC)
	ref := func(id model.MemberID, login string) model.MemberRef {
		return model.MemberRef{ID: id, Identifier: model.Clean(login)}
	}
	member := func(id model.MemberID, login string) model.Member {
		return model.Member{ID: id, Identifier: model.Clean(login), First: model.Clean(login)}
	}
	left := member(6, "left")
	left.Inactive = true
	robot := member(7, "robot")
	robot.License = model.APILicense
	ticket := func(id model.TicketID, owner model.MemberRef, company model.CompanyID) *model.Ticket {
		return &model.Ticket{ID: id, Owner: owner, Company: model.CompanyRef{ID: company}, Entered: now.Add(-48 * time.Hour), Updated: now}
	}
	entry := func(who model.MemberRef, from, to int) *model.ScheduleEntry {
		day := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
		return &model.ScheduleEntry{Member: who, Kind: model.ScheduleTicket, Start: day.Add(time.Duration(from) * time.Hour), End: day.Add(time.Duration(to) * time.Hour)}
	}
	out := entry(ref(5, "out"), 0, 0)
	out.DateOnly, out.Kind, out.Type = true, model.ScheduleOther, model.Clean("Vacation")
	s := &model.Snapshot{
		Members: model.Fresh[[]model.Member]{At: now, Value: []model.Member{member(1, "has"), member(2, "busy"), member(3, "free"), member(4, "knows"), member(5, "out"), left, robot}},
		Boards:  model.Fresh[[]model.Board]{At: now, Value: []model.Board{{Teams: []model.Team{{ID: 9, Members: []model.MemberID{2, 4}}}}}},
		ServiceTickets: model.Fresh[[]*model.Ticket]{At: now, Value: []*model.Ticket{ticket(1, ref(1, "has"), 70), ticket(2, ref(4, "knows"), 70),
			ticket(3, ref(2, "busy"), 71)}},
		ScheduleEntries: model.Fresh[[]*model.ScheduleEntry]{At: now, Value: []*model.ScheduleEntry{entry(ref(2, "busy"), 13, 17), entry(ref(2, "busy"), 14, 16), entry(ref(4, "knows"), 15, 17), out}},
	}
	s.ServiceTickets.Value[0].Team = model.Ref[model.TeamID]{ID: 9, Name: model.Clean("First Line")}
	names := func(a *Assessment) (list []string, why map[string]string) {
		why = map[string]string{}
		for _, k := range a.Takers(s.ServiceTickets.Value[0]) {
			login := k.Member.Identifier.String()
			list, why[login] = append(list, login), strings.Join(k.Reasons, "; ")
		}
		return list, why
	}
	list, why := names(Assess(s, nil, DefaultRules(), now))
	if want := []string{"knows", "free", "busy", "out"}; !slices.Equal(list, want) {
		t.Errorf("%v, want %v: %v", list, want, why)
	}
	for login, want := range map[string]string{
		"knows": "2 h free today; on the team First Line; knows the client: 1 ticket; 1 open, mean 1",
		"free":  "4 h free today; 0 open, mean 1",
		"busy":  "no free time left today; on the team First Line; 1 open, mean 1",
		"out":   "out today: Vacation; 0 open, mean 1",
	} {
		if why[login] != want {
			t.Errorf("%s: %q, want %q", login, why[login], want)
		}
	}
	s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	if _, why := names(Assess(s, nil, DefaultRules(), now)); !strings.HasPrefix(why["busy"], "free time not known") {
		t.Errorf("without a schedule: %q", why["busy"])
	}
}
