package wall_test

import (
	"strings"
	"testing"
	"time"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// ACT is for what is new or about to be lost; what was missed long ago is WATCH.
func TestWhenTheWallSaysAct(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	desk := func(change func(s *model.Snapshot, ts []*model.Ticket)) *model.Snapshot {
		s := fresh(peace(tenant(now, 12)))
		for i := 1; i <= 6; i++ {
			s.History = s.History.With(model.DayTally{Day: model.CalendarDay(now.AddDate(0, 0, -i), time.UTC), All: model.Tally{Breached: 2}})
		}
		change(s, s.ServiceTickets.Value)
		return s
	}
	goal := func(ts []*model.Ticket, n int, in time.Duration) {
		for _, tk := range ts[:n] {
			tk.SLA = model.SLA{Resolve: model.Goal{Due: now.Add(in)}}
			tk.Owner = model.MemberRef{ID: 1, Identifier: model.Clean("tech1")}
		}
	}
	for _, c := range []struct {
		name   string
		act    wall.Act
		change func(s *model.Snapshot, ts []*model.Ticket)
		word   string
	}{
		{"nothing", wall.Act{}, func(*model.Snapshot, []*model.Ticket) {}, "no SLA is late"},
		{"missed long ago", wall.Act{}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 2, -40*time.Minute) }, "2 breached"},
		{"missed now", wall.Act{}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 1, -20*time.Minute) }, "Breached 20 min over: #"},
		{"missed now, by a shorter time", wall.Act{Breached: 10 * time.Minute}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 1, -20*time.Minute) }, "1 breached"},
		{"due, somebody on it", wall.Act{}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 1, 10*time.Minute) }, "1 at risk"},
		{"due, nobody on it", wall.Act{}, func(_ *model.Snapshot, ts []*model.Ticket) {
			goal(ts, 1, 10*time.Minute)
			ts[0].Owner = model.MemberRef{}
		}, "nobody on it: #"},
		{"more than usual", wall.Act{}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 6, -3*time.Hour) }, "More breached than usual"},
		{"more than usual, switched off", wall.Act{NoUsual: true}, func(_ *model.Snapshot, ts []*model.Ticket) { goal(ts, 6, -3*time.Hour) }, " breached, worst 3 h over"},
		{"no history", wall.Act{}, func(s *model.Snapshot, ts []*model.Ticket) { goal(ts, 6, -3*time.Hour); s.History = nil }, " breached, worst 3 h over"},
	} {
		set := settings("numbers")
		set.Act = c.act
		got := strings.Join(strings.Fields(golden.Plain(draw(set, frameOf(desk(c.change), now, 160, 45)))), " ")
		if !strings.Contains(strings.ToLower(got), strings.ToLower(c.word)) {
			t.Errorf("%s: %q is not on it:\n%.400s", c.name, c.word, got)
		}
	}
}

// A breach that may be none, since the server has not calculated the goals or does not,
// calls nobody: the head counts it and names no ticket.
func TestTheWallDoesNotActOnStaleGoals(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	for name, c := range map[string]struct {
		change func(*model.Snapshot, *model.Health)
		acts   bool
	}{
		"calculated": {func(*model.Snapshot, *model.Health) {}, true},
		"not calculated": {func(s *model.Snapshot, h *model.Health) {
			s.SLAAt, h.Problem = time.Time{}, &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}
		}, false},
		"not calculated yet": {func(s *model.Snapshot, h *model.Health) { s.SLAAt, h.At, h.Busy = time.Time{}, time.Time{}, true }, false},
	} {
		s := fresh(peace(tenant(now, 12)))
		tk := s.ServiceTickets.Value[0]
		tk.SLA, tk.Owner = model.SLA{Resolve: model.Goal{Due: now.Add(-20 * time.Minute)}}, model.MemberRef{ID: 1, Identifier: model.Clean("tech1")}
		for i := range s.Health {
			if h := &s.Health[i]; h.Source == model.SourceSLA {
				h.Every = time.Minute
				c.change(s, h)
			}
		}
		got := strings.Join(strings.Fields(golden.Plain(draw(settings("numbers"), frameOf(s, now, 160, 45)))), " ")
		if strings.Contains(got, "Breached 20 min over: #") != c.acts || !strings.Contains(got, "worst 20 min over") {
			t.Errorf("%s: %.500s", name, got)
		}
	}
}

// The head is whole on a small terminal: what has no room is said shorter.
func TestTheHeadSaysItShorterWhereItHasNoRoom(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := fresh(peace(tenant(now, 40)))
	for i, in := range []time.Duration{-20 * time.Minute, 24 * time.Minute, 40 * time.Minute} {
		s.ServiceTickets.Value[i].SLA.Resolve.Due = now.Add(in)
	}
	for i := 3; i < 20; i++ {
		s.ServiceTickets.Value[i].SLA.Resolve.Due = now.AddDate(0, 0, -12-i)
	}
	for _, c := range []struct {
		w, h  int
		wants []string
	}{
		{72, 20, []string{"Breached 20 min over:", "#48210."}},
		{80, 24, []string{"Breached 20 min over: #48210;", "16 breached; 2 at risk."}},
		{100, 30, []string{"Breached 20 min over: #48210 VPN drops every few…; 16", "breached, worst 4 wk over; 2 at risk, next in 24 min."}},
		{120, 30, []string{"Breached 20 min over: #48210 VPN drops every few…;", "16 breached, worst 4 wk over; 2 at risk, next in 24 min."}},
	} {
		got := golden.Plain(draw(settings("numbers"), frameOf(s, now, c.w, c.h)))
		for _, want := range c.wants {
			if !strings.Contains(got, " "+want+" ") {
				t.Errorf("%d by %d: the head lacks %q:\n%.900s", c.w, c.h, want, got)
			}
		}
	}
}
