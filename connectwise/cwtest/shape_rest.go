package cwtest

import (
	"strconv"
	"time"
)

// timeRow is a time entry: each finished visit to a ticket has left one.
type timeRow struct {
	id         int64
	ticket     *ticket
	member     *person
	w          *world
	start, end int64
}

// timeEntries hands out logged time; of one ticket when ticket is not 0. It is
// made from the schedule: who did a visit logged it, mostly.
func (s *Server) timeEntries(c *call, ticket int64) each[timeRow] {
	return func(yield func(*timeRow)) {
		w := s.world
		for _, e := range w.entries {
			if e.kind != visitTicket || !e.done || e.ghost || e.dayOnly || e.to > c.now || e.member < 0 || e.id%8 == 0 {
				continue
			}
			if ticket != 0 && e.ticket != ticket {
				continue
			}
			if t := w.find(e.ticket); t != nil {
				yield(&timeRow{id: e.id + 300000, ticket: t, member: &w.members[e.member], w: w, start: e.from, end: e.to})
			}
		}
	}
}

func (r *timeRow) kind() string {
	if r.ticket.project >= 0 {
		return "ProjectTicket"
	}
	return "ServiceTicket"
}

func timeShape() *resource[timeRow] {
	type R = timeRow
	hours := func(r *R) float64 { return float64(r.end-r.start) / 3600 }
	return &resource[R]{name: "time entry", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		object("company", key("id", func(r *R) int64 { return companyID(r.ticket.company) }),
			text("identifier", func(r *R) string { return r.w.companies[r.ticket.company].code }),
			text("name", func(r *R) string { return r.w.companies[r.ticket.company].name })),
		key("chargeToId", func(r *R) int64 { return r.ticket.id }),
		text("chargeToType", (*R).kind),
		object("member", key("id", func(r *R) int64 { return r.member.id }), text("identifier", func(r *R) string { return r.member.login }),
			text("name", func(r *R) string { return r.member.name() })),
		when("timeStart", func(r *R) int64 { return r.start }),
		when("timeEnd", func(r *R) int64 { return r.end }),
		real("actualHours", hours),
		constant[R]("billableOption", textOf("Billable")),
		text("notes", func(r *R) string { return workNote(r.w, r.ticket.id, r.id) }),
		text("enteredBy", func(r *R) string { return r.member.login }),
		when("dateEntered", func(r *R) int64 { return r.end }),
		constant[R]("status", textOf("Open")),
		object("ticket", key("id", func(r *R) int64 { return r.ticket.id }), text("summary", func(r *R) string { return r.ticket.summary })),
		fixed(object("_info", when("lastUpdated", func(r *R) int64 { return r.end }))),
	}, aliases: []field[R]{when("lastUpdated", func(r *R) int64 { return r.end })},
		blank: "workType workRole agreement internalNotes hoursBilled hoursDeduct hourlyRate invoice project phase location department customFields"}
}

// agreement is a contract of a company.
type agreement struct {
	id         int64
	company    *companyRow
	name, kind string
	start, end int64
}

// dateOnly is a calendar day as the API sends it: midnight UTC, whatever the
// zone.
func dateOnly(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
}

func (s *Server) agreements(yield func(*agreement)) {
	w := s.world
	for i := range w.companies {
		co := &companyRow{&w.companies[i], companyID(int32(i))}
		for k := 0; k < co.agreements; k++ {
			d := newDice(w.seed, 'a', uint64(i), uint64(k))
			a := agreement{id: co.id*4 + int64(k) + 1, company: co, kind: "Managed Services", name: "Managed Services"}
			if k > 0 {
				a.kind, a.name = "Block Time", "Block of "+strconv.Itoa(10*d.between(1, 6))+" hours"
			}
			a.start = dateOnly(w.midnight(w.born, -d.between(100, 900)))
			if !d.permille(300) {
				a.end = dateOnly(w.midnight(w.born, d.between(-20, 400)))
			}
			yield(&a)
		}
	}
}

func agreementShape() *resource[agreement] {
	type R = agreement
	return &resource[R]{name: "agreement", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		object("type", constant[R]("id", intOf(5)), text("name", func(r *R) string { return r.kind })),
		object("company", key("id", func(r *R) int64 { return r.company.id }), text("identifier", func(r *R) string { return r.company.code }),
			text("name", func(r *R) string { return r.company.name })),
		when("startDate", func(r *R) int64 { return r.start }),
		when("endDate", func(r *R) int64 { return r.end }),
		flag("noEndingDateFlag", func(r *R) bool { return r.end == 0 }),
		constant[R]("cancelledFlag", boolOf(false)),
		constant[R]("agreementStatus", textOf("Active")),
	}, blank: "_info contact site sla billAmount applicationUnits applicationLimit billingCycle dateCancelled customFields"}
}
