package faulttest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/cli"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// rig is the whole program in virtual time: the dashboard that the command line
// would open, on an emulated terminal, against a ConnectWise in memory.
type rig struct {
	t      *testing.T
	server *cwtest.Server
	*uitest.Term
	known *model.Snapshot // of the latest message
	now   func() time.Time
	zone  *time.Location

	mu       sync.Mutex
	spoil    func(w http.ResponseWriter, r *http.Request) bool // may answer in the server's place
	requests []time.Time
	good     time.Time // when tickets were last asked for and answered as they should be
	broken   bool
}

// options are what drills differ in.
type options struct {
	start  time.Time // the clock at the start; uitest.Noon
	zone   string    // UTC
	every  string    // "10s"
	seed   uint64
	size   cwtest.Size
	still  bool
	wall   func() time.Time // instead of a clock that begins at start
	server func() time.Time // the server's clock, when it is another
	jumped func(context.Context) <-chan struct{}
	model  func(tea.Model) tea.Model
	w, h   int
	member bool // somebody's own dashboard, with the hours they have logged
	// prepare changes the server before the program starts.
	prepare func(*cwtest.Server)
}

const key = "DrillPrivateKey77"

// begin starts the program; call it inside synctest.Test.
func begin(t *testing.T, o options) *rig {
	t.Helper()
	if o.start.IsZero() {
		o.start = uitest.Noon()
	}
	if o.zone == "" {
		o.zone = "UTC"
	}
	if o.every == "" {
		o.every = "10s"
	}
	if o.w == 0 {
		o.w, o.h = 120, 40
	}
	if o.wall == nil {
		o.wall = uitest.Clock(o.start)
	}
	if o.server == nil {
		o.server = o.wall
	}
	zone, err := time.LoadLocation(o.zone)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, now: o.wall, zone: zone}
	r.server = cwtest.New(cwtest.Options{Seed: o.seed, Size: o.size, Now: o.server, Zone: zone, Still: o.still, PrivateKey: key})
	if o.prepare != nil {
		o.prepare(r.server)
	}
	a := r.assemble(o)
	r.known = a.Snapshot()
	var m tea.Model = &spy{a.App, r, a.Snapshot}
	if o.model != nil {
		m = o.model(m)
	}
	r.Term = uitest.Start(t, m, o.w, o.h)
	return r
}

func (r *rig) assemble(o options) *cli.Assembled {
	r.t.Helper()
	home := r.t.TempDir()
	path := filepath.Join(home, "config.toml")
	me, more := `role = "manager"`, ""
	if o.member {
		me += fmt.Sprintf("\nmember = %q", r.server.Me())
		more = "[briefing]\nsections = [\"now\", \"sla\", \"my-time\"]\n"
	}
	text := fmt.Sprintf("[connection]\nsite = \"https://psa.example.com\"\ncompany = %q\npublic_key = %q\nclient_id = %q\n[me]\n%s\nzone = %q\n[poll]\nevery = %q\nreconcile = \"1m\"\n%s",
		cwtest.DemoCompany, cwtest.DemoPublicKey, cwtest.DemoClientID, me, o.zone, o.every, more)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(o.seed, 9))
	ctx, cancel := context.WithCancel(r.t.Context())
	a, err := cli.Assemble(ctx,
		[]string{"HOME=" + home, "DAYBRIEF_CONFIG=" + path, "DAYBRIEF_PRIVATE_KEY=" + key, "LANG=C.UTF-8"},
		cli.Streams{In: strings.NewReader(""), Out: os.Stdout, Err: os.Stderr},
		cli.Options{
			Transport: &cwtest.Transport{Handler: r}, Now: o.wall, Jumped: o.jumped,
			Jitter: func(n time.Duration) time.Duration { return time.Duration(dice.Int64N(int64(n) + 1)) },
		})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		cancel()
		a.Close()
	})
	return a
}

// spy hands what the dashboard knows to the rig after each message: the feed is
// not for several goroutines.
type spy struct {
	tea.Model
	rig  *rig
	know func() *model.Snapshot
}

func (s *spy) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := s.Model.Update(msg)
	s.Model = m
	s.rig.mu.Lock()
	defer s.rig.mu.Unlock()
	s.rig.known = s.know()
	return s, cmd
}

func (r *rig) snapshot() *model.Snapshot {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.known
}

// ServeHTTP is the server as the program sees it.
func (r *rig) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	r.requests = append(r.requests, time.Now())
	spoil := r.spoil
	r.mu.Unlock()
	if spoil != nil && spoil(w, q) {
		return
	}
	r.server.ServeHTTP(w, q)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.broken && strings.HasSuffix(q.URL.Path, "/tickets") {
		r.good = r.now()
	}
}

// breaks makes everything go wrong in one way; mends ends that.
func (r *rig) breaks(f cwtest.Fault) {
	r.mu.Lock()
	r.broken = true
	r.mu.Unlock()
	r.server.Break(f)
}

func (r *rig) mends() {
	r.server.Mend()
	r.mu.Lock()
	r.broken, r.spoil = false, nil
	r.mu.Unlock()
}

func (r *rig) spoils(f func(http.ResponseWriter, *http.Request) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spoil, r.broken = f, f != nil
}

// word is the state word of the status bar.
func (r *rig) word() string {
	lines := r.Lines()
	if f := strings.Fields(lines[len(lines)-1]); len(f) > 0 {
		return f[0]
	}
	return ""
}

// becomes lets time pass until the state word is there, and says how long that
// took.
func (r *rig) becomes(word model.State, within time.Duration) time.Duration {
	r.t.Helper()
	began := time.Now()
	for r.word() != string(word) {
		if took := time.Since(began); took > within {
			r.t.Fatalf("%s after %v, want %s:\n%s", r.word(), took, word, r.Text())
		}
		r.Pass(time.Second)
	}
	return time.Since(began)
}

// busiest is the most requests in a minute, of those after a moment.
func (r *rig) busiest(after time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	most, first := 0, 0
	for i, at := range r.requests {
		for first < i && (at.Sub(r.requests[first]) > time.Minute || r.requests[first].Before(after)) {
			first++
		}
		if at.After(after) {
			most = max(most, i-first+1)
		}
	}
	return most
}

func (r *rig) sent(after time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, at := range r.requests {
		if at.After(after) {
			n++
		}
	}
	return n
}

// tiles reads the numbers off the screen, as far as they are sure: "4+" is none.
func (r *rig) tiles() map[string]int {
	out := map[string]int{}
	for name, text := range r.figures() {
		if n, err := strconv.Atoi(strings.ReplaceAll(text, ",", "")); err == nil {
			out[name] = n
		}
	}
	return out
}

// figures reads the tiles as they are written, but for those that say nothing.
func (r *rig) figures() map[string]string {
	lines, out := r.Lines(), map[string]string{}
	for i, names := range lines {
		if i == 0 || !strings.Contains(names, "unassigned") || !strings.Contains(names, "closed today") {
			continue
		}
		figures := []rune(lines[i-1])
		for name := range numbers(cwtest.TruthNumbers{}) {
			at := strings.Index(names, name)
			if at < 0 || at >= len(figures) {
				continue
			}
			text, _, _ := strings.Cut(strings.TrimLeft(string(figures[at:min(len(figures), at+len(name)+2)]), " ●▲"), "  ")
			if text = strings.TrimSpace(text); strings.ContainsAny(text, "0123456789") {
				out[name] = text
			}
		}
		break
	}
	return out
}

func numbers(n cwtest.TruthNumbers) map[string]int {
	return map[string]int{
		"open": n.Open, "unassigned": n.Unassigned, "breached": n.Breached, "at risk": n.AtRisk,
		"customer replied": n.CustomerReplied, "new today": n.NewToday, "closed today": n.ClosedToday,
	}
}

func (r *rig) truth() cwtest.Truth {
	return r.server.Truth(r.now(), cwtest.TruthRules{Zone: r.zone})
}

// differs says in what the screen is not what the server knows; "" for nothing.
func (r *rig) differs() string {
	var out []string
	got, want := r.tiles(), numbers(r.truth().Numbers)
	for name, n := range want {
		if g, ok := got[name]; !ok || g != n {
			out = append(out, fmt.Sprintf("%s: the screen says %d (%v), the server %d", name, g, ok, n))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// equals lets time pass until the screen and every open ticket are the server's.
func (r *rig) equals(within time.Duration) {
	r.t.Helper()
	began, wrong := time.Now(), ""
	for {
		if wrong = r.differs(); wrong == "" {
			wrong = r.tickets()
		}
		if wrong == "" {
			return
		}
		if time.Since(began) > within {
			r.t.Fatalf("after %v: %s\n%s", within, wrong, r.Text())
		}
		r.Pass(time.Second)
	}
}

// tickets compares the ids of the open tickets.
func (r *rig) tickets() string {
	var got []int64
	r.snapshot().Open(func(t *model.Ticket) bool { got = append(got, int64(t.ID)); return true })
	want := r.server.OpenIDs()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return fmt.Sprintf("%d open tickets known, the server has %d", len(got), len(want))
	}
	return ""
}

// clean checks what holds after every drill.
func (r *rig) clean(ready time.Time) {
	r.t.Helper()
	if n := r.busiest(ready); n > 30 {
		r.t.Errorf("%d requests in a minute", n)
	}
	if n := r.server.MaxInFlight(); n > 4 {
		r.t.Errorf("%d requests at once", n)
	}
	if list := r.server.Refused(); len(list) > 0 {
		r.t.Errorf("the server refused %d questions, first %v", len(list), list[0])
	}
	r.Lacks(key)
}

// long leaves a drill out under the race detector, where it takes a minute and
// tells nothing that the shorter ones don't.
func long(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("too long under the race detector; it runs without")
	}
}

// inside runs a drill in virtual time, beside the others.
func inside(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, f)
}
