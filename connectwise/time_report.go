package connectwise

import (
	"context"
	"iter"
	"strings"
	"time"

	"daybrief/model"
)

// TimeQuery says which time entries a report is about: those that start in
// [From, To).
type TimeQuery struct {
	From, To time.Time
	// Unbilled restricts them to billable ones that are not billed yet, Absorbed
	// to those that carry both a project and an agreement, Covered to those that
	// carry an agreement.
	Unbilled, Absorbed, Covered bool
}

// cond is the question as the server is asked it. It is never without a date:
// the list grows for ever (connectwise-api 13).
func (q TimeQuery) cond() Cond {
	start := Field("timeStart")
	c := And(start.Since(q.From), start.Before(q.To))
	if q.Unbilled {
		c = And(c, Field("billableOption").IsText("Billable"), Field("invoice/id").IsNull(), Field("status").IsNone("Billed", "BilledAgreement", "WrittenOff"))
	}
	if q.Absorbed {
		c = And(c, Field("project/id").IsNotNull(), Field("agreement/id").IsNotNull())
	}
	if q.Covered {
		c = And(c, Field("agreement/id").IsNotNull())
	}
	return c
}

type billedWire struct {
	timeWire
	Company        reference
	BillableOption str
	HourlyRate     money
	// HourlyCost is text by the schema: what is no number there costs what the
	// member costs, and takes no hours along.
	HourlyCost     money `wire:"shown"`
	WorkType       reference
	WorkRole       reference
	Agreement      reference
	Project        reference
	Department     reference
	BusinessUnitID num `json:"businessUnitId"`
	TicketBoard    str
	DateEntered    moment
}

// Pages lists time entries with what is needed for billing, page by page.
func (s TimeService) Pages(ctx context.Context, q TimeQuery) iter.Seq2[Page[model.TimeEntry], error] {
	return pages(ctx, s.c, listing[billedWire, model.TimeEntry]{
		op: "list time entries", path: "/time/entries", paging: forward, fields: billedFields, conds: []Cond{q.cond()},
		id:     func(w *billedWire) int64 { return int64(w.ID) },
		lacks:  func(w *billedWire) bool { return w.TimeStart.utc().IsZero() || q.Covered && w.Agreement.ID == 0 },
		record: func(w *billedWire) (model.TimeEntry, bool) { return w.billed(), true },
	})
}

// Count asks how many there are.
func (s TimeService) Count(ctx context.Context, q TimeQuery) (int, error) {
	return s.c.count(ctx, request{op: "count time entries", path: "/time/entries/count"}, q.cond())
}

func (w *billedWire) billed() model.TimeEntry {
	e := w.entry()
	e.Bill = model.Bill{
		Company:   model.CompanyRef{ID: model.CompanyID(w.Company.ID), Identifier: clean(w.Company.Identifier), Name: clean(w.Company.Name)},
		Agreement: model.Ref[model.AgreementID]{ID: model.AgreementID(w.Agreement.ID), Name: clean(w.Agreement.Name)},
		Project:   model.Ref[int64]{ID: int64(w.Project.ID), Name: clean(w.Project.Name)},
		Option:    billOption(string(w.BillableOption)), Rate: w.HourlyRate.known(), Cost: w.HourlyCost.known(),
		Type: clean(w.WorkType.Name), Role: clean(w.WorkRole.Name), Board: clean(w.TicketBoard), Unit: model.Ref[int64]{ID: int64(w.Department.ID), Name: clean(w.Department.Name)},
		Entered: w.DateEntered.utc(),
	}
	if e.Bill.Unit.ID == 0 {
		e.Bill.Unit.ID = int64(w.BusinessUnitID)
	}
	return e
}

func billOption(s string) model.BillOption {
	for _, o := range []model.BillOption{model.Billable, model.DoNotBill, model.NoCharge, model.BillDefault} {
		if strings.EqualFold(s, string(o)) {
			return o
		}
	}
	return model.BillUnknown
}
