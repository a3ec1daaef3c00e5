package connectwise

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// ScheduleService reads schedule entries and their types.
type ScheduleService struct{ c *Client }

// ScheduleType is a row of /schedule/types. MSPs add types of their own.
type ScheduleType struct {
	ID         int64
	Identifier model.Text // one letter, such as "S"
	Name       model.Text
	System     bool
}

type scheduleEntryWire struct {
	ID               num
	ObjectID         num
	Name             str `wire:"shown"`
	Member           reference
	Where            place `wire:"shown"`
	DateStart        moment
	DateEnd          moment
	Status           reference `wire:"shown"`
	Type             reference
	Hours            *real
	DoneFlag         flag
	AcknowledgedFlag flag
	OwnerFlag        flag
	MeetingFlag      flag
	StartTimeSet     flag
}

// Entries lists the schedule entries of all members that overlap [from, to),
// by start. Date-only entries come at midnight UTC whatever the zone of their
// day: the question is a day wider on both sides, and those whose calendar day
// can touch the interval in any zone are kept (connectwise-api 6), and an entry
// may have no end. Entries without a member are left out. The server is never asked to sort: some
// refuse it here.
func (s ScheduleService) Entries(ctx context.Context, from, to time.Time) (Page[*model.ScheduleEntry], error) {
	return s.Gather(ctx, from, to, &Gathering{})
}

// What is known of whether a server can be asked for entries without an end: which
// conditions it takes, only it knows.
const (
	untried int32 = iota
	taken
	withoutNull
)

// Gather is Entries, which goes on where an earlier Gather has failed.
func (s ScheduleService) Gather(ctx context.Context, from, to time.Time, g *Gathering) (Page[*model.ScheduleEntry], error) {
	p, err := s.gather(ctx, from, to, g)
	var e *Error
	switch endless := &s.c.shared.endless; {
	case err == nil:
		endless.CompareAndSwap(untried, taken)
	case errors.As(err, &e) && e.Status == http.StatusBadRequest && endless.CompareAndSwap(untried, withoutNull):
		*g = Gathering{OneByOne: g.OneByOne}
		p, err = s.gather(ctx, from, to, g)
	}
	if err != nil {
		return p, err
	}
	slices.SortFunc(p.Items, func(a, b *model.ScheduleEntry) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	return p, nil
}

func (s ScheduleService) gather(ctx context.Context, from, to time.Time, g *Gathering) (Page[*model.ScheduleEntry], error) {
	const day, start, end = 24 * time.Hour, Field("dateStart"), Field("dateEnd")
	ends := end.After(from.Add(-day))
	if s.c.shared.endless.Load() != withoutNull {
		ends = Or(ends, And(end.IsNull(), start.After(from.Add(-day))))
	}
	return gather(ctx, s.c, listing[scheduleEntryWire, *model.ScheduleEntry]{
		op: "list schedule entries", path: "/schedule/entries", paging: forward, unsorted: true, fields: scheduleFields,
		conds: []Cond{And(start.Before(to.Add(day)), ends)},
		id:    func(w *scheduleEntryWire) int64 { return int64(w.ID) },
		record: func(w *scheduleEntryWire) (*model.ScheduleEntry, bool) {
			v, ok := w.visit()
			return v, ok && Near(v, from, to)
		},
	}, g)
}

// Near reports whether a visit can matter to [from, to): zones reach from 12
// hours behind UTC to 14 before it.
func Near(v *model.ScheduleEntry, from, to time.Time) bool {
	switch {
	case v.DateOnly:
		first, last := v.Span(time.UTC)
		return first.Add(-14*time.Hour).Before(to) && last.Add(12*time.Hour).After(from)
	case v.Ghost:
		return true
	}
	return v.On(from, to, time.UTC)
}

// visit maps an entry; false for one without a member.
func (w *scheduleEntryWire) visit() (*model.ScheduleEntry, bool) {
	if w.Member.ID == 0 && w.Member.Identifier == "" {
		return nil, false
	}
	v := &model.ScheduleEntry{
		ID: model.ScheduleEntryID(w.ID), Kind: visitKind(w.Type), Type: clean(w.Type.Identifier), Object: int64(w.ObjectID),
		Name: clean(w.Name), Member: member(w.Member), Where: model.Clean(string(w.Where)), Status: clean(w.Status.Name),
		Start: w.DateStart.utc(), End: w.DateEnd.utc(),
		Done: w.DoneFlag.on(), Acknowledged: w.AcknowledgedFlag.on(), Owner: w.OwnerFlag.on(), Meeting: w.MeetingFlag.on(),
	}
	if !w.DoneFlag.given() {
		v.Unsaid |= model.EntryDone
	}
	if !w.AcknowledgedFlag.given() {
		v.Unsaid |= model.EntryAcknowledged
	}
	if v.Kind == model.ScheduleTicket {
		v.Ticket = model.TicketID(w.ObjectID)
	}
	switch {
	case w.Hours != nil:
		v.Hours = max(0, float64(*w.Hours))
	case v.End.After(v.Start):
		v.Hours = v.End.Sub(v.Start).Hours()
	}
	w.readTimes(v)
	return v, true
}

// readTimes tells date-only entries and ghosts from the rest.
func (w *scheduleEntryWire) readTimes(v *model.ScheduleEntry) {
	midnight := v.Start.Truncate(24 * time.Hour)
	switch {
	case v.Start.IsZero() && v.End.IsZero():
		v.Ghost = true
	case v.Start.IsZero():
		v.Start = v.End // half an entry: at least it has a day
		v.Ghost = v.Hours == 0
	case v.Hours == 0 && v.Start.Equal(midnight), w.StartTimeSet.given() && !w.StartTimeSet.on():
		v.DateOnly, v.Start = true, midnight
	case v.Hours == 0 && (v.End.IsZero() || v.End.Equal(v.Start)):
		v.Ghost = true
	}
}

// visitKind reads the type's letter; the standard id of ticket entries helps
// when the letter is missing.
func visitKind(r reference) model.ScheduleKind {
	switch strings.ToUpper(strings.TrimSpace(string(r.Identifier))) {
	case "S":
		return model.ScheduleTicket
	case "C":
		return model.ScheduleActivity
	case "O":
		return model.ScheduleOpportunity
	case "":
		if r.ID == 4 {
			return model.ScheduleTicket
		}
		if r.ID == 1 {
			return model.ScheduleActivity
		}
	}
	return model.ScheduleOther
}

// Types lists the kinds of schedule entries.
func (s ScheduleService) Types(ctx context.Context) (Page[ScheduleType], error) {
	type wire struct {
		ID         num
		Name       str
		Identifier str
		SystemFlag flag
	}
	return Collect(pages(ctx, s.c, listing[wire, ScheduleType]{
		op: "list schedule types", path: "/schedule/types", paging: numbered, fields: scheduleTypeFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (ScheduleType, bool) {
			return ScheduleType{ID: int64(w.ID), Identifier: clean(w.Identifier), Name: clean(w.Name), System: w.SystemFlag.on()}, true
		},
	}))
}
