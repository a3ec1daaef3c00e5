package feed

import (
	"time"

	"daybrief/model"
)

// How often the slow sources are asked.
const (
	hourly      = time.Hour
	systemEvery = 6 * time.Hour
	hardEvery   = 15 * time.Minute // what was refused for good, or keys that were
	// absentEvery is how often a source that is not offered is asked for.
	absentEvery = 24 * time.Hour
	// pageSize is the server's limit; it only serves to guess how many requests
	// a list will take.
	pageSize = 1000
	// manyPerPage is the number of visits up to which the whole schedule is
	// asked for each time: one request.
	manyPerPage = 900
)

// pacer says how often each source is asked, and what that costs.
type pacer struct {
	*stock
	farAt time.Time // when a slice of the schedule was last asked for
	slice int       // counts the slices
	near  int       // how many visits today and tomorrow hold
	goals goals
}

// pace is the effective interval between two questions for changed tickets. It
// is Options.Every, stretched when so many requests would not fit the budget
// beside the schedule, the lookups and the slow lists; it depends on nothing
// but the settings and the size of the tenant, so that it does not wander.
func (f *pacer) pace() time.Duration {
	deltas := f.deltas()
	room := backgroundLimit - 1 - slowLookups - f.bulkNeed()
	least := time.Duration(deltas) * time.Minute / time.Duration(room)
	least = (least + 499*time.Millisecond).Truncate(500 * time.Millisecond)
	return max(f.opts.Every, least)
}

// deltas counts the sources of changed tickets.
func (f *pacer) deltas() int {
	n := 0
	for _, s := range f.streams {
		if s.book != nil {
			n++
		}
	}
	return n
}

// Lookups of single tickets a minute, when polling leaves room and when not.
const (
	fastLookups = 10
	slowLookups = 4
)

// lookupsAtOnce is how many go into one job, which keeps the list of changes
// waiting.
func (f *pacer) lookupsAtOnce() int {
	if n := f.lookupsAMinute(); n > slowLookups {
		return n
	}
	return 1
}

func (f *pacer) lookupsAMinute() int {
	if f.pace() >= 20*time.Second {
		return fastLookups
	}
	return slowLookups
}

// bulkNeed is how many requests a minute to leave for the long lists: twice what
// they take, from 3 to 9.
func (f *pacer) bulkNeed() int {
	service := pages(len(f.data.ServiceTickets.Value))
	both := service + pages(len(f.data.ProjectTickets.Value))
	anHour := 2 + 2*len(f.data.Boards.Value) + pages(len(f.data.Companies.Value)) + pages(len(f.data.Members.Value))
	anHour += f.extrasAnHour()
	plan := 0
	if n := len(f.data.ScheduleEntries.Value); n > manyPerPage {
		plan = 2 * pages(n) // in slices, which overlap
	}
	closed := pages(len(f.data.ClosedService.Value)) + pages(len(f.data.ClosedProject.Value))
	tenth := 10*service/minutes(f.opts.SLAEvery) + 10*(both+plan)/minutes(f.opts.Reconcile) + (anHour+closed)/6
	return min(max((tenth*2+9)/10, 3), 9)
}

// pages is how many requests a list of n takes.
func pages(n int) int { return n/pageSize + 1 }

func minutes(d time.Duration) int { return max(1, int(d/time.Minute)) }

// liveNeed is how many live requests are expected a minute.
func (f *pacer) liveNeed() int {
	return int(time.Duration(f.deltas())*time.Minute/f.pace()) + min(f.nearPages(), 3) + slowLookups
}

// every is how often the source is asked when all is well.
func (f *pacer) every(src model.Source) time.Duration {
	if s := f.stream(src); s != nil {
		return s.row.every(f)
	}
	return hourly
}

// planEvery is how often the schedule is asked for.
func (f *pacer) planEvery() time.Duration {
	return max(f.pace(), time.Minute, time.Duration(f.nearPages())*20*time.Second)
}

// slaEvery is how often clocks near a border are calculated.
func (f *pacer) slaEvery() time.Duration { return max(f.opts.SLAEvery, f.pace()) }

// reconcileEvery is how often all open tickets are compared.
func (f *pacer) reconcileEvery(d *ticketBook) time.Duration {
	every := f.opts.Reconcile
	if d.missed.leaky {
		every = min(every, leakyEvery)
	}
	return max(every, f.pace(), time.Duration(pages(len(d.open.Value)))*10*time.Second)
}

// followUp is when the source is asked again after a success: an interval after
// the job began, but a job that took long is not repeated at once.
func (f *pacer) followUp(src model.Source, start, now time.Time) time.Time {
	every := f.every(src)
	return model.Later(start.Add(f.spread(every)), now.Add(every/4))
}

// spread is an interval or up to a tenth less, so that programs which were
// started together do not stay in step.
func (f *pacer) spread(every time.Duration) time.Duration {
	tenth := every / 10
	return every - tenth + f.opts.Jitter(tenth)
}
