package ui_test

import (
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
	"daybrief/ui/uitest"
)

func TestStates(t *testing.T) {
	t.Parallel()
	p := func(k model.ProblemKind, what string) *model.Problem {
		return &model.Problem{Kind: k, What: model.Clean(what), Cure: model.Clean("Here is the cure.")}
	}
	for name, tc := range map[string]struct {
		src  model.Source // "" for all
		p    *model.Problem
		want []string
	}{
		"offline":  {"", p(model.Offline, "psa.example.com refused the connection."), []string{"OFFLINE", "refused the connection.", "Next try 15:01:00"}},
		"auth":     {"", p(model.Unauthorized, "The server refused the keys."), []string{"AUTH", "refused the keys"}},
		"denied":   {model.SourceSchedule, p(model.Forbidden, "The key may not read the schedule."), []string{"DENIED", "schedule: The key may not"}},
		"degraded": {model.SourceMembers, p(model.ServerDown, "The server answered 503."), []string{"DEGRADED", "members: The server answered 503."}},
		"badreply": {"", p(model.BadReply, "That was a web page."), []string{"BADREPLY", "That was a web page."}},
		"clock":    {"", p(model.ClockWrong, "This machine's clock is 2 h off."), []string{"CLOCK", "2 h off"}},
		"limited":  {"", p(model.RateLimited, "Too many requests."), []string{"LIMITED", "next try in 1:00 min"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				now := uitest.Noon()
				s := uitest.Failing(uitest.Tenant(now, 30), tc.src, tc.p, now, time.Minute)
				x := uitest.Start(t, newRig(s).app(t), 120, 40)
				x.Wants(tc.want...)
				x.Wants("VPN drops", "data under 1 min old") // the rows stay, with their age
				x.Press("!")
				x.Wants("Sources of data", tc.p.What.String(), "Here is the cure.")
				x.Press("esc")
				x.Lacks("Sources of data")
			})
		})
	}
}

func TestLimitedCountsDown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := uitest.Failing(uitest.Tenant(now, 30), "", &model.Problem{Kind: model.RateLimited, What: model.Clean("Too many requests.")}, now, 75*time.Second)
		x := uitest.Start(t, newRig(s).app(t), 100, 30)
		x.Wants("in 1:15 min")
		x.Pass(20 * time.Second)
		x.Wants("in 55 s")
		x.Pass(10 * time.Second)
		x.Wants("in 45 s")
	})
}

// The age grows from the last good answer, whatever fails later.
func TestAgeIsThatOfGoodData(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := uitest.Noon()
		s := uitest.Failing(uitest.Tenant(now, 30), "", &model.Problem{Kind: model.TimedOut, What: model.Clean("No answer in 30 s.")}, now, time.Hour)
		r := newRig(s)
		x := uitest.Start(t, r.app(t), 100, 30)
		x.Pass(7*time.Minute + 30*time.Second)
		x.Wants("data 7 min old", "OFFLINE")
		again := *s // one more failure arrives
		again.Gen++
		r.feed.Set(&again)
		x.Pass(2 * time.Second)
		x.Wants("data 7 min old", "OFFLINE")
	})
}

func TestBeforeTheFirstAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(nil)
		x := uitest.Start(t, r.app(t), 80, 24)
		x.Wants("Loading the tickets", "STARTING", "no data yet")
		x.Lacks(" 0 ", "0 of 0")
		r.feed.Set(uitest.Failing(&model.Snapshot{Gen: 1, Health: []model.Health{{Source: model.SourceTickets}}}, "",
			&model.Problem{Kind: model.Offline, What: model.Clean("There is no such host."), Cure: model.Clean("Check the address.")}, uitest.Noon(), time.Minute))
		x.Pass(time.Minute)
		x.Wants("There is no such host.", "Check the address.", "OFFLINE", "no data yet")
		x.Lacks("Loading", "0 open")
		r.feed.Set(uitest.Tenant(uitest.Noon(), 40))
		x.Pass(time.Minute)
		x.Wants("SLA: about to be missed, and missed")
	})
}
