package cwtest

import (
	"strings"
	"testing"
	"time"
)

// movable is a clock for tests.
type movable struct{ at time.Time }

func (m *movable) now() time.Time { return m.at }

// wholeTenant reads the whole tenant, to compare two.
func wholeTenant(t *testing.T, s *Server) string {
	t.Helper()
	var b strings.Builder
	for _, path := range []string{"/service/tickets", "/service/tickets/calculateSla", "/project/tickets", "/company/companies", "/system/members", "/service/boards"} {
		for page := 1; ; page++ {
			_, body := ask(t, s, path+"?orderBy=id&pageSize=1000&page="+digits(page, 1))
			b.WriteString(body)
			if len(body) <= 2 {
				break
			}
		}
	}
	_, body := ask(t, s, "/schedule/entries?pageSize=1000")
	b.WriteString(body)
	return b.String()
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	one, two := testServer(t, Options{Seed: 3}), testServer(t, Options{Seed: 3})
	if wholeTenant(t, one) != wholeTenant(t, two) {
		t.Error("two tenants with one seed differ")
	}
	if wholeTenant(t, one) == wholeTenant(t, testServer(t, Options{Seed: 4})) {
		t.Error("two seeds make one tenant")
	}
}

func TestItDoesNotMatterWhoLooks(t *testing.T) {
	t.Parallel()
	watched, alone := &movable{noon()}, &movable{noon()}
	one, two := testServer(t, Options{Seed: 9, Now: watched.now}), testServer(t, Options{Seed: 9, Now: alone.now})
	start := wholeTenant(t, one)
	for range 300 {
		watched.at = watched.at.Add(7*time.Minute + 13*time.Second)
		ask(t, one, "/service/tickets/count")
	}
	alone.at = watched.at
	a, b := wholeTenant(t, one), wholeTenant(t, two)
	if a != b {
		t.Error("the tenant depends on when it was looked at")
	}
	if a == start {
		t.Error("nothing happened in a day and a half")
	}
	watched.at = watched.at.Add(-48 * time.Hour)
	if once, again := wholeTenant(t, one), wholeTenant(t, one); once != again || !strings.Contains(a, "Service") {
		t.Error("a clock that steps back upsets the tenant")
	}
}

func TestStillStandsStill(t *testing.T) {
	t.Parallel()
	c := &movable{noon()}
	s := testServer(t, Options{Still: true, Now: c.now})
	before := s.OpenIDs()
	c.at = c.at.Add(72 * time.Hour)
	if after := s.OpenIDs(); len(after) != len(before) {
		t.Errorf("%d open tickets became %d", len(before), len(after))
	}
}

func TestALongLifeKeepsItsProportions(t *testing.T) {
	t.Parallel()
	c := &movable{noon()}
	s := testServer(t, Options{Size: Middle, Seed: 7, Now: c.now})
	most := 0
	for day := range 40 {
		c.at = c.at.Add(24 * time.Hour)
		tr := s.Truth(c.at, TruthRules{Member: s.Me()})
		n := tr.Numbers
		if n.Open < 780 || n.Open > 1020 || n.Breached < 2 || n.Breached > 60 || n.Unassigned < 10 || n.Unassigned > 110 ||
			n.CustomerReplied < 15 || n.CustomerReplied > 130 || n.ClosedYesterday == 0 || len(tr.Waiting) > 220 || len(tr.MyDay) == 0 {
			t.Errorf("day %d: %+v, waiting long %d, my day %d", day, n, len(tr.Waiting), len(tr.MyDay))
		}
		most = max(most, len(s.world.tickets))
	}
	if most > 6000 || len(s.world.entries) > 3000 {
		t.Errorf("the tenant grows: %d tickets, %d entries", most, len(s.world.entries))
	}
}

func TestALongSleep(t *testing.T) {
	t.Parallel()
	c := &movable{noon()}
	s := testServer(t, Options{Now: c.now})
	c.at = c.at.AddDate(9, 0, 0)
	began := time.Now()
	if n := len(s.OpenIDs()); n < 100 {
		t.Errorf("%d open", n)
	}
	c.at = c.at.Add(26 * time.Hour)
	if tr := s.Truth(c.at, TruthRules{Member: s.Me()}); len(tr.MyDay) == 0 {
		t.Errorf("no schedule after a long sleep (%v)", time.Since(began))
	}
}

func TestMutators(t *testing.T) {
	t.Parallel()
	c := &movable{noon()}
	s := testServer(t, Options{Still: true, Now: c.now})
	// since asks for what a delta poll would see.
	since := func(at time.Time) string {
		_, body := ask(t, s, where("/service/tickets", "lastUpdated >= ["+at.Format("2006-01-02T15:04:05Z")+"]", "&orderBy=id&fields=id,closedFlag,customerUpdatedFlag,mergedParentTicket/id,owner/identifier,status/name"))
		return body
	}
	id := s.AddTicket(Draft{Summary: "The new one", Owner: s.Me(), Goal: noon().Add(time.Hour)})
	other := s.AddTicket(Draft{Board: s.Boards()[1], Status: "In Progress", Priority: 1})
	tick := func() time.Time { c.at = c.at.Add(time.Minute); return c.at }
	for _, step := range []struct {
		name string
		do   func() bool
		want string // in the delta; "" means the delta is empty
	}{
		{"reply", func() bool { return s.Reply(id, "Hello?") }, `"customerUpdatedFlag":true`},
		{"assign", func() bool { return s.Assign(id, "acole2") }, `"identifier":"acole2"`},
		{"nobody", func() bool { return s.Assign(id, "") }, `"id":`},
		{"update", func() bool { return s.Update(id, Change{Status: "Waiting on Customer", Priority: 2}) }, "Waiting on Customer"},
		{"due", func() bool { return s.Due(id, noon().Add(-time.Hour)) }, ""},
		{"merge", func() bool { return s.Merge(id, other) }, `"mergedParentTicket":{"id":`},
		{"close", func() bool { return s.Close(other) }, `"closedFlag":true`},
		{"close again", func() bool { return !s.Close(other) }, ""},
	} {
		at := tick()
		if !step.do() {
			t.Errorf("%s: refused", step.name)
		}
		if got := since(at); (got == "[]") != (step.want == "") || !strings.Contains(got, step.want) {
			t.Errorf("%s: delta %s", step.name, got)
		}
	}
	third := s.AddTicket(Draft{})
	at := tick()
	s.Delete(third)
	if got := since(at); got != "[]" {
		t.Errorf("a deletion shows in the delta: %s", got)
	}
	if resp, _ := ask(t, s, "/service/tickets/"+digits(int(third), 1)); resp.StatusCode != 404 {
		t.Errorf("a deleted ticket: %d", resp.StatusCode)
	}
}
