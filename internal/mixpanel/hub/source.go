package hub

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/mixpanel"
	"daybrief/model"
)

// LeastEvery is the shortest interval between two bulk jobs.
const LeastEvery = time.Hour

// stale is how old an answer may be and still stand in while a job is under way.
const stale = 48 * time.Hour

const namesEvery = 24 * time.Hour

// Settings say what a Source asks for.
type Settings struct {
	Company string         // the event property that names the client
	Events  []string       // that count as use; none: the most frequent ones
	Every   time.Duration  // LeastEvery at least
	Zone    *time.Location // by which days are told apart; nil: UTC
	Now     func() time.Time
	Memory  Memory // nil: nothing outlives the Source
}

// Memory keeps what a Source has learnt, for the next one. Load gives the zero
// State for nothing. Neither may fail loudly: what is lost is asked for again.
type Memory interface {
	Load() State
	Save(State)
	// Alone waits until no other program begins a job, and keeps others waiting until
	// release is called. The error is the context's.
	Alone(ctx context.Context) (release func(), err error)
}

// State is what is remembered of one instance.
type State struct {
	// About says what it was asked for: a State about something else is none.
	About string
	// Begun is when the last job was asked for, and Job the one that is under way.
	Begun time.Time
	Job   Job
	// Fault is why the last job came to nothing; nil when it did not.
	Fault *model.Problem
	mixpanel.Pause
	Events  []string // the most frequent ones
	NamesAt time.Time
	// Totals is how often each event was done, on each day of Usage.
	Totals map[string][]int
	Usage  model.Usage
}

// Source answers with the usage of the last month, from memory while that is
// young. It is safe for use by several goroutines.
type Source struct {
	c     client
	o     Settings
	about string

	mu       sync.Mutex
	state    State
	readings readings
}

// New makes a source that asks a gateway. Nothing is sent yet. Of the options the
// element is set here; the instance is Mixpanel's. The error is a *model.Problem.
func New(gateway elements.Options, o Settings) (*Source, error) {
	if gateway.Instance <= 0 {
		return nil, &model.Problem{Kind: model.Misconfigured, Code: "usage-instance", What: model.Clean("The number of the Mixpanel instance is missing."),
			Cure: model.Clean("Set usage.instance: it stands on the page of the instance at the gateway.")}
	}
	gateway.Element = element()
	c, err := elements.New(gateway)
	if err != nil {
		return nil, err
	}
	o.Every = max(o.Every, LeastEvery)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	words, _ := json.Marshal(append([]string{gateway.Base.String(), strconv.FormatInt(gateway.Instance, 10), o.Company, o.Zone.String()}, o.Events...)) // words are always written
	sum := sha256.Sum256(words)
	return &Source{c: client{c}, o: o, about: hex.EncodeToString(sum[:12])}, nil
}

// Rekey makes the source sign with other secrets.
func (s *Source) Rekey(secrets elements.Secrets) error { return s.c.Rekey(secrets) }

// Close drops idle connections, and what is being read.
func (s *Source) Close() {
	s.readings.end()
	s.c.Close()
}

// Usage is what is known now, asked for where it is due. It waits for a job as long
// as the context lets it. Every failure is a *model.Problem.
func (s *Source) Usage(ctx context.Context) (model.Usage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recall()
	now := s.o.Now()
	known := s.state.Usage.Known()
	if s.young(now) {
		return s.state.Usage, nil
	}
	if wait := s.state.Left(now); wait > 0 {
		return model.Usage{}, s.paused(wait)
	}
	err := s.look(ctx, now)
	p := problemOf(err)
	switch {
	case err == nil:
		s.state.Fault, s.state.Pause = nil, mixpanel.Pause{}
	case p != nil && p.Code == codeUnderWay && known && within(s.state.Usage.Asked, now, stale):
		err = nil // what is known says how old it is
	case p != nil && p.Kind == model.RateLimited && p.Code != codeHourly:
		err = s.state.Begin(*p, s.o.Now())
	}
	s.remember()
	if err != nil {
		return model.Usage{}, err
	}
	return s.state.Usage, nil
}

// young reports whether what is known need not be asked for.
func (s *Source) young(now time.Time) bool {
	return s.state.Usage.Known() && within(s.state.Usage.Asked, now, s.o.Every)
}

// Try looks at the instance and asks for today's events, for a check. Every failure
// is a *model.Problem.
func (s *Source) Try(ctx context.Context) (events []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recall()
	if wait := s.state.Left(s.o.Now()); wait > 0 {
		return nil, s.paused(wait)
	}
	if _, err = s.c.Suits(ctx); err != nil {
		return nil, err
	}
	events, err = s.c.top(ctx)
	if p := problemOf(err); p != nil && p.Kind == model.RateLimited {
		err = s.state.Begin(*p, s.o.Now())
		s.remember()
	}
	return events, err
}

// paused is the answer while nothing may be asked.
func (s *Source) paused(wait time.Duration) *model.Problem {
	p := s.c.Problem(model.RateLimited, "quota-used", "The queries that the Mixpanel project has in an hour are used up.", "daybrief waits; whatever else asks about the same project counts too.")
	p.RetryAfter = max(wait, time.Second)
	return p
}

// within reports whether a moment lies less than d before now. A clock that was
// set back makes it old, not young for ever.
func within(t, now time.Time, d time.Duration) bool {
	age := now.Sub(t)
	return age >= 0 && age < d
}

func problemOf(err error) *model.Problem {
	var p *model.Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// recall takes what another program may have learnt meanwhile.
func (s *Source) recall() {
	if s.o.Memory == nil {
		return
	}
	m := s.o.Memory.Load()
	if m.About != s.about || !m.sound() {
		return
	}
	// Whoever began a job last knows most.
	if m.Begun.Before(s.state.Begun) || m.Usage.Asked.Before(s.state.Usage.Asked) {
		return
	}
	s.state = m
}

func (s *Source) remember() {
	if s.o.Memory != nil {
		m := s.state
		m.About = s.about
		s.o.Memory.Save(m)
	}
}

// sound reports whether a state can be what a Source has saved: what lies on a
// disk is as untrusted as a reply.
func (m State) sound() bool {
	if len(m.Events) > mixpanel.MostEvents || len(m.Totals) > mostTotals || m.Refusals < 0 || m.Job.Tries < 0 {
		return false
	}
	if m.Job.ID != "" && !isJob(m.Job.ID) || slices.Contains(m.Events, "") || !mixpanel.Sound(m.Usage) {
		return false
	}
	for _, days := range m.Totals {
		if len(days) != m.Usage.Days || slices.ContainsFunc(days, func(n int) bool { return n < 0 }) {
			return false
		}
	}
	return true
}
