package model

import (
	"testing"
	"time"
)

func TestOverall(t *testing.T) {
	t.Parallel()
	now := at("2026-03-10T15:00:00Z")
	fresh := func(s Source) Health { return Health{Source: s, At: now.Add(-time.Minute), Every: time.Minute} }
	fail := func(s Source, k ProblemKind) Health {
		h := fresh(s)
		h.Problem = &Problem{Kind: k}
		return h
	}
	old := fresh("a")
	old.At = now.Add(-3 * time.Minute)
	for _, c := range []struct {
		name string
		hs   []Health
		want State
	}{
		{"nothing yet", []Health{{Source: "a"}}, StateStarting},
		{"all live", []Health{fresh("a"), fresh("b")}, StateLive},
		{"one has not answered yet", []Health{fresh("a"), {Source: "b"}}, StateStarting},
		{"one has not answered yet, another fails", []Health{fail("a", Offline), {Source: "b"}}, StateOffline},
		{"stale", []Health{old}, StateStale},
		{"keys refused outranks all", []Health{fail("a", Unauthorized), fail("b", Offline)}, StateAuth},
		{"limited", []Health{fail("a", RateLimited), fresh("b")}, StateLimited},
		{"all offline", []Health{fail("a", Offline), fail("b", TimedOut)}, StateOffline},
		{"some offline", []Health{fail("a", Offline), fresh("b")}, StateDegraded},
		{"one denied", []Health{fail("a", Forbidden), fresh("b")}, StateDenied},
		{"all answer with pages", []Health{fail("a", BadReply), fail("b", BadReply)}, StateBadReply},
		{"server down", []Health{fail("a", ServerDown)}, StateDegraded},
		{"what is not offered does not hurt", []Health{fresh("a"), fail("b", NotOffered)}, StateLive},
		{"nothing but what is not offered", []Health{fail("b", NotOffered)}, StateStarting},
		{"a fault beside what is not offered", []Health{fail("a", Offline), fail("b", NotOffered)}, StateOffline},
		{"usage is on its way", []Health{fresh("a"), {Source: SourceUsage}}, StateLive},
		{"usage is live, all else is away", []Health{fail("a", Offline), fresh(SourceUsage)}, StateOffline},
		{"usage is live, nothing else yet", []Health{{Source: "a"}, fresh(SourceUsage)}, StateStarting},
		{"usage is refused", []Health{fresh("a"), fail(SourceUsage, Unauthorized)}, StateDegraded},
		{"usage has no quota", []Health{fail(SourceUsage, RateLimited), fresh("a")}, StateDegraded},
		{"usage fails too", []Health{fail("a", ServerDown), fail(SourceUsage, Unauthorized)}, StateDegraded},
		{"clock", []Health{fail("system", ClockWrong), fresh("a")}, StateClock},
	} {
		if got, _ := Overall(c.hs, now); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
