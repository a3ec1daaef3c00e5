package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// TestOneRowMakesASource: a made-up source, one row of the table, is asked after
// what it waits for and at its own pace, its answer goes where the row says, and
// its health is told.
func TestOneRowMakesASource(t *testing.T) {
	t.Parallel()
	var got []Batch
	made := source{
		name: "parrots", waits: on(model.SourceSystem), live: never, every: each(7 * time.Minute),
		ask:   func(_ *scheduler, _ *stream, q *Query, _ time.Time) { q.AtMost = 3 },
		store: func(_ *pacer, _ *stream, _ *flight, b Batch, _ time.Time) { got = append(got, b) },
	}
	f := newFeed(Options{Wanted: []model.Source{model.SourceSystem, made.name}}, append(sources(), made))
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	jobs := f.Due(now)
	if len(jobs) != 1 || jobs[0].Query.Source != model.SourceSystem {
		t.Fatalf("asked first: %v", jobs)
	}
	f.Apply(Arrived{Query: jobs[0].Query, Gen: jobs[0].Gen}, now)
	jobs = f.Due(now)
	if len(jobs) != 1 || jobs[0].Query.Source != made.name || jobs[0].Query.AtMost != 3 || jobs[0].class != slow {
		t.Fatalf("asked next: %+v", jobs)
	}
	f.Apply(Arrived{Query: jobs[0].Query, Gen: jobs[0].Gen, Batch: Batch{Total: 5}}, now)
	if len(got) != 1 || got[0].Total != 5 {
		t.Errorf("its answer went elsewhere: %v", got)
	}
	if h := f.Snapshot().HealthOf(made.name); h.At != now || h.Every != 7*time.Minute || h.Next != now.Add(7*time.Minute) {
		t.Errorf("%+v", h)
	}
	if jobs := f.Due(now.Add(7*time.Minute - time.Second)); len(jobs) != 0 {
		t.Errorf("asked too early: %v", jobs)
	}
	if jobs := f.Due(now.Add(7 * time.Minute)); len(jobs) != 1 || jobs[0].Query.Source != made.name {
		t.Errorf("not asked again: %v", jobs)
	}
}
