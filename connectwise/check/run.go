package check

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
)

// Input is what there is to check. Fields that are empty are named by the step
// that would have needed them.
type Input struct {
	Site, Company, PublicKey, ClientID string // as typed
	PrivateKey                         model.Secret
	// KeyFault is why the private key could not be had, when a source that was
	// named failed; "" otherwise. It holds no secret.
	KeyFault string
	Member   string // login of the person; "" when not chosen
	// Only names the steps of interest; what they depend on is looked at too.
	// Empty: all.
	Only []string

	// Lookup and Route are the network; nil fields are the system's.
	Lookup func(ctx context.Context, host string) ([]string, error)
	Route  connectwise.Route
	// Transport sends the requests instead of the network; then the network is
	// looked at only as far as Lookup and Route are set.
	Transport http.RoundTripper
	Now       func() time.Time // nil: time.Now
	Version   string           // of this program, for the User-Agent; "" is left out
	// StepTime limits each step (0: 15 s), WholeTime all of them (0: 90 s).
	StepTime, WholeTime time.Duration
	// Log gets a line a request, without secrets; nil for nobody.
	Log *slog.Logger
	// Started is told the id of each step as it begins; nil for nobody.
	Started func(id string)
}

// atOnce is how many steps run at the same time, and with that how many
// requests are under way.
const atOnce = 4

// Run looks at everything and returns the results in the order of Steps. report
// (nil for nobody) gets each as it comes, one at a time, from other goroutines.
// Run ends soon after the context does; what was not looked at by then says so.
func Run(ctx context.Context, in Input, report func(Result)) []Result {
	in.defaults()
	ctx, cancel := context.WithTimeout(ctx, in.WholeTime)
	defer cancel()
	return look(ctx, steps(reads()), in, report)
}

// look is Run over some steps.
func look(ctx context.Context, all []Step, in Input, report func(Result)) []Result {
	steps := chosen(all, in.Only)
	c := &course{catalogue: faultsOf(all), in: in, done: map[string]chan struct{}{}, results: map[string]Result{}, slots: make(chan struct{}, atOnce), report: report}
	for _, s := range steps {
		c.done[s.ID] = make(chan struct{})
	}
	known := &known{input: in}
	var wg sync.WaitGroup
	for _, s := range steps {
		wg.Go(func() {
			defer close(c.done[s.ID])
			c.finish(c.look(ctx, s, known))
		})
	}
	wg.Wait()
	known.close()
	out := make([]Result, len(steps))
	for i, s := range steps {
		out[i] = c.results[s.ID]
	}
	return out
}

func (in *Input) defaults() {
	if in.Now == nil {
		in.Now = time.Now
	}
	if in.StepTime == 0 {
		in.StepTime = 15 * time.Second
	}
	if in.WholeTime == 0 {
		in.WholeTime = 90 * time.Second
	}
	if in.Transport == nil && in.Lookup == nil {
		in.Lookup = net.DefaultResolver.LookupHost
	}
	if in.Transport == nil && in.Route.Dial == nil {
		in.Route.Dial = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	}
	if in.Transport == nil && in.Route.Proxy == nil {
		in.Route.Proxy = http.ProxyFromEnvironment
	}
}

// course is the state of one Run.
type course struct {
	catalogue
	in    Input
	done  map[string]chan struct{} // closed when the step of that id is over
	slots chan struct{}

	mu      sync.Mutex // guards results, and report against itself
	results map[string]Result
	report  func(Result)
}

// look waits for a step's turn and runs it.
func (c *course) look(ctx context.Context, s Step, k *known) Result {
	for _, id := range append(append([]string{}, s.After...), s.heeds...) {
		if done, there := c.done[id]; there {
			<-done // never long: every step ends with the context
		}
	}
	for _, id := range s.After {
		if r, there := c.result(id); there && !r.passed() {
			return skipped(s.ID, r)
		}
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return c.stopped(ctx, s.ID)
	}
	if c.in.Started != nil {
		c.in.Started(s.ID)
	}
	began := c.in.Now()
	step, cancel := context.WithTimeout(ctx, c.in.StepTime)
	defer cancel()
	r := s.do(&run{course: c, known: k, ctx: step, step: s})
	if ctx.Err() != nil && r.State == Fail {
		r = c.stopped(ctx, s.ID)
	}
	r.ID, r.Took = s.ID, max(0, c.in.Now().Sub(began))
	return r
}

// skipped is a step that waits for another to be mended; it names the one where
// the trouble began.
func skipped(id string, before Result) Result {
	root := before.ID
	if before.Because != "" {
		root = before.Because
	}
	return Result{ID: id, State: Skip, Code: CodeSkipped, Because: root, What: "not tested: \"" + title(root) + "\" comes first"}
}

// stopped is a step that the end of the context cut off.
func (c *course) stopped(ctx context.Context, id string) Result {
	code := "cancelled"
	if ctx.Err() == context.DeadlineExceeded {
		code = "out-of-time"
	}
	r := c.found(code)
	r.ID = id
	return r
}

func (c *course) finish(r Result) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.results[r.ID] = r
	if c.report != nil {
		c.report(r)
	}
}

// result is what came of a step; false while it runs or when it is not looked
// at.
func (c *course) result(id string) (Result, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, there := c.results[id]
	return r, there
}

func title(id string) string {
	for _, s := range Steps() {
		if s.ID == id {
			return s.Title
		}
	}
	return id
}

// run is one step under way.
type run struct {
	*course
	*known
	ctx  context.Context
	step Step
}
