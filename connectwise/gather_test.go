package connectwise_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// slowly lets a request take its time, and every so many fail.
type slowly struct {
	http.RoundTripper
	each   time.Duration
	refuse int

	mu            sync.Mutex
	n, now, most  int
	asked         []string
	refusedUntil  time.Time
	tooEarly      int
	beforeRequest func(n int)
}

func (s *slowly) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.n++
	s.now++
	n := s.n
	s.most = max(s.most, s.now)
	s.asked = append(s.asked, r.URL.RequestURI())
	if left := time.Until(s.refusedUntil); left > 0 && left < time.Second { // the same moment is on its way already
		s.tooEarly++
	}
	s.mu.Unlock()
	if s.beforeRequest != nil {
		s.beforeRequest(n)
	}
	time.Sleep(s.each)
	s.mu.Lock()
	s.now--
	s.mu.Unlock()
	if s.refuse > 0 && n%s.refuse == 0 && strings.Contains(r.URL.Path, "/tickets") {
		s.mu.Lock()
		s.refusedUntil = time.Now().Add(time.Second)
		s.mu.Unlock()
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}}, Body: http.NoBody, Request: r}, nil
	}
	return s.RoundTripper.RoundTrip(r)
}

// gathering is a tenant with small pages, its open statuses, and how it is asked.
func gathering(t *testing.T, s *slowly, size int) (*cwtest.Server, *connectwise.Client, connectwise.TicketQuery) {
	t.Helper()
	server := cwtest.New(cwtest.Options{Seed: 4, Size: cwtest.Middle, Now: time.Now, Zone: time.UTC})
	s.RoundTripper = server.Transport()
	o := server.Options()
	site, err := connectwise.ParseSite("https://psa.example")
	if err != nil {
		t.Fatal(err)
	}
	auth, err := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(s), connectwise.WithPages(size, 1000))
	if err != nil {
		t.Fatal(err)
	}
	boards, err := c.Boards.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var q connectwise.TicketQuery
	for _, b := range boards.Items {
		if b.Project {
			continue
		}
		for _, st := range b.Statuses {
			if !st.Closed {
				q.Statuses = append(q.Statuses, st.ID)
			}
		}
	}
	s.n, s.most, s.asked = 0, 0, nil
	return server, c, q
}

// whole fails unless the tickets are those that the plain walk lists, each once.
func whole(t *testing.T, c *connectwise.Client, q connectwise.TicketQuery, got []*model.Ticket) {
	t.Helper()
	want, err := connectwise.Collect(c.Tickets.Pages(context.Background(), q))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[model.TicketID]bool{}
	for _, ticket := range got {
		if seen[ticket.ID] {
			t.Errorf("#%d twice", ticket.ID)
		}
		seen[ticket.ID] = true
	}
	for _, ticket := range want.Items {
		if !seen[ticket.ID] {
			t.Errorf("#%d is missing", ticket.ID)
		}
	}
	if len(got) != len(want.Items) || len(got) < 500 {
		t.Errorf("%d tickets, want %d", len(got), len(want.Items))
	}
}

// A long list is asked for four pages at a time, and takes little longer than
// the same requests four at a time would.
func TestGatherFourAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{each: 150 * time.Millisecond}
		server, c, q := gathering(t, s, 25)
		began := time.Now()
		p, err := c.Tickets.Gather(t.Context(), q, &connectwise.Gathering{})
		if err != nil {
			t.Fatal(err)
		}
		took, n := time.Since(began), s.n
		if s.most != 4 {
			t.Errorf("%d at a time", s.most)
		}
		if floor := time.Duration((n+3)/4) * s.each; took > floor*115/100+4*s.each { // the first page and the last id come one after the other
			t.Errorf("%d requests took %v, four at a time need %v", n, took, floor)
		}
		if need := len(p.Items)/25 + 1; n > need*130/100+4 {
			t.Errorf("%d requests for %d pages", n, need)
		}
		whole(t, c, q, p.Items)
		if refused := server.Refused(); len(refused) > 0 {
			t.Error(refused)
		}
	})
}

// Every fifth request is told to wait: each page is asked for until it comes and
// not again, and none while the server has asked for a pause.
func TestGatherGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{each: 20 * time.Millisecond, refuse: 5}
		_, c, q := gathering(t, s, 25)
		g := &connectwise.Gathering{}
		var p connectwise.Page[*model.Ticket]
		var err error
		tries, came := 0, 0
		for tries = 1; tries < 100; tries++ {
			p, err = c.Tickets.Gather(t.Context(), q, g)
			if err == nil {
				break
			}
			var problem *model.Problem
			if !errors.As(err, &problem) || problem.Kind != model.RateLimited {
				t.Fatal(err)
			}
			if g.Pages() < came {
				t.Errorf("%d pages after %d", g.Pages(), came)
			}
			came = g.Pages()
			time.Sleep(time.Second)
		}
		if err != nil {
			t.Fatal(err)
		}
		n := s.n
		s.refuse = 0
		if need := len(p.Items)/25 + 1; n > need*3/2+8 || s.tooEarly > 0 {
			t.Errorf("%d requests for %d pages, %d of them inside a pause", n, need, s.tooEarly)
		}
		whole(t, c, q, p.Items)
	})
}

// Tickets that come, close and go while the pages are read neither lose nor
// double the others.
func TestGatherWhileTheListChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{each: 30 * time.Millisecond}
		server, c, q := gathering(t, s, 20)
		before, err := connectwise.Collect(c.Tickets.Pages(t.Context(), q))
		if err != nil {
			t.Fatal(err)
		}
		gone := map[model.TicketID]bool{}
		var mu sync.Mutex
		s.beforeRequest = func(n int) {
			mu.Lock()
			defer mu.Unlock()
			id := before.Items[(n*37)%len(before.Items)].ID
			gone[id] = true
			if n%2 == 0 {
				server.Delete(int64(id))
			} else {
				server.Close(int64(id))
			}
		}
		p, err := c.Tickets.Gather(t.Context(), q, &connectwise.Gathering{})
		if err != nil {
			t.Fatal(err)
		}
		times := map[model.TicketID]int{}
		for _, ticket := range p.Items {
			times[ticket.ID]++
		}
		for _, ticket := range before.Items {
			if n := times[ticket.ID]; n > 1 || n == 0 && !gone[ticket.ID] {
				t.Errorf("#%d stands there %d times", ticket.ID, n)
			}
		}
	})
}

// The cap says that it has cut.
func TestGatherIsCapped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{}
		_, c, q := gathering(t, s, 10)
		small, err := c.With(connectwise.WithPages(10, 5))
		if err != nil {
			t.Fatal(err)
		}
		p, err := small.Tickets.Gather(t.Context(), q, &connectwise.Gathering{})
		if err != nil || !p.Capped || len(p.Items) < 40 || len(p.Items) > 80 {
			t.Errorf("%d tickets, capped %v, %v", len(p.Items), p.Capped, err)
		}
	})
}

// One by one a list takes as many requests as it has pages: parts of it that are
// empty are not asked for.
func TestGatherOneByOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{each: 150 * time.Millisecond}
		server, c, q := gathering(t, s, 25)
		p, err := c.Tickets.Gather(t.Context(), q, &connectwise.Gathering{OneByOne: true})
		if err != nil {
			t.Fatal(err)
		}
		if need := len(p.Items)/25 + 1; s.most != 1 || s.n > need {
			t.Errorf("%d requests for %d pages, %d at a time", s.n, need, s.most)
		}
		whole(t, c, q, p.Items)
		s.n = 0
		now := time.Now()
		list, err := c.Schedule.Gather(t.Context(), now.AddDate(0, 0, -3), now.AddDate(0, 0, 7), &connectwise.Gathering{OneByOne: true})
		if err != nil || len(list.Items) < 100 {
			t.Fatal(len(list.Items), err)
		}
		if need := len(list.Items)*9/7/25 + 2; s.n > need { // it reaches a day farther on both sides
			t.Errorf("%d requests for %d pages of the schedule", s.n, need)
		}
		if refused := server.Refused(); len(refused) > 0 {
			t.Error(refused)
		}
	})
}
