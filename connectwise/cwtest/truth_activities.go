package cwtest

import "time"

// late reports whether the server says of activities whether, and when, they
// were closed.
func (b Books) late() bool { return !newer("2026.4", release(b.s.opts.Version)) }

// tally is who or what an activity is counted with.
func (a *activity) tally(by, month string) string {
	company := ""
	if a.company != nil {
		company = digits(int(a.company.id), 1)
	}
	return map[string]string{"member": loginOf(a.assigned), "type": activityTypes()[a.kind].name, "month": month,
		"company": company, "campaign": digits(int(a.campaign), 1)}[by]
}

// dayOf is the day on which a moment lies in a zone; of a calendar day, itself.
func dayOf(at int64, zone *time.Location) string {
	if at%86400 == 0 {
		zone = time.UTC
	}
	return time.Unix(at, 0).In(zone).Format(time.DateOnly)
}

// when is the end, else the start; 0 for neither.
func (a *activity) when() int64 {
	if a.end != 0 {
		return a.end
	}
	return a.start
}

// overdue reports whether an open activity is past due.
func (a *activity) overdue(now time.Time, zone *time.Location) bool {
	if a.end != 0 && a.end%86400 != 0 {
		return a.end < now.Unix()
	}
	return a.when() != 0 && dayOf(a.when(), zone) < now.In(zone).Format(time.DateOnly)
}

// Activities is the report "activities" as of a moment in a zone. Those that
// count for nothing are in no group.
func (b Books) Activities(now time.Time, zone *time.Location, by string) TruthFigures {
	out, late := TruthFigures{}, b.late()
	local := now.In(zone)
	monday := local.AddDate(0, 0, -(int(local.Weekday())+6)%7)
	first, last := monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly)
	inWeek := func(at int64, zone *time.Location) bool { d := dayOf(at, zone); return d >= first && d <= last }
	b.s.change(func(w *world, _ int64) {
		sales{w}.activities(func(a *activity) {
			column := ""
			closed := a.updated
			if late && a.closed != 0 {
				closed = a.closed
			}
			switch {
			case a.assigned == nil:
			case a.shut(late):
				if d := time.Unix(closed, 0).In(zone).Format(time.DateOnly); d >= first && d <= last {
					column = "done_this_week"
				}
			case a.when() == 0:
				column = "undated"
			case a.overdue(now, zone):
				column = "past_due"
			case inWeek(a.when(), zone):
				column = "this_week"
			}
			if column == "" {
				return
			}
			g := a.tally(by, "")
			out.add(g, "done_this_week", 0)
			if out.add(g, column, 1); column != "done_this_week" && column != "undated" {
				out.add(g, "past_due", 0)
				out.add(g, "this_week", 0)
			}
		})
	})
	for g, f := range out {
		if f["undated"] == 0 {
			out.add(g, "past_due", 0)
			out.add(g, "this_week", 0)
		}
	}
	return out
}

// Tracker is the report "activity-tracker" of the days from first to last.
func (b Books) Tracker(first, last time.Time, zone *time.Location, by string) TruthFigures {
	out, late := TruthFigures{}, b.late()
	b.s.change(func(w *world, _ int64) {
		sales{w}.activities(func(a *activity) {
			d := dayOf(a.when(), zone)
			if !a.shut(late) || a.when() == 0 || d < first.Format(time.DateOnly) || d > last.Format(time.DateOnly) {
				return
			}
			g := a.tally(by, d[:7])
			out.add(g, "count", 1)
			if p := activityTypes()[a.kind].points; p >= 0 {
				out.add(g, "points", float64(p))
			}
		})
	})
	return out
}

// Campaigns is the report "campaigns" as of a moment in a zone.
func (b Books) Campaigns(now time.Time, zone *time.Location) TruthFigures {
	out, late := TruthFigures{}, b.late()
	seen := map[[2]int64]bool{}
	b.s.change(func(w *world, _ int64) {
		sales{w}.campaigns(func(c *campaign) {
			for _, column := range []string{"total", "open", "past_due", "closed", "companies"} {
				out.add(digits(int(c.id), 1), column, 0)
			}
		})
		sales{w}.activities(func(a *activity) {
			if a.campaign == 0 {
				return
			}
			g := a.tally("campaign", "")
			out.add(g, "total", 1)
			switch {
			case a.shut(late):
				out.add(g, "closed", 1)
			default:
				out.add(g, "open", 1)
				if a.overdue(now, zone) {
					out.add(g, "past_due", 1)
				}
			}
			if at := [2]int64{a.campaign, a.companyID()}; at[1] != 0 && !seen[at] {
				seen[at] = true
				out.add(g, "companies", 1)
			}
		})
	})
	return out
}
