package cli

import (
	"math/rand/v2"
	"slices"
	"time"

	"daybrief/model"
)

// madeDays is how many days of closed tickets the made-up company has.
const madeDays = 400

// madeGap is more than the tickets that the made-up server closes in closedDays.
const madeGap = 2000

// madeTickets are the closed tickets of the made-up company from before what its
// server remembers: the troubles, customers and people of today, on working days
// of the last 400, with lower numbers the older they are. The same seed, snapshot
// and day give the same ones.
func madeTickets(seed uint64, s *model.Snapshot, now time.Time, zone *time.Location) []*model.Ticket {
	like := s.ServiceTickets.Value
	if len(like) == 0 {
		return nil
	}
	// Below every number that the server has given out in the days it remembers.
	lowest := like[0].ID - madeGap
	r := rand.New(rand.NewPCG(seed, madeDays))
	today := model.CalendarDay(now, zone)
	before := now.AddDate(0, 0, -closedDays)
	perDay := 1 + len(like)/40
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

// madeClosed is a ticket like another one, long closed.
func madeClosed(like *model.Ticket, id model.TicketID, entered, closed time.Time) *model.Ticket {
	t := *like
	t.ID, t.Entered, t.Updated, t.Closed, t.ClosedAt = id, entered.UTC(), closed.UTC(), true, closed.UTC()
	t.Status.Name = model.Clean("Closed")
	t.MergedInto, t.Parent, t.HasChild, t.CustomerReplied = 0, 0, false, false
	t.SLA.Respond.Met, t.SLA.Resolve.Met = entered.Add(closed.Sub(entered)/4).UTC(), closed.UTC()
	return &t
}
