package cwtest

import (
	"strconv"
	"time"
)

// invoice is what a company was billed.
type invoice struct {
	id              int64
	company         *companyRow
	agreement       int64 // 0: none
	day, due        int64 // due is 0 where nobody has set a date
	total, balance  int   // in cents
	kind            string
	agreementInName string
}

// dateOnly is a calendar day as the API sends it: midnight UTC, whatever the
// zone.
func dateOnly(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
}

// invoices are those of the last year: most are paid, some are overdue, a few
// have no date or are credits.
func (r records) invoices(yield func(*invoice)) {
	w := r.world
	for i := range w.companies {
		co := &companyRow{&w.companies[i], companyID(int32(i))}
		if co.vendor || co.company.deleted {
			continue
		}
		for k := range 12 {
			d := newDice(w.seed, 'i', uint64(i), uint64(k))
			day := w.midnight(w.born, -30*k-d.between(0, 20))
			in := invoice{id: co.id*16 + int64(k) + 1, company: co, day: dateOnly(day), total: 100*d.between(120, 6000) + d.n(100), kind: "Standard"}
			in.due = dateOnly(day.AddDate(0, 0, 14*d.between(1, 3)))
			if co.agreements > 0 && d.permille(600) {
				in.kind, in.agreement, in.agreementInName = "Agreement", co.id*4+1, "Managed Services"
			}
			switch {
			case d.permille(40):
				in.kind, in.total = "CreditMemo", -in.total/4
				in.balance = in.total
			case k < 2 && d.permille(700), d.permille(60):
				in.balance = in.total
			case d.permille(50):
				in.balance = in.total / 3
			}
			if d.permille(25) {
				in.due = 0
			}
			yield(&in)
		}
	}
}

func invoiceShape() *resource[invoice] {
	type R = invoice
	return &resource[R]{name: "invoice", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("invoiceNumber", func(r *R) string { return "INV-" + strconv.FormatInt(r.id, 10) }),
		text("type", func(r *R) string { return r.kind }),
		object("company", key("id", func(r *R) int64 { return r.company.id }), text("identifier", func(r *R) string { return r.company.code }),
			text("name", func(r *R) string { return r.company.name })),
		object("agreement", key("id", func(r *R) int64 { return r.agreement }), text("name", func(r *R) string { return r.agreementInName })),
		currencyRef(func(r *R) string { return currencyOf(r.company.id) }),
		when("date", func(r *R) int64 { return r.day }),
		when("dueDate", func(r *R) int64 { return r.due }),
		maybe("total", kReal, func(r *R) value { return signedCents(r.total) }),
		maybe("balance", kReal, func(r *R) value { return signedCents(r.balance) }),
	}, blank: "_info status payments credits billToCompany billingTerms reference customerPO topComment bottomComment customFields"}
}

// signedCents is an amount that may be 0 or negative.
func signedCents(n int) value { return realOf(float64(n) / 100) }

// InvoiceTruth is the report "receivables" by company as of a moment in a zone.
// What has no due date is in no bucket.
func (s *Server) InvoiceTruth(now time.Time, zone *time.Location) TruthFigures {
	out := TruthFigures{}
	today := dateOnly(now.In(zone))
	s.change(func(*world, int64) {
		s.records.invoices(func(r *invoice) {
			if r.balance <= 0 {
				return
			}
			g, amount := strconv.FormatInt(r.company.id, 10), float64(r.balance)/100
			out.add(g, "balance", amount)
			out.add(g, "count", 1)
			if r.due == 0 {
				return
			}
			switch age := (today - r.due) / 86400; {
			case age < 0:
				out.add(g, "not_due", amount)
			case age <= 30:
				out.add(g, "0-30", amount)
			case age <= 60:
				out.add(g, "31-60", amount)
			case age > 365:
				out.add(g, "over-365", amount)
			}
			if age := float64((today - r.due) / 86400); age >= 0 {
				out.add(g, "oldest_days", 0)
				out[g]["oldest_days"] = max(out[g]["oldest_days"], age)
			}
		})
	})
	return out
}

// RenewalTruth is the report "renewals" by company for a number of days.
func (s *Server) RenewalTruth(now time.Time, zone *time.Location, within int) TruthFigures {
	out := TruthFigures{}
	today := dateOnly(now.In(zone))
	s.change(func(*world, int64) {
		s.world.agreements(func(r *agreement) {
			days := (r.end - today) / 86400
			if r.cancelled || r.end == 0 || r.never || days < 0 || days > int64(within) {
				return
			}
			g := strconv.FormatInt(r.company.id, 10)
			out.add(g, "count", 1)
			if r.bill >= 0 {
				out.add(g, "amount", float64(r.bill)/100)
			}
			switch {
			case days <= 30:
				out.add(g, "in_30", 1)
			case days <= 60:
				out.add(g, "in_60", 1)
			case days <= 90:
				out.add(g, "in_90", 1)
			}
		})
	})
	return out
}
