package feed

import (
	"testing"
	"time"

	"daybrief/model"
)

// asked are the queries for a source among jobs.
func askedFor(jobs []Job, src model.Source) (out []Query) {
	for _, j := range jobs {
		if j.Query.Source == src {
			out = append(out, j.Query)
		}
	}
	return out
}

// settle answers every job until nothing more is due, and gives them all.
func settle(f *Feed, now time.Time) (all []Job) {
	for range 40 {
		jobs := f.Due(now)
		if len(jobs) == 0 {
			return all
		}
		for _, j := range jobs {
			f.Apply(Arrived{Query: j.Query, Gen: j.Gen, At: now}, now)
		}
		all = append(all, jobs...)
	}
	return all
}

// A source that only sections need is asked for while one of them is on: not before,
// not afterwards, and it is nobody's health meanwhile. What it has brought stays.
func TestExtraSourcesComeAndGo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC) // a Monday
	f := New(Options{Extras: Extras{Member: "jdoe", Hours: model.OfficeHours(), Within: 30}})
	for _, j := range settle(f, now) {
		if j.Query.Source.Extra() {
			t.Errorf("%s was asked for, and nobody wants it", j.Query.Source)
		}
	}
	if h := f.Snapshot().HealthOf(model.SourceTime); h.Every != 0 || !f.Answered() {
		t.Errorf("health of what nobody wants: %+v", h)
	}
	f.Want([]model.Source{model.SourceTime, model.SourceEnding}, now)
	jobs := settle(f, now)
	time1 := askedFor(jobs, model.SourceTime)
	// Friday was the last working day; what began on Thursday may last into it.
	if len(time1) != 1 || time1[0].Member != "jdoe" || !time1[0].From.Equal(dayOf(2026, 3, 5)) || !time1[0].To.Equal(dayOf(2026, 3, 10)) {
		t.Errorf("time entries: %+v", time1)
	}
	if q := askedFor(jobs, model.SourceEnding); len(q) != 1 || !q[0].From.Equal(dayOf(2026, 3, 9)) || !q[0].To.Equal(dayOf(2026, 4, 8)) {
		t.Errorf("agreements: %+v", q)
	}
	if len(askedFor(jobs, model.SourceActivities)) != 0 || !f.Snapshot().Time.Known() {
		t.Error("activities were asked for, or the entries did not come")
	}
	f.Want(nil, now)
	now = now.Add(3 * time.Hour)
	if jobs := settle(f, now); len(askedFor(jobs, model.SourceTime)) != 0 || !f.Snapshot().Time.Known() {
		t.Error("time entries were asked for after nobody wanted them, or are gone")
	}
	f.Want([]model.Source{model.SourceTime}, now)
	if jobs := settle(f, now); len(askedFor(jobs, model.SourceTime)) != 1 {
		t.Error("time entries were not asked for again")
	}
	// A new day is another question.
	now = dayOf(2026, 3, 10).Add(time.Second)
	if q := askedFor(settle(f, now), model.SourceTime); len(q) != 1 || !q[0].To.Equal(dayOf(2026, 3, 11)) {
		t.Errorf("after midnight: %+v", q)
	}
}

func dayOf(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// Nobody's time entries are asked for where nobody has said who they are.
func TestTimeEntriesNeedAMember(t *testing.T) {
	t.Parallel()
	f := New(Options{Extras: Extras{Sources: model.ExtraSources()}})
	jobs := settle(f, dayOf(2026, 3, 10))
	if len(askedFor(jobs, model.SourceTime)) != 0 || len(askedFor(jobs, model.SourceActivities)) != 1 {
		t.Errorf("%d jobs", len(jobs))
	}
}

// A role that may not read an optional list is no fault of the whole.
func TestARefusedExtraIsNoFaultOfTheWhole(t *testing.T) {
	t.Parallel()
	now := dayOf(2026, 3, 10)
	f := New(Options{Extras: Extras{Sources: model.ExtraSources(), Member: "jdoe"}})
	for range 40 {
		for _, j := range f.Due(now) {
			a := Arrived{Query: j.Query, Gen: j.Gen, At: now}
			if j.Query.Source.Extra() {
				a.Err = &model.Problem{Kind: model.Forbidden, What: model.Clean("No.")}
			}
			f.Apply(a, now)
		}
	}
	if word, names := model.Overall(f.Snapshot().Health, now); word != model.StateLive || !f.Answered() {
		t.Errorf("%s %v", word, names)
	}
	if f.Snapshot().HealthOf(model.SourceTime).State(now) != model.StateDenied {
		t.Error("it is not said")
	}
}
