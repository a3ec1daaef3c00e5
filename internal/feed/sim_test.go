package feed

import (
	"slices"
	"testing"
	"time"

	"daybrief/model"
)

// sim drives a feed by hand: no goroutines, one clock.
type sim struct {
	t    *testing.T
	f    *Feed
	v    *tenant
	at   time.Time
	out  []Job
	done []Job // every job ever started
	// refuse are the sources that settle answers with a problem.
	refuse map[model.Source]model.ProblemKind
}

func newSim(t *testing.T, open int, o Options) *sim {
	s := &sim{t: t, at: noon()}
	s.v = newTenant(func() time.Time { return s.at }, open)
	s.f = New(o)
	return s
}

// due starts what is due and returns the sources.
func (s *sim) due() []model.Source {
	jobs := s.f.Due(s.at)
	s.out = append(s.out, jobs...)
	s.done = append(s.done, jobs...)
	var names []model.Source
	for _, j := range jobs {
		names = append(names, j.Query.Source)
	}
	return names
}

// reply answers a source's job from the tenant, or with the problem.
func (s *sim) reply(src model.Source, p *model.Problem) Query {
	s.t.Helper()
	for i, j := range s.out {
		if j.Query.Source != src {
			continue
		}
		s.out = slices.Delete(s.out, i, i+1)
		a := Arrived{Query: j.Query, Gen: j.Gen, At: s.at}
		if p != nil {
			a.Err = p
		} else {
			a.Batch = s.v.answer(j.Query)
		}
		s.f.Apply(a, s.at)
		return j.Query
	}
	s.t.Fatalf("%s: no job is out; out are %v", src, s.out)
	return Query{}
}

// settle answers everything until nothing more is due.
func (s *sim) settle() []Query {
	s.t.Helper()
	var qs []Query
	for s.due(); len(s.out) > 0; s.due() {
		src := s.out[0].Query.Source
		var p *model.Problem
		if kind := s.refuse[src]; kind != model.ProblemNone {
			p = problem(kind)
		}
		qs = append(qs, s.reply(src, p))
		if len(qs) > 500 {
			s.t.Fatal("jobs never end")
		}
	}
	return qs
}

// run lets time pass from wake to wake, answering everything.
func (s *sim) run(d time.Duration) []Query {
	s.t.Helper()
	end := s.at.Add(d)
	qs := s.settle()
	for {
		w := s.f.Wake(s.at)
		if !w.After(s.at) {
			s.t.Fatalf("Wake gives %v at %v though nothing is due", w, s.at)
		}
		if w.After(end) {
			s.at = end
			return qs
		}
		s.at = w
		qs = append(qs, s.settle()...)
	}
}

func problem(k model.ProblemKind) *model.Problem {
	return &model.Problem{Kind: k, Code: "test", What: model.Clean("It fails.")}
}

func ids(list []*model.Ticket) []model.TicketID {
	out := []model.TicketID{}
	for _, t := range list {
		out = append(out, t.ID)
	}
	return out
}
