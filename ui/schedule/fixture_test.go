package schedule_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// office is a made-up tenant: members, teams, tickets and a schedule.
type office struct {
	snap  *model.Snapshot
	rules briefing.Rules
	now   time.Time
	zone  *time.Location
	next  model.ScheduleEntryID
}

func people() []string {
	return []string{"Anna Berg", "Bilal Osman", "Carla Ruiz", "Dmitri Sokolov", "Erin Walsh", "Farid Haddad", "Grace Lin",
		"Henrik Dahl", "Ines Moreau", "Jack Tully", "Karin Holt", "Leo Brandt"}
}

func newOffice(now time.Time, zone *time.Location) *office {
	o := &office{now: now, zone: zone, rules: briefing.DefaultRules(), next: 500, snap: &model.Snapshot{Gen: 1}}
	o.rules.Zone, o.rules.Member = zone, "aberg"
	var members []model.Member
	for i, n := range people() {
		first, last, _ := strings.Cut(n, " ")
		members = append(members, model.Member{
			ID: model.MemberID(i + 1), Identifier: model.Clean(strings.ToLower(first[:1] + last)),
			First: model.Clean(first), Last: model.Clean(last),
		})
	}
	s := o.snap
	s.Members = model.Fresh[[]model.Member]{Value: members, At: now}
	s.Boards = model.Fresh[[]model.Board]{At: now, Value: []model.Board{{ID: 1, Name: model.Clean("Help Desk"),
		Teams: []model.Team{{ID: 1, Name: model.Clean("North"), Members: []model.MemberID{1, 2, 5, 8}}}}}}
	s.System.Value.TicketLink = "https://cw.example.net/v4_6_release/services/system_io/router/openrecord.rails?id={id}"
	s.ServiceTickets.At, s.ScheduleEntries.At = now, now
	return o
}

func subjects() []string {
	return []string{"VPN drops every afternoon", "New laptop for reception", "Mailbox full", "Printer prints blank pages",
		"Backup failed on SRV-02", "Onboarding: two starters", "Firewall firmware", "Phones: one-way audio", "Slow file share", "Server room visit"}
}

func (o *office) ticket(id int, subject, company string) {
	o.snap.ServiceTickets.Value = append(o.snap.ServiceTickets.Value, &model.Ticket{
		ID: model.TicketID(id), Summary: model.Clean(subject), Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Help Desk")},
		Status:   model.Ref[model.StatusID]{ID: 2, Name: model.Clean("Scheduled")},
		Priority: model.PriorityRef{ID: 2, Name: model.Clean("Priority 2 - High")},
		Company:  model.CompanyRef{ID: model.CompanyID(id % 7), Name: model.Clean(company)},
		Contact:  model.Ref[model.ContactID]{ID: 4, Name: model.Clean("Mara Velde")}, ContactPhone: model.Clean("020 555 0134"),
		Site: model.Clean("Main office"), Entered: o.now.Add(-30 * time.Hour),
	})
}

// at is a time of a local day: offset days from today, "15:04".
func (o *office) at(offset int, clock string) time.Time {
	y, m, d := o.now.In(o.zone).Date()
	c, err := time.Parse("15:04", clock)
	if err != nil {
		panic(err)
	}
	return time.Date(y, m, d+offset, c.Hour(), c.Minute(), 0, 0, o.zone)
}

func (o *office) visit(login string, offset int, from, to string, ticket int, change ...func(*model.ScheduleEntry)) *model.ScheduleEntry {
	o.next++
	v := &model.ScheduleEntry{ID: o.next, Kind: model.ScheduleTicket, Type: model.Clean("S"), Ticket: model.TicketID(ticket),
		Start: o.at(offset, from).UTC(), End: o.at(offset, to).UTC(), Status: model.Clean("Firm"), Acknowledged: true,
		Member: model.MemberRef{Identifier: model.Clean(login)}}
	for _, c := range change {
		c(v)
	}
	o.snap.ScheduleEntries.Value = append(o.snap.ScheduleEntries.Value, v)
	return v
}

func leave(name string) func(*model.ScheduleEntry) {
	return func(v *model.ScheduleEntry) {
		y, m, d := v.Start.Date()
		v.Kind, v.Type, v.Name, v.DateOnly, v.Ticket = model.ScheduleOther, model.Clean("V"), model.Clean(name), true, 0
		v.Start = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		v.End = v.Start
	}
}

func dated(v *model.ScheduleEntry) {
	y, m, d := v.Start.Date()
	v.DateOnly, v.Start = true, time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	v.End = v.Start
}

func done(v *model.ScheduleEntry)   { v.Done = true }
func unread(v *model.ScheduleEntry) { v.Acknowledged = false }
func maybe(v *model.ScheduleEntry)  { v.Status = model.Clean("Tentative") }
func where(s string) func(*model.ScheduleEntry) {
	return func(v *model.ScheduleEntry) { v.Where = model.Clean(s) }
}
func named(s string) func(*model.ScheduleEntry) {
	return func(v *model.ScheduleEntry) { v.Name, v.Ticket, v.Kind = model.Clean(s), 0, model.ScheduleActivity }
}

// sample is a working day with everything in it that the screen has a sign for.
func sample() *office {
	o := newOffice(time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), time.FixedZone("CST", -5*3600)) // 10:00 there
	companies := []string{"Acme Dental", "Birchwood Legal", "Corner Bakery", "Delta Freight"}
	for i, s := range subjects() {
		o.ticket(10023+i, s, companies[i%4])
	}
	o.visit("aberg", 0, "08:00", "09:00", 10023, done)
	o.visit("aberg", 0, "09:00", "09:45", 10024)
	o.visit("aberg", 0, "10:30", "12:00", 10027, where("Birchwood Legal, 2nd floor"), unread)
	o.visit("aberg", 0, "11:30", "12:30", 10028)
	o.visit("aberg", 0, "14:00", "16:00", 10032, maybe)
	o.visit("aberg", 0, "09:00", "09:00", 10026, dated)
	o.visit("bosman", 0, "08:30", "10:30", 10025)
	o.visit("bosman", 0, "13:00", "13:15", 10026, unread)
	o.visit("bosman", 0, "13:30", "17:00", 10031)
	o.visit("cruiz", 0, "08:00", "17:00", 0, leave("Annual leave"))
	o.visit("dsokolov", 0, "09:00", "12:00", 10029)
	o.visit("dsokolov", 0, "09:30", "11:00", 10030)
	o.visit("dsokolov", 0, "10:00", "10:45", 10031)
	o.visit("dsokolov", 0, "10:15", "12:45", 10032, unread)
	o.visit("dsokolov", 0, "10:20", "11:15", 10023)
	o.visit("ewalsh", 0, "07:00", "08:15", 10024, done)
	o.visit("ewalsh", 0, "16:30", "18:30", 10033, named("Call with the vendor about licences"))
	o.visit("oldhand", 0, "11:00", "12:00", 10033, func(v *model.ScheduleEntry) { v.Member.Name = model.Clean("Otto Oldhand") })
	o.visit("", 0, "13:00", "14:00", 10030)
	o.visit("glin", 0, "09:00", "09:00", 10025, func(v *model.ScheduleEntry) { v.Ghost = true })
	for d := -1; d < 5; d++ {
		o.visit("glin", d, "08:00", "12:00", 10024)
		o.visit("hdahl", d, "13:00", fmt.Sprintf("%d:30", 15+(d+1)%3), 10031)
	}
	o.visit("aberg", 1, "09:00", "11:00", 10025)
	o.visit("aberg", 2, "09:00", "17:00", 0, leave("Training"))
	slices.SortFunc(o.snap.ScheduleEntries.Value, func(a, b *model.ScheduleEntry) int { return a.Start.Compare(b.Start) })
	return o
}

// crowd is a big tenant: 300 members, 2,000 entries over a week.
func crowd() *office {
	o := newOffice(time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), time.UTC)
	r := rand.New(rand.NewPCG(1, 2))
	for i := len(people()); i < 300; i++ {
		o.snap.Members.Value = append(o.snap.Members.Value, model.Member{ID: model.MemberID(i + 1),
			Identifier: model.Clean(fmt.Sprintf("member%d", i)), First: model.Clean("Member"), Last: model.Clean(fmt.Sprint(i))})
	}
	for i := range 2000 {
		o.ticket(20000+i, subjects()[i%10], "Acme Dental")
		m := o.snap.Members.Value[r.IntN(300)]
		h := 7 + r.IntN(10)
		o.visit(m.Identifier.String(), r.IntN(4)-1, fmt.Sprintf("%d:%d0", h, r.IntN(6)), fmt.Sprintf("%d:%d0", h+1, r.IntN(6)), 20000+i)
	}
	return o
}

func (o *office) frame(w, h int, th *theme.Theme) screen.Frame {
	return screen.Frame{Snapshot: o.snap, Lookup: model.NewLookup(o.snap, o.rules.Policy), Assessed: assess.Assess(o.snap, nil, o.rules.Rules, o.now), Rules: o.rules, Now: o.now, Zone: o.zone,
		Theme: th, Area: layout.Rect{W: w, H: h}, Focused: true}
}

// scoped is a frame with another scope.
func scoped(f screen.Frame, sc model.Scope) screen.Frame {
	f.Rules.Scope = sc
	f.Crew = model.NewCrew(sc, f.Rules.Member, f.Snapshot, f.Lookup)
	return f
}
