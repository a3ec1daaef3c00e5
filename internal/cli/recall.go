package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

// reporting is what a tenant's reports are made of.
type reporting struct {
	// records lists what reports are made of; nil when this way in can't.
	records psa.Reporting
	// past is the history; it may answer nil. nil itself where nothing is kept.
	past func(context.Context) (*history.DB, error)
}

// recall answers lists from the history on this computer. What it does not know
// whole, it does not answer: then the server is asked, or nothing is known.
type recall struct {
	db    *history.DB
	known history.Known
	ask   report.Ask
}

// recalling is the history for a question; nil when there is none, and why.
func (r reporting) recalling(ctx context.Context, ask report.Ask) (*recall, *model.Problem) {
	if r.past == nil {
		return nil, noHistory("Nothing is kept of the past: [history] on = false.")
	}
	db, err := r.past(ctx)
	if err != nil {
		return nil, noHistory("The history can't be read: " + err.Error() + ".")
	}
	if db == nil {
		return nil, noHistory("There is no history yet: it begins when the dashboard runs.")
	}
	known, err := db.Known(ctx)
	if err != nil {
		return nil, noHistory("The history can't be read: " + err.Error() + ".")
	}
	return &recall{db, known, ask}, nil
}

func noHistory(what string) *model.Problem {
	return &model.Problem{Kind: model.NotFound, Code: "no-history", What: model.Clean(what)}
}

// whole reports whether all tickets of both kinds are known over a stretch, none
// of them unreadable.
func (r *recall) whole(from, to time.Time) bool {
	return r.known.Has(from, to) && r.known.Service && r.known.Project && r.known.Skipped == 0
}

// into puts a list into the input of a report; false where the history does not
// know it.
func (r *recall) into(ctx context.Context, in report.Input, q psa.RecordQuery) bool {
	list, known, err := r.list(ctx, q)
	switch {
	case err != nil && q.List == psa.ListDays:
		in.Lists[q.List] = report.Got{Problem: psa.ProblemOf(err)}
	case err != nil || !known:
		return false
	default:
		in.Lists[q.List] = report.Got{Records: list}
	}
	return true
}

// list answers a list; false where the history does not know it.
func (r *recall) list(ctx context.Context, q psa.RecordQuery) (out psa.Records, ok bool, err error) {
	switch {
	case q.List == psa.ListTickets && r.whole(q.From, q.To):
		out.Tickets, err = r.db.Tickets(ctx, q.From, q.To)
	case q.List == psa.ListOpenThen && r.whole(q.From, model.Sooner(q.To, r.today())):
		out.Tickets, err = r.db.OpenSince(ctx, q.From, q.To)
		if n := undated(out.Tickets); n > 0 {
			out.Said = append(out.Said, model.Counted(n, "ticket")+" of which it is not known when they came are in no number of open ones.")
		}
		if n := unended(out.Tickets); n > 0 {
			out.Said = append(out.Said, model.Counted(n, "closed ticket")+" of which it is not known when they were closed are in no number of open ones.")
		}
	case q.List == psa.ListDays:
		out, err = r.days(ctx, q)
	default:
		return out, false, nil
	}
	out.Kept, out.Lacks = r.known.To, r.known.Unseen.Of(q.From)
	return out, true, err
}

func undated(list []*model.Ticket) (n int) {
	for _, t := range list {
		if t.Entered.IsZero() {
			n++
		}
	}
	return n
}

func unended(list []*model.Ticket) (n int) {
	for _, t := range list {
		if t.Closed && t.ClosedAt.IsZero() {
			n++
		}
	}
	return n
}

// today is when the local day of the question began: what ends before it is over.
func (r *recall) today() time.Time { return r.start(model.CalendarDay(r.ask.Now, r.ask.Zone)) }

func (r *recall) start(day time.Time) time.Time {
	y, m, d := day.Date()
	return model.StartOfDay(y, m, d, r.ask.Zone)
}

// days puts together what was counted on each day and what follows from the
// tickets.
func (r *recall) days(ctx context.Context, q psa.RecordQuery) (out psa.Records, err error) {
	scope, key, err := r.scope(ctx)
	if err != nil {
		return out, err
	}
	had, said, err := r.counted(ctx, scope, key, q)
	if err != nil {
		return out, err
	}
	today := model.CalendarDay(r.ask.Now, r.ask.Zone)
	var starts []time.Time
	for day := q.From; !day.After(q.To) && !day.After(today); day = day.AddDate(0, 0, 1) {
		out.Days = append(out.Days, psa.DayCount{Day: day})
		from, to := r.start(day), r.start(day.AddDate(0, 0, 1))
		if r.known.Has(from, to) || day.Equal(today) && from.Before(r.known.To) && !from.Before(r.known.From) { // today as far as it is known
			if len(starts) == 0 {
				starts = append(starts, from)
			}
			starts = append(starts, to)
		}
	}
	if out.Said, err = r.unendedDays(ctx, scope, key, q.From, len(out.Days)); err != nil {
		return out, err
	}
	out.Said = append(out.Said, said...)
	at := 0
	for i := range out.Days {
		d := &out.Days[i]
		for at < len(had) && had[at].Day.Before(d.Day) {
			at++
		}
		if at == len(had) || !had[at].Day.Equal(d.Day) {
			continue
		}
		c := had[at].Counts
		d.Open, d.Breached, d.Unassigned, d.Stale = c.Open, c.Breached, c.Unassigned, c.Stale
		if d.Day.Equal(today) { // of an earlier day it may be a part
			d.Opened, d.Closed = c.Opened, c.Closed
		}
	}
	if len(starts) == 0 {
		return out, nil
	}
	return r.derived(ctx, out, scope, key, starts)
}

// counted are the counts of days in the zone of the question. Those of another zone's
// days are not among them, which is said.
func (r *recall) counted(ctx context.Context, scope history.Scope, key string, q psa.RecordQuery) (rows []history.DayCounts, said []string, err error) {
	zone, since, err := history.CountedIn(ctx, r.db)
	if err != nil {
		return nil, nil, err
	}
	from := q.From
	switch {
	case zone == "":
	case zone != r.ask.Zone.String():
		return nil, []string{"Days were counted in " + zone + ": what was breached, unassigned and stale at the end of a day here is not known."}, nil
	case from.Before(since):
		from, said = since, []string{"Days before " + since.Format(time.DateOnly) + " were not counted in this zone: what was breached, unassigned and stale at their end is not known."}
	}
	rows, err = r.db.Days(ctx, scope, key, from, q.To)
	return rows, said, err
}

// unendedDays says how many closed tickets are on none of some days from a day on.
func (r *recall) unendedDays(ctx context.Context, scope history.Scope, key string, from time.Time, n int) ([]string, error) {
	edges := make([]time.Time, 0, n+1)
	for i := range n + 1 {
		edges = append(edges, r.start(from.AddDate(0, 0, i)))
	}
	_, unended, err := r.db.Unended(ctx, scope, key, edges)
	if err != nil || unended == 0 {
		return nil, err
	}
	return []string{model.Counted(unended, "closed ticket") + " of which it is not known on which day they were closed are closed and open on none."}, nil
}

// derived fills in what follows from the tickets of the days that are known.
func (r *recall) derived(ctx context.Context, out psa.Records, scope history.Scope, key string, starts []time.Time) (psa.Records, error) {
	flows, undated, err := r.db.Flows(ctx, scope, key, starts)
	if err != nil {
		return out, err
	}
	first := model.CalendarDay(starts[0].Add(12*time.Hour), r.ask.Zone)
	for i := range out.Days {
		d := &out.Days[i]
		n := int(d.Day.Sub(first).Hours() / 24)
		if n < 0 || n >= len(flows) {
			continue
		}
		f := flows[n]
		if d.Opened, d.Closed = &f.Opened, &f.Closed; d.Open == nil {
			d.Open = &f.Open
		}
	}
	if undated > 0 {
		out.Said = append(out.Said, model.Counted(undated, "ticket")+" of which it is not known when they came are in no figure that rests on that.")
	}
	if !r.known.Project {
		out.Said = append(out.Said, "Project tickets of the past are not in it: their list was not read.")
	}
	if r.known.Skipped > 0 {
		out.Said = append(out.Said, model.Counted(r.known.Skipped, "record")+" of the past could not be read and are in no figure.")
	}
	return out, nil
}

// scope is whose counts the filters ask for.
func (r *recall) scope(ctx context.Context) (history.Scope, string, error) {
	a := r.ask
	set := 0
	for _, v := range []string{a.Member, a.Company, a.Board} {
		if v != "" {
			set++
		}
	}
	switch {
	case set > 1:
		return "", "", noHistory("This report takes one filter at a time.")
	case a.Member != "":
		return history.ScopeOwner, a.Member, nil
	case a.Board != "":
		return history.ScopeBoard, a.Board, nil
	case a.Company == "":
		return history.ScopeAll, "", nil
	}
	if _, err := strconv.ParseInt(a.Company, 10, 64); err == nil {
		return history.ScopeCompany, a.Company, nil
	}
	id, ok, err := r.db.CompanyNamed(ctx, strings.TrimSpace(a.Company))
	if err == nil && !ok {
		err = noHistory("The history knows no company of this name.")
	}
	return history.ScopeCompany, strconv.FormatInt(int64(id), 10), err
}

// opened opens a history once, for as long as the program runs. That there is none
// yet is no fault.
func opened(p *program, open func(context.Context) (*history.DB, error)) func(context.Context) (*history.DB, error) {
	var db *history.DB
	return func(ctx context.Context) (*history.DB, error) {
		if db != nil {
			return db, nil
		}
		d, err := open(ctx)
		var none *coded
		if errors.As(err, &none) && none.code == exitPartial {
			return nil, nil
		}
		if err == nil {
			db = d
			p.later(func() { _ = d.Close() })
		}
		return d, err
	}
}
