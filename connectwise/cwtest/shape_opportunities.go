package cwtest

import "strconv"

// sales makes up what sells: opportunities, activities, campaigns.
type sales struct{ w *world }

// salesStatus is a status of opportunities or activities. Whether it closes does
// not follow from its name.
type salesStatus struct {
	id          int64
	name        string
	closed, won bool
	inactive    bool
}

func opportunityStatuses() []salesStatus {
	return []salesStatus{
		{1, "Open", false, false, false}, {2, "Negotiation", false, false, false}, {3, "Won", true, true, false}, {4, "Lost", true, false, false},
		{5, "Won (verbally)", false, false, false}, {6, "No decision", true, false, false}, {7, "Closed later", false, false, true},
	}
}

func salesStatusShape(won bool) *resource[salesStatus] {
	type R = salesStatus
	r := &resource[R]{name: "status", id: func(r *R) int64 { return r.id }, blank: "_info dateEntered enteredBy", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		flag("closedFlag", func(r *R) bool { return r.closed }),
		flag("defaultFlag", func(r *R) bool { return r.id == 1 }),
		flag("inactiveFlag", func(r *R) bool { return r.inactive }),
	}}
	if won {
		r.fields = append(r.fields, flag("wonFlag", func(r *R) bool { return r.won }), flag("lostFlag", func(r *R) bool { return r.closed && !r.won }))
	}
	return r
}

// stage is how far an opportunity has come.
type stage struct {
	id, probability int64
	name            string
}

func stages() []stage {
	return []stage{{1, 10, "1. Prospect"}, {2, 30, "2. Qualification"}, {3, 60, "3. Proposal"}, {4, 80, "4. Negotiation"}}
}

func percent(n int64) string { return digits(int(n), 1) + "%" }

func stageShape() *resource[stage] {
	type R = stage
	return &resource[R]{name: "stage", id: func(r *R) int64 { return r.id }, blank: "_info color", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		number("sequenceNumber", func(r *R) int64 { return r.id }),
		ref("probability", func(r *R) int64 { return r.probability }, func(r *R) string { return percent(r.probability) }),
	}}
}

// opportunity is a sale that may come. What it brings is in its forecast.
type opportunity struct {
	id            int64
	company       *companyRow
	name          string
	rep           *person // nil: nobody
	stage, status int
	close         int64 // a calendar day; 0: not said
	campaign      int64
}

func (s sales) opportunities(yield func(*opportunity)) {
	w := s.w
	for i := range w.scale(60, 340, 1500) {
		d := newDice(w.seed, 'O', uint64(i))
		c := d.n(len(w.companies))
		o := opportunity{id: 7000 + int64(i)*3, company: &companyRow{&w.companies[c], companyID(int32(c))}, stage: d.n(len(stages()))}
		o.name = pick(d, []string{"Firewall refresh", "Move to the cloud", "Managed services", "New laptops", "Backup upgrade"}) + ", " + o.company.city
		o.status = d.weighted(45, 20, 12, 10, 6, 4, 3)
		if !d.permille(60) {
			o.rep = &w.members[d.n(w.staff())]
		}
		if !d.permille(40) {
			o.close = dateOnly(w.midnight(w.born, d.between(-60, 120)))
		}
		if d.permille(200) {
			o.campaign = campaignID(d.n(s.campaignCount()))
		}
		yield(&o)
	}
}

func opportunityShape() *resource[opportunity] {
	type R = opportunity
	return &resource[R]{name: "opportunity", id: func(r *R) int64 { return r.id }, dated: "status/id", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		when("expectedCloseDate", func(r *R) int64 { return r.close }),
		ref("stage", func(r *R) int64 { return stages()[r.stage].id }, func(r *R) string { return stages()[r.stage].name }),
		ref("status", func(r *R) int64 { return opportunityStatuses()[r.status].id }, func(r *R) string { return opportunityStatuses()[r.status].name }),
		ref("probability", func(r *R) int64 { return stages()[r.stage].probability }, func(r *R) string { return percent(stages()[r.stage].probability) }),
		personRef("primarySalesRep", func(r *R) *person { return r.rep }),
		object("company", key("id", func(r *R) int64 { return r.company.id }), text("identifier", func(r *R) string { return r.company.code }),
			text("name", func(r *R) string { return r.company.name })),
		ref("campaign", func(r *R) int64 { return r.campaign }, func(r *R) string { return campaignName(r.campaign) }),
		currencyRef(func(r *R) string { return currencyOf(r.company.id) }),
	}, blank: "_info type priority notes source rating secondarySalesRep contact site customerPO closedDate closedBy pipelineChangeDate customFields"}
}

// personRef is a reference to a member, absent for nobody.
func personRef[T any](name string, of func(*T) *person) field[T] {
	return object(name,
		key("id", func(r *T) int64 {
			if p := of(r); p != nil {
				return p.id
			}
			return 0
		}),
		text("identifier", func(r *T) string {
			if p := of(r); p != nil {
				return p.login
			}
			return ""
		}),
		text("name", func(r *T) string {
			if p := of(r); p != nil {
				return p.name()
			}
			return ""
		}))
}

// forecast is what an opportunity is expected to bring: a total, or items, or
// neither.
type forecast struct {
	id      int64
	total   int64 // cents; below 0: only items
	items   []int64
	leftOut []bool // items that do not count
}

// forecasts are made up from the opportunity's number.
func (o *opportunity) forecasts(w *world) []forecast {
	d := newDice(w.seed, 'F', uint64(o.id))
	f := forecast{id: o.id * 2, total: -1}
	for range d.between(1, 4) {
		f.items, f.leftOut = append(f.items, int64(d.between(2000, 900000))), append(f.leftOut, d.permille(250))
	}
	switch d.weighted(12, 6, 52, 30) {
	case 0:
		return nil
	case 1:
		f.total, f.items, f.leftOut = 0, nil, nil
	case 2:
		f.total = 0
		for i, n := range f.items {
			if !f.leftOut[i] {
				f.total += n
			}
		}
	}
	return []forecast{f}
}

func forecastShape() *resource[forecast] {
	type R = forecast
	return &resource[R]{name: "forecast", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		object("forecastRevenueTotals", maybe("revenue", kReal, func(r *R) value {
			if r.total < 0 {
				return value{}
			}
			return signedCents(int(r.total))
		})),
		fixed(field[R]{name: "forecastItems", raw: func(b []byte, r *R) []byte {
			b = append(b, '[')
			for i, n := range r.items {
				if i > 0 {
					b = append(b, ',')
				}
				b = append(b, `{"id":`...)
				b = strconv.AppendInt(b, r.id*10+int64(i), 10)
				b = append(b, `,"forecastType":"Product","revenue":`...)
				b = signedCents(int(n)).appendJSON(b)
				b = append(b, `,"includeFlag":`...)
				b = append(strconv.AppendBool(b, !r.leftOut[i]), '}')
			}
			return append(b, ']')
		}}),
	}, blank: "_info productRevenue serviceRevenue agreementRevenue inclusiveRevenueTotals recurringTotal wonRevenue lostRevenue openRevenue expectedProbability currency"}
}

// forecastOf answers for the forecast of one opportunity: as a list, as the
// schema says, or as one object, as clients have seen it.
func forecastOf(c *call, id int64) {
	s := c.s
	var of *opportunity
	s.change(func(w *world, _ int64) {
		sales{w}.opportunities(func(o *opportunity) {
			if o.id == id {
				found := *o
				of = &found
			}
		})
	})
	switch {
	case of == nil:
		c.answer(notFound("opportunity", id))
	case id%2 == 0:
		list(c, s.shapes.forecasts, rowsOf(of.forecasts(s.world)))
	default:
		f := of.forecasts(s.world)
		if f == nil {
			f = []forecast{{id: id * 2, total: 0}}
		}
		one(c, s.shapes.forecasts, rowsOf(f), f[0].id)
	}
}

// salesRoutes are what sells.
func salesRoutes(rt router, s *Server) {
	whole(rt, "/sales/opportunities", s.shapes.opportunities, always(func(yield func(*opportunity)) { sales{s.world}.opportunities(yield) }))
	rt["/sales/opportunities/{id}/forecast"] = forecastOf
	rt["/sales/opportunities/statuses"] = asList(s.shapes.wonStatuses, always(rowsOf(opportunityStatuses())))
	rt["/sales/opportunities/statuses/info"] = asList(s.shapes.salesStatuses, always(rowsOf(opportunityStatuses())))
	for _, path := range []string{"/sales/stages", "/sales/stages/info"} {
		rt[path] = asList(s.shapes.stages, always(rowsOf(stages())))
	}
}
