package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// large is a settled feed with 6,000 open tickets.
func large(b *testing.B, o Options) (*Feed, *tenant, func() time.Time) {
	at := noon()
	now := func() time.Time { return at }
	v := newTenant(now, 6000)
	f := New(o)
	for {
		jobs := f.Due(at)
		if len(jobs) == 0 {
			break
		}
		for _, j := range jobs {
			f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: v.answer(j.Query)}, at)
		}
	}
	if len(f.Snapshot().ServiceTickets.Value) != 6000 {
		b.Fatal("not settled")
	}
	return f, v, now
}

func BenchmarkApplyDelta(b *testing.B) {
	f, _, now := large(b, Options{Wanted: []model.Source{"tickets"}})
	at := now()
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		at = at.Add(time.Minute)
		j := f.Due(at)[0]
		if j.Query.Kind != Delta {
			f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: Batch{Capped: true}}, at)
			continue
		}
		batch := Batch{ServerTime: at}
		for i := range 20 {
			batch.Tickets = append(batch.Tickets, ticket(model.TicketID(1000+(n*37+i*211)%6000), at))
		}
		f.Apply(Arrived{Query: j.Query, Gen: j.Gen, Batch: batch}, at)
	}
}

func BenchmarkApplySLA(b *testing.B) {
	f, v, now := large(b, Options{Wanted: []model.Source{"tickets", "sla"}})
	rows := v.answer(Query{Source: "sla"})
	at := now()
	b.ReportAllocs()
	for b.Loop() {
		f.slaCame(rows, nil, at)
	}
}

func BenchmarkDueIdle(b *testing.B) {
	f, _, now := large(b, Options{Budget: NewBudget(nil)})
	at := now()
	b.ReportAllocs()
	for b.Loop() {
		f.Due(at)
		f.Wake(at)
	}
}
