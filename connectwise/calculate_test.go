package connectwise_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
)

// The SLA of known tickets is calculated four pages at a time, of each ticket
// once, and of those that have come since; a pause that the server asks for
// costs nothing that has come.
func TestCalculateKnownFourAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{each: 150 * time.Millisecond}
		_, c, q := gathering(t, s, 25)
		list, err := connectwise.Collect(c.Tickets.Pages(t.Context(), q))
		if err != nil {
			t.Fatal(err)
		}
		known := list.Items[:len(list.Items)-30] // the rest has come since, for all that is known
		calculated := func(k *connectwise.Calculation) (p connectwise.Page[model.TicketSLA], tries int) {
			for tries = 1; tries < 100; tries++ {
				p, err = c.Tickets.CalculateKnown(t.Context(), q, known, k)
				var problem *model.Problem
				if err == nil || !errors.As(err, &problem) || problem.Kind != model.RateLimited {
					break
				}
				time.Sleep(time.Second)
			}
			ids := map[model.TicketID]bool{}
			for _, x := range p.Items {
				ids[x.ID] = true
			}
			if err != nil || len(ids) != len(list.Items) || len(p.Items) != len(ids) {
				t.Errorf("%d rows of %d tickets, there are %d: %v", len(p.Items), len(ids), len(list.Items), err)
			}
			return p, tries
		}
		s.n, s.most = 0, 0
		began := time.Now()
		plain, _ := calculated(&connectwise.Calculation{})
		n := s.n
		if floor := time.Duration((n+3)/4) * s.each; s.most != 4 || time.Since(began) > floor+2*s.each {
			t.Errorf("%d requests took %v, %d at a time", n, time.Since(began), s.most)
		}
		if need := len(plain.Items)/25 + 3; n > need*130/100 {
			t.Errorf("%d requests for %d pages", n, need)
		}
		s.refuse, s.n = 5, 0
		if _, tries := calculated(&connectwise.Calculation{}); tries < 2 || s.n > n*3/2+8 || s.tooEarly > 0 {
			t.Errorf("%d requests in %d tries, %d of them inside a pause, where %d suffice", s.n, tries, s.tooEarly, n)
		}
	})
}

// Nine tenths of a page of 250 are 225 rows, as many as a server may hold pages to:
// the parts are smaller, else each would be followed by a request for nothing.
func TestCalculateKnownAsksForAPartOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &slowly{}
		_, c, q := gathering(t, s, 250)
		list, err := connectwise.Collect(c.Tickets.Pages(t.Context(), q))
		if err != nil {
			t.Fatal(err)
		}
		s.n = 0
		p, err := c.Tickets.CalculateKnown(t.Context(), q, list.Items, &connectwise.Calculation{})
		if err != nil || len(p.Items) != len(list.Items) {
			t.Fatalf("%d rows of %d tickets: %v", len(p.Items), len(list.Items), err)
		}
		if parts := (len(p.Items) + 223) / 224; s.n > parts {
			t.Errorf("%d requests for %d parts of %d tickets", s.n, parts, len(p.Items))
		}
	})
}
