package cwtest

import (
	"slices"
	"strconv"
)

// agreement is a contract of a company.
type agreement struct {
	id         int64
	company    *companyRow
	name, kind string
	start, end int64
	bill       int // in cents, a billing cycle
	cycle      int // index into billingCycles
	cancelled  bool
	// cancelledOn is a calendar day, 0 where nobody has said; never says that
	// there is no ending date, whatever date stands beside that.
	cancelledOn int64
	never, once bool
}

// billingCycle is how often an agreement is billed.
type billingCycle struct {
	id            int64
	name, options string
}

func billingCycles() []billingCycle {
	return []billingCycle{
		{1, "Monthly", "Monthly"}, {2, "Quarterly", "Quarterly"}, {3, "Yearly", "Yearly"}, {4, "Once", "NotRecurring"}, {5, "Every two months", "BiMonthly"},
		{6, "Half a year", "SemiAnnual"}, {7, "Weekly", "Weekly"}, {8, "As agreed", ""},
	}
}

func (w *world) agreements(yield func(*agreement)) {
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
			a.bill, a.cycle, a.cancelled = 100*d.between(150, 9000)+d.n(100), d.weighted(70, 12, 12, 6), d.permille(60)
			if a.cancelled && d.permille(600) {
				a.cancelledOn = dateOnly(w.midnight(w.born, d.between(-60, 20)))
			}
			if d.permille(80) { // the name says what it is, and a few are rare
				a.cycle = d.between(4, 7)
			}
			a.never, a.once = a.end != 0 && d.permille(40), d.permille(30)
			if d.permille(20) {
				a.bill = -1 // nobody has said
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
		flag("noEndingDateFlag", func(r *R) bool { return r.end == 0 || r.never }),
		flag("cancelledFlag", func(r *R) bool { return r.cancelled }),
		constant[R]("agreementStatus", textOf("Active")), // computed, and late
		when("dateCancelled", func(r *R) int64 { return r.cancelledOn }),
		maybe("billAmount", kReal, func(r *R) value { return cents(int64(max(r.bill, 0))) }),
		flag("billOneTimeFlag", func(r *R) bool { return r.once }),
		object("billingCycle", key("id", func(r *R) int64 { return billingCycles()[r.cycle].id }), text("name", func(r *R) string { return billingCycles()[r.cycle].name })),
		currencyRef(func(r *R) string { return currencyOf(r.company.id) }),
	}, blank: "_info contact site sla applicationUnits applicationLimit customFields"}
}

func cycleShape() *resource[billingCycle] {
	type R = billingCycle
	return &resource[R]{name: "billing cycle", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		text("billingOptions", func(r *R) string { return r.options }),
		flag("defaultFlag", func(r *R) bool { return r.id == 1 }),
	}, blank: "_info identifier"}
}

// cycleInfoShape is the lighter list, which does not say how long they are.
func cycleInfoShape() *resource[billingCycle] {
	r := cycleShape()
	r.fields = slices.DeleteFunc(r.fields, func(f field[billingCycle]) bool { return f.name == "billingOptions" })
	r.blank = "_info"
	return r
}

func rowsOf[T any](list []T) each[T] {
	return func(yield func(*T)) {
		for i := range list {
			yield(&list[i])
		}
	}
}

// addition is a product that is delivered with an agreement.
type addition struct {
	id, agreement int64
	product       string
	quantity      float64 // below 0: not sent
	cost, price   int64   // cents; cost is below 0 where it is not sent
	from, to      int64   // calendar days; 0 is not sent
}

// additions are made up from the agreement's number.
func (a *agreement) additions(w *world) []addition {
	d := newDice(w.seed, '+', uint64(a.id))
	var out []addition
	for k := range d.weighted(30, 30, 20, 10, 10) {
		x := addition{id: a.id*8 + int64(k) + 1, agreement: a.id, product: pick(d, []string{"BACKUP-1TB", "MAIL-SEAT", "AV-SEAT", "FIREWALL", "PHONE-SEAT"}),
			quantity: float64(d.between(1, 40)), cost: int64(d.between(80, 2400)), from: a.start}
		x.price = x.cost * 3 / 2
		if d.permille(300) {
			x.from = dateOnly(w.midnight(w.born, -d.between(0, 200)))
		}
		if d.permille(250) {
			x.to = dateOnly(w.midnight(w.born, d.between(-120, 60)))
		}
		switch d.weighted(940, 20, 20, 20) {
		case 1:
			x.quantity = -1
		case 2:
			x.cost = -1
		case 3:
			x.from = 0
		}
		out = append(out, x)
	}
	return out
}

func additionShape() *resource[addition] {
	type R = addition
	return &resource[R]{name: "addition", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		object("product", key("id", func(r *R) int64 { return int64(len(r.product)) }), text("identifier", func(r *R) string { return r.product })),
		maybe("quantity", kReal, func(r *R) value {
			if r.quantity < 0 {
				return value{}
			}
			return realOf(r.quantity)
		}),
		constant[R]("lessIncluded", realOf(0)),
		maybe("unitCost", kReal, func(r *R) value {
			if r.cost < 0 {
				return value{}
			}
			return signedCents(int(r.cost))
		}),
		maybe("unitPrice", kReal, func(r *R) value { return signedCents(int(r.price)) }),
		constant[R]("billCustomer", textOf("Billable")),
		when("effectiveDate", func(r *R) int64 { return r.from }),
		when("cancelledDate", func(r *R) int64 { return r.to }),
		key("agreementId", func(r *R) int64 { return r.agreement }),
	}, blank: "_info description invoiceDescription serialNumber uom extPrice extCost margin customFields"}
}

// additionsOf answers for the additions of one agreement; there is no list for
// several.
func additionsOf(as func(*resource[addition], rowsFor[addition]) handler) handler {
	return func(c *call, id int64) {
		var of *agreement
		c.s.change(func(w *world, _ int64) {
			w.agreements(func(a *agreement) {
				if a.id == id {
					found := *a
					of = &found
				}
			})
		})
		if of == nil {
			c.answer(notFound("agreement", id))
			return
		}
		as(c.s.shapes.additions, always(rowsOf(of.additions(c.s.world))))(c, id)
	}
}
