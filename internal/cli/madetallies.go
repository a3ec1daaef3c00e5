package cli

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"daybrief/model"
)

// madeTallies are what a daybrief of the made-up company would have counted on
// each of the last days before today, by its tickets; nil while those are not
// known. How many were breached does not follow from them.
func madeTallies(d demoTenant, s *model.Snapshot, now time.Time, zone *time.Location) model.History {
	if !s.ServiceTickets.Known() || !s.ClosedService.Known() {
		return nil
	}
	c := tallyCount{first: model.CalendarDay(now, zone).AddDate(0, 0, -model.HistoryDays), zone: zone, by: map[model.CompanyID][]model.Tally{}}
	c.all = make([]model.Tally, model.HistoryDays)
	s.Open(c.add)
	s.ClosedTickets(c.add)
	for _, t := range madeTickets(d, s, now, zone) {
		c.add(t)
	}
	ids := slices.SortedFunc(maps.Keys(c.by), cmp.Compare[model.CompanyID])
	// Of the days between the made tickets and the closed ones that were listed,
	// not all is known.
	gap, listed := model.CalendarDay(madeBefore(now, zone), zone), model.CalendarDay(s.ClosedSince.Add(24*time.Hour-1), zone)
	var out model.History
	for i := range c.all {
		day := model.DayTally{Day: c.first.AddDate(0, 0, i), All: c.all[i], NoBreached: true}
		if !day.Day.Before(gap) && day.Day.Before(listed) {
			continue
		}
		for _, id := range ids {
			if t := c.by[id][i]; t != (model.Tally{}) {
				day.Companies = append(day.Companies, model.CompanyTally{Company: id, Tally: t})
			}
		}
		out = append(out, day)
	}
	return out
}

// tallyCount counts tickets by day and company.
type tallyCount struct {
	first time.Time // the first day, as model.CalendarDay gives it
	zone  *time.Location
	all   []model.Tally
	by    map[model.CompanyID][]model.Tally
}

// add counts a ticket; it always goes on.
func (c *tallyCount) add(t *model.Ticket) bool {
	c.count(c.all, t)
	if t.Company.ID != 0 {
		if c.by[t.Company.ID] == nil {
			c.by[t.Company.ID] = make([]model.Tally, len(c.all))
		}
		c.count(c.by[t.Company.ID], t)
	}
	return true
}

func (c *tallyCount) count(days []model.Tally, t *model.Ticket) {
	if t.Entered.IsZero() {
		return
	}
	in, out := c.day(t.Entered), len(days)
	if t.Closed {
		out = c.day(t.ClosedAt)
		if out >= 0 && out < len(days) {
			days[out].Closed++
		}
	}
	if in >= 0 && in < len(days) {
		days[in].Opened++
	}
	for i := max(0, in); i < min(out, len(days)); i++ {
		days[i].Open++
	}
}

// day is the place of a moment's day.
func (c *tallyCount) day(at time.Time) int {
	return int(model.CalendarDay(at, c.zone).Sub(c.first) / (24 * time.Hour))
}
