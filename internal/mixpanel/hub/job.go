package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/mixpanel"
	"daybrief/model"
)

// Job is a bulk job of the gateway's.
type Job struct {
	ID string // "" for none
	// Asked is when it was begun, and From the first day that it gathers, as midnight
	// UTC of its date.
	Asked, From time.Time
	Whole       bool // it gathers the whole window
	// Tries counts answers that could not be read.
	Tries int
}

// What a job is given.
const (
	jobMost   = 6 * time.Hour // until it is given up
	jobTries  = 3
	leastPoll = time.Second
	mostPoll  = 30 * time.Second
	// enough is what is left of the time of whoever waits, for the last question.
	enough = 5 * time.Second
	maxID  = 64
)

const (
	codeUnderWay = "bulk-under-way"
	codeHourly   = "bulk-hourly"
)

// look leads a job to its end: the one that is under way, or a new one.
func (s *Source) look(ctx context.Context, now time.Time) error {
	s.giveUp(now)
	if s.state.Job.ID == "" {
		if err := s.begun(ctx, now); err != nil || s.young(now) {
			return err
		}
	}
	records, err := s.done(ctx)
	if err != nil {
		return err
	}
	err = s.collect(ctx, records)
	if p := problemOf(err); p != nil && p.Kind == model.BadReply {
		if s.state.Job.Tries++; s.state.Job.Tries >= jobTries {
			s.failed(p)
		}
	}
	return err
}

// giveUp forgets a job that has taken too long.
func (s *Source) giveUp(now time.Time) {
	if s.state.Job.ID != "" && !within(s.state.Job.Asked, now, jobMost) {
		s.state.Job = Job{}
	}
}

// failed forgets the job. The next one is an hour later.
func (s *Source) failed(p *model.Problem) *model.Problem {
	s.state.Job, s.state.Fault = Job{}, p
	return p
}

// begun is begin while no other program does: it is that one's job, or its answer,
// then.
func (s *Source) begun(ctx context.Context, now time.Time) error {
	if s.o.Memory != nil {
		release, err := s.o.Memory.Alone(ctx)
		if err != nil {
			return s.underWay()
		}
		defer release()
		s.recall()
		if s.giveUp(now); s.state.Job.ID != "" || s.young(now) {
			return nil
		}
	}
	return s.begin(ctx, now)
}

// begin asks for a new job, if the hour has room for it.
func (s *Source) begin(ctx context.Context, now time.Time) error {
	if within(s.state.Begun, now, LeastEvery) {
		wait := s.state.Begun.Add(LeastEvery).Sub(now)
		p := s.c.Problem(model.RateLimited, codeHourly, "The gateway was asked for the events within this hour, and it is asked once an hour.", "")
		if s.state.Fault != nil {
			said := *s.state.Fault
			p = &said
		}
		p.RetryAfter = wait
		return p
	}
	before := s.state.Begun
	from, whole := s.from(now)
	job := Job{Asked: now.UTC(), From: mixpanel.Midnight(from), Whole: whole}
	s.state.Begun, s.state.Fault = now.UTC(), nil
	s.remember() // should this program end before the answer comes, there may be a job all the same
	id, err := s.c.begin(ctx, since(job.From, s.o.Zone))
	if p := problemOf(err); p != nil && !begunPerhaps(p) {
		s.state.Begun = before
		s.remember()
	}
	if err != nil {
		return err
	}
	job.ID = id
	s.state.Job = job
	s.remember()
	return nil
}

// begunPerhaps reports whether a failure leaves it open if there is a job now.
func begunPerhaps(p *model.Problem) bool {
	switch p.Kind {
	case model.TimedOut, model.BadReply, model.ServerDown:
		return true
	}
	return p.Code == "reset"
}

// from is the first day to be gathered, as days since 1970: the last two days, or
// all since the last answer, or the whole window when there is none to go on from.
func (s *Source) from(now time.Time) (day int, whole bool) {
	today, u := mixpanel.DayNumber(now.In(s.o.Zone)), s.state.Usage
	first := today - mixpanel.Window + 1
	before := mixpanel.DayNumber(u.Asked.In(s.o.Zone))
	if !u.Known() || !s.asChosen() || mixpanel.DayNumber(u.From) > first || mixpanel.DayNumber(u.From)+u.Days <= before || before < first {
		return first, true
	}
	return max(first, min(today-1, before)), false
}

// since is a day as the moment when it begins in a zone, as the gateway is told.
func since(day time.Time, zone *time.Location) string {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone).UTC().Format("2006-01-02T15:04:05.000Z")
}

// begin asks for a job that gathers the events since a moment.
func (c client) begin(ctx context.Context, from string) (id string, err error) {
	body, err := c.Ask(ctx, elements.Call{Op: "gather the events", Method: http.MethodPost, Path: bulkPath + "/query", Query: url.Values{"q": {"select * from activities"}, "from": {from}}})
	if err != nil {
		return "", c.absent(err, "no-bulk", "This gateway does not offer the bulk download of Mixpanel's events.")
	}
	var w struct{ ID json.RawMessage }
	_ = json.Unmarshal(body, &w) // seen below
	if id = strings.Trim(string(w.ID), `"`); !isJob(id) {
		return "", c.shape(body, "a job")
	}
	return id, nil
}

// isJob reports whether a word can be the name of a job: it becomes part of a path.
func isJob(id string) bool {
	return id != "" && id != "null" && len(id) <= maxID && !strings.ContainsFunc(id, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
}

// done waits for the job, with pauses that grow with its age, and says how many records it has
// gathered; -1 where the gateway does not say.
func (s *Source) done(ctx context.Context) (records int, err error) {
	for {
		st, err := s.c.status(ctx, s.state.Job.ID)
		if p := problemOf(err); p != nil && p.Kind == model.NotFound {
			return 0, s.failed(s.lost())
		}
		if err != nil {
			return 0, err
		}
		switch st.Status {
		case "COMPLETED":
			return st.records(), nil
		case "ERROR", "ABORTED", "CANCELLED", "CANCELED", "CANCELLATION_PENDING":
			return 0, s.failed(s.c.Problem(model.BadReply, "bulk-failed", "The gateway could not gather the events ("+strings.ToLower(st.Status)+").", "A new job is begun in an hour; if it stays like this, ask whoever runs the gateway."))
		case "CREATED", "STARTED", "RUNNING":
		default:
			return 0, s.c.Bad("unexpected-shape", "a state of its job that is not known")
		}
		pause := min(max(s.o.Now().Sub(s.state.Job.Asked), leastPoll), mostPoll)
		if end, ok := ctx.Deadline(); ok && time.Until(end) < pause+enough || !slept(ctx, pause) {
			return 0, s.underWay()
		}
	}
}

func slept(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// status is how a job is doing. Its numbers have two names each (gateways a.8).
type status struct {
	Status                          string
	RecordsCount, RecordCount       *int
	RecordsFailedCount, ErrorsCount *int
	ErrorCount                      *int
}

// records is how many records there are to be read at least; -1 for unknown.
func (w status) records() int {
	n := -1
	for _, p := range []*int{w.RecordsCount, w.RecordCount} {
		if p != nil {
			n = max(n, *p)
		}
	}
	for _, p := range []*int{w.RecordsFailedCount, w.ErrorCount, w.ErrorsCount} {
		if p != nil && n > 0 {
			return max(0, n-*p)
		}
	}
	return n
}

func (c client) status(ctx context.Context, job string) (w status, err error) {
	body, err := c.Ask(ctx, elements.Call{Op: "look after the job", Path: bulkPath + "/" + job + "/status"})
	if err != nil {
		return w, err
	}
	if json.Unmarshal(body, &w) != nil || w.Status == "" {
		return w, c.shape(body, "how its job is doing")
	}
	w.Status = strings.ToUpper(w.Status)
	return w, nil
}
