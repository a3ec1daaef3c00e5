package feed

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// The schedule of a large tenant takes more requests than may be sent at once.
// Then today and tomorrow are asked for each time, and of the days around them
// a slice now and then, so that each comes round in about Options.Reconcile.

// sliceDays is how many coming days a slice holds; the days that are over are
// one slice by themselves.
const sliceDays = 4

// days are local days: from the first to before the second, counted from today.
type days struct{ from, to int }

// planDays is which days the next question for the schedule is for.
func (f *pacer) planDays(s *stream, now time.Time) days {
	local := now.In(f.opts.Zone)
	whole := days{f.backDays(local), f.opts.Days}
	if !s.ok || len(f.data.ScheduleEntries.Value) <= manyPerPage {
		return whole
	}
	if list := planSlices(whole); len(list) > 0 && !now.Before(f.farAt.Add(f.opts.Reconcile/time.Duration(len(list)))) {
		return list[f.slice%len(list)]
	}
	return days{0, min(whole.to, 2)}
}

// backDays is how many days the schedule reaches back: to Monday, or to
// yesterday where that is earlier; as a number below zero.
func (f *stock) backDays(local time.Time) int { return min(-1, -(int(local.Weekday())+6)%7) }

// planSlices cuts the days around today and tomorrow, the farthest first.
func planSlices(whole days) []days {
	var out []days
	for at := 2; at < whole.to; at += sliceDays {
		out = append(out, days{at, min(at+sliceDays, whole.to)})
	}
	slices.Reverse(out)
	return append(out, days{whole.from, 0})
}

// bounds are the moments to ask for. An entry with a day but no time is at
// midnight UTC of that day, which west of Greenwich is the evening before. One
// second earlier still, because it has no length and would only touch the bound.
func (d days) bounds(local time.Time) (from, to time.Time) {
	start := startOfDay(local, d.from)
	y, m, day := local.Date()
	utc := time.Date(y, m, day+d.from, 0, 0, 0, 0, time.UTC)
	return model.Sooner(start, utc).Add(-time.Second).UTC(), startOfDay(local, d.to).UTC()
}

// planPages is how many requests the next question for the schedule takes. It
// reaches a day farther on both sides than what is kept of the answer.
func (f *pacer) planPages(s *stream, now time.Time) int {
	d, n := f.planDays(s, now), len(f.data.ScheduleEntries.Value)
	all := f.opts.Days - f.backDays(now.In(f.opts.Zone))
	if d.to-d.from >= all {
		return pages(n)
	}
	if d.from == 0 {
		return f.nearPages()
	}
	return pages(n * (d.to - d.from + 2) * 7 / 5 / all) // five days of seven are busy
}

// nearPages is the same for today and tomorrow.
func (f *pacer) nearPages() int { return pages(2 * f.near) }

// sliced notes that a slice is being asked for. It counts as asked for whatever
// comes of it: a slice that fails must not keep today from being asked for.
func (f *pacer) sliced(s *stream, now time.Time) {
	d := f.planDays(s, now)
	if d.from != 0 {
		f.farAt = now
	}
	if d.to <= 0 || d.from >= 2 {
		f.slice++
	}
}

// scheduleCame replaces the visits of the days that were asked for.
func (f *pacer) scheduleCame(j *flight, b Batch, now time.Time) {
	got := map[model.ScheduleEntryID]*model.ScheduleEntry{}
	for _, v := range b.ScheduleEntries {
		if v != nil {
			got[v.ID] = v
		}
	}
	local := now.In(f.opts.Zone)
	first, last := startOfDay(local, f.backDays(local)), startOfDay(local, f.opts.Days)
	if j.day.Equal(f.day.start) {
		f.near = len(got)
	}
	for _, v := range f.data.ScheduleEntries.Value {
		start, end := v.Span(f.opts.Zone)
		around := !start.Before(j.query.To) || !end.After(j.day)
		if n, ok := got[v.ID]; ok && *n == *v {
			got[v.ID] = v
		} else if !ok && around && !v.Start.IsZero() && end.After(first) {
			got[v.ID] = v
		}
	}
	list := make([]*model.ScheduleEntry, 0, len(got))
	for _, v := range got {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b *model.ScheduleEntry) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	f.data.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{Value: held(f.data.ScheduleEntries.Value, list), At: now}
	f.covered(j, first, last)
}

// covered notes which days are known by now: those that were asked for, and
// those that they join.
func (f *pacer) covered(j *flight, first, last time.Time) {
	from, to := f.data.ScheduleFrom, f.data.ScheduleTo
	if from.IsZero() || j.day.After(to) || j.query.To.Before(from) {
		from, to = j.day, j.query.To // a gap: what is known beyond it does not count
	}
	from, to = model.Sooner(from, j.day), model.Later(to, j.query.To)
	f.data.ScheduleFrom, f.data.ScheduleTo = model.Later(from, first).In(f.opts.Zone), model.Sooner(to, last).In(f.opts.Zone)
}
