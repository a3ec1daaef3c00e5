package connectwise

import (
	"context"
	"time"

	"daybrief/model"
)

// FinanceService reads agreements and invoices (/finance), and what projects cost.
type FinanceService struct{ c *Client }

type agreementWire struct {
	ID               num
	Name             str
	Type             reference
	Company          reference
	StartDate        moment
	EndDate          moment
	NoEndingDateFlag flag
	CancelledFlag    flag
}

// AgreementsOf lists the agreements of a company that were not cancelled, those that are
// over included, and those of which that is not said.
func (s FinanceService) AgreementsOf(ctx context.Context, company model.CompanyID) (Page[model.Agreement], error) {
	return Collect(pages(ctx, s.c, listing[agreementWire, model.Agreement]{
		op: "list agreements", path: "/finance/agreements", paging: numbered, size: 250, fields: agreementFields,
		conds:  []Cond{And(Field("company/id").Is(int64(company)), notSaid("cancelledFlag"))},
		id:     func(w *agreementWire) int64 { return int64(w.ID) },
		record: func(w *agreementWire) (model.Agreement, bool) { return w.agreement(), !w.CancelledFlag.on() },
	}))
}

func (w *agreementWire) agreement() model.Agreement {
	a := model.Agreement{
		ID: model.AgreementID(w.ID), Company: model.CompanyID(w.Company.ID), Name: clean(w.Name), Type: clean(w.Type.Name),
		Start: calendarDay(w.StartDate), End: calendarDay(w.EndDate), Cancelled: w.CancelledFlag.known(),
	}
	if w.NoEndingDateFlag.on() {
		a.End = time.Time{}
	}
	return a
}

// calendarDay is a date without a time of day, at midnight UTC. The server
// sends it so; the hour that some send along says nothing.
func calendarDay(m moment) time.Time { return m.utc().Truncate(24 * time.Hour) }
