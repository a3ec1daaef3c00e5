package mixpanel

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"daybrief/model"
)

// The quota, and how it is kept.
const (
	// MostAnHour is how many queries a project has in an hour, for everybody.
	MostAnHour = 60
	// LeastEvery is the shortest interval between two looks.
	LeastEvery = 15 * time.Minute
	namesEvery = 24 * time.Hour
	quotaPause = 15 * time.Minute // after 429 without a word on how long
	quotaMost  = time.Hour
	hour       = time.Hour
	// early is how much younger than the interval an answer may be and still be
	// asked for anew: whoever comes for it comes a little early.
	early = time.Minute
)

// Settings say what a Source asks for.
type Settings struct {
	Events []string       // that count as use; none: the most frequent ones
	Every  time.Duration  // LeastEvery at least
	Zone   *time.Location // the project's; nil: UTC
	Now    func() time.Time
	Memory Memory // nil: nothing outlives the Source
}

// Memory keeps what a Source has learnt, for the next one. Load gives the zero
// State for nothing. Neither may fail loudly: what is lost is asked for again.
type Memory interface {
	Load() State
	Save(State)
	// Alone waits until no other program asks, and keeps others waiting until release
	// is called. The error is the context's.
	Alone(ctx context.Context) (release func(), err error)
}

// State is what is remembered of one project.
type State struct {
	// About says what it was asked for: a State about something else is none.
	About   string
	Events  []string // the most frequent ones
	NamesAt time.Time
	Sent    []time.Time // queries of the last hour, the oldest first
	Pause
	Usage model.Usage
}

// Source answers with the usage of the last month, from memory while that is
// young, and keeps the quota. It is safe for use by several goroutines.
type Source struct {
	c     *Client
	o     Settings
	about string

	mu    sync.Mutex
	state State
}

// NewSource makes a source of a client's answers.
func NewSource(c *Client, o Settings) *Source {
	o.Every = max(o.Every, LeastEvery)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Source{c: c, o: o, about: about(c, o)}
}

// Rekey makes the source sign with another secret. What the old one was refused
// for holds no more.
func (s *Source) Rekey(secret model.Secret) { s.c.Rekey(secret) }

// Close drops idle connections.
func (s *Source) Close() { s.c.Close() }

// Usage is what is known now, asked for where it is due. Every failure is a
// *model.Problem.
func (s *Source) Usage(ctx context.Context) (model.Usage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u, err := s.remembered(); u.Known() || err != nil {
		return u, err
	}
	release, err := s.alone(ctx)
	if err != nil {
		return model.Usage{}, err
	}
	defer release()
	// Another program may have asked meanwhile.
	if u, err := s.remembered(); u.Known() || err != nil {
		return u, err
	}
	defer s.remember()
	u, err := s.ask(ctx, s.o.Now())
	if err != nil {
		return model.Usage{}, s.refused(err)
	}
	s.state.Usage, s.state.Pause = u, Pause{}
	return u, nil
}

// remembered is what is known and young, or why nothing may be asked.
func (s *Source) remembered() (u model.Usage, err error) {
	s.recall()
	now := s.o.Now()
	if u := s.state.Usage; u.Known() && within(u.Asked, now, s.o.Every-early) {
		return u, nil
	}
	if wait := s.state.Left(now); wait > 0 {
		return u, s.paused(wait)
	}
	return u, nil
}

// alone keeps other programs from asking: two that look at the same time would each
// ask everything, and more at once than the project lets.
func (s *Source) alone(ctx context.Context) (release func(), err error) {
	if s.o.Memory == nil {
		return func() {}, nil
	}
	if release, err = s.o.Memory.Alone(ctx); err != nil {
		return nil, s.c.problem(model.TimedOut, "asked-elsewhere", "Another daybrief is asking Mixpanel at the moment.", "It will be asked again.")
	}
	return release, nil
}

// Try asks the smallest question there is, for a check: the most frequent events.
// It asks nothing while it has to wait. Every failure is a *model.Problem.
func (s *Source) Try(ctx context.Context) (events []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	release, err := s.alone(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	if _, err := s.remembered(); err != nil {
		return nil, err
	}
	defer s.remember()
	if events, err = s.names(ctx); err != nil {
		return nil, s.refused(err)
	}
	if len(events) == 0 {
		return nil, s.noEvents()
	}
	return events, nil
}

func (s *Source) noEvents() *model.Problem {
	return s.c.problem(model.Misconfigured, "no-events", s.c.Host()+" knows no event of the last 31 days in this project.", "Check usage.project, and that the product reports to it.")
}

// within reports whether a moment lies less than d before now. A clock that was
// set back makes it old, not young for ever.
func within(t, now time.Time, d time.Duration) bool {
	age := now.Sub(t)
	return age >= 0 && age < d
}

// ask begins only when the quota has room for all of it.
func (s *Source) ask(ctx context.Context, now time.Time) (model.Usage, error) {
	events := s.o.Events
	need := len(events)
	old := len(events) == 0 && !within(s.state.NamesAt, now, namesEvery)
	switch {
	case old:
		need = 1 + MostEvents
	case need == 0:
		events = s.state.Events
		need = len(events)
	}
	if err := s.room(now, need); err != nil {
		return model.Usage{}, err
	}
	if old {
		names, err := s.names(ctx)
		if err != nil {
			return model.Usage{}, err
		}
		events = names
	}
	if len(events) == 0 {
		return model.Usage{}, s.noEvents()
	}
	return s.c.Usage(ctx, events, s.o.Zone, s.sending)
}

func (s *Source) names(ctx context.Context) ([]string, error) {
	if err := s.sending(); err != nil {
		return nil, err
	}
	names, err := s.c.Names(ctx)
	if err == nil && len(names) > 0 {
		s.state.Events, s.state.NamesAt = names, s.o.Now().UTC()
	}
	return names, err
}

// room refuses to begin what the quota has no room for.
func (s *Source) room(now time.Time, need int) error {
	s.state.Sent = slices.DeleteFunc(s.state.Sent, func(t time.Time) bool { return !within(t, now, hour) })
	over := len(s.state.Sent) + need - MostAnHour
	if over <= 0 {
		return nil
	}
	return s.paused(s.state.Sent[min(over, len(s.state.Sent))-1].Add(hour).Sub(now))
}

// sending counts one query.
func (s *Source) sending() error {
	now := s.o.Now()
	if err := s.room(now, 1); err != nil {
		return err
	}
	s.state.Sent = append(s.state.Sent, now.UTC())
	return nil
}

// paused is the answer while nothing may be asked.
func (s *Source) paused(wait time.Duration) *model.Problem {
	p := s.c.problem(model.RateLimited, "quota-used", "The queries that the Mixpanel project has in an hour ("+itoa(MostAnHour)+") are used up.",
		"daybrief waits; whatever else asks about the same project counts too.")
	p.RetryAfter = max(wait, time.Second)
	return p
}

// refused draws the conclusions from a failure: what it cost, and how long to
// wait after the quota was used up elsewhere.
func (s *Source) refused(err error) error {
	var p *model.Problem
	if !errors.As(err, &p) || len(s.state.Sent) == 0 {
		return err
	}
	if p.Kind == model.Offline { // it has not come there, and costs no quota
		s.state.Sent = s.state.Sent[:len(s.state.Sent)-1]
	}
	if p.Kind != model.RateLimited {
		return err
	}
	return s.state.Begin(*p, s.o.Now())
}
