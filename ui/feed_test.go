package ui_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/feed"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// server answers the real feed out of a tenant, or fails as it is told to.
type server struct {
	mu    sync.Mutex
	s     *model.Snapshot
	fault *model.Problem
	hang  bool
	clock func() time.Time
}

func (v *server) set(fault *model.Problem, hang bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fault, v.hang = fault, hang
}

func (v *server) Fetch(ctx context.Context, q feed.Query) (feed.Batch, error) {
	v.mu.Lock()
	s, fault, hang := v.s, v.fault, v.hang
	v.mu.Unlock()
	if hang {
		<-ctx.Done()
		return feed.Batch{}, &model.Problem{Kind: model.TimedOut, What: model.Clean("The server did not answer in time.")}
	}
	if fault != nil {
		return feed.Batch{}, fault
	}
	out := feed.Batch{ServerTime: v.clock()}
	switch q.Source {
	case model.SourceSystem:
		out.System = s.System.Value
	case model.SourceBoards:
		out.Boards = s.Boards.Value
	case model.SourcePriorities:
		out.Priorities = s.Priorities.Value
	case model.SourceMembers:
		out.Members = s.Members.Value
	case model.SourceCompanies:
		out.Companies = s.Companies.Value
	case model.SourceSchedule:
		out.ScheduleEntries = s.ScheduleEntries.Value
	case model.SourceTickets:
		v.tickets(q, s, &out)
	}
	return out, nil
}

func (v *server) tickets(q feed.Query, s *model.Snapshot, out *feed.Batch) {
	switch q.Kind {
	case feed.Full:
		out.Tickets = s.ServiceTickets.Value
	case feed.Digests:
		for _, t := range s.ServiceTickets.Value {
			out.Digests = append(out.Digests, t.Digest())
		}
	}
}

// The dashboard on the real feed: it loads, names each fault, keeps its rows and
// their age, answers keys meanwhile, and is LIVE again by itself.
func TestAnOutageOnTheRealFeed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := &server{s: uitest.Tenant(uitest.Noon(), 60)}
		r := newRig(nil)
		v.clock = r.opts.Now
		r.opts.Feed = uitest.Poll(t, feed.New(feed.Options{Every: time.Minute}), v, r.opts.Now)
		x := uitest.Start(t, r.app(t), 120, 40)
		x.Pass(30 * time.Second)
		x.Wants("LIVE", "SLA: about to be missed, and missed", "60")
		for word, fault := range map[string]*model.Problem{
			"OFFLINE":  {Kind: model.Offline, What: model.Clean("psa.example.com refused the connection.")},
			"DEGRADED": {Kind: model.ServerDown, What: model.Clean("The server answered 503.")},
			"BADREPLY": {Kind: model.BadReply, What: model.Clean("That was a web page.")},
			"LIMITED":  {Kind: model.RateLimited, What: model.Clean("Too many requests."), RetryAfter: 90 * time.Second},
		} {
			v.set(fault, false)
			x.Pass(130 * time.Second)
			x.Wants(word, "Printer on the second", "min old")
			x.Press("j", "k")
			v.set(nil, false)
			x.Pass(70*time.Second + 90*time.Second)
			x.Wants("LIVE", "data under 1 min old")
			x.Lacks(fault.What.String())
		}
		v.set(nil, true)
		x.Pass(5 * time.Minute)
		x.Wants("OFFLINE", "Printer on the second")
		v.set(nil, false)
		x.Pass(130 * time.Second)
		x.Wants("LIVE")
	})
}
