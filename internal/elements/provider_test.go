package elements

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// rig is a provider on a gateway on a ConnectWise, with a clock of its own.
type rig struct {
	cw      *cwtest.Server
	gateway *elementstest.Gateway
	client  *Client
	*Provider
	clock *atomic.Int64 // since noon
}

func newRig(t *testing.T, o elementstest.Options, change func(*Options)) rig {
	t.Helper()
	return bigRig(t, cwtest.Small, o, change)
}

// bigRig is a rig of a size.
func bigRig(t *testing.T, size cwtest.Size, o elementstest.Options, change func(*Options)) rig {
	t.Helper()
	clock := &atomic.Int64{}
	now := func() time.Time { return noon().Add(time.Duration(clock.Load())) }
	cw := cwtest.New(cwtest.Options{Seed: 7, Now: now, Size: size, Still: true})
	o.Now = now
	g := elementstest.New(cw, o)
	base, err := ParseBase("")
	if err != nil {
		t.Fatal(err)
	}
	options := Options{
		Base: base, Instance: elementstest.Instance, Now: now, Transport: g.Transport(),
		Secrets: Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret)},
	}
	if change != nil {
		change(&options)
	}
	c, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return rig{cw, g, c, NewProvider(c, &Offers{}, model.System{}), clock}
}

func (r rig) pass(d time.Duration) { r.clock.Add(int64(d)) }

func fetch(t *testing.T, p psa.Provider, q psa.Query) psa.Batch {
	t.Helper()
	b, err := p.Fetch(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", q.Source, err)
	}
	return b
}

func problemOf(t *testing.T, err error) *model.Problem {
	t.Helper()
	var p *model.Problem
	if !errors.As(err, &p) {
		t.Fatalf("no problem: %v", err)
	}
	return p
}

// serviceIDs are the open service tickets as ConnectWise itself lists them.
func serviceIDs(t *testing.T, cw *cwtest.Server) (out []int64) {
	t.Helper()
	o := cw.Options()
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	if err := errors.Join(siteErr, authErr); err != nil {
		t.Fatal(err)
	}
	c, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(cw.Transport()), connectwise.WithNow(noon))
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Tickets.Digests(t.Context(), connectwise.TicketQuery{OpenSince: time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)}, &connectwise.Gathering{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range all.Items {
		out = append(out, int64(n.ID))
	}
	slices.Sort(out)
	return out
}

func ids(list []*model.Ticket) (out []int64) {
	for _, t := range list {
		out = append(out, int64(t.ID))
	}
	slices.Sort(out)
	return out
}

func strictly(t *testing.T, r rig) {
	t.Helper()
	if v := r.gateway.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	if bad := r.cw.Refused(); len(bad) > 0 {
		t.Errorf("ConnectWise refused: %v", bad)
	}
	if n := r.gateway.MaxInFlight(); n > together {
		t.Errorf("%d requests at once", n)
	}
}

// Whatever the gateway's documents contradict each other about, the open
// tickets are the server's.
func TestOpenTickets(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]elementstest.Options{
		"as documented": {}, "a token with the last page": {LastToken: true}, "fewer rows a page, said": {Clamp: 40, Said: true},
		"fewer rows a page": {Clamp: 50}, "no headers": {NoHeaders: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := bigRig(t, cwtest.Middle, o, nil)
			want := serviceIDs(t, r.cw)
			if len(want) < 300 {
				t.Fatalf("only %d open tickets", len(want))
			}
			b := fetch(t, r, psa.Query{Source: model.SourceTickets})
			if got := ids(b.Tickets); !slices.Equal(got, want) || b.Capped || b.Skipped > 0 || b.Gap != "" {
				t.Errorf("%d of %d tickets, %+v", len(got), len(want), b)
			}
			again := fetch(t, r, psa.Query{Source: model.SourceTickets, Kind: psa.Digests})
			if len(again.Digests) != len(want) {
				t.Errorf("by statuses: %d of %d", len(again.Digests), len(want))
			}
			strictly(t, r)
		})
	}
}

// Where the headers of lists get lost on the way, and the name of the request stays,
// a full page is not taken for the last.
func TestOpenTicketsWithoutHeadersOfLists(t *testing.T) {
	t.Parallel()
	r := bigRig(t, cwtest.Middle, elementstest.Options{}, nil)
	o, next := r.client.o, r.client.o.Transport
	o.Transport = transport(func(q *http.Request) (*http.Response, error) {
		a, err := next.RoundTrip(q)
		if err == nil {
			a.Header.Del("Elements-Returned-Count")
			a.Header.Del("Elements-Next-Page-Token")
		}
		return a, err
	})
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	b := fetch(t, NewProvider(c, &Offers{}, model.System{}), psa.Query{Source: model.SourceTickets})
	if got, want := ids(b.Tickets), serviceIDs(t, r.cw); !slices.Equal(got, want) || len(want) < 300 {
		t.Errorf("%d of %d tickets", len(got), len(want))
	}
	strictly(t, r)
}

func TestChanges(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{}, nil)
	fetch(t, r, psa.Query{Source: model.SourceTickets})
	r.pass(time.Minute)
	all := serviceIDs(t, r.cw)
	r.cw.Close(all[3])
	r.cw.Reply(all[5], "Still broken")
	b := fetch(t, r, psa.Query{Source: model.SourceTickets, Kind: psa.Delta, Since: noon().Add(30 * time.Second)})
	if got := ids(b.Tickets); !slices.Equal(got, []int64{all[3], all[5]}) || b.Tickets[0].Open() == b.Tickets[1].Open() {
		t.Errorf("changes: %v", got)
	}
	look := fetch(t, r, psa.Query{Source: model.SourceTickets, Kind: psa.Lookup, Tickets: []model.TicketID{model.TicketID(all[5]), 99999999}})
	if len(look.Tickets) != 1 || len(look.Gone) != 1 {
		t.Errorf("looked up: %+v", look)
	}
	closed := fetch(t, r, psa.Query{Source: model.SourceClosed, Since: noon().Add(-7 * 24 * time.Hour)})
	if !slices.ContainsFunc(closed.Tickets, func(c *model.Ticket) bool { return int64(c.ID) == all[3] }) {
		t.Error("the closed ticket is not in the list")
	}
	many := fetch(t, r, psa.Query{Source: model.SourceClosed, Since: noon().Add(-14 * 24 * time.Hour), AtMost: 2})
	if !many.TooMany || len(many.Tickets) > 0 {
		t.Errorf("more than two: %+v", many)
	}
	strictly(t, r)
}

// What the gateway lacks is asked for once a day, over restarts.
func TestNotOffered(t *testing.T) {
	t.Parallel()
	var kept map[string]time.Time
	r := newRig(t, elementstest.Options{}, nil)
	r.Provider = NewProvider(r.client, NewOffers(nil, func(m map[string]time.Time) { kept = m }), model.System{})
	sources := []model.Source{model.SourceBoards, model.SourceMembers, model.SourcePriorities, model.SourceSchedule, model.SourceSLA, model.SourceProjectTickets}
	for range 3 {
		for _, src := range sources {
			_, err := r.Fetch(t.Context(), psa.Query{Source: src, From: noon(), To: noon().Add(time.Hour)})
			if p := problemOf(t, err); p.Kind != model.NotOffered || r.Lacks(psa.Offered(src)) == nil {
				t.Errorf("%s: %v", src, p)
			}
		}
	}
	if n := r.gateway.Calls(""); n != 4 {
		t.Errorf("%d questions for 4 objects", n)
	}
	later := NewProvider(r.client, NewOffers(kept, nil), model.System{})
	if _, err := later.Fetch(t.Context(), psa.Query{Source: model.SourceBoards}); problemOf(t, err).Kind != model.NotOffered || r.gateway.Calls("") != 4 {
		t.Error("a second run has asked again")
	}
	r.pass(25 * time.Hour)
	if _, err := later.Fetch(t.Context(), psa.Query{Source: model.SourceBoards}); problemOf(t, err).Kind != model.NotOffered || r.gateway.Calls("") != 5 {
		t.Error("after a day it is asked again")
	}
	strictly(t, r)
}

func TestEverythingOffered(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{Generic: []string{objectSchedule, objectMembers, objectBoards, objectPriorities, objectAgreements}}, nil)
	open := fetch(t, r, psa.Query{Source: model.SourceTickets}).Tickets
	boards := fetch(t, r, psa.Query{Source: model.SourceBoards}).Boards
	if len(boards) == 0 || !slices.ContainsFunc(boards, func(b model.Board) bool { return len(b.Statuses) > 0 }) {
		t.Errorf("boards: %+v", boards)
	}
	if slices.ContainsFunc(boards, func(b model.Board) bool { return b.TeamsUnread == b.Project }) {
		t.Errorf("that nobody lists their teams is not said: %+v", boards)
	}
	from := noon().Truncate(24 * time.Hour)
	for src, n := range map[model.Source]int{
		model.SourceMembers:    len(fetch(t, r, psa.Query{Source: model.SourceMembers}).Members),
		model.SourcePriorities: len(fetch(t, r, psa.Query{Source: model.SourcePriorities}).Priorities),
		model.SourceSchedule:   len(fetch(t, r, psa.Query{Source: model.SourceSchedule, From: from, To: from.Add(24 * time.Hour)}).ScheduleEntries),
		model.SourceCompanies:  len(fetch(t, r, psa.Query{Source: model.SourceCompanies}).Companies),
	} {
		if n == 0 {
			t.Errorf("%s: none", src)
		}
	}
	notes, devices := 0, 0
	for _, x := range open[:60] {
		d := r.Ticket(t.Context(), x, true)
		if d.Notes.Problem != nil || d.Time.Problem != nil || d.Devices.Problem != nil {
			t.Fatalf("%d: %+v", x.ID, d)
		}
		notes, devices = notes+len(d.Notes.Value), devices+len(d.Devices.Value)
	}
	if notes == 0 || devices == 0 {
		t.Errorf("%d notes, %d devices", notes, devices)
	}
	if d := r.Company(t.Context(), open[0].Company.ID); d.Contacts.Problem != nil || d.Agreements.Problem != nil || len(d.Contacts.Value) == 0 {
		t.Errorf("company: %+v", d)
	}
	strictly(t, r)
}

// Each fault has its code, and the request's id where the gateway gave one.
func TestFaults(t *testing.T) {
	t.Parallel()
	wrong := model.NewSecret("wrong+secret/of=somebody")
	for code, c := range map[string]struct {
		gateway elementstest.Options
		change  func(*Options)
		fault   *elementstest.Fault
		kind    model.ProblemKind
	}{
		"account-secrets-refused": {change: func(o *Options) { o.Secrets.User = wrong }, kind: model.Unauthorized},
		"element-token-refused":   {change: func(o *Options) { o.Secrets.Element = wrong }, kind: model.Unauthorized},
		codeBadSecrets:            {change: func(o *Options) { o.Secrets.Element, o.Instance = wrong, 0 }, kind: model.Unauthorized},
		"no-such-instance":        {change: func(o *Options) { o.Instance = 7 }, kind: model.Misconfigured},
		"other-element":           {gateway: elementstest.Options{Element: "mixpanel"}, kind: model.Misconfigured},
		"instance-disabled":       {gateway: elementstest.Options{Disabled: true}, kind: model.Misconfigured},
		"provider-keys-refused":   {fault: &elementstest.Fault{Status: 401, Body: `{"requestId":"r-1","message":"Request failed","providerMessage":"Unauthorized"}`}, kind: model.Unauthorized},
		"provider-denied":         {fault: &elementstest.Fault{Status: 403, Body: `{"requestId":"r-1","message":"m","ProviderMessage":"no permission"}`}, kind: model.Forbidden},
		"gateway-denied":          {fault: &elementstest.Fault{Status: 403, Body: `{"requestId":"r-1","message":"plan"}`}, kind: model.Forbidden},
		"rate-limited":            {fault: &elementstest.Fault{Status: 429, RetryAfter: "30"}, kind: model.RateLimited},
		"server-failed":           {fault: &elementstest.Fault{Status: 500, Body: "oops"}, kind: model.ServerDown},
		"provider-failed":         {fault: &elementstest.Fault{Status: 500, Body: `{"providerMessage":"timeout"}`}, kind: model.ServerDown},
		"no-json-here":            {fault: &elementstest.Fault{Status: 415}, kind: model.BadReply},
		"web-site-not-api":        {fault: &elementstest.Fault{Status: 200, Body: "<html>Sign in</html>"}, kind: model.BadReply},
		"truncated":               {fault: &elementstest.Fault{Status: 200, Body: `[{"id":1},{"id`}, kind: model.BadReply},
		"unexpected-shape":        {fault: &elementstest.Fault{Status: 200, Body: `{"tickets":[]}`}, kind: model.BadReply},
		"empty-body":              {fault: &elementstest.Fault{Status: 200}, kind: model.BadReply},
		"redirected":              {fault: &elementstest.Fault{Status: 302}, kind: model.BadReply},
		"token-loop":              {gateway: elementstest.Options{SameToken: true, Clamp: 25}, kind: model.BadReply},
		"renamed-fields":          {gateway: elementstest.Options{Rename: map[string]string{"summary": "s", "status": "t", "board": "b", "company": "c", "priority": "p", "_info": "i"}}, kind: model.BadReply},
		"no-tickets-here":         {fault: &elementstest.Fault{Status: 404}, kind: model.Misconfigured},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			r := bigRig(t, cwtest.Middle, c.gateway, c.change) // a loop needs long lists, however they are divided
			r.gateway.Break(c.fault)
			b, err := r.Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
			if err == nil {
				t.Fatalf("no error: %d tickets", len(b.Tickets))
			}
			p := problemOf(t, err)
			if p.Code != code || p.Kind != c.kind || p.What.IsEmpty() {
				t.Errorf("%s (%s): %v", p.Code, p.Kind, p)
			}
			if c.fault != nil && strings.Contains(c.fault.Body, "r-1") && p.Request != "r-1" {
				t.Errorf("request %q", p.Request)
			}
			for _, s := range []string{elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken, wrong.Reveal()} {
				if strings.Contains(p.Error(), s) {
					t.Errorf("a secret in %q", p.Error())
				}
			}
		})
	}
}

// A gateway that refuses every third request still tells everything: what has
// come stays.
func TestUnfinishedListsGoOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{Clamp: 40, Said: true}, nil)
	r.gateway.Break(&elementstest.Fault{Status: 429, RetryAfter: "1", Every: 3})
	want := serviceIDs(t, r.cw)
	for try := 0; ; try++ {
		if try > 40 {
			t.Fatal("never")
		}
		b, err := r.Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
		if err == nil {
			if got := ids(b.Tickets); !slices.Equal(got, want) {
				t.Errorf("%d of %d", len(got), len(want))
			}
			return
		}
		r.pass(2 * time.Second)
	}
}

func TestRenamedFields(t *testing.T) {
	t.Parallel()
	rename := map[string]string{"summary": "subject", "closedFlag": "done", "status": "state"}
	r := newRig(t, elementstest.Options{Rename: rename}, func(o *Options) {
		o.Fields = map[string]string{"summary": "subject", "closedFlag": "done", "status": "state", "status.id": "state.id"}
	})
	b := fetch(t, r, psa.Query{Source: model.SourceTickets})
	if got := ids(b.Tickets); !slices.Equal(got, serviceIDs(t, r.cw)) || b.Tickets[0].Summary.IsEmpty() || b.Tickets[0].Status.Name.IsEmpty() {
		t.Errorf("%d tickets, %+v", len(got), b.Tickets[0])
	}
	fetch(t, r, psa.Query{Source: model.SourceTickets})
	some := newRig(t, elementstest.Options{Rename: map[string]string{"company": "client"}}, nil)
	if b := fetch(t, some, psa.Query{Source: model.SourceTickets}); !strings.Contains(b.Gap, "company") {
		t.Errorf("gap %q", b.Gap)
	}
	strictly(t, r)
}

// Nothing is sent to another host, whatever an answer names.
func TestStays(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{}, func(o *Options) {
		next := o.Transport
		o.Transport = transport(func(req *http.Request) (*http.Response, error) {
			if req.URL.Host != "api.cloud-elements.com" || strings.Contains(req.URL.String(), "%2Felements") {
				t.Errorf("asked %s", req.URL)
			}
			return next.RoundTrip(req)
		})
	})
	fetch(t, r, psa.Query{Source: model.SourceTickets})
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCancelled(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Fetch(ctx, psa.Query{Source: model.SourceTickets}); problemOf(t, err).Code != "cancelled" {
		t.Error(err)
	}
}
