package companies_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// trade is a made-up tenant: companies and their tickets.
type trade struct {
	snap  *model.Snapshot
	rules briefing.Rules
	now   time.Time
	next  model.TicketID
}

func firms() []string {
	return []string{"Acme Dental", "Birchwood Legal", "Corner Bakery", "Delta Freight", "Elm Street School", "Fairview Clinic",
		"Granite Works", "Harbour Hotel", "Ivy & Partners", "Juniper Foods", "Kestrel Air", "Lakeside Homes"}
}

func newTrade(companies int) *trade {
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) // a Tuesday
	o := &trade{now: now, rules: briefing.DefaultRules(), next: 10000, snap: &model.Snapshot{Gen: 1}}
	s := o.snap
	for i := range companies {
		n := firms()[i%12]
		if i >= 12 {
			n += fmt.Sprint(" ", i)
		}
		s.Companies.Value = append(s.Companies.Value, model.Company{ID: model.CompanyID(i + 1), Identifier: model.Clean(fmt.Sprintf("C%03d", i)),
			Name: model.Clean(n), Status: model.Clean("Active"), Types: []model.Text{model.Clean("Client")}, Phone: model.Clean("020 555 0134"),
			City: model.Clean("Northport"), Entered: now.AddDate(-3, 0, 0)})
	}
	s.Boards.Value = []model.Board{{ID: 1, Statuses: []model.Status{{ID: 1, Name: model.Clean("In progress"), Escalation: model.Responded}}}}
	s.Members.Value = []model.Member{{ID: 1, Identifier: model.Clean("aberg"), First: model.Clean("Anna"), Last: model.Clean("Berg")}}
	s.System.Value.TicketLink, s.System.Value.CompanyLink = "https://cw.example.net/t?id={id}", "https://cw.example.net/c?id={id}"
	for _, at := range []*time.Time{&s.Companies.At, &s.ServiceTickets.At, &s.ProjectTickets.At, &s.ClosedService.At, &s.ClosedProject.At, &s.ScheduleEntries.At, &s.Members.At} {
		*at = now
	}
	s.ClosedSince = now.AddDate(0, 0, -40)
	return o
}

// ticket opens a ticket hours ago; due is when its answer is due, 0 for no SLA.
func (o *trade) ticket(company int, hours int, due time.Duration, change ...func(*model.Ticket)) *model.Ticket {
	o.next++
	c := o.snap.Companies.Value[company]
	t := &model.Ticket{ID: o.next, Summary: model.Clean(fmt.Sprintf("Subject of %d", o.next)), Status: model.Ref[model.StatusID]{ID: 1, Name: model.Clean("In progress")},
		Company: model.CompanyRef{ID: c.ID, Name: c.Name}, Entered: o.now.Add(-time.Duration(hours) * time.Hour)}
	if due != 0 {
		t.SLA.Name, t.SLA.Resolve.Due = model.Clean("Gold"), o.now.Add(due)
	}
	for _, f := range change {
		f(t)
	}
	if t.Closed {
		o.snap.ClosedService.Value = append(o.snap.ClosedService.Value, t)
	} else {
		o.snap.ServiceTickets.Value = append(o.snap.ServiceTickets.Value, t)
	}
	return t
}

func closed(t *model.Ticket)  { t.Closed = true }
func replied(t *model.Ticket) { t.CustomerReplied = true }

func sample() *trade {
	o := newTrade(40)
	o.snap.Companies.Value[8].Name = model.Text{}
	o.snap.Companies.Value[9].Name, o.snap.Companies.Value[9].Identifier = model.Text{}, model.Text{}
	for i := range 5 {
		o.ticket(0, 3+i*9, time.Duration(i-2)*time.Hour+time.Minute)
	}
	for i := range 9 {
		o.ticket(1, 2+i*2, 6*time.Hour)
		o.ticket(1, 200+i*60, 0, closed)
	}
	o.ticket(2, 700, -26*time.Hour, replied)
	o.ticket(3, 30, 20*time.Minute)
	o.ticket(4, 1, 0, replied)
	o.ticket(8, 50, 0)
	o.ticket(9, 51, 0)
	for i := range 30 {
		o.ticket(5+i%3, 20+i*25, 0, closed)
		o.ticket(5+i%3, 10+i*11, 48*time.Hour)
	}
	o.ticket(0, 5, 0, func(t *model.Ticket) { t.Company = model.CompanyRef{} })
	o.ticket(0, 5, 0, func(t *model.Ticket) {
		t.Company = model.CompanyRef{ID: 9001, Name: model.Clean("日本商事株式会社")}
	})
	for i, t := range o.snap.ServiceTickets.Value[:5] {
		o.snap.ScheduleEntries.Value = append(o.snap.ScheduleEntries.Value, &model.ScheduleEntry{ID: model.ScheduleEntryID(i + 1), Ticket: t.ID, Kind: model.ScheduleTicket,
			Member: model.MemberRef{Identifier: model.Clean("aberg")}, Start: o.now.Add(time.Duration(i-2) * 5 * time.Hour), End: o.now.Add(time.Duration(i-2)*5*time.Hour + time.Hour)})
	}
	o.snap.ScheduleEntries.Value = append(o.snap.ScheduleEntries.Value, &model.ScheduleEntry{ID: 90, Ticket: o.snap.ServiceTickets.Value[0].ID, Ghost: true,
		Member: model.MemberRef{Identifier: model.Clean("ghost")}, Start: o.now.Add(time.Hour), End: o.now.Add(time.Hour)})
	return o
}

// use adds a month of use of most companies: some fell silent, off, or use more.
func (o *trade) use() {
	u := model.Usage{Asked: o.now, From: o.now.AddDate(0, 0, -30).Truncate(24 * time.Hour), Days: 31, Events: []model.UsageEvent{{Name: model.Clean("Signed in")}, {Name: model.Clean("Report")}}}
	for i, c := range o.snap.Companies.Value[:8] {
		users := make([]int, 62)
		for d := range 30 {
			users[d] = 8 + i + (d*7+i)%5
			switch {
			case i == 1 && d > 24:
				users[d] = 0
			case i == 2 && d == 29:
				users[d] /= 4
			case i == 3 && d == 29:
				users[d] *= 3
			}
			users[31+d] = users[d] / 2
		}
		u.Rows = append(u.Rows, model.UsageRow{Name: c.Name, Users: users, Unsure: i == 5})
	}
	o.snap.Usage = model.Fresh[model.Usage]{Value: u, At: o.now}
}

func crowd() *trade {
	o, r := newTrade(2500), rand.New(rand.NewPCG(3, 4))
	for range 10000 {
		o.ticket(r.IntN(2500), r.IntN(900), time.Duration(r.IntN(100)-20)*time.Hour)
	}
	for range 5000 {
		o.ticket(r.IntN(2500), r.IntN(900), 0, closed)
	}
	return o
}

func (o *trade) frame(w, h int, th *theme.Theme) screen.Frame {
	return screen.Frame{Snapshot: o.snap, Lookup: model.NewLookup(o.snap, o.rules.Policy), Assessed: assess.Assess(o.snap, nil, o.rules.Rules, o.now), Rules: o.rules, Now: o.now, Zone: time.UTC,
		Theme: th, Area: layout.Rect{W: w, H: h}, Focused: true}
}
