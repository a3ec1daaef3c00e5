package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/briefing"
	"daybrief/briefing/render"
	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// tidewater is a way in that is as little like ConnectWise as the port permits:
// it signs in with a ticket that runs out, pages by tokens that mean nothing,
// numbers its tickets beyond what a double can hold, and has tickets, notes and
// nothing else.
type tidewater struct {
	mu      sync.Mutex
	tickets []*model.Ticket
	pass    string         // what a request must carry
	tokens  map[string]int // where a page begins
	asked   map[psa.Feature]int
	signed  int
	now     func() time.Time
}

func newTidewater(now func() time.Time) *tidewater {
	v := &tidewater{tokens: map[string]int{}, asked: map[psa.Feature]int{}, now: now}
	for i := range 25 {
		t := uitest.Ticket(i, uitest.Noon())
		t.ID = model.TicketID(1)<<53 + model.TicketID(2*i+1)
		t.SLA.StatusText = model.Clean("Resolve by Wed 03/11 4:00 PM UTC+00")
		if i%12 == 4 {
			t.SLA.StatusText = model.Clean("Waiting")
		}
		v.tickets = append(v.tickets, t)
	}
	return v
}

func (*tidewater) Names() psa.Names {
	return psa.Names{System: "Tidewater", Way: "The Tidewater relay"}
}

func (v *tidewater) Lacks(f psa.Feature) *model.Problem {
	if slices.Contains([]psa.Feature{psa.Notes, psa.Offered(model.SourceTickets), psa.Offered(model.SourceSystem)}, f) {
		return nil
	}
	return psa.NotOffered(v.Names(), f)
}

func (v *tidewater) Fetch(_ context.Context, q psa.Query) (psa.Batch, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked[psa.Offered(q.Source)]++
	if p := v.Lacks(psa.Offered(q.Source)); p != nil {
		return psa.Batch{}, p
	}
	b := psa.Batch{ServerTime: v.now()}
	if q.Source == model.SourceSystem {
		return b, nil
	}
	for token := ""; ; {
		page, next, err := v.page(token, v.signIn())
		if err != nil {
			return psa.Batch{}, err
		}
		for _, t := range page {
			b.Digests = append(b.Digests, t.Digest())
			if q.Kind != psa.Digests && (q.Kind != psa.Delta || t.Updated.After(q.Since)) {
				b.Tickets = append(b.Tickets, t)
			}
		}
		if token = next; token == "" {
			return b, nil
		}
	}
}

// signIn gets a pass for one request.
func (v *tidewater) signIn() string {
	v.signed++
	v.pass = "pass " + strconv.Itoa(v.signed)
	return v.pass
}

func (v *tidewater) page(token, pass string) (list []*model.Ticket, next string, err error) {
	at, known := v.tokens[token]
	if pass != v.pass || token != "" && !known {
		return nil, "", &model.Problem{Kind: model.Unauthorized, What: model.Clean("No such pass.")}
	}
	v.pass = ""
	end := min(at+10, len(v.tickets))
	if end < len(v.tickets) {
		next = fmt.Sprintf("~%x~", end*end+99)
		v.tokens[next] = end
	}
	return v.tickets[at:end], next, nil
}

func (v *tidewater) Ticket(_ context.Context, _ *model.Ticket, devices bool) psa.TicketDetail {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked[psa.Notes]++
	d := psa.TicketDetail{Notes: psa.Got(uitest.Talk(uitest.Noon()), nil)}
	d.Time.Problem = v.Lacks(psa.Time)
	if devices {
		d.Devices.Problem = v.Lacks(psa.Devices)
	}
	return d
}

func (v *tidewater) Company(context.Context, model.CompanyID) psa.CompanyDetail {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked[psa.Contacts]++
	return psa.CompanyDetail{}.Of(v)
}

// tidewaterApp is the whole dashboard on it, polled by the real feed.
func tidewaterApp(t *testing.T, screens ...screen.Screen) (*tidewater, *uitest.Term, ui.Feed) {
	t.Helper()
	r := newRig(nil)
	v, f := newTidewater(r.opts.Now), feed.New(feed.Options{Every: time.Minute})
	r.opts.Provider, r.opts.Feed, r.opts.Screens, r.opts.Title = v, uitest.Poll(t, f, v, r.opts.Now), screens, "Harbour IT"
	r.opts.Rules.Member = "tech1"
	x := uitest.Start(t, r.app(t), 180, 60)
	x.Pass(2 * time.Minute)
	return v, x, r.opts.Feed
}

// TestAnotherWayIn runs the dashboard on a provider that is nothing like
// ConnectWise: what it does not offer is said where it is missed, what it offers
// is all there, and nobody else's name is on any screen.
func TestAnotherWayIn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v, x, _ := tidewaterApp(t, brief.New(), tickets.New(), schedule.New(), companies.New())
		see := func(texts ...string) {
			t.Helper()
			x.Wants(append(texts, "LIVE")...)
			x.Lacks("ConnectWise", "Loading", "Asking for", "Waiting for")
		}
		see("SLA: about to be missed, and missed")
		x.Press("2")
		x.Pass(2 * time.Second)
		see("25 of 25", "Port 14 flaps", "9007199254741009")
		x.Press("enter")
		x.Pass(time.Second)
		see("Port 14 flaps", "The Tidewater relay does not offer time entries.", "The Tidewater relay does not offer devices of tickets.")
		x.Press("o")
		see("No address of Tidewater's own pages is known.")
		x.Press("esc", "3")
		see("The Tidewater relay does not offer a schedule.")
		x.Press("4")
		x.Pass(2 * time.Second)
		see("The Tidewater relay does not offer contacts.", "The Tidewater relay does not offer agreements.")
		x.Press("!")
		see("N/A", "The Tidewater relay does not offer boards.", "The SLA is as of each ticket's last save.")
		x.Lacks("Failing")
		x.Press("esc", "?")
		x.Lacks("ConnectWise")
		x.Press("esc")
		x.Pass(12 * time.Hour)
		x.Press("1")
		see()
		v.mu.Lock()
		defer v.mu.Unlock()
		for _, f := range psa.Features() {
			if n := v.asked[f]; v.Lacks(f) != nil && n > 1 {
				t.Errorf("%s is not offered and was asked for %d times in half a day", f, n)
			}
		}
	})
}

// What is not offered is no failure in print, and its sections say why they are
// empty.
func TestAnotherWayInPrinted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, x, f := tidewaterApp(t, wall.New(wall.Options{}))
		for range 12 {
			x.Pass(15 * time.Second)
			x.Lacks("ConnectWise", "DEGRADED", "STARTING")
		}
		s, r := f.Snapshot(), uitest.Rules()
		for _, h := range s.Health {
			if h.Failing() {
				t.Errorf("%s: %v", h.Source, h.Problem)
			}
		}
		r.Member, r.Sections = "tech1", []string{"sla", "my-day", "unplanned", "team-load", "companies", "numbers", "data-health"}
		now := uitest.Noon().Add(5 * time.Minute)
		text := string(render.Text(briefing.Build(s, nil, model.NewLookup(s, r.Policy), r, now), render.Options{Limit: 50}))
		if !strings.Contains(text, "The Tidewater relay does not offer a schedule.") {
			t.Errorf("nothing is said about the schedule:\n%s", text)
		}
		for _, not := range []string{"ConnectWise", "needs Inquire", "never loaded"} {
			if strings.Contains(text, not) {
				t.Errorf("%q in\n%s", not, text)
			}
		}
	})
}

var _ psa.Provider = (*tidewater)(nil)
