package connectwise

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
	"time"

	"daybrief/model"
)

// ActivityQuery says which activities a report is about. The list grows for
// ever: it is never asked for as a whole (connectwise-api 13).
type ActivityQuery struct {
	// But are the statuses that close an activity, or with To those that do not. All
	// others are asked for, those too that are not listed any more, and activities
	// without one. Where none closes one, open ones are asked for by what else says so:
	// a list of all is never asked for.
	But []int64
	// Since asks for assigned ones that are open, or were closed or changed at or
	// after it; zero: for those that are open.
	Since time.Time
	// From and To ask for closed ones that end in [From, To), or start in it and
	// have no end.
	From, To time.Time
	// Campaigns asks for all that name a campaign.
	Campaigns bool
}

// cond is the question as the server is asked it; late servers know when, and
// whether, an activity was closed.
func (q ActivityQuery) cond(late bool) Cond {
	if q.Campaigns {
		return Field("campaign/id").IsNotNull()
	}
	closed, done := !q.To.IsZero(), notInOrNone("status/id", q.But)
	if len(q.But) == 0 && !closed {
		done = []Cond{Field("status/id").IsNull()}
	}
	if late && len(done) > 0 {
		done = append(done, Field("closeFlag").IsTrue(closed))
	}
	if closed {
		start, end := Field("dateStart"), Field("dateEnd")
		return And(Or(done...), Or(And(end.Since(q.From), end.Before(q.To)), And(end.IsNull(), start.Since(q.From), start.Before(q.To))))
	}
	if !q.Since.IsZero() {
		done = append(done, Field("lastUpdated").Since(q.Since))
		if late {
			done = append(done, Field("dateClosedUtc").Since(q.Since))
		}
	}
	return And(Field("assignTo/id").IsNotNull(), Or(done...))
}

type activityWire struct {
	ID            num
	Name          str
	Type          reference
	Company       reference
	Campaign      reference
	AssignTo      reference
	Status        reference
	CloseFlag     flag
	DateStart     moment
	DateEnd       moment
	DateEndUtc    moment
	DateClosedUtc moment
	Info          stamps `json:"_info"`
}

// Activities lists activities page by page. Whether one is closed is nil where
// the record itself does not say so: its status may.
func (s SalesService) Activities(ctx context.Context, q ActivityQuery) iter.Seq2[Page[model.Activity], error] {
	return func(yield func(Page[model.Activity], error) bool) {
		for late := s.c.shared.version.hasClosing(); ; late = false {
			begun, again := false, false
			for p, err := range pages(ctx, s.c, activities(q, late)) {
				if err != nil && late && !begun && s.forgive(err) {
					again = true
					break
				}
				begun = true
				if !yield(p, err) {
					return
				}
			}
			if !again {
				return
			}
		}
	}
}

func activities(q ActivityQuery, late bool) listing[activityWire, model.Activity] {
	return listing[activityWire, model.Activity]{
		op: "list activities", path: "/sales/activities", paging: forward, conds: []Cond{q.cond(late)},
		fields: func() []string { return activityFields(late) },
		id:     func(w *activityWire) int64 { return int64(w.ID) },
		lacks: func(w *activityWire) bool {
			if q.Campaigns {
				return w.Campaign.ID == 0
			}
			return q.To.IsZero() && w.AssignTo.ID == 0
		},
		record: func(w *activityWire) (model.Activity, bool) { return w.activity(), true },
	}
}

func (w *activityWire) activity() model.Activity {
	a := model.Activity{
		ID: int64(w.ID), Name: clean(w.Name), Type: model.Ref[int64]{ID: int64(w.Type.ID), Name: clean(w.Type.Name)}, Company: company(w.Company),
		Campaign: model.Ref[int64]{ID: int64(w.Campaign.ID), Name: clean(w.Campaign.Name)}, Assigned: member(w.AssignTo), Status: int64(w.Status.ID),
		Closed: w.CloseFlag.known(), Start: w.DateStart.utc(), End: w.DateEnd.utc(), ClosedAt: w.DateClosedUtc.utc(), Updated: w.Info.LastUpdated.utc(),
	}
	if end := w.DateEndUtc.utc(); !end.IsZero() {
		a.End = end
	}
	return a
}

// forgive stops asking for what the server does not know.
func (s SalesService) forgive(err error) bool {
	var e *Error
	if !errors.As(err, &e) || e.Status != http.StatusBadRequest {
		return false
	}
	for _, f := range closingFields() {
		if strings.Contains(strings.ToLower(e.Message), strings.ToLower(f)) {
			s.c.shared.version.forgetClosing()
			return true
		}
	}
	return false
}

// ActivityType is a type with the points of an activity of it; nil: not said.
type ActivityType struct {
	ID     int64
	Points *float64
}

// ActivityTypes lists the types of activities. There is no lighter list.
func (s SalesService) ActivityTypes(ctx context.Context) iter.Seq2[Page[ActivityType], error] {
	type wire struct {
		ID     num
		Points money // a number that may be missing
	}
	return pages(ctx, s.c, listing[wire, ActivityType]{
		op: "list the types of activities", path: "/sales/activities/types", paging: numbered, fields: activityTypeFields, conds: []Cond{{}},
		id:     func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (ActivityType, bool) { return ActivityType{int64(w.ID), w.Points.known()}, true },
	})
}

// Campaigns lists the campaigns, inactive ones too.
func (s SalesService) Campaigns(ctx context.Context) iter.Seq2[Page[model.Campaign], error] {
	type wire struct {
		ID       num
		Name     str
		Inactive flag
	}
	return pages(ctx, s.c, listing[wire, model.Campaign]{
		op: "list campaigns", path: "/marketing/campaigns", paging: numbered, fields: campaignFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (model.Campaign, bool) {
			return model.Campaign{ID: int64(w.ID), Name: clean(w.Name), Inactive: w.Inactive.on()}, true
		},
	})
}
