package connectwise

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func agenda() ActivityQuery {
	return ActivityQuery{But: []int64{1, 3}, Since: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)}
}

const (
	lateAgenda  = "assignTo/id!=null and (status/id not in (1,3) or status/id=null or closeFlag=false or lastUpdated>=[2026-03-09T00:00:00Z] or dateClosedUtc>=[2026-03-09T00:00:00Z])"
	earlyAgenda = "assignTo/id!=null and (status/id not in (1,3) or status/id=null or lastUpdated>=[2026-03-09T00:00:00Z])"
)

// What only late servers know is asked of these, and of a server whose release is
// not known, once.
func TestActivities(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, forwardList("/sales/activities", lateAgenda, activityFields(true),
		`[{"id":1,"name":"Call","type":{"id":3,"name":"Call"},"status":{"id":2},"closeFlag":false,"dateStart":"2026-03-10T12:00:00Z","dateEnd":"2026-03-10","dateEndUtc":"2026-03-10T13:00:00Z",
		"dateClosedUtc":"2026-03-10T14:00:00Z","assignTo":{"id":5,"identifier":"acole"},"campaign":{"id":40,"name":"Spring"},"_info":{"lastUpdated":"2026-03-10T15:00:00Z"}},{"id":2,"status":{"id":1},"assignTo":{"id":6},"dateEnd":"2026-03-12T00:00:00Z"},{"id":3,"status":{"id":1}}]`))
	p, err := Collect(c.Sales().Activities(t.Context(), agenda()))
	if err != nil || len(p.Items) != 2 || p.Skipped != 1 { // the third is not said to be anybody's
		t.Fatalf("%+v, %v", p, err)
	}
	a, bare := p.Items[0], p.Items[1]
	if a.Closed == nil || *a.Closed || a.End.Hour() != 13 || a.ClosedAt.Hour() != 14 || a.Updated.Hour() != 15 || a.Campaign.ID != 40 || a.Assigned.ID != 5 || a.Status != 2 {
		t.Errorf("%+v", a)
	}
	if bare.Closed != nil || !bare.ClosedAt.IsZero() || !bare.Start.IsZero() || bare.End.Day() != 12 || bare.Assigned.ID != 6 {
		t.Errorf("made up: %+v", bare)
	}
}

func TestActivitiesOfAnOlderServer(t *testing.T) {
	t.Parallel()
	refusal := forwardList("/sales/activities", lateAgenda, activityFields(true), `{"code":"InvalidObject","message":"field 'closeFlag' does not exist on activity"}`)
	refusal.status = 400
	early := forwardList("/sales/activities", earlyAgenda, activityFields(false), `[{"id":2,"status":{"id":1},"assignTo":{"id":6}}]`)
	_, c := newServer(t, refusal, early, again(early))
	for range 2 { // the second time it is known
		if p, err := Collect(c.Sales().Activities(t.Context(), agenda())); err != nil || len(p.Items) != 1 {
			t.Fatalf("%+v, %v", p, err)
		}
	}
	_, c = newServer(t, forwardList("/sales/activities", earlyAgenda, activityFields(false), `[{"id":2,"assignTo":{"id":6}}]`))
	c.shared.version.learn("v2026.3.1", true)
	if p, err := Collect(c.Sales().Activities(t.Context(), agenda())); err != nil || len(p.Items) != 1 {
		t.Errorf("2026.3: %+v, %v", p, err)
	}
	other := forwardList("/sales/activities", lateAgenda, activityFields(true), `{"code":"InvalidObject","message":"no"}`)
	other.status = 400
	_, c = newServer(t, other)
	if _, err := Collect(c.Sales().Activities(t.Context(), agenda())); err == nil {
		t.Error("another refusal was taken for this one")
	}
}

// The list grows for ever: each question has something that narrows it. Statuses are
// left out, not named: one that is not listed any more is asked for.
func TestQuestionsAboutActivities(t *testing.T) {
	t.Parallel()
	from, to := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	between := "(dateEnd>=[2026-02-01T00:00:00Z] and dateEnd<[2026-03-01T00:00:00Z]) or (dateEnd=null and dateStart>=[2026-02-01T00:00:00Z] and dateStart<[2026-03-01T00:00:00Z])"
	for want, got := range map[string]Cond{
		"campaign/id!=null": ActivityQuery{Campaigns: true, But: []int64{1}}.cond(true),
		"(status/id not in (2) or status/id=null or closeFlag=true) and (" + between + ")": ActivityQuery{But: []int64{2}, From: from, To: to}.cond(true),
		"(status/id not in (2) or status/id=null) and (" + between + ")":                   ActivityQuery{But: []int64{2}, From: from, To: to}.cond(false),
		between: ActivityQuery{From: from, To: to}.cond(true), // no status is said to leave one open: any may close
		"assignTo/id!=null and (status/id=null or lastUpdated>=[2026-03-01T00:00:00Z])": ActivityQuery{Since: to}.cond(false),
	} {
		if got.Err() != nil || got.String() != want {
			t.Errorf("%s\nwant %s, %v", got, want, got.Err())
		}
	}
}

func TestTypesAndCampaigns(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		list("/sales/activities/types", "", activityTypeFields(), "1000", `[{"id":1,"points":5},{"id":2,"points":0},{"id":3}]`),
		list("/marketing/campaigns", "", campaignFields(), "1000", `[{"id":40,"name":"Spring"},{"id":43,"name":"Old","inactive":true}]`),
		denying("/sales/activities", 403))
	types, err := Collect(c.Sales().ActivityTypes(t.Context()))
	if err != nil || len(types.Items) != 3 || *types.Items[0].Points != 5 || *types.Items[1].Points != 0 || types.Items[2].Points != nil {
		t.Errorf("%+v, %v", types, err)
	}
	all, err := Collect(c.Sales().Campaigns(t.Context()))
	if err != nil || len(all.Items) != 2 || all.Items[0].Inactive || !all.Items[1].Inactive {
		t.Errorf("%+v, %v", all, err)
	}
	_, err = Collect(c.Sales().Activities(t.Context(), agenda()))
	if got := wantCode(t, err, "denied-sales-activities", model.Forbidden).problem.Needs; !strings.HasPrefix(got, "Inquire on CRM/Sales Activities") {
		t.Errorf("needs %q", got)
	}
}
