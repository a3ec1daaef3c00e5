package companies

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/model/usage"
)

// figures is what is known of one company's tickets at one moment.
type figures struct {
	id       model.CompanyID
	name     string // what to call it: its name, its short code, or its number
	lower    string // everything that the filter looks at, in lower case
	open     int
	breached int
	risk     int
	replied  int            // a customer waits for our answer
	oldest   time.Time      // when the oldest open ticket was entered
	week     int            // entered since Monday
	before   int            // entered in the full weeks that are known
	days     [trendDays]int // entered on each of the last days, today last
	use      *usage.Client  // of our products; nil where it is not known
	worklist
}

// trendDays is how many days the trend shows.
const trendDays = 14

// mostWeeks is how many full weeks a mean is taken over at most.
const mostWeeks = 8

// history says how far back the number of new tickets can be known: a ticket
// that was entered and closed before the closed tickets begin is not in the
// snapshot, so counts from before then would be too small.
type history struct {
	since time.Time                // zero: closed tickets are not known at all
	days  [trendDays + 1]time.Time // where the last days begin; the last is tomorrow
	week  time.Time                // Monday
	first time.Time                // where the full weeks begin
	weeks int                      // how many there are
	// older are the days of the history in the full weeks before since, each week of
	// which all days are known.
	older []model.DayTally
	// recent are those of the last days that begin before since, by place; nil where
	// the history does not know one.
	recent [trendDays]*model.DayTally
}

// historyOf works out the calendar around now.
func historyOf(s *model.Snapshot, now time.Time, zone *time.Location) history {
	y, m, d := now.In(zone).Date()
	day := func(offset int) time.Time { return model.StartOfDay(y, m, d+offset, zone) }
	h := history{}
	for i := range h.days {
		h.days[i] = day(i + 1 - trendDays)
	}
	back := (int(now.In(zone).Weekday()) + 6) % 7
	h.week, h.first = day(-back), day(-back)
	if s.ClosedService.Known() && (s.ClosedProject.Known() || !s.ProjectTickets.Known()) {
		h.since = s.ClosedSince
	}
	if h.since.IsZero() {
		return h
	}
	h.recall(s.History, zone)
	for h.weeks < mostWeeks && !day(-back-7*(h.weeks+1)).Before(h.since) {
		h.weeks++
		h.first = day(-back - 7*h.weeks)
	}
	for h.weeks < mostWeeks {
		week := recorded(s.History, model.CalendarDay(day(-back-7*(h.weeks+1)), zone))
		if week == nil {
			break
		}
		h.older = append(h.older, week...)
		h.weeks++
	}
	return h
}

// recall finds the last days that closed tickets do not reach back to.
func (h *history) recall(all model.History, zone *time.Location) {
	for i := range h.recent {
		if h.knows(h.days[i]) {
			break
		}
		day := model.CalendarDay(h.days[i].Add(12*time.Hour), zone)
		at, ok := slices.BinarySearchFunc(all, day, func(d model.DayTally, day time.Time) int { return d.Day.Compare(day) })
		if ok && !all[at].NoClosed {
			h.recent[i] = &all[at]
		}
	}
}

// recorded is the seven days from a Monday on; nil unless all were recorded with
// their closed tickets.
func recorded(all model.History, monday time.Time) []model.DayTally {
	i, ok := slices.BinarySearchFunc(all, monday, func(d model.DayTally, at time.Time) int { return d.Day.Compare(at) })
	if !ok || i+7 > len(all) || !all[i+6].Day.Equal(monday.AddDate(0, 0, 6)) {
		return nil
	}
	for _, d := range all[i : i+7] {
		if d.NoClosed {
			return nil
		}
	}
	return all[i : i+7]
}

// knows reports whether all tickets entered since a moment are known.
func (h history) knows(from time.Time) bool { return !h.since.IsZero() && !from.Before(h.since) }

// mean is how many tickets a company enters in a week; false without a full
// week to take it from.
func (f *figures) mean(h history) (float64, bool) {
	if h.weeks == 0 {
		return 0, false
	}
	return float64(f.before) / float64(h.weeks), true
}

// entered counts a ticket's entry.
func (f *figures) entered(t time.Time, h *history) {
	if t.IsZero() || t.Before(h.first) && t.Before(h.days[0]) {
		return
	}
	switch {
	case !t.Before(h.week):
		f.week++
	case !t.Before(h.first):
		f.before++
	}
	for i := trendDays - 1; i >= 0; i-- {
		if !t.Before(h.days[i]) {
			if t.Before(h.days[i+1]) {
				f.days[i]++
			}
			return
		}
	}
}

// ledger is the figures of all companies.
type ledger struct {
	byID    map[model.CompanyID]*figures
	list    []*figures
	history history
	known   bool // the company list could be read
	named   int  // companies, whether in the list or only on tickets
	busy    int  // those with open tickets
	used    *usage.Report
}

// count works out the figures from a snapshot: one pass over the tickets. What is
// open counts when it is in the scope; what comes in is the whole company's.
func count(s *model.Snapshot, a *assess.Assessment, crew *model.Crew, zone *time.Location) *ledger {
	n := len(s.Companies.Value)
	b := &ledger{byID: make(map[model.CompanyID]*figures, n), history: historyOf(s, a.Now, zone), known: s.Companies.Known(), used: a.Usage}
	store := make([]figures, n)
	for i := range s.Companies.Value {
		c := &s.Companies.Value[i]
		f := &store[i]
		f.id, f.name = c.ID, title(c.Name, c.Identifier, c.ID)
		f.lower = strings.ToLower(strings.Join([]string{f.name, c.Identifier.String(), c.City.String(), c.Territory.String()}, "\n"))
		b.byID[c.ID] = f
		b.list = append(b.list, f)
	}
	for _, t := range a.Tickets {
		f := b.of(t.Ticket)
		f.entered(t.Entered, &b.history)
		if crew.Has(t.Ticket) {
			f.opened(t)
		}
	}
	for t := range s.ClosedTickets {
		if a.Ticket(t.ID) != nil {
			continue // opened again since that list was read
		}
		f := b.of(t)
		f.closed = append(f.closed, t)
		f.entered(t.Entered, &b.history)
	}
	for _, d := range b.history.older {
		for _, c := range d.Companies {
			if f := b.byID[c.Company]; f != nil {
				f.before += c.Opened
			}
		}
	}
	b.recall()
	for _, f := range b.list {
		if f.id == 0 {
			continue // the tickets that name no company are not one
		}
		b.named++
		if f.open > 0 {
			b.busy++
		}
		f.use = a.Usage.Client(f.id)
	}
	return b
}

// recall takes the last days that closed tickets do not reach back to from the
// history, which counts by company only.
func (b *ledger) recall() {
	for i, d := range b.history.recent {
		for _, f := range b.list {
			if d != nil && f.id > 0 {
				f.days[i] = d.Of(f.id).Opened
			}
		}
	}
}

// of finds the company of a ticket; one that is not in the list (denied, or
// made a minute ago) is called as the ticket calls it.
func (b *ledger) of(t *model.Ticket) *figures {
	id := max(0, t.Company.ID)
	f := b.byID[id]
	if f == nil {
		f = &figures{id: id, name: title(t.Company.Name, t.Company.Identifier, id)}
		f.lower = strings.ToLower(f.name + "\n" + t.Company.Identifier.String())
		b.byID[id] = f
		b.list = append(b.list, f)
	}
	return f
}

// title is what to call a company that may have no name.
func title(name, code model.Text, id model.CompanyID) string {
	switch {
	case !name.IsEmpty():
		return name.String()
	case !code.IsEmpty():
		return code.String()
	case id == 0:
		return "no company named"
	}
	return "#" + strconv.FormatInt(int64(id), 10)
}

// opened counts an open ticket.
func (f *figures) opened(t *assess.Ticket) {
	f.open++
	f.tickets = append(f.tickets, t)
	switch {
	case t.Breached():
		f.breached++
	case t.AtRisk:
		f.risk++
	}
	if t.CustomerReplied {
		f.replied++
	}
	if !t.Entered.IsZero() && (f.oldest.IsZero() || t.Entered.Before(f.oldest)) {
		f.oldest = t.Entered
	}
}
