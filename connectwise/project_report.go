package connectwise

import (
	"context"
	"iter"

	"daybrief/model"
)

type projectWire struct {
	ID           num
	Name         str
	Company      reference
	Manager      reference
	Board        reference
	BudgetHours  money // a number that may be missing
	ActualHours  money
	EstimatedEnd moment
	ClosedFlag   flag
}

// Projects lists the projects that are not said to be closed, page by page.
func (s FinanceService) Projects(ctx context.Context) iter.Seq2[Page[model.Project], error] {
	return pages(ctx, s.c, listing[projectWire, model.Project]{
		op: "list projects", path: "/project/projects", paging: forward, fields: projectFields, conds: []Cond{notSaid("closedFlag")},
		id: func(w *projectWire) int64 { return int64(w.ID) },
		record: func(w *projectWire) (model.Project, bool) {
			return model.Project{
				ID: int64(w.ID), Name: clean(w.Name), Company: company(w.Company), Manager: member(w.Manager), Board: clean(w.Board.Name),
				Budget: w.BudgetHours.known(), Actual: w.ActualHours.known(), End: calendarDay(w.EstimatedEnd), Closed: w.ClosedFlag.known(),
			}, !w.ClosedFlag.on()
		},
	})
}
