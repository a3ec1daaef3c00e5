package connectwise

import (
	"context"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// TimeService reads time entries.
type TimeService struct{ c *Client }

type timeWire struct {
	ID           num
	ChargeToID   num
	ChargeToType str
	Member       reference
	TimeStart    moment
	TimeEnd      moment
	ActualHours  money // a number that may be missing
	Notes        str   `wire:"shown"`
}

// ByMember lists the time that a member, named by login or by number, has logged
// with a start in [from, to).
func (s TimeService) ByMember(ctx context.Context, who string, from, to time.Time) (Page[model.TimeEntry], error) {
	whose := Field("member/identifier").IsText(who)
	if id, err := strconv.ParseInt(who, 10, 64); err == nil {
		whose = Or(whose, Field("member/id").Is(id)) // a login may be a number too
	}
	return s.list(ctx, And(whose, Field("timeStart").Since(from), Field("timeStart").Before(to)))
}

// ByTicket lists the time logged on a ticket.
func (s TimeService) ByTicket(ctx context.Context, id model.TicketID) (Page[model.TimeEntry], error) {
	kind := Field("chargeToType")
	return s.list(ctx, And(Or(kind.IsText("ServiceTicket"), kind.IsText("ProjectTicket")), Field("chargeToId").Is(int64(id))))
}

func (s TimeService) list(ctx context.Context, cond Cond) (Page[model.TimeEntry], error) {
	return Collect(pages(ctx, s.c, listing[timeWire, model.TimeEntry]{
		op: "list time entries", path: "/time/entries", paging: numbered, size: 500, fields: timeFields, conds: []Cond{cond},
		id:     func(w *timeWire) int64 { return int64(w.ID) },
		record: func(w *timeWire) (model.TimeEntry, bool) { return w.entry(), true },
	}))
}

func (w *timeWire) entry() model.TimeEntry {
	e := model.TimeEntry{
		ID: int64(w.ID), Member: member(w.Member), Start: w.TimeStart.utc(), End: w.TimeEnd.utc(),
		Notes: noteText(string(w.Notes), false),
	}
	if hours := w.ActualHours.known(); hours != nil {
		e.Hours = *hours
	} else {
		e.Untold = true
	}
	switch strings.ToLower(string(w.ChargeToType)) {
	case "serviceticket", "projectticket":
		e.Ticket = model.TicketID(w.ChargeToID)
		e.Unsaid = w.ChargeToID == 0
	case "":
		e.Unsaid = true
	}
	return e
}
