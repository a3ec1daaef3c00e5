package adapter

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/check"
	"daybrief/internal/psa"
	"daybrief/model"
)

// rightsKept is how long an answer about the keys' own rights is believed.
const rightsKept = 15 * time.Minute

// rightsAgain is when a broken answer about them is asked for again.
const rightsAgain = 2 * time.Minute

// rights is what the keys can see of what they may read. A role whose level is
// My is answered with lists of the API member's own records, which look like a
// quiet day; boards can be excluded for a member, whatever its role
// (connectwise-api 10).
type rights struct {
	asking chan struct{} // holds a word while somebody asks: who waits obeys a context
	mu     sync.Mutex    // guards what follows
	at     time.Time
	levels map[string]string // Inquire by function, both in lower case; nil: the server does not tell
	partly bool              // some rows of the role could not be read
	limits connectwise.Limits
	hidden bool          // the limits can't be had
	boards []model.Board // as last read
}

// functions are the rows of the security role that sources rest on.
func functions() map[model.Source]string {
	return map[model.Source]string{
		model.SourceTickets: "Service Tickets", model.SourceSLA: "Service Tickets", model.SourceClosed: "Service Tickets",
		model.SourceProjectTickets: "Project Tickets", model.SourceClosedProject: "Project Tickets",
		model.SourceSchedule: "Resource Scheduling", model.SourceCompanies: "Company Maintenance", model.SourceMembers: "Member Maintenance",
		model.SourceTime: "Time Entry", model.SourceActivities: "CRM/Sales Activities", model.SourceEnding: "Agreements",
	}
}

// learn asks what the keys can see, once in a while. That the server does not
// tell is no failure: nothing is known then, and check says so.
func (r *rights) learn(ctx context.Context, c *connectwise.Client, now time.Time) error {
	select {
	case r.asking <- struct{}{}:
		defer func() { <-r.asking }()
	case <-ctx.Done():
		return connectwise.Diagnose(ctx, c.Site().Host(), ctx.Err())
	}
	if r.known(now) {
		return nil
	}
	page, err := c.System.MySecurity(ctx)
	if passing(err) {
		return err
	}
	limits, limitsErr := c.System.Limits(ctx)
	if passing(limitsErr) {
		return limitsErr
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case !broken(limitsErr):
		r.limits, r.hidden = limits, limitsErr != nil
	case r.at.IsZero():
		r.hidden = true
	}
	switch {
	case err == nil && len(page.Items) > 0:
		r.levels, r.partly = map[string]string{}, page.Skipped > 0 || page.Capped
		for _, p := range page.Items {
			r.levels[strings.ToLower(strings.TrimSpace(p.Function.String()))] = strings.ToLower(strings.TrimSpace(p.Inquire.String()))
		}
	case !broken(err): // a list without rows tells no more than a refusal
		r.levels = nil
	}
	r.at = now
	if broken(err) || broken(limitsErr) { // what was told before still holds
		r.at = now.Add(rightsAgain - rightsKept)
	}
	return nil
}

// broken reports whether an answer failed without saying that it is not to be had.
func broken(err error) bool {
	var p *model.Problem
	return err != nil && (!errors.As(err, &p) || p.Kind != model.Forbidden && p.Kind != model.NotFound)
}

func (r *rights) known(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	age := now.Sub(r.at)
	return !r.at.IsZero() && age >= 0 && age < rightsKept
}

// passing reports whether a failure is one that all requests share, so that the
// fetch which waits for the answer would fail of it as well.
func passing(err error) bool {
	var p *model.Problem
	if !errors.As(err, &p) {
		return err != nil
	}
	switch p.Kind {
	case model.Offline, model.TimedOut, model.RateLimited, model.Unauthorized:
		return true
	}
	return false
}

// sees keeps the boards that the keys can see.
func (r *rights) sees(boards []model.Board) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.boards = boards
}

// blind is why a source can't be judged by what its list holds: the keys see
// only their own records, or no board at all.
func (r *rights) blind(src model.Source) *model.Problem {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.boardless(src) {
		const needs = "a board that is not excluded for the API member (System › Members › API Members › Service Defaults)"
		return &model.Problem{
			Kind: model.Forbidden, Code: "no-boards",
			What:  model.Clean("Every board is excluded for these keys: they see no ticket."),
			Cure:  model.Clean("Take the boards off the exclusions in the API member's Service Defaults."),
			Needs: needs,
		}
	}
	function := functions()[src]
	if function == "" || r.levels[strings.ToLower(function)] != "my" {
		return nil
	}
	return &model.Problem{
		Kind: model.Forbidden, Code: "own-records",
		What:  model.Clean("These keys see only their own records: level All on " + function + " is needed."),
		Cure:  model.Clean("Give the API member's security role " + check.RowFor(function).String() + "."),
		Needs: check.RowFor(function).String(),
	}
}

// excluded are the boards that the tickets of a source are kept from, and whether
// those are of projects.
func (r *rights) excluded(src model.Source) (ids []model.BoardID, projects bool) {
	switch src {
	case model.SourceTickets, model.SourceSLA, model.SourceClosed:
		return r.limits.Boards, false
	case model.SourceProjectTickets, model.SourceClosedProject:
		return r.limits.ProjectBoards, true
	}
	return nil, false
}

// boardless reports whether every board of a source is excluded: an empty list
// would look like a quiet day. A server may list the boards all the same.
func (r *rights) boardless(src model.Source) bool {
	ids, projects := r.excluded(src)
	if len(ids) == 0 || r.boards == nil {
		return false
	}
	return !slices.ContainsFunc(r.boards, func(b model.Board) bool { return b.Project == projects && !b.Inactive && !slices.Contains(ids, b.ID) })
}

// gap says what is missing from a list that is otherwise whole; "" for nothing.
func (r *rights) gap(src model.Source) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var parts []string
	if ids, _ := r.excluded(src); len(ids) > 0 {
		parts = append(parts, "the tickets of "+model.Counted(len(ids), "board")+" that "+isAre(len(ids))+" excluded for these keys")
	}
	for _, limit := range []struct {
		on   bool
		name string
	}{{r.limits.Location, "records of other locations"}, {r.limits.Department, "records of other departments"}, {r.limits.Schedule && src == model.SourceSchedule, "other people's entries"}} {
		if limit.on {
			parts = append(parts, limit.name+", which these keys may not see")
		}
	}
	return strings.Join(parts, ", ")
}

// doubt is why nobody can tell whether the keys see a whole list; "" when that can
// be told.
func (r *rights) doubt(src model.Source) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	ofBoards := src != model.SourceCompanies && src != model.SourceMembers && src != model.SourceTime && src != model.SourceActivities && src != model.SourceEnding
	level, told := r.levels[strings.ToLower(closing)]
	switch {
	case r.levels == nil:
		return "Whether these keys see more than their own records can't be told: the server does not tell their role."
	case r.untold(functions()[src]) != "":
		return r.untold(functions()[src])
	case r.hidden && ofBoards:
		return "Whether records are hidden from these keys can't be told: the record of their own member can't be read."
	case src == model.SourceClosed && told && level != "all":
		return "Whether these keys see all closed tickets can't be told: their role's level on " + closing + " is not All."
	}
	return ""
}

// untold says that the level of a function is missing because its row has none, or
// may be one that could not be read; else "". A row that the server calls otherwise
// says nothing.
func (r *rights) untold(function string) string {
	level, row := r.levels[strings.ToLower(function)]
	if r.levels == nil || function == "" || level != "" || !row && !r.partly {
		return ""
	}
	return "Whether these keys see more than their own records can't be told: their role's level on " + function + " could not be read."
}

// closing is the row of the security role that closed tickets rest on besides that of
// tickets: vendors ask for it, and what it hides is written nowhere.
const closing = "Close Service Tickets"

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// see fetches a source, unless the keys can't see enough of it.
func (s *Provider) see(ctx context.Context, c *connectwise.Client, q psa.Query, p partial) (psa.Batch, error) {
	if functions()[q.Source] == "" {
		b, err := s.fetch(ctx, c, q, p)
		if q.Source == model.SourceBoards && err == nil {
			s.rights.sees(b.Boards)
		}
		return b, err
	}
	if err := s.rights.learn(ctx, c, s.now()); err != nil {
		return psa.Batch{}, err
	}
	if blind := s.rights.blind(q.Source); blind != nil {
		return psa.Batch{}, blind
	}
	b, err := s.fetch(ctx, c, q, p)
	gaps := []string{s.rights.gap(q.Source), s.hidden.gap(q)}
	b.Gap = strings.Join(slices.DeleteFunc(gaps, func(g string) bool { return g == "" }), " and ")
	if b.Doubt == "" {
		b.Doubt = s.rights.doubt(q.Source)
	}
	return b, err
}
