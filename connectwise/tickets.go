package connectwise

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// TicketService reads service tickets (/service/tickets).
type TicketService struct{ ticketReader }

// ProjectTicketService reads project tickets (/project/tickets), which have no
// SLA, no team and no severity.
type ProjectTicketService struct{ ticketReader }

// ticketReader is what both kinds of tickets have in common.
type ticketReader struct {
	c       *Client
	path    string
	noun    string
	project bool
}

// TicketQuery bounds a list of tickets. At least one bound must be set: an
// unbounded list, or one by closedFlag alone, times out on hosted servers.
// Bounds that are set together must all hold.
type TicketQuery struct {
	// Statuses asks for tickets in these statuses; long lists are asked for in
	// several batches.
	Statuses []model.StatusID
	// UpdatedAfter asks for tickets changed after it, whether open or closed.
	UpdatedAfter time.Time
	// ClosedSince asks for tickets closed at or after it.
	ClosedSince time.Time
	// OpenSince asks for tickets that are not closed and were changed after
	// it: the way to open tickets when no status is known.
	OpenSince time.Time
	// Where is a further condition.
	Where Cond
	// Search sends the conditions in a POST instead of in batches.
	Search bool
	// Came is told of each page of Gather when it comes, unless it is the last, and
	// how many there are by then. nil: nobody wants to know. It is called by one
	// goroutine at a time.
	Came func(page []*model.Ticket, pages int)
}

// Pages lists tickets page by page, each ticket once.
func (s ticketReader) Pages(ctx context.Context, q TicketQuery) iter.Seq2[Page[*model.Ticket], error] {
	return pages(ctx, s.c, s.listing("list "+s.noun, s.path, q, s.fields))
}

// All lists tickets one by one; an error comes once and ends it.
func (s ticketReader) All(ctx context.Context, q TicketQuery) iter.Seq2[*model.Ticket, error] {
	return each(s.Pages(ctx, q))
}

func (s ticketReader) fields() []string {
	if s.project {
		return projectTicketFields()
	}
	return serviceTicketFields(s.c.shared.version.hasGoals())
}

func (s ticketReader) mapper() ticketMapper {
	return ticketMapper{project: s.project, now: s.c.config.now(), dates: &s.c.shared.dates, goals: !s.project && s.c.shared.version.hasGoals()}
}

func (s ticketReader) listing(op, path string, q TicketQuery, fields func() []string) listing[ticketWire, *model.Ticket] {
	q.Search = q.Search || !s.fits(path, q, fields)
	return listing[ticketWire, *model.Ticket]{
		op: op, path: path, paging: forward, search: q.Search, conds: s.batches(path, q, fields), fields: fields,
		id:      func(w *ticketWire) int64 { return int64(w.ID) },
		record:  func(w *ticketWire) (*model.Ticket, bool) { return s.mapper().ticket(w) },
		forgive: s.forgive, came: q.Came,
	}
}

// forgive stops asking for the goal fields when the server does not know them.
func (s ticketReader) forgive(err error) bool {
	var e *Error
	if s.project || !s.c.shared.version.hasGoals() || !errors.As(err, &e) || e.Status != http.StatusBadRequest {
		return false
	}
	for _, f := range goalFields() {
		if strings.Contains(strings.ToLower(e.Message), strings.ToLower(f)) {
			s.c.shared.version.forgetGoals()
			return true
		}
	}
	return false
}

// Digests lists what tells whether we have a ticket as it is, of those tickets
// that count as open: not closed and not merged into another, whatever their
// status. It goes on where an earlier call has failed.
func (s ticketReader) Digests(ctx context.Context, q TicketQuery, g *Gathering) (Page[model.TicketDigest], error) {
	fields := digestFields
	if s.project {
		fields = projectDigestFields
	}
	return gather(ctx, s.c, listing[digestWire, model.TicketDigest]{
		op: "compare " + s.noun, path: s.path, paging: forward, search: q.Search || !s.fits(s.path, q, fields),
		conds: s.batches(s.path, q, fields), fields: fields,
		id: func(w *digestWire) int64 { return int64(w.ID) },
		record: func(w *digestWire) (model.TicketDigest, bool) {
			return model.TicketDigest{
				ID: model.TicketID(w.ID), Updated: w.Info.LastUpdated.utc(), Status: model.StatusID(w.Status.ID),
				Company: model.CompanyID(w.Company.ID), Replied: w.CustomerUpdated.on(), HasReplied: w.CustomerUpdated.given(),
			}, !w.ClosedFlag.on() && w.MergedParentTicket.ID == 0
		},
	}, g)
}

type digestWire struct {
	ID                 num
	ClosedFlag         flag
	MergedParentTicket reference
	Status, Company    reference
	CustomerUpdated    flag   `json:"customerUpdatedFlag"`
	Info               stamps `json:"_info"`
}

// Count counts tickets without listing them.
func (s ticketReader) Count(ctx context.Context, q TicketQuery) (int, error) {
	q.Search = false // there is no count of a search
	total := 0
	for _, cond := range s.batches(s.path+"/count", q, func() []string { return nil }) {
		n, err := s.c.count(ctx, request{op: "count " + s.noun, path: s.path + "/count"}, cond)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// count asks how many records of a list match.
func (c *Client) count(ctx context.Context, req request, cond Cond) (int, error) {
	if err := cond.Err(); err != nil {
		return 0, c.failure(request{op: req.op}, 0, asProblem(err, model.Problem{}))
	}
	req.method, req.query = http.MethodGet, params{conditions: cond.String()}
	rep, err := c.call(ctx, req)
	if err != nil {
		return 0, err
	}
	var body struct{ Count *num }
	if err := decode(rep, &body); err != nil {
		return 0, err
	}
	if body.Count == nil {
		return 0, rep.bad("unexpected-shape", "no number")
	}
	return int(*body.Count), nil
}

// One reads a ticket. A ticket that is not there is a Problem of kind
// NotFound.
func (s ticketReader) One(ctx context.Context, id model.TicketID) (*model.Ticket, error) {
	var w ticketWire
	err := s.one(ctx, id, &w)
	if err != nil && s.forgive(err) {
		err = s.one(ctx, id, &w)
	}
	if err != nil {
		return nil, err
	}
	t, _ := s.mapper().ticket(&w)
	return t, nil
}

func (s ticketReader) one(ctx context.Context, id model.TicketID, w *ticketWire) error {
	req := request{op: "read ticket " + strconv.FormatInt(int64(id), 10), method: http.MethodGet, path: s.path + "/" + strconv.FormatInt(int64(id), 10), query: params{fields: s.fields()}}
	rep, err := s.c.call(ctx, req)
	if err != nil {
		return err
	}
	if err := decode(rep, w); err != nil {
		return err
	}
	if w.ID != num(id) {
		return rep.bad("wrong-record", "another record")
	}
	return nil
}
