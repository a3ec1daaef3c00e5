package mixpanel_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/model"
)

// file is a Memory that goes through JSON, as one on a disk does.
type file struct {
	mu sync.Mutex
	b  []byte
	// asking holds what stands in it while a program asks.
	asking chan struct{}
}

// Alone is a lock that several programs see.
func (f *file) Alone(ctx context.Context) (release func(), err error) {
	f.mu.Lock()
	if f.asking == nil {
		f.asking = make(chan struct{}, 1)
	}
	f.mu.Unlock()
	select {
	case f.asking <- struct{}{}:
		return func() { <-f.asking }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *file) Load() (s mixpanel.State) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = json.Unmarshal(f.b, &s) // nothing was saved yet
	return s
}

func (f *file) Save(s mixpanel.State) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.b, _ = json.Marshal(s) // a State is always written
}

// A day of a dashboard that looks each minute, and of a script that starts a
// program anew each minute beside it: five queries a quarter of an hour, the names
// once a day.
func TestQuotaOverADay(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now, Quota: 26})
	for _, e := range []string{"a", "b", "c", "d", "e", "f"} {
		s.Use(e, "Acme", "2026-03-09", 3)
	}
	memory := &file{}
	dashboard := source(t, options(s, c), c, mixpanel.Settings{Memory: memory})
	for range 24 * 60 {
		for _, from := range []*mixpanel.Source{dashboard, source(t, options(s, c), c, mixpanel.Settings{Memory: memory})} {
			u, err := from.Usage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(u.Rows) != 1 || len(u.Events) != 5 {
				t.Fatalf("%+v", u)
			}
		}
		c.pass(time.Minute)
	}
	if n := s.Asked("names"); n != 1 {
		t.Errorf("names were asked %d times", n)
	}
	if n := s.Asked("segmentation"); n < 24*4*5 || n > 24*60/14*5+5 {
		t.Errorf("%d queries", n)
	}
	if v := s.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// Used up elsewhere: as long as is said, else a quarter of an hour, doubling to
// an hour. Nothing is asked meanwhile, by another program neither.
func TestQuotaUsedElsewhere(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
	s.Use("login", "Acme", "2026-03-09", 3)
	memory := &file{}
	set := mixpanel.Settings{Events: []string{"login"}, Memory: memory}
	src := source(t, options(s, c), c, set)
	for i, want := range []time.Duration{7 * time.Minute, 30 * time.Minute, time.Hour, time.Hour, time.Hour} {
		f := &mixpaneltest.Fault{Status: 429}
		if i == 0 {
			f.Header = map[string]string{"Retry-After": "420"}
		}
		s.Break(f)
		_, err := src.Usage(t.Context())
		if p := problem(t, err); p.Code != "quota-used" || p.RetryAfter != want {
			t.Fatalf("refusal %d: %s after %v, want %v", i, p.Code, p.RetryAfter, want)
		}
		asked := s.Asked("")
		c.pass(want - time.Second)
		for _, from := range []*mixpanel.Source{src, source(t, options(s, c), c, set)} {
			if _, err = from.Usage(t.Context()); problem(t, err).RetryAfter != time.Second || s.Asked("") != asked {
				t.Fatalf("asked inside the pause: %v", err)
			}
		}
		c.pass(time.Second)
	}
	s.Break(nil)
	if _, err := src.Usage(t.Context()); err != nil {
		t.Error(err)
	}
	if v := s.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// A round that the hour has no room for does not begin.
func TestOwnQuota(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
	src := source(t, options(s, c), c, mixpanel.Settings{Events: []string{"a", "b", "c", "d", "e"}})
	s.Break(&mixpaneltest.Fault{Status: 500})
	var last *model.Problem
	for range 100 {
		_, err := src.Usage(t.Context())
		last = problem(t, err)
		c.pass(10 * time.Second)
	}
	if s.Asked("") != 56 || last.Code != "quota-used" || last.RetryAfter <= 0 || last.RetryAfter > time.Hour {
		t.Errorf("asked %d times, then %s for %v", s.Asked(""), last.Code, last.RetryAfter)
	}
	s.Break(nil)
	c.pass(last.RetryAfter)
	if _, err := src.Usage(t.Context()); err != nil {
		t.Error(err)
	}
}

// down is a network that is away.
type down struct{}

func (down) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &model.Problem{Kind: model.Offline, Code: "offline", What: model.Clean("away")}
}

// A network that is away costs no quota.
func TestOfflineCostsNothing(t *testing.T) {
	t.Parallel()
	c := tuesday()
	o := options(mixpaneltest.New(mixpaneltest.Options{Now: c.now}), c)
	o.Transport = down{}
	src := source(t, o, c, mixpanel.Settings{Events: []string{"a"}})
	for range 200 {
		if _, err := src.Usage(t.Context()); problem(t, err).Code != "offline" {
			t.Fatal(err)
		}
	}
}

// What is remembered of another project, of other events or damaged is nothing.
func TestForeignMemory(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
	s.Use("login", "Acme", "2026-03-09", 3)
	memory := &file{}
	set := mixpanel.Settings{Events: []string{"login"}, Memory: memory}
	if _, err := source(t, options(s, c), c, set).Usage(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := options(s, c)
	other.Company = "firm"
	for name, from := range map[string]*mixpanel.Source{
		"property": source(t, other, c, set), "events": source(t, options(s, c), c, mixpanel.Settings{Events: []string{"report"}, Memory: memory}),
	} {
		asked := s.Asked("")
		if _, err := from.Usage(t.Context()); err != nil || s.Asked("") != asked+1 {
			t.Errorf("%s: %v, asked %d times", name, err, s.Asked("")-asked)
		}
	}
	if _, err := source(t, options(s, c), c, set).Usage(t.Context()); err != nil {
		t.Fatal(err)
	}
	good := string(memory.b)
	for name, change := range map[string][2]string{
		"short row": {`"Users":[0,`, `"Users":[`}, "negative": {`"Users":[0,`, `"Users":[-4,`}, "long": {`"Days":31`, `"Days":3100000`}, "cut off": {`"Usage":`, ``},
	} {
		memory.b = []byte(strings.Replace(good, change[0], change[1], 1))
		asked := s.Asked("")
		if u, err := source(t, options(s, c), c, set).Usage(t.Context()); err != nil || s.Asked("") != asked+1 || u.Days != 31 {
			t.Errorf("%s: %v, asked %d times", name, err, s.Asked("")-asked)
		}
	}
	if v := s.Violations(); len(v) != 1 || !strings.Contains(v[0], `"firm"`) {
		t.Error(v)
	}
}

// A clock that was set back makes nothing young for ever.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	c := tuesday()
	s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
	s.Use("login", "Acme", "2026-03-09", 3)
	src := source(t, options(s, c), c, mixpanel.Settings{})
	if _, err := src.Usage(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.pass(-48 * time.Hour)
	if u, err := src.Usage(t.Context()); err != nil || !u.Asked.Equal(c.now()) || s.Asked("names") != 2 {
		t.Errorf("%v, asked %s", err, u.Asked)
	}
}

func TestNoEvents(t *testing.T) {
	t.Parallel()
	c := tuesday()
	_, err := source(t, options(mixpaneltest.New(mixpaneltest.Options{Now: c.now}), c), c, mixpanel.Settings{}).Usage(t.Context())
	if problem(t, err).Code != "no-events" {
		t.Error(err)
	}
}

// slow answers after a while of virtual time, and counts how many wait at once.
type slow struct {
	next http.RoundTripper
	mu   sync.Mutex
	now  int
	most int
}

func (s *slow) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.now++
	s.most = max(s.most, s.now)
	s.mu.Unlock()
	time.Sleep(2 * time.Second)
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.now--
	}()
	return s.next.RoundTrip(r)
}

// Programs that look at the same moment share one round of queries, and the five at
// once that a project has.
func TestProgramsThatLookTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := tuesday()
		s := mixpaneltest.New(mixpaneltest.Options{Now: c.now})
		for _, e := range []string{"a", "b", "c", "d", "e"} {
			s.Use(e, "Acme", "2026-03-09", 3)
		}
		o, memory := options(s, c), &file{}
		wire := &slow{next: o.Transport}
		o.Transport = wire
		var all sync.WaitGroup
		for range 12 {
			src := source(t, o, c, mixpanel.Settings{Memory: memory})
			all.Go(func() {
				if u, err := src.Usage(t.Context()); err != nil || len(u.Rows) != 1 {
					t.Errorf("%v %v", u.Rows, err)
				}
			})
		}
		all.Wait()
		if n := s.Asked(""); n != 6 || wire.most > 5 {
			t.Errorf("%d queries, %d at once", n, wire.most)
		}
		// Who has no time to wait says so.
		held, err := memory.Alone(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer held()
		c.pass(time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := source(t, o, c, mixpanel.Settings{Memory: memory}).Usage(ctx); problem(t, err).Code != "asked-elsewhere" {
			t.Error(err)
		}
	})
}
