package elements

import (
	"slices"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// The follow-ups of everybody are there where the gateway has activities, and what is
// not seen is said; elsewhere it is asked once.
func TestActivitiesThroughGateway(t *testing.T) {
	t.Parallel()
	q := psa.Query{Source: model.SourceActivities}
	r := newRig(t, elementstest.Options{Generic: []string{objectActivities}}, nil)
	b := fetch(t, r, q)
	late, week := r.cw.Books().FollowUps("", noon(), time.UTC)
	known := map[int64]model.Activity{}
	for _, a := range b.Activities {
		known[a.ID] = a
		if a.Assigned.IsZero() || a.Closed != nil && *a.Closed {
			t.Errorf("%+v", a)
		}
	}
	all, err := connectwise.Collect(directly(t, r.cw).Sales().Activities(t.Context(), connectwise.ActivityQuery{But: []int64{999}}))
	if err != nil || len(late) == 0 || len(week) == 0 || b.Gap == "" {
		t.Errorf("%v; %d late, %d in this week, gap %q", err, len(late), len(week), b.Gap)
	}
	seen := 0
	for _, a := range all.Items {
		young := !a.Start.Before(noon().AddDate(0, 0, -90)) && slices.Contains(slices.Concat(late, week), a.ID)
		if _, ok := known[a.ID]; young && !ok {
			t.Errorf("missing: %+v", a)
		} else if young {
			seen++
		}
	}
	if seen < (len(late)+len(week))/2 {
		t.Errorf("only %d were compared", seen)
	}
	for id, a := range known {
		if l, ok := a.PastDue(noon(), time.UTC); ok && l && a.Closed != nil && !slices.Contains(late, id) {
			t.Errorf("#%d is not past due: %+v", id, a)
		}
	}
	bare := newRig(t, elementstest.Options{}, nil)
	for range 2 {
		if _, err := bare.Fetch(t.Context(), q); problemOf(t, err).Kind != model.NotOffered {
			t.Error(err)
		}
	}
	if n := bare.gateway.Calls(objectActivities); n != 1 {
		t.Errorf("asked %d times", n)
	}
	strictly(t, r)
	strictly(t, bare)
}

// A server from before it said of activities whether they are closed leaves that
// open; nothing is taken for closed.
func TestActivitiesThatDoNotSayWhetherTheyAreClosed(t *testing.T) {
	t.Parallel()
	cw := cwtest.New(cwtest.Options{Seed: 7, Now: noon, Still: true, Version: "v2025.8.100"})
	r := newRig(t, elementstest.Options{Generic: []string{objectActivities}}, nil)
	r.gateway = elementstest.New(cw, elementstest.Options{Generic: []string{objectActivities}, Now: noon})
	o := r.client.o
	o.Transport = r.gateway.Transport()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	r.Provider = NewProvider(c, &Offers{}, model.System{})
	b := fetch(t, r, psa.Query{Source: model.SourceActivities})
	if len(b.Activities) == 0 {
		t.Fatal("none")
	}
	for _, a := range b.Activities {
		if a.Closed != nil {
			t.Errorf("%+v", a)
		}
	}
	strictly(t, r)
}
