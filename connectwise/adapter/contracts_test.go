package adapter

import (
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

func february() psa.RecordQuery {
	return psa.RecordQuery{List: psa.ListRunning, From: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)}
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// asked counts the requests for additions.
func asked(s *cwtest.Server) int { return paths(s, "/additions") }

// Additions are asked for of the agreements that ran and that the report is
// about, and of no others; progress is of these.
func TestAdditionsOfTheRunning(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	q, had, total := february(), 0, 0
	q.Progress = func(h, n int) { had, total = h, n }
	all, err := way.Records(t.Context(), q)
	if err != nil || all.Parts != nil {
		t.Fatal(err, all.Parts)
	}
	ran, with := 0, 0
	for _, a := range all.Contracts {
		_, _, ok, sure := a.Run(q.From, q.To)
		if ok && sure {
			ran++
		}
		if a.Unread == (ok && sure) {
			t.Errorf("agreement %d: ran %v, unread %v", a.ID, ok, a.Unread)
		}
		with += min(1, len(a.Additions))
	}
	if n := asked(server); n != ran || ran < 50 || with < 20 || had != ran || total != ran {
		t.Errorf("%d requests for %d of %d agreements, %d with additions, told %d of %d", n, ran, len(all.Contracts), with, had, total)
	}
	server.ForgetJournal()
	of := all.Contracts[0].Of.ID
	q.Only = func(c model.CompanyRef, _ model.MemberRef) bool { return c.ID == of }
	if r, err := way.Records(t.Context(), q); err != nil || len(r.Contracts) != len(all.Contracts) || asked(server) > agreementsOfOne(r, of) {
		t.Errorf("%d requests for one company, %v", asked(server), err)
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}

func agreementsOfOne(r psa.Records, of model.CompanyID) (n int) {
	for _, a := range r.Contracts {
		if a.Of.ID == of {
			n++
		}
	}
	return n
}

// Additions that the keys may not read are asked for once; the agreements stay.
func TestAdditionsRefused(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	all, err := way.Records(t.Context(), february())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all.Contracts, func(a model.Contract) bool { return !a.Unread })
	first := all.Contracts[i]
	path := "/finance/agreements/" + digits(int64(first.ID)) + "/additions"
	server.ForgetJournal()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: path})
	r, err := way.Records(t.Context(), february())
	if err != nil || r.Parts == nil || r.Parts.Kind != model.Forbidden || asked(server) != 1 || len(r.Contracts) != len(all.Contracts) {
		t.Errorf("refused: %v, %v, %d requests", err, r.Parts, asked(server))
	}
	server.Mend()
	server.Break(cwtest.Fault{Kind: cwtest.ServerError, Status: http.StatusInternalServerError, Path: path})
	r, err = way.Records(t.Context(), february())
	if err != nil || r.Parts == nil || r.Parts.Kind != model.ServerDown || len(r.Contracts) != len(all.Contracts) {
		t.Errorf("after a breakdown: %v, %v, %d agreements", err, r.Parts, len(r.Contracts))
	}
	for i, a := range r.Contracts {
		if a.ID == first.ID && !a.Unread || a.Unread && len(a.Additions) > 0 || !a.Unread && len(a.Additions) != len(all.Contracts[i].Additions) {
			t.Errorf("agreement %d: unread is %v, %d additions", a.ID, a.Unread, len(a.Additions))
		}
	}
}

// A list that takes a request for each record goes on where it stopped, unless
// what has come has grown old.
func TestPiecesAreNotAskedForTwice(t *testing.T) {
	t.Parallel()
	server, plain := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	want, err := plain.Records(t.Context(), february())
	if err != nil {
		t.Fatal(err)
	}
	at := sourceNow()
	r := &refusing{RoundTripper: server.Transport(), every: 60}
	client, err := clientTo(server, sourceNow)
	if err != nil {
		t.Fatal(err)
	}
	if client, err = client.With(connectwise.WithTransport(r)); err != nil {
		t.Fatal(err)
	}
	way := New(client, func() time.Time { return at })
	if part, err := way.Records(t.Context(), february()); err != nil || part.Parts == nil || part.Parts.Kind != model.RateLimited {
		t.Fatalf("the sixtieth request was not refused: %v, %v", err, part.Parts)
	}
	before := r.n
	got, err := way.Records(t.Context(), february())
	if err != nil || got.Parts != nil || len(got.Contracts) != len(want.Contracts) || r.n-before >= before {
		t.Errorf("%d requests after %d, %v", r.n-before, before, err)
	}
	r.every = r.n + 60
	if part, err := way.Records(t.Context(), february()); err != nil || part.Parts == nil {
		t.Fatalf("not refused: %v", err)
	}
	at, before, r.every = at.Add(oldLists+time.Second), r.n, 100000
	if _, err := way.Records(t.Context(), february()); err != nil || r.n-before < 60 {
		t.Errorf("what was old was taken for new: %d requests, %v", r.n-before, err)
	}
}
