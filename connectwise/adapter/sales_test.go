package adapter

import (
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// paths counts the requests whose path ends like this.
func paths(s *cwtest.Server, end string) (n int) {
	for _, r := range s.Journal() {
		if strings.HasSuffix(r.Path, end) {
			n++
		}
	}
	return n
}

// Forecasts are read for so many opportunities, of those that a report is about;
// of the others what they bring is not known.
func TestForecastsOfTheFirstOnes(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Middle})
	r, err := way.Records(t.Context(), psa.RecordQuery{List: psa.ListOpportunities})
	if err != nil || r.Parts != nil || len(r.Opportunities) <= psa.MostForecasts {
		t.Fatalf("%d opportunities, %v, %v", len(r.Opportunities), err, r.Parts)
	}
	for i, o := range r.Opportunities {
		if (o.Revenue == nil) != (i >= psa.MostForecasts) || o.Closed == nil || *o.Closed {
			t.Errorf("%d. opportunity: %+v", i+1, o)
		}
	}
	if n := paths(server, "/forecast"); n != psa.MostForecasts {
		t.Errorf("%d requests for forecasts", n)
	}
	server.ForgetJournal()
	rep, told := r.Opportunities[len(r.Opportunities)-1].Rep, 0
	q := psa.RecordQuery{List: psa.ListOpportunities, Only: func(_ model.CompanyRef, by model.MemberRef) bool { return by.ID == rep.ID }, Progress: func(had, _ int) { told = had }}
	if r, err = way.Records(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, o := range r.Opportunities {
		if o.Rep.ID == rep.ID {
			n++
		}
		if (o.Revenue == nil) == (o.Rep.ID == rep.ID) {
			t.Errorf("%+v", o)
		}
	}
	if paths(server, "/forecast") != n || told != n {
		t.Errorf("%d requests for %d opportunities, told %d", paths(server, "/forecast"), n, told)
	}
}

func TestSalesRefused(t *testing.T) {
	t.Parallel()
	server, way := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	q := psa.RecordQuery{List: psa.ListOpportunities}
	all, err := way.Records(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	server.ForgetJournal()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/sales/opportunities/" + digits(all.Opportunities[1].ID) + "/forecast"})
	r, err := way.Records(t.Context(), q)
	if err != nil || r.Parts == nil || r.Parts.Kind != model.Forbidden || paths(server, "/forecast") != 2 || r.Opportunities[0].Revenue == nil || r.Opportunities[2].Revenue != nil {
		t.Errorf("%v, %v, %d requests", err, r.Parts, paths(server, "/forecast"))
	}
	server.Mend()
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/sales/opportunities/statuses"})
	if _, err := way.Records(t.Context(), q); err == nil || psa.ProblemOf(err).Kind != model.Forbidden || !strings.Contains(psa.ProblemOf(err).Needs, "Opportunity Statuses") {
		t.Errorf("statuses refused: %v", err) // the lighter list as well
	}
}

// Keys that see only their own records get an empty list and no refusal: that is
// no answer. Tables are nobody's own.
func TestOwnRecordsAreNoAnswer(t *testing.T) {
	t.Parallel()
	now := sourceNow()
	for _, l := range []psa.List{
		psa.ListTime, psa.ListUnbilled, psa.ListAbsorbed, psa.ListCovered, psa.ListTickets, psa.ListOpen, psa.ListOwed, psa.ListEnding, psa.ListRunning, psa.ListProjects,
		psa.ListOpportunities, psa.ListActivities, psa.ListHeld, psa.ListFollowing, psa.ListCampaigns, psa.ListCosts, psa.ListCurrencies,
	} {
		q := psa.RecordQuery{List: l, From: now.AddDate(0, -1, 0), To: now}
		rights := guarded(l)
		server, way := sourceOf(t, cwtest.Options{})
		server.Limit(rights[0].function, "My")
		if l == psa.ListTickets || l == psa.ListOpen { // each kind has its own
			part, err := way.Records(t.Context(), q)
			if p := part.Refused[model.ServiceTicket]; err != nil || p == nil || p.Code != "own-records" || len(part.Refused) != 1 || len(part.Tickets) == 0 {
				t.Errorf("%s: one kind: %v, %v, %d tickets", l, err, part.Refused, len(part.Tickets))
			}
			server, way = sourceOf(t, cwtest.Options{})
			server.Limit(rights[0].function, "My")
			server.Limit(rights[1].function, "My")
		}
		_, err := way.Records(t.Context(), q)
		p := psa.ProblemOf(err)
		if p == nil || p.Code != "own-records" || p.Kind != model.Forbidden || !strings.Contains(p.Needs, rights[0].function) {
			t.Errorf("%s: %v", l, err)
		}
		if bad := server.Refused(); len(bad) > 0 {
			t.Errorf("%s: the server refused %v", l, bad)
		}
	}
	for _, l := range []psa.List{psa.ListCycles, psa.ListPoints, psa.ListCounts} {
		if guarded(l) != nil {
			t.Errorf("%s has a level", l)
		}
	}
}

// Where a record does not say whether it is closed, its status does; without the
// statuses that is not known, and the campaigns are told about all the same.
func TestWhoSaysThatAnActivityIsClosed(t *testing.T) {
	t.Parallel()
	for version, unsaid := range map[string]bool{"v2026.4.12345": false, "v2025.8.100": true} {
		server, way := sourceOf(t, cwtest.Options{Version: version})
		q := psa.RecordQuery{List: psa.ListFollowing}
		all, err := way.Records(t.Context(), q)
		if err != nil || all.Parts != nil || len(all.Activities) < 50 {
			t.Fatalf("%d activities, %v, %v", len(all.Activities), err, all.Parts)
		}
		for _, a := range all.Activities {
			if a.Closed == nil || a.Campaign.ID == 0 {
				t.Errorf("%s: %+v", version, a)
			}
		}
		server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/sales/activities/statuses"})
		part, err := way.Records(t.Context(), q)
		if err != nil || part.Parts == nil || len(part.Activities) != len(all.Activities) {
			t.Fatalf("%s: statuses refused: %v, %v", version, err, part.Parts)
		}
		open := 0
		for _, a := range part.Activities {
			if a.Closed != nil {
				open++
			}
		}
		if unsaid != (open == 0) || open == len(part.Activities) {
			t.Errorf("%s: %d of %d are known to be open or closed", version, open, len(part.Activities))
		}
		if _, err := way.Records(t.Context(), psa.RecordQuery{List: psa.ListActivities, From: sourceNow()}); err == nil {
			t.Errorf("%s: open ones can't be asked for without statuses", version)
		}
	}
}
