package cwtest

import (
	"strconv"
	"time"
)

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
