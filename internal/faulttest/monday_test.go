package faulttest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// trouble is a fault with the words that have to be on the screen meanwhile.
type trouble struct {
	name  string
	fault cwtest.Fault
	word  model.State
	says  string
}

func troubles() []trouble {
	return []trouble{
		{"outage", cwtest.Fault{Kind: cwtest.ServerError}, model.StateDegraded, ""},
		{"web page", cwtest.Fault{Kind: cwtest.HTMLPage}, model.StateBadReply, ""},
		{"limit", cwtest.Fault{Kind: cwtest.TooMany, RetryAfter: "20"}, model.StateLimited, "next try"},
		{"keys", cwtest.Fault{Kind: cwtest.Unauthorized}, model.StateAuth, ""},
		{"hang", cwtest.Fault{Kind: cwtest.Hang}, model.StateOffline, "psa.example.com"},
		{"slow bodies", cwtest.Fault{Kind: cwtest.HangBody}, model.StateOffline, "psa.example.com"},
		{"reset", cwtest.Fault{Kind: cwtest.Reset}, model.StateOffline, "psa.example.com"},
		{"cut answers", cwtest.Fault{Kind: cwtest.TruncatedJSON}, model.StateBadReply, ""},
	}
}

// TestBadMonday is ten minutes in which everything goes wrong in a random order.
func TestBadMonday(t *testing.T) {
	t.Parallel()
	seeds := uint64(4)
	if raced {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { badMonday(t, seed) })
		})
	}
}

func badMonday(t *testing.T, seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 1))
	r := begin(t, options{seed: seed})
	began := time.Now()
	r.becomes(model.StateLive, 30*time.Second)
	r.Pass(time.Minute)
	ready := time.Now()
	list := troubles()
	dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for _, c := range list {
		broke := time.Now()
		r.breaks(c.fault)
		r.becomes(c.word, 75*time.Second) // a hang is known after its 30 s
		if !r.Has(c.says) {
			t.Errorf("%s: the screen does not say %q:\n%s", c.name, c.says, r.Text())
		}
		for time.Since(broke) < 65*time.Second {
			r.honest(c.name)
			r.Pass(time.Second)
		}
		r.Press("j", "2")
		r.Wants("Tickets")
		r.Press("1", "k")
		r.mends()
		// What the server has asked for is waited for, whatever the interval.
		most := 20 * time.Second
		if c.word == model.StateLimited {
			most = 30 * time.Second
		}
		took := r.becomes(model.StateLive, most)
		t.Logf("%s: live %v after it was over", c.name, took)
	}
	r.equals(90 * time.Second)
	if r.word() != "LIVE" {
		t.Errorf("%s at the end", r.word())
	}
	t.Logf("%v in all, %d requests, at most %d in a minute", time.Since(began), r.sent(began), r.busiest(ready))
	r.clean(ready)
}

// honest checks that nothing on the screen claims to be younger than the last
// good answer, that the rows are kept, and that nobody says that it is LIVE.
func (r *rig) honest(during string) {
	r.t.Helper()
	r.mu.Lock()
	good := r.good
	r.mu.Unlock()
	now := r.now()
	for _, h := range r.snapshot().Health {
		if (h.Source == model.SourceTickets || h.Source == model.SourceProjectTickets) && h.At.After(good.Add(time.Second)) {
			r.t.Errorf("%s: %s claims to be of %v, the last good answer was at %v", during, h.Source, h.At, good)
		}
	}
	switch text := r.Text(); {
	case now.Sub(good) > 62*time.Second && strings.Contains(text, "under 1 min old"):
		r.t.Errorf("%s: the last good answer is %v old, and the screen claims:\n%s", during, now.Sub(good), text)
	case strings.Contains(strings.ToLower(text), "updated just now"):
		r.t.Errorf("%s: claims an update", during)
	}
	if len(r.figures()) < 7 {
		r.t.Errorf("%s: the numbers have gone:\n%s", during, r.Text())
	}
}

// TestSoakInVirtualTime is fifteen minutes at the shortest interval with one request
// in a hundred going wrong, and outages.
func TestSoakInVirtualTime(t *testing.T) {
	inside(t, func(t *testing.T) {
		dice := rand.New(rand.NewPCG(11, 1))
		r := begin(t, options{seed: 11, every: "5s"})
		r.becomes(model.StateLive, 30*time.Second)
		r.Pass(time.Minute)
		ready := time.Now()
		seen := map[string]int{}
		all := troubles()
		for minute := range 15 {
			c := all[dice.IntN(len(all))]
			if minute%3 == 1 {
				r.breaks(c.fault)
			} else {
				f := c.fault
				f.Times = 1
				r.server.Break(f)
			}
			for range 40 {
				r.Pass(time.Second)
				seen[r.word()]++
			}
			r.mends()
			r.Pass(20 * time.Second)
		}
		r.becomes(model.StateLive, 30*time.Second)
		r.equals(90 * time.Second)
		t.Logf("%d requests, at most %d a minute; %d bytes to the terminal; %v", r.sent(ready), r.busiest(ready), r.Written(), seen)
		if len(seen) < 3 || seen["LIVE"] < 100 {
			t.Errorf("state words seen: %v", seen)
		}
		r.clean(ready)
	})
}
