package connectwise

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

type contractWire struct {
	billedAgreementWire
	BillingCycle    reference
	BillOneTimeFlag flag
	DateCancelled   moment
}

// Running lists the agreements that may have run on the calendar days from first
// to last, page by page, without their additions. What is not said (a start, an
// end, whether it was cancelled) keeps none out.
func (s FinanceService) Running(ctx context.Context, first, last time.Time) iter.Seq2[Page[model.Contract], error] {
	start, end := Field("startDate"), Field("endDate")
	return pages(ctx, s.c, listing[contractWire, model.Contract]{
		op: "list agreements", path: "/finance/agreements", paging: forward, fields: contractFields,
		conds: []Cond{And(
			Or(start.Before(last.AddDate(0, 0, 1)), start.IsNull()),
			Or(end.Since(first), end.IsNull(), Field("noEndingDateFlag").IsTrue(true)),
			Or(Field("cancelledFlag").IsTrue(false), Field("cancelledFlag").IsNull(), Field("dateCancelled").Since(first)),
		)},
		id:     func(w *contractWire) int64 { return int64(w.ID) },
		record: func(w *contractWire) (model.Contract, bool) { return w.contract(), true },
	})
}

func (w *contractWire) contract() model.Contract {
	a := w.agreement()
	a.Of, a.Bill, a.Currency = company(w.Company), w.BillAmount.known(), w.Currency.code()
	return model.Contract{
		Agreement: a, Cycle: int64(w.BillingCycle.ID), Once: w.BillOneTimeFlag.known(), EndUnsaid: a.End.IsZero() && w.NoEndingDateFlag.given() && !w.NoEndingDateFlag.on(), CancelledOn: calendarDay(w.DateCancelled),
	}
}

type additionWire struct {
	ID            num
	Product       reference
	Description   str
	Quantity      money // a number that may be missing
	UnitCost      money
	EffectiveDate moment
	CancelledDate moment
}

// Additions lists what is delivered with an agreement. There is no list for
// several of them (connectwise-api 13).
func (s FinanceService) Additions(ctx context.Context, id model.AgreementID) (Page[model.Addition], error) {
	return Collect(pages(ctx, s.c, listing[additionWire, model.Addition]{
		op: "list the additions of an agreement", path: "/finance/agreements/" + strconv.FormatInt(int64(id), 10) + "/additions",
		paging: numbered, size: 250, fields: additionFields, conds: []Cond{{}},
		id:     func(w *additionWire) int64 { return int64(w.ID) },
		record: func(w *additionWire) (model.Addition, bool) { return w.addition(), true },
	}))
}

func (w *additionWire) addition() model.Addition {
	a := model.Addition{
		ID: int64(w.ID), Name: clean(w.Description), Quantity: w.Quantity.known(), Cost: w.UnitCost.known(),
		Start: calendarDay(w.EffectiveDate), End: calendarDay(w.CancelledDate),
	}
	if a.Name.IsEmpty() {
		a.Name = clean(w.Product.Identifier)
	}
	return a
}

// BillingCycle is how many months an agreement is billed for at a time; 0 where
// that is no number of months, or not known.
type BillingCycle struct {
	ID     int64
	Months int
}

// Cycles lists the billing cycles. Their lighter list does not say how long they
// are (connectwise-api 13).
func (s FinanceService) Cycles(ctx context.Context) iter.Seq2[Page[BillingCycle], error] {
	type wire struct {
		ID             num
		BillingOptions str
	}
	return pages(ctx, s.c, listing[wire, BillingCycle]{
		op: "list billing cycles", path: "/finance/billingCycles", paging: numbered, fields: cycleFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (BillingCycle, bool) {
			return BillingCycle{int64(w.ID), cycleMonths(string(w.BillingOptions))}, true
		},
	})
}

func cycleMonths(option string) int {
	switch strings.ToLower(option) {
	case "monthly":
		return 1
	case "bimonthly": // taken as every two months
		return 2
	case "quarterly":
		return 3
	case "semiannual":
		return 6
	case "yearly", "annual":
		return 12
	}
	return 0 // NotRecurring, Weekly, BiWeekly
}

// MemberCost is what an hour of a member costs; nil: not known.
type MemberCost struct {
	Member model.MemberID
	Hour   *float64
}

// Costs lists what members cost, those who have left too: their time stays.
func (s SystemService) Costs(ctx context.Context) iter.Seq2[Page[MemberCost], error] {
	type wire struct {
		ID         num
		HourlyCost money
	}
	return pages(ctx, s.c, listing[wire, MemberCost]{
		op: "list the hourly costs of members", path: "/system/members", paging: numbered, fields: costFields, conds: []Cond{{}},
		id:     func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (MemberCost, bool) { return MemberCost{model.MemberID(w.ID), w.HourlyCost.known()}, true },
	})
}
