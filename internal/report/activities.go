package report

import (
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

const (
	roleActivities = "CRM/Sales Activities (Companies), Inquire All"
	roleSalesTable = "Table Setup (System), Inquire All: activity statuses"
)

// dayNote is what reports of activities say about days.
const dayNote = "An end or a start at midnight UTC is a day without a time: it is over when that day is over here."

// boardless is why what is sold can't be restricted by board.
const boardless = "neither activities nor opportunities stand on a board."

func activitiesReport() Report {
	return Report{
		ID: "activities", Question: "What will my reps do this week, and what are they behind on?", Now: true,
		By:      []string{"member", "type", "company"},
		Filters: []string{"member", "company"}, Unfiltered: boardless,
		Role: []string{roleActivities, roleSalesTable},
		Columns: []Column{
			{Key: "past_due", Title: "Past due", Meaning: "Open sales activities with an assignee whose end is before now; without an end, whose start is before today."},
			{Key: "this_week", Title: "This week", Meaning: "Open ones whose end, else start, lies in this week, Monday to Sunday, and that are not past due.", part: true},
			{Key: "done_this_week", Title: "Done this week", Meaning: "Closed ones that were closed in this week; where that is not said, that were last changed in it."},
		},
		Notes: []string{"The record itself says whether an activity is open, else its status does. " + dayNote},
		needs: func(a Ask) []psa.RecordQuery {
			from, to := a.week()
			return []psa.RecordQuery{{List: psa.ListActivities, From: a.start(from), To: a.start(to.AddDate(0, 0, 1))}}
		},
		collect: func(c *collector, in Input) {
			for _, a := range in.activities(psa.ListActivities) {
				if a.Assigned.IsZero() {
					continue
				}
				if adds := in.thisWeek(a); adds != nil {
					in.addActivity(c, a, a.Due(), adds)
				}
			}
		},
	}
}

// week is the Monday and the Sunday of this week.
func (a Ask) week() (monday, sunday time.Time) { return model.Week(a.today()) }

// thisWeek is what an activity adds; nil for nothing. Whether it is open counts
// where that makes a difference.
func (in Input) thisWeek(a model.Activity) map[string]*float64 {
	monday, sunday := in.week()
	late, dated := in.pastDue(a)
	day := in.dayOf(a.Due())
	week := dated && !late && !day.Before(monday) && !day.After(sunday)
	adds := map[string]*float64{"past_due": one(late), "this_week": one(week), "done_this_week": in.doneThisWeek(a)}
	if !dated {
		adds["past_due"], adds["this_week"] = nil, nil
	}
	for column, v := range adds {
		switch ofClosed := column == "done_this_week"; {
		case v != nil && *v == 0:
		case a.Closed == nil:
			adds[column] = nil
		case *a.Closed != ofClosed:
			adds[column] = num(0)
		}
	}
	for _, v := range adds {
		if v == nil || *v != 0 {
			return adds
		}
	}
	return nil
}

// doneThisWeek is 1 where an activity, if it is closed, was closed in this week.
func (in Input) doneThisWeek(a model.Activity) *float64 {
	at := a.ClosedAt
	if at.IsZero() {
		at = a.Updated
	}
	if at.IsZero() {
		return nil
	}
	monday, sunday := in.week()
	day := model.CalendarDay(at, in.Zone)
	return one(!day.Before(monday) && !day.After(sunday))
}

// pastDue reports whether an open activity is; ok is false when it has neither
// an end nor a start.
func (a Ask) pastDue(v model.Activity) (late, ok bool) { return v.PastDue(a.Now, a.Zone) }

// dayOf is the local day of a moment; of a calendar day, itself.
func (a Ask) dayOf(t time.Time) time.Time { return model.LocalDay(t, a.Zone) }

// activities are those of a list that the filters let through.
func (in Input) activities(l psa.List) []model.Activity {
	var out []model.Activity
	for _, a := range in.Lists[l].Activities {
		if in.ofMember(a.Assigned) && in.ofCompany(a.Company) {
			out = append(out, a)
		}
	}
	return out
}

// addActivity adds an activity to its group, by time at a moment.
func (in Input) addActivity(c *collector, a model.Activity, at time.Time, adds map[string]*float64) {
	key, name := loginKey(a.Assigned), nameOr(a.Assigned.Label(), "nobody")
	switch in.By {
	case "type":
		key, name = named(a.Type.Name, "no type")
	case "company":
		key, name = companyGroup(a.Company)
	case "campaign":
		key, name = refGroup(a.Campaign.ID, a.Campaign.Name, "no campaign")
	case "month":
		key = in.dayOf(at).Format("2006-01")
		name = key
	}
	c.add(entry{key: key, name: name, adds: adds, row: Row{
		ID: a.ID, Kind: "activity", Day: in.dayOf(at), Member: a.Assigned.Identifier.String(), Of: a.Company.Label().String(), Text: a.Name.String(),
	}})
}

func trackerReport() Report {
	return Report{
		ID: "activity-tracker", Question: "Who does how much selling?", Period: "last-month",
		By:      []string{"member", "type", "month"},
		Filters: []string{"member", "company"}, Unfiltered: boardless,
		Role: []string{roleActivities, roleSalesTable, "Table Setup (System), Inquire All: activity types"},
		Columns: []Column{
			{Key: "count", Title: "Activities", Meaning: "Closed sales activities whose end, else start, lies in the period, also those without an assignee."},
			{Key: "points", Title: "Points", Meaning: "Sum of the points of their types."},
		},
		Notes: []string{"The record itself says whether an activity is closed, else its status does. A type without points is not one of 0 points: its activities are left out of the points. What has neither an end nor a start lies in no period. " + dayNote},
		spare: []psa.List{psa.ListPoints},
		needs: func(a Ask) []psa.RecordQuery {
			// Calendar days come at midnight UTC: a day more on both sides holds them.
			return []psa.RecordQuery{{List: psa.ListHeld, From: a.start(a.From.AddDate(0, 0, -1)), To: a.start(a.To.AddDate(0, 0, 2))}, {List: psa.ListPoints}}
		},
		collect: func(c *collector, in Input) {
			for _, a := range in.activities(psa.ListHeld) {
				day := in.dayOf(a.Due())
				if day.IsZero() || day.Before(in.From) || day.After(in.To) || a.Closed != nil && !*a.Closed {
					continue
				}
				adds := map[string]*float64{"count": num(1), "points": nil}
				if p, known := in.Lists[psa.ListPoints].Points[a.Type.ID]; known {
					adds["points"] = &p
				}
				if a.Closed == nil {
					adds = map[string]*float64{"count": nil, "points": nil}
				}
				in.addActivity(c, a, a.Due(), adds)
			}
			if in.Lists[psa.ListPoints].Problem != nil {
				c.gone = append(c.gone, "points")
			}
		},
	}
}

func campaignsReport() Report {
	return Report{
		ID: "campaigns", Question: "Did we follow up?", Now: true,
		By:      []string{"campaign"},
		Filters: []string{"member", "company"}, Unfiltered: boardless,
		Role: []string{roleActivities, roleSalesTable, "Marketing Management (Marketing), Inquire All"},
		Columns: []Column{
			{Key: "total", Title: "Activities", Meaning: "Sales activities of all time that name the campaign, with or without an assignee."},
			{Key: "open", Title: "Open", Meaning: "Those that are open."},
			{Key: "past_due", Title: "Past due", Meaning: "Open ones whose end is before now; without an end, whose start is before today."},
			{Key: "closed", Title: "Closed", Meaning: "Those that are closed.", part: true},
			{Key: "companies", Title: "Companies", Meaning: "Companies that they are with, each once; in the total too."},
		},
		Notes: []string{"Campaigns without activities, inactive ones too, are listed with zeros. " + dayNote},
		spare: []psa.List{psa.ListCampaigns},
		needs: func(Ask) []psa.RecordQuery {
			return []psa.RecordQuery{{List: psa.ListFollowing}, {List: psa.ListCampaigns}}
		},
		collect: collectCampaigns,
	}
}

func collectCampaigns(c *collector, in Input) {
	for _, v := range in.Lists[psa.ListCampaigns].Campaigns {
		key, name := refGroup(v.ID, v.Name, "no campaign")
		c.group(key, name, "")
	}
	type pair struct {
		campaign int64
		company  model.CompanyID
	}
	met, all, unsaid := map[pair]bool{}, map[model.CompanyID]bool{}, false
	for _, a := range in.activities(psa.ListFollowing) {
		if a.Campaign.ID == 0 {
			continue
		}
		adds := map[string]*float64{"total": num(1), "open": nil, "closed": nil, "past_due": nil}
		if a.Closed != nil {
			adds["open"], adds["closed"], adds["past_due"] = one(!*a.Closed), one(*a.Closed), num(0)
			if late, known := in.pastDue(a); !*a.Closed {
				if adds["past_due"] = one(late); !known {
					adds["past_due"] = nil
				}
			}
		}
		if p := (pair{a.Campaign.ID, a.Company.ID}); p.company == 0 {
			adds["companies"], unsaid = nil, true
		} else {
			adds["companies"] = one(!met[p])
			met[p], all[p.company] = true, true
		}
		in.addActivity(c, a, a.Due(), adds)
	}
	c.whole = map[string]*float64{"companies": num(float64(len(all)))}
	if len(all) == 0 && unsaid {
		c.whole["companies"] = nil
	}
}
