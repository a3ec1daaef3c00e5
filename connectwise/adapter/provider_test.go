package adapter

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

func sourceNow() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// sourceOf is a demo tenant with an adapter to it.
func sourceOf(t *testing.T, o cwtest.Options) (*cwtest.Server, *Provider) {
	t.Helper()
	if o.Now == nil {
		o.Now = sourceNow
	}
	o.Seed = 7
	s := cwtest.New(o)
	c, err := clientTo(s, o.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s, New(c, o.Now)
}

// clientTo is a client that talks to a server within this process.
func clientTo(s *cwtest.Server, now func() time.Time) (*connectwise.Client, error) {
	return clientThrough(s, s.Transport(), now)
}

// clientThrough is clientTo with something between the two.
func clientThrough(s *cwtest.Server, through http.RoundTripper, now func() time.Time) (*connectwise.Client, error) {
	o := s.Options()
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	if err := errors.Join(siteErr, authErr); err != nil {
		return nil, err
	}
	return connectwise.New(site, o.Company, auth, connectwise.WithTransport(through), connectwise.WithNow(now))
}

func fetch(t *testing.T, s *Provider, q psa.Query) psa.Batch {
	t.Helper()
	b, err := s.Fetch(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", q.Source, err)
	}
	return b
}

func openStatuses(b psa.Batch) (ids []model.StatusID) {
	for _, board := range b.Boards {
		for _, st := range board.Statuses {
			if !st.Closed {
				ids = append(ids, st.ID)
			}
		}
	}
	return ids
}

func ticketIDs(ts []*model.Ticket) (ids []int64) {
	for _, t := range ts {
		ids = append(ids, int64(t.ID))
	}
	return ids
}

func sortedIDs(lists ...[]int64) []int64 {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return all
}

// TestSourceAgainstTheTenant fetches every source and compares the open
// tickets with what the server holds. The server must have had nothing to
// refuse, and never more than four requests at once.
func TestSourceAgainstTheTenant(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]cwtest.Options{
		"small":  {Size: cwtest.Small},
		"middle": {Size: cwtest.Middle},
		"old":    {Size: cwtest.Small, Version: "v2025.8.1", Codebase: "v2025_8/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, src := sourceOf(t, o)
			if b := fetch(t, src, psa.Query{Source: model.SourceSystem}); b.System.Version.IsEmpty() || b.System.TicketLink == "" || !b.ServerTime.Equal(sourceNow()) {
				t.Errorf("%+v", b.System)
			}
			boards := fetch(t, src, psa.Query{Source: model.SourceBoards})
			open := openStatuses(boards)
			if len(boards.Boards) < 3 || len(open) == 0 {
				t.Fatalf("%d boards, %d open statuses", len(boards.Boards), len(open))
			}
			service := fetch(t, src, psa.Query{Source: model.SourceTickets, Statuses: open})
			project := fetch(t, src, psa.Query{Source: model.SourceProjectTickets, Statuses: open})
			want := sortedIDs(server.OpenIDs())
			if got := sortedIDs(ticketIDs(service.Tickets), ticketIDs(project.Tickets)); !slices.Equal(got, want) {
				t.Errorf("%d open tickets, the server has %d", len(got), len(want))
			}
			ids := fetch(t, src, psa.Query{Source: model.SourceTickets, Kind: psa.Digests, Statuses: open})
			if len(ids.Digests) != len(service.Tickets) {
				t.Errorf("%d digests of %d tickets", len(ids.Digests), len(service.Tickets))
			}
			byID := map[model.TicketID]*model.Ticket{}
			for _, t := range service.Tickets {
				byID[t.ID] = t
			}
			for _, d := range ids.Digests {
				if d != byID[d.ID].Digest() {
					t.Errorf("%+v, the list says %+v", d, byID[d.ID].Digest())
				}
			}
			sla := fetch(t, src, psa.Query{Source: model.SourceSLA, Statuses: open})
			if len(sla.SLA) != len(service.Tickets) || sla.SLA[0].Updated.IsZero() {
				t.Errorf("the SLA of %d tickets of %d", len(sla.SLA), len(service.Tickets))
			}
			some := []model.TicketID{service.Tickets[0].ID, service.Tickets[2].ID}
			if near := fetch(t, src, psa.Query{Source: model.SourceSLA, Tickets: some}); len(near.SLA) != 2 || near.SLA[1].ID != some[1] || near.SLA[1] != sla.SLA[slices.IndexFunc(sla.SLA, func(g model.TicketSLA) bool { return g.ID == some[1] })] {
				t.Errorf("of two the SLA of %d, or another one", len(near.SLA))
			}
			theRest(t, src)
			if r := server.Refused(); len(r) > 0 {
				t.Errorf("the server refused %d questions, first %v", len(r), r[0])
			}
			if n := server.MaxInFlight(); n > 4 {
				t.Errorf("%d requests at once", n)
			}
		})
	}
}

func theRest(t *testing.T, src *Provider) {
	t.Helper()
	now := sourceNow()
	if b := fetch(t, src, psa.Query{Source: model.SourcePriorities}); len(b.Priorities) == 0 {
		t.Error("no priorities")
	}
	if b := fetch(t, src, psa.Query{Source: model.SourceMembers}); len(b.Members) < 5 {
		t.Errorf("%d members", len(b.Members))
	}
	if b := fetch(t, src, psa.Query{Source: model.SourceCompanies}); len(b.Companies) < 50 {
		t.Errorf("%d companies", len(b.Companies))
	}
	if b := fetch(t, src, psa.Query{Source: model.SourceSchedule, From: now.Add(-15 * time.Hour), To: now.Add(9 * time.Hour)}); len(b.ScheduleEntries) == 0 {
		t.Error("no visits")
	}
	for _, q := range []psa.Query{{Source: model.SourceClosed}, {Source: model.SourceClosedProject}} {
		q.Since = now.AddDate(0, 0, -7)
		for _, tk := range fetch(t, src, q).Tickets {
			if !tk.Closed || tk.ClosedAt.Before(q.Since) {
				t.Errorf("%s: ticket %d, closed at %v", q.Source, tk.ID, tk.ClosedAt)
			}
		}
	}
}

// A list of changes comes with the SLA calculated, of those whose goals may have
// moved, in one more request.
func TestChangesComeWithTheirSLA(t *testing.T) {
	t.Parallel()
	now := sourceNow()
	clock := now
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small, Still: true, Now: func() time.Time { return clock }})
	open := openStatuses(fetch(t, src, psa.Query{Source: model.SourceBoards}))
	service := fetch(t, src, psa.Query{Source: model.SourceTickets, Statuses: open}).Tickets
	slices.SortFunc(service, func(a, b *model.Ticket) int { return int(a.ID - b.ID) })
	var moved, worded []model.TicketID
	clock = now.Add(10 * time.Second)
	for _, k := range service {
		switch {
		case !k.SLA.Resolve.Unmet():
		case len(moved) < 5:
			server.Update(int64(k.ID), cwtest.Change{Status: "In Progress", Priority: 1 + int(k.ID)%2})
			cwtest.Drift(server, int64(k.ID), -100*time.Hour)
			moved = append(moved, k.ID)
		case len(worded) < 2:
			server.Update(int64(k.ID), cwtest.Change{Summary: "Other words"})
			worded = append(worded, k.ID)
		}
	}
	q := psa.Query{Source: model.SourceTickets, Kind: psa.Delta, Since: now, Known: service}
	b := fetch(t, src, q)
	if len(b.Tickets) != len(moved)+len(worded) || !slices.Equal(b.Calculated, moved) {
		t.Errorf("%d tickets, calculated are %v, want %v", len(b.Tickets), b.Calculated, moved)
	}
	exact := fetch(t, src, psa.Query{Source: model.SourceTickets, Kind: psa.Lookup, Tickets: moved}).Tickets
	for i, id := range moved {
		if got := known(b.Tickets, id); got.SLA != exact[i].SLA {
			t.Errorf("#%d: %+v, the ticket itself says %+v", id, got.SLA, exact[i].SLA)
		}
	}
	q.Known = nil
	if b := fetch(t, src, q); len(b.Calculated) != 0 {
		t.Errorf("nobody asked for %v", b.Calculated)
	}
	server.Break(cwtest.Fault{Kind: cwtest.ServerError, Path: "/service/tickets/calculateSla"})
	q.Known = service
	if b := fetch(t, src, q); len(b.Tickets) != len(moved)+len(worded) || len(b.Calculated) != 0 {
		t.Errorf("without the SLA: %d tickets, %v", len(b.Tickets), b.Calculated)
	}
}

func TestSourceDeltaAndLookup(t *testing.T) {
	t.Parallel()
	now := sourceNow()
	clock := now
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small, Now: func() time.Time { return clock }})
	open := openStatuses(fetch(t, src, psa.Query{Source: model.SourceBoards}))
	service := fetch(t, src, psa.Query{Source: model.SourceTickets, Statuses: open}).Tickets
	closed, deleted := int64(service[0].ID), int64(service[1].ID)
	clock = now.Add(10 * time.Second)
	if !server.Close(closed) || !server.Delete(deleted) {
		t.Fatal("the tenant did not change")
	}
	delta := ticketIDs(fetch(t, src, psa.Query{Source: model.SourceTickets, Kind: psa.Delta, Since: now}).Tickets)
	if !slices.Contains(delta, closed) || slices.Contains(delta, deleted) {
		t.Errorf("the delta is %v; %d was closed and %d deleted", delta, closed, deleted)
	}
	b := fetch(t, src, psa.Query{Source: model.SourceTickets, Kind: psa.Lookup, Tickets: []model.TicketID{model.TicketID(closed), model.TicketID(deleted)}})
	if len(b.Tickets) != 1 || !b.Tickets[0].Closed || len(b.Gone) != 1 || int64(b.Gone[0]) != deleted {
		t.Errorf("%+v", b)
	}
}

func TestSourceWithoutBoards(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	b := fetch(t, src, psa.Query{Source: model.SourceTickets})
	if len(b.Tickets) == 0 || !b.Capped {
		t.Errorf("%d tickets, capped %v", len(b.Tickets), b.Capped)
	}
	if r := server.Refused(); len(r) > 0 {
		t.Errorf("refused: %v", r)
	}
}

func TestSourceFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fault cwtest.Fault
		kind  model.ProblemKind
		codes string
	}{
		{cwtest.Fault{Kind: cwtest.ServerError}, model.ServerDown, "server-unavailable"},
		{cwtest.Fault{Kind: cwtest.HTMLPage}, model.BadReply, "web-site-not-api"},
		{cwtest.Fault{Kind: cwtest.TruncatedJSON}, model.BadReply, "truncated"},
		{cwtest.Fault{Kind: cwtest.TooMany, RetryAfter: "30"}, model.RateLimited, "rate-limited"},
		{cwtest.Fault{Kind: cwtest.Unauthorized}, model.Unauthorized, "keys-refused"},
		{cwtest.Fault{Kind: cwtest.Denied}, model.Forbidden, "denied-service-tickets"},
		{cwtest.Fault{Kind: cwtest.Reset}, model.Offline, "reset"},
		{cwtest.Fault{Kind: cwtest.Huge}, model.BadReply, "too-large"},
		{cwtest.Fault{Kind: cwtest.ForeignNext}, model.BadReply, "foreign-next-page"},
		{cwtest.Fault{Kind: cwtest.Redirect}, model.BadReply, "redirected"},
		{cwtest.Fault{Kind: cwtest.EmptyBody}, model.BadReply, "empty-body"},
		{cwtest.Fault{Kind: cwtest.NullBody}, model.BadReply, "unexpected-shape"},
	} {
		server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
		open := openStatuses(fetch(t, src, psa.Query{Source: model.SourceBoards}))
		tt.fault.Path = "/service/tickets"
		server.Break(tt.fault)
		_, err := src.Fetch(t.Context(), psa.Query{Source: model.SourceTickets, Statuses: open})
		var p *model.Problem
		if !errors.As(err, &p) || p.Kind != tt.kind || p.Code != tt.codes {
			t.Errorf("fault %d: %v", tt.fault.Kind, err)
			continue
		}
		if tt.kind == model.RateLimited && p.RetryAfter != 30*time.Second {
			t.Errorf("retry after %v", p.RetryAfter)
		}
		server.Mend()
		if b := fetch(t, src, psa.Query{Source: model.SourceTickets, Statuses: open}); len(b.Tickets) == 0 {
			t.Errorf("fault %d: no recovery", tt.fault.Kind)
		}
	}
}

func TestSourceSurvivesAnUpgrade(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	fetch(t, src, psa.Query{Source: model.SourceSystem})
	server.Upgrade("v2026_5/")
	fetch(t, src, psa.Query{Source: model.SourceSystem})
	fetch(t, src, psa.Query{Source: model.SourcePriorities})
}

func TestSourceEntersTheGateOnceARequest(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	in, out := 0, 0
	c, err := src.client.With(connectwise.WithLimiter(func(ctx context.Context) (func(), error) {
		in++
		return func() { out++ }, ctx.Err()
	}))
	if err != nil {
		t.Fatal(err)
	}
	src.client = c
	fetch(t, src, psa.Query{Source: model.SourceCompanies})
	if n := len(server.Journal()); in != n || out != n || n == 0 {
		t.Errorf("%d requests, the limiter was entered %d times and left %d times", n, in, out)
	}
}

func TestSourceRefusesWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	_, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	for _, q := range []psa.Query{{Source: "nonsense"}, {Source: model.SourceTickets, Kind: 99}} {
		_, err := src.Fetch(t.Context(), q)
		var p *model.Problem
		if !errors.As(err, &p) || p.Code != "unknown-query" {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// TestSourceAgainstALargeTenant is the scale that the product promises.
func TestSourceAgainstALargeTenant(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a large tenant takes a second or two")
	}
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Large})
	open := openStatuses(fetch(t, src, psa.Query{Source: model.SourceBoards}))
	service := fetch(t, src, psa.Query{Source: model.SourceTickets, Statuses: open})
	project := fetch(t, src, psa.Query{Source: model.SourceProjectTickets, Statuses: open})
	if got, want := sortedIDs(ticketIDs(service.Tickets), ticketIDs(project.Tickets)), sortedIDs(server.OpenIDs()); !slices.Equal(got, want) {
		t.Errorf("%d open tickets, the server has %d", len(got), len(want))
	}
	fetch(t, src, psa.Query{Source: model.SourceSLA, Statuses: open})
	if r := server.Refused(); len(r) > 0 {
		t.Errorf("refused: %v", r[0])
	}
	if n := len(server.Journal()); n > 120 {
		t.Errorf("%d requests to start", n)
	}
}
