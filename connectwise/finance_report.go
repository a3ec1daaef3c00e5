package connectwise

import (
	"context"
	"iter"
	"strings"
	"time"

	"daybrief/model"
)

type invoiceWire struct {
	ID            num
	InvoiceNumber str
	Company       reference
	Agreement     reference
	Currency      currencyWire
	Date          moment
	DueDate       moment
	Balance       money
}

// Owed lists the invoices with a balance above zero, page by page. A balance
// decides and not the status, which is a user's own table (connectwise-api 13).
func (s FinanceService) Owed(ctx context.Context) iter.Seq2[Page[model.Invoice], error] {
	return pages(ctx, s.c, listing[invoiceWire, model.Invoice]{
		op: "list invoices", path: "/finance/invoices", paging: forward, fields: invoiceFields, conds: []Cond{owed()},
		id:     func(w *invoiceWire) int64 { return int64(w.ID) },
		record: func(w *invoiceWire) (model.Invoice, bool) { return w.invoice(), true },
	})
}

// OwedCount counts them.
func (s FinanceService) OwedCount(ctx context.Context) (int, error) {
	return s.c.count(ctx, request{op: "count invoices", path: "/finance/invoices/count"}, owed())
}

func owed() Cond { return Field("balance").Above(0) }

func (w *invoiceWire) invoice() model.Invoice {
	return model.Invoice{
		ID: int64(w.ID), Number: clean(w.InvoiceNumber), Company: company(w.Company),
		Agreement: model.Ref[model.AgreementID]{ID: model.AgreementID(w.Agreement.ID), Name: clean(w.Agreement.Name)},
		Day:       calendarDay(w.Date), Due: calendarDay(w.DueDate), Balance: w.Balance.known(), Currency: w.Currency.code(),
	}
}

func company(r reference) model.CompanyRef {
	return model.CompanyRef{ID: model.CompanyID(r.ID), Identifier: clean(r.Identifier), Name: clean(r.Name)}
}

type billedAgreementWire struct {
	agreementWire
	BillAmount money
	Currency   currencyWire
}

// Ending lists the agreements that end on the calendar days from first to last and
// are not said to be cancelled, page by page. One that has no ending date is not
// among them, whatever date stands beside that.
func (s FinanceService) Ending(ctx context.Context, first, last time.Time) iter.Seq2[Page[model.Agreement], error] {
	end := Field("endDate")
	return pages(ctx, s.c, listing[billedAgreementWire, model.Agreement]{
		op: "list agreements", path: "/finance/agreements", paging: forward, fields: billedAgreementFields,
		// The server is not asked for those that were not cancelled: it would leave
		// out those of which it does not say.
		conds: []Cond{And(end.Since(first), end.Before(last.AddDate(0, 0, 1)))},
		id:    func(w *billedAgreementWire) int64 { return int64(w.ID) },
		lacks: func(w *billedAgreementWire) bool { return w.EndDate.utc().IsZero() && !w.NoEndingDateFlag.on() },
		record: func(w *billedAgreementWire) (model.Agreement, bool) {
			a := w.agreement()
			a.Of, a.Bill, a.Currency = company(w.Company), w.BillAmount.known(), w.Currency.code()
			return a, !w.CancelledFlag.on() && !a.End.IsZero()
		},
	})
}

// Count counts a list without any condition, by its path without the leading
// slash.
func (s SystemService) Count(ctx context.Context, list string) (int, error) {
	return s.c.count(ctx, request{op: "count " + strings.ReplaceAll(list, "/", " "), path: "/" + list + "/count"}, Cond{})
}

// Needs is the row of the security role that opens a path without its leading
// slash.
func Needs(list string) string { return needed("/" + list) }
