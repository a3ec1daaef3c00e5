package cwtest

func activityStatuses() []salesStatus {
	return []salesStatus{
		{1, "Open", false, false, false}, {2, "Completed", true, false, false}, {3, "Done, follow up", false, false, false}, {4, "Parked", true, false, false},
		{5, "Closed (old)", false, false, true}, {6, "Cancelled", true, false, false},
	}
}

// activityType is a type with its points; below 0: nobody has set them.
type activityType struct {
	id, points int64
	name       string
}

func activityTypes() []activityType {
	return []activityType{{1, 1, "Call"}, {2, 5, "Visit"}, {3, 3, "Quote"}, {4, 0, "Email"}, {5, 8, "Demonstration"}, {6, -1, "Other"}}
}

func activityTypeShape() *resource[activityType] {
	type R = activityType
	return &resource[R]{name: "activity type", id: func(r *R) int64 { return r.id }, blank: "_info", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		maybe("points", kInt, func(r *R) value {
			if r.points < 0 {
				return value{}
			}
			return intOf(r.points)
		}),
		flag("defaultFlag", func(r *R) bool { return r.id == 1 }),
		flag("inactiveFlag", func(*R) bool { return false }),
		flag("emailFlag", func(r *R) bool { return r.id == 4 }),
		flag("memoFlag", func(*R) bool { return false }),
		flag("historyFlag", func(*R) bool { return false }),
	}}
}

// activity is something that a sales representative does.
type activity struct {
	id           int64
	name         string
	kind, status int
	company      *companyRow // nil: none
	assigned     *person     // nil: nobody
	campaign     int64
	start, end   int64 // moments, or calendar days; 0: not sent
	close        int   // closeFlag: 1, -1, 0 where the record does not have it
	closed       int64 // 0: not sent
	updated      int64
	utc          bool // the end is sent a second time
}

// shut reports whether it is closed: late servers say so in most records.
func (a *activity) shut(late bool) bool {
	if late && a.close != 0 {
		return a.close > 0
	}
	return activityStatuses()[a.status].closed
}

// activities are those of a bit more than a year.
func (s sales) activities(yield func(*activity)) {
	w := s.w
	for i := range w.scale(420, 2400, 9000) {
		d := newDice(w.seed, 'A', uint64(i))
		a := activity{id: 20000 + int64(i)*2, kind: d.weighted(40, 15, 15, 15, 10, 5), status: d.weighted(24, 50, 8, 6, 2, 10), utc: !d.permille(200)}
		if d.permille(960) {
			c := d.n(len(w.companies))
			a.company = &companyRow{&w.companies[c], companyID(int32(c))}
			a.name = activityTypes()[a.kind].name + " with " + a.company.name
		}
		if !d.permille(120) {
			a.assigned = &w.members[d.n(w.staff())]
		}
		if d.permille(300) {
			a.campaign = campaignID(d.n(s.campaignCount() - 2))
		}
		switch d.weighted(82, 15, 3) {
		case 0:
			a.close = -1
			if activityStatuses()[a.status].closed {
				a.close = 1
			}
		case 2:
			a.close = 1
			if activityStatuses()[a.status].closed {
				a.close = -1
			}
		}
		s.schedule(&a, d)
		yield(&a)
	}
}

// schedule says when an activity is, and when it was closed.
func (s sales) schedule(a *activity, d *dice) {
	w, done := s.w, activityStatuses()[a.status].closed
	days := d.between(-25, 14)
	if done {
		days = -d.between(0, 400)
		if d.permille(350) {
			days = -d.between(0, 12)
		}
	}
	day := w.midnight(w.born, days)
	a.start = clockAt(day, 8*60+15*d.n(36))
	a.end = a.start + 1800*int64(d.between(1, 4))
	switch d.weighted(78, 12, 5, 3, 2) {
	case 1:
		a.end = 0
	case 2:
		a.start, a.end = dateOnly(day), dateOnly(day)
	case 3:
		a.start, a.end = dateOnly(day), 0
	case 4:
		a.start, a.end = 0, 0
	}
	a.updated = min(w.born-60, day.Unix()+int64(d.between(0, 3*86400)))
	if done || a.close > 0 {
		a.closed = a.updated
		if d.permille(150) { // changed once more
			a.updated = min(w.born-60, a.updated+int64(d.between(0, 9*86400)))
		}
		if d.permille(200) {
			a.closed = 0
		}
	}
}

func activityShape(late bool) *resource[activity] {
	type R = activity
	r := &resource[R]{name: "activity", id: func(r *R) int64 { return r.id }, dated: "status/id campaign/id", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		ref("type", func(r *R) int64 { return activityTypes()[r.kind].id }, func(r *R) string { return activityTypes()[r.kind].name }),
		ref("status", func(r *R) int64 { return activityStatuses()[r.status].id }, func(r *R) string { return activityStatuses()[r.status].name }),
		object("company", key("id", (*R).companyID), text("identifier", func(r *R) string {
			if r.company == nil {
				return ""
			}
			return r.company.code
		}), text("name", func(r *R) string {
			if r.company == nil {
				return ""
			}
			return r.company.name
		})),
		ref("campaign", func(r *R) int64 { return r.campaign }, func(r *R) string { return campaignName(r.campaign) }),
		personRef("assignTo", func(r *R) *person { return r.assigned }),
		when("dateStart", func(r *R) int64 { return r.start }),
		when("dateEnd", func(r *R) int64 { return r.end }),
		fixed(object("_info", when("lastUpdated", func(r *R) int64 { return r.updated }))),
	}, aliases: []field[R]{when("lastUpdated", func(r *R) int64 { return r.updated })},
		blank: "contact phoneNumber email opportunity ticket agreement notes assignedBy scheduleStatus reminder where currency mobileGuid customFields"}
	if late {
		r.fields = append(r.fields,
			maybe("closeFlag", kBool, func(r *R) value {
				if r.close == 0 {
					return value{}
				}
				return boolOf(r.close > 0)
			}),
			when("dateClosedUtc", func(r *R) int64 { return r.closed }),
			when("dateEndUtc", func(r *R) int64 {
				if !r.utc {
					return 0
				}
				return r.end
			}))
	}
	return r
}

func (a *activity) companyID() int64 {
	if a.company == nil {
		return 0
	}
	return a.company.id
}

func campaignShape() *resource[campaign] {
	type R = campaign
	return &resource[R]{name: "campaign", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		flag("inactive", func(r *R) bool { return r.inactive }),
	}, blank: "_info type subType status startDate endDate locationId member inactiveDaysAfterEnd notes impressions budgetRevenue budgetCost actualCost actualRevenue emailsSent"}
}

// activityRoutes are what sales representatives and marketing do.
func activityRoutes(rt router, s *Server) {
	whole(rt, "/sales/activities", s.shapes.activities, always(func(yield func(*activity)) { sales{s.world}.activities(yield) }))
	for _, path := range []string{"/sales/activities/statuses", "/sales/activities/statuses/info"} {
		rt[path] = asList(s.shapes.salesStatuses, always(rowsOf(activityStatuses())))
	}
	rt["/sales/activities/types"] = asList(s.shapes.activityTypes, always(rowsOf(activityTypes())))
	whole(rt, "/marketing/campaigns", s.shapes.campaigns, always(func(yield func(*campaign)) { sales{s.world}.campaigns(yield) }))
}
