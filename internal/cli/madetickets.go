package cli

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"daybrief/internal/history"
	"daybrief/model"
)

// madeDays is how many days of closed tickets the made-up company has.
const madeDays = 400

// serverDays is how many days before today the made-up server has closed tickets of.
const serverDays = 8

// madeGap is more than the tickets that the made-up server closes in these days.
const madeGap = 2000

// madeTickets are the closed tickets of the made-up company from before what its
// server remembers: the troubles, customers and people of today, on working days
// of the last 400, with lower numbers the older they are. The same company and day
// give the same ones, whatever has happened since it began.
func madeTickets(d demoTenant, s *model.Snapshot, now time.Time, zone *time.Location) []*model.Ticket {
	like := openThen(s, d.began)
	if len(like) == 0 {
		return nil
	}
	// Below every number that the server has given out in the days it remembers.
	lowest := like[0].ID - madeGap
	r := rand.New(rand.NewPCG(d.seed, madeDays))
	today := model.CalendarDay(now, zone)
	before := madeBefore(now, zone)
	perDay := madeRate(s, before, d.began)
	var out []*model.Ticket
	for back := 1; back <= madeDays; back++ {
		day := today.AddDate(0, 0, -back)
		if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
			continue
		}
		for n := perDay/2 + r.IntN(perDay+1); n > 0; n-- {
			lowest--
			y, m, d := day.Date()
			entered := time.Date(y, m, d, 8, r.IntN(9*60), 0, 0, zone)
			closed := entered.Add(time.Duration(20+r.IntN(60*30)) * time.Minute)
			if t := madeClosed(like[r.IntN(len(like))], lowest, entered, closed); lowest > 0 && closed.Before(before) {
				out = append(out, t)
			}
		}
	}
	slices.Reverse(out)
	return out
}

// openThen are the service tickets that were open at a moment, by id.
func openThen(s *model.Snapshot, at time.Time) []*model.Ticket {
	var out []*model.Ticket
	for _, t := range s.ServiceTickets.Value {
		if !t.Entered.After(at) {
			out = append(out, t)
		}
	}
	for _, t := range s.ClosedService.Value {
		if t.ClosedAt.After(at) && !t.Entered.After(at) {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b *model.Ticket) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// madeBefore is when the days begin that the server remembers.
func madeBefore(now time.Time, zone *time.Location) time.Time {
	y, m, d := now.In(zone).AddDate(0, 0, -serverDays).Date()
	return model.StartOfDay(y, m, d, zone)
}

// madeRate is how many tickets came in on a working day of those that the server
// remembers; few enough to be made in a moment.
func madeRate(s *model.Snapshot, since, until time.Time) int {
	n := 0
	count := func(t *model.Ticket) bool {
		if t.Entered.After(since) && !t.Entered.After(until) {
			n++
		}
		return true
	}
	s.Open(count)
	s.ClosedTickets(count)
	return min(max(n/((serverDays+1)*5/7), 1), 40)
}

// madeCounts are what the made-up company's daybrief would have counted on each
// day before today: levels that wander about those of today.
func madeCounts(seed uint64, today history.Counts, now time.Time, zone *time.Location) []history.DayCounts {
	r := rand.New(rand.NewPCG(seed, madeDays+1))
	var out []history.DayCounts
	drift := 1.0
	for back := 1; back <= madeDays; back++ {
		drift = min(max(drift+(r.Float64()-0.52)*0.06, 0.6), 1.3)
		level := func(of *int, wide float64) *int {
			if of == nil {
				return nil
			}
			n := int(float64(*of) * drift * (1 + (r.Float64()-0.5)*wide))
			return &n
		}
		out = append(out, history.DayCounts{Day: model.CalendarDay(now, zone).AddDate(0, 0, -back), Counts: history.Counts{
			Open: level(today.Open, 0.06), Breached: level(today.Breached, 0.5), Unassigned: level(today.Unassigned, 0.4), Replied: level(today.Replied, 0.3), Stale: level(today.Stale, 0.3),
		}})
	}
	return out
}

// madeClosed is a ticket like another one, long closed.
func madeClosed(like *model.Ticket, id model.TicketID, entered, closed time.Time) *model.Ticket {
	t := *like
	t.ID, t.Entered, t.Updated, t.Closed, t.ClosedAt = id, entered.UTC(), closed.UTC(), true, closed.UTC()
	t.Status.Name = model.Clean("Closed")
	t.MergedInto, t.Parent, t.HasChild, t.CustomerReplied = 0, 0, false, false
	t.SLA.Respond.Met, t.SLA.Resolve.Met = entered.Add(closed.Sub(entered)/4).UTC(), closed.UTC()
	return &t
}
