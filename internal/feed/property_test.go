package feed

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybrief/model"
)

// machine plays a server and a clock that obey no script.
type machine struct {
	t    *rapid.T
	f    *Feed
	v    *tenant
	at   time.Time
	mono time.Time // like at, but never set back
	out  []Job
	b    *Budget
}

func TestWhateverHappens(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &machine{t: t, at: noon(), mono: noon()}
		m.b = NewBudget(func() time.Time { return m.mono })
		m.v = newTenant(func() time.Time { return m.at }, rapid.IntRange(0, 40).Draw(t, "open"))
		m.f = New(Options{
			Every: time.Duration(rapid.IntRange(1, 120).Draw(t, "every")) * time.Second,
			Jitter: func(n time.Duration) time.Duration {
				return time.Duration(rapid.Int64Range(0, int64(n)).Draw(t, "jitter"))
			},
			Budget: m.b,
		})
		for range rapid.IntRange(1, 150).Draw(t, "steps") {
			m.step()
			m.check()
		}
	})
}

func (m *machine) step() {
	was := m.at
	m.event()
	m.mono = m.mono.Add(max(0, m.at.Sub(was)))
	m.start()
}

func (m *machine) event() {
	switch rapid.IntRange(0, 9).Draw(m.t, "step") {
	case 0:
		m.f.Refresh(m.at)
	case 1:
		m.f.Woke(m.at)
	case 2:
		m.at = m.at.Add(time.Duration(rapid.IntRange(-7200, 36000).Draw(m.t, "jump")) * time.Second)
	case 3:
		m.server()
	case 4, 5:
		if w := m.f.Wake(m.at); w.After(m.at) {
			m.at = w
		}
	default:
		m.answer()
	}
}

// start starts what is due.
func (m *machine) start() {
	jobs := m.f.Due(m.at)
	for _, j := range jobs {
		m.request(j)
	}
	m.out = append(m.out, jobs...)
	if again := m.f.Due(m.at); len(again) > 0 {
		m.t.Fatalf("due twice at the same time: %v", again)
	}
	if w := m.f.Wake(m.at); !w.After(m.at) {
		m.t.Fatalf("Wake says %v at %v with nothing due", w, m.at)
	} else if w.After(m.at.Add(31 * time.Minute)) {
		m.t.Fatalf("nothing is going to happen before %v", w.Sub(m.at))
	}
}

// request sends the job's first request through the budget: the feed must not
// have started it if it has to wait there.
func (m *machine) request(j Job) {
	if m.b == nil {
		return
	}
	if j.class == live && m.b.wait(j.class, 0) > 0 { // the others have long deadlines
		m.t.Fatalf("%s was started without room in the budget", j.Query.Source)
	}
	m.b.mu.Lock()
	defer m.b.mu.Unlock()
	m.b.sent = append(m.b.sent, sending{m.mono, j.class})
}

func (m *machine) server() {
	id := model.TicketID(rapid.IntRange(1000, 1060).Draw(m.t, "id"))
	switch _, ok := m.v.service[id]; {
	case !ok:
		m.v.put(ticket(id, m.at))
	case rapid.Bool().Draw(m.t, "delete"):
		m.v.remove(id)
	case rapid.Bool().Draw(m.t, "close"):
		m.v.change(id, closeIt(m.at))
	default:
		m.v.change(id, func(t *model.Ticket) { t.Closed, t.Status.ID = false, 12 })
	}
}

// answer brings any job back, good or bad, sometimes one given up long ago.
func (m *machine) answer() {
	if len(m.out) == 0 {
		return
	}
	i := rapid.IntRange(0, len(m.out)-1).Draw(m.t, "job")
	j := m.out[i]
	if !rapid.Bool().Draw(m.t, "and again later") {
		m.out = slices.Delete(m.out, i, i+1)
	}
	a := Arrived{Query: j.Query, Gen: j.Gen, At: m.at}
	kind := model.ProblemKind(rapid.IntRange(-8, int(model.Misconfigured)).Draw(m.t, "kind"))
	before, stale := m.f.Snapshot(), m.f.stream(j.Query.Source).job == nil || m.f.stream(j.Query.Source).job.gen != j.Gen
	if kind != 0 && kind <= model.Misconfigured {
		a.Err = problem(kind)
	} else {
		a.Batch = m.v.answer(j.Query)
	}
	changed := m.f.Apply(a, m.at)
	now := m.f.Snapshot()
	if stale && changed {
		m.t.Fatal("an answer to a job given up was taken")
	}
	if a.Err != nil {
		m.kept(before, now)
	}
}

// kept checks that a failure took nothing away and made nothing younger.
func (m *machine) kept(a, b *model.Snapshot) {
	if !slices.Equal(a.ServiceTickets.Value, b.ServiceTickets.Value) || !slices.Equal(a.ProjectTickets.Value, b.ProjectTickets.Value) ||
		!a.ServiceTickets.At.Equal(b.ServiceTickets.At) || !a.Boards.At.Equal(b.Boards.At) || !a.SLAAt.Equal(b.SLAAt) ||
		len(a.Boards.Value) != len(b.Boards.Value) {
		m.t.Fatal("a failure changed data")
	}
	for i := range a.Health {
		if !a.Health[i].At.Equal(b.Health[i].At) {
			m.t.Fatalf("a failure made %s younger", a.Health[i].Source)
		}
	}
}

func (m *machine) check() {
	if n := m.f.inFlight(); n > maxInFlight {
		m.t.Fatalf("%d in flight", n)
	}
	s := m.f.Snapshot()
	for _, list := range [][]*model.Ticket{s.ServiceTickets.Value, s.ProjectTickets.Value, s.ClosedService.Value, s.ClosedProject.Value} {
		for i := range list {
			if i > 0 && list[i-1].ID >= list[i].ID {
				m.t.Fatalf("tickets %d and %d are not in order", list[i-1].ID, list[i].ID)
			}
		}
	}
	for _, t := range s.ServiceTickets.Value {
		if !t.Open() || find(s.ClosedService.Value, t.ID) != nil {
			m.t.Fatalf("ticket %d is open and closed", t.ID)
		}
	}
}

// TestTruthReturns lets anything happen and then leaves the feed in peace: the
// snapshot becomes the server's truth.
func TestTruthReturns(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &machine{t: t, at: noon(), mono: noon()}
		m.v = newTenant(func() time.Time { return m.at }, rapid.IntRange(0, 12).Draw(t, "open"))
		m.f = New(Options{})
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			m.step()
		}
		m.f.Rekeyed(m.at)
		for end := m.at.Add(31 * time.Minute); m.at.Before(end); m.at = m.f.Wake(m.at) {
			m.out = m.f.Due(m.at)
			for _, j := range m.out {
				m.f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: m.v.answer(j.Query)}, m.at)
			}
			if m.f.service.doubt != nil {
				m.f.Refresh(m.at)
			}
		}
		var open []model.TicketID
		for id, x := range m.v.service {
			if x.Open() {
				open = append(open, id)
			}
		}
		slices.Sort(open)
		if got := ids(m.f.Snapshot().ServiceTickets.Value); !slices.Equal(got, open) {
			t.Fatalf("open are %v, shown are %v", open, got)
		}
		if word, names := model.Overall(m.f.Snapshot().Health, m.at); word != model.StateLive {
			t.Fatalf("%s %v", word, names)
		}
	})
}
