package report

import (
	"math"
	"testing"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// stamp is a moment, or a calendar day; "" for neither.
func stamp(s string) time.Time {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t
	}
	return at(s)
}

func activity(closed *bool, start, end, closedAt, updated string) model.Activity {
	return model.Activity{
		ID: 1, Assigned: model.MemberRef{ID: 1, Identifier: model.Clean("ACole")}, Type: model.Ref[int64]{ID: 3, Name: model.Clean("Call")}, Closed: closed,
		Start: stamp(start), End: stamp(end), ClosedAt: stamp(closedAt), Updated: stamp(updated),
	}
}

// The week of the tests is Monday the 9th to Sunday the 15th in New York, where it
// is Tuesday, 22:00.
func inNewYork(t *testing.T) Ask {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return Ask{By: "member", Zone: zone, Now: at("2026-03-11T02:00:00Z")}
}

func TestActivitiesByHand(t *testing.T) {
	t.Parallel()
	no, yes, none := false, true, math.NaN()
	for name, c := range map[string]struct {
		a                model.Activity
		late, week, done float64
		left             bool // in no figure
	}{
		"ended a minute ago":                {activity(&no, "2026-03-11T01:00:00Z", "2026-03-11T01:59:00Z", "", ""), 1, 0, 0, false},
		"ends now":                          {activity(&no, "2026-03-11T01:00:00Z", "2026-03-11T02:00:00Z", "", ""), 0, 1, 0, false},
		"ends today, as a day":              {activity(&no, "2026-03-10", "2026-03-10", "", ""), 0, 1, 0, false},
		"ended yesterday, as a day":         {activity(&no, "2026-03-09", "2026-03-09", "", ""), 1, 0, 0, false},
		"began today, without an end":       {activity(&no, "2026-03-10T13:00:00Z", "", "", ""), 0, 1, 0, false},
		"began yesterday night":             {activity(&no, "2026-03-10T03:00:00Z", "", "", ""), 1, 0, 0, false},
		"on Sunday night":                   {activity(&no, "", "2026-03-16T03:59:00Z", "", ""), 0, 1, 0, false},
		"on Monday":                         {activity(&no, "", "2026-03-16T04:30:00Z", "", ""), 0, 0, 0, true},
		"on Monday, as a day":               {activity(&no, "", "2026-03-16", "", ""), 0, 0, 0, true},
		"on Sunday, as a day":               {activity(&no, "", "2026-03-15", "", ""), 0, 1, 0, false},
		"open, and no day":                  {activity(&no, "", "", "", "2026-03-10T12:00:00Z"), none, none, 0, false},
		"closed on Monday":                  {activity(&yes, "2026-01-05T12:00:00Z", "", "2026-03-09T12:00:00Z", "2026-03-09T12:00:00Z"), 0, 0, 1, false},
		"closed last week, changed in this": {activity(&yes, "2026-01-05T12:00:00Z", "", "2026-03-06T12:00:00Z", "2026-03-09T12:00:00Z"), 0, 0, 0, true},
		"closed, and changed in this week":  {activity(&yes, "2026-01-05T12:00:00Z", "", "", "2026-03-09T04:00:00Z"), 0, 0, 1, false},
		"closed, changed on Sunday":         {activity(&yes, "2026-01-05T12:00:00Z", "", "", "2026-03-09T03:59:00Z"), 0, 0, 0, true},
		"closed, nobody knows when":         {activity(&yes, "2026-01-05T12:00:00Z", "", "", ""), 0, 0, none, false},
		"open or closed, long ago":          {activity(nil, "2026-01-05T12:00:00Z", "", "", "2026-01-06T12:00:00Z"), none, 0, 0, false},
		"open or closed, this week":         {activity(nil, "2026-03-12T12:00:00Z", "", "", "2026-03-09T12:00:00Z"), 0, none, none, false},
		"open or closed, in a month":        {activity(nil, "2026-04-12T12:00:00Z", "", "", "2026-02-09T12:00:00Z"), 0, 0, 0, true},
	} {
		r, _ := Find("activities")
		res := Make(r, Input{Ask: inNewYork(t), Lists: map[psa.List]Got{psa.ListActivities: {Records: psa.Records{Activities: []model.Activity{c.a}}}}})
		if c.left != (len(res.Groups) == 0) {
			t.Errorf("%s: groups %v", name, res.Groups)
			continue
		}
		if !c.left {
			t.Log(name)
			wantFigures(t, res, "acole", map[string]float64{"past_due": c.late, "this_week": c.week, "done_this_week": c.done})
		}
	}
}

// Nobody's activities are in the tracker and in campaigns, and not in the week.
func TestActivitiesOfNobody(t *testing.T) {
	t.Parallel()
	no := false
	a := activity(&no, "2026-03-12T12:00:00Z", "", "", "")
	a.Assigned = model.MemberRef{}
	r, _ := Find("activities")
	if res := Make(r, Input{Ask: inNewYork(t), Lists: map[psa.List]Got{psa.ListActivities: {Records: psa.Records{Activities: []model.Activity{a}}}}}); len(res.Groups) != 0 {
		t.Errorf("%v", res.Groups)
	}
}

func TestTrackerByHand(t *testing.T) {
	t.Parallel()
	no, yes, none := false, true, math.NaN()
	r, _ := Find("activity-tracker")
	a := inNewYork(t)
	a.From, a.To = at("2026-02-01T00:00:00Z"), at("2026-02-28T00:00:00Z")
	track := func(points Got, all ...model.Activity) Result {
		return Make(r, Input{Ask: a, Lists: map[psa.List]Got{psa.ListHeld: {Records: psa.Records{Activities: all}}, psa.ListPoints: points}})
	}
	three := Got{Records: psa.Records{Points: map[int64]float64{3: 4}}}
	res := track(three,
		activity(&yes, "2026-01-31T20:00:00Z", "2026-02-01T05:00:00Z", "", ""), // the first hour of the first
		activity(&yes, "2026-02-01T04:00:00Z", "2026-02-01T04:59:00Z", "", ""), // still January
		activity(&yes, "", "2026-02-28", "", ""), activity(&yes, "", "2026-03-01", "", ""),
		activity(&yes, "2026-03-01T04:00:00Z", "", "", ""), activity(&no, "2026-02-03T12:00:00Z", "", "", ""))
	wantFigures(t, res, "acole", map[string]float64{"count": 3, "points": 12})
	other := activity(&yes, "2026-02-03T12:00:00Z", "", "", "")
	other.Type.ID, other.Assigned = 9, model.MemberRef{}
	res = track(three, other)
	wantFigures(t, res, "", map[string]float64{"count": 1, "points": none})
	saysAll(t, res, "Points leaves out 1 record")
	res = track(three, activity(nil, "2026-02-03T12:00:00Z", "", "", ""))
	wantFigures(t, res, "acole", map[string]float64{"count": none, "points": none})
	res = track(Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}}, activity(&yes, "2026-02-03T12:00:00Z", "", "", ""))
	wantFigures(t, res, "acole", map[string]float64{"count": 1, "points": none})
	if res.Problem == nil || res.Unavailable != "" || len(res.Notes) != 1 {
		t.Errorf("%v, %q", res.Problem, res.Notes)
	}
}

func TestCampaignsByHand(t *testing.T) {
	t.Parallel()
	no, yes, none := false, true, math.NaN()
	of := func(campaign int64, company model.CompanyID, a model.Activity) model.Activity {
		a.Campaign, a.Company = model.Ref[int64]{ID: campaign, Name: model.Clean("Gone")}, model.CompanyRef{ID: company}
		return a
	}
	r, _ := Find("campaigns")
	a := inNewYork(t)
	a.By = "campaign"
	in := Input{Ask: a, Lists: map[psa.List]Got{
		psa.ListCampaigns: {Records: psa.Records{Campaigns: []model.Campaign{{ID: 40, Name: model.Clean("Spring")}, {ID: 43, Name: model.Clean("Old"), Inactive: true}}}},
		psa.ListFollowing: {Records: psa.Records{Activities: []model.Activity{
			of(40, 5, activity(&no, "", "2026-03-01", "", "")), of(40, 5, activity(&yes, "", "2026-03-01", "", "")), of(40, 6, activity(&no, "", "", "", "")),
			of(40, 0, activity(nil, "", "2026-03-01", "", "")), of(99, 5, activity(&no, "", "2026-04-01", "", "")),
		}}},
	}}
	res := Make(r, in)
	wantFigures(t, res, "40", map[string]float64{"total": 4, "open": 2, "closed": 1, "past_due": 1, "companies": 2})
	wantFigures(t, res, "43", map[string]float64{"total": 0, "open": 0, "closed": 0, "past_due": 0, "companies": 0})
	wantFigures(t, res, "99", map[string]float64{"total": 1, "open": 1, "past_due": 0, "companies": 1})
	saysAll(t, res, "Open leaves out 1 record", "Past due leaves out 2 records")
	if total := res.Totals[r.column("companies")]; *total != 2 {
		t.Errorf("companies in all: %v", *total)
	}
	in.Lists[psa.ListCampaigns] = Got{Problem: &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}}
	if res = Make(r, in); len(res.Groups) != 2 || res.Groups[0].Name != "Gone" || res.Problem == nil {
		t.Errorf("without the list: %+v", res.Groups)
	}
	in.Lists[psa.ListFollowing] = Got{Records: psa.Records{Activities: []model.Activity{of(40, 5, activity(nil, "", "2026-03-01", "", ""))}}}
	wantFigures(t, Make(r, in), "40", map[string]float64{"total": 1, "open": none, "closed": none, "past_due": none, "companies": 1})
}
