package render

import (
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
)

func now() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

// sample is a briefing with a row of every kind, and with every sort of absence.
func sample() *briefing.Briefing {
	zone := time.FixedZone("UTC+1", 3600)
	text := model.Clean
	tk := &model.Ticket{ID: 10234}
	row := briefing.Item{Kind: briefing.KindTicket, ID: 10234, Ticket: tk, Summary: text("Printer on fire in the lobby | third time *this* week <b>now</b>"),
		Company: text("Acme [West] & Söhne"), Board: text("Help Desk"), Priority: text("P1 - Critical"), Status: text("In Progress"), Owner: text("Jo Doe"),
		Reasons: []string{"breached 2 h 5 min ago: resolution was due 13:55", "the customer waits for an answer"},
		Due:     now().Add(-125 * time.Minute), URL: "https://psa.example.com/t?recid=10234&companyName=x", Tone: briefing.Bad}
	second := row
	second.ID, second.Ticket, second.Summary, second.Owner, second.Tone = 77, &model.Ticket{ID: 77}, text("電源が入らない 電源が入らない 電源が入らない"), model.Text{}, briefing.Warn
	second.Reasons, second.Due = []string{"due in 24 min: response by 16:24", "nobody assigned"}, now().Add(24*time.Minute)
	visit := briefing.Item{Kind: briefing.KindScheduleEntry, ID: 5, ScheduleEntry: &model.ScheduleEntry{ID: 5}, Ticket: tk, Summary: text("Replace the switch"), Company: text("Acme"),
		Owner: text("Jo Doe"), Reasons: []string{"next: starts in 25 min", "16:25 to 17:00"}, Due: now().Add(25 * time.Minute)}
	allDay := briefing.Item{Kind: briefing.KindScheduleEntry, ID: 6, ScheduleEntry: &model.ScheduleEntry{ID: 6, DateOnly: true}, Summary: text("Leave"), Owner: text("Jo Doe"), Reasons: []string{"all day"}}
	number := briefing.Item{Kind: briefing.KindNumber, ID: 1, Summary: text("Open"), Reasons: []string{"1,432 open tickets", "12 unassigned"}}
	down := briefing.Item{Kind: briefing.KindSource, ID: 2, Summary: text("schedule entries"), Status: text("DENIED"), Reasons: []string{"never loaded", "needs Inquire on Resource Scheduling"}, Tone: briefing.Warn}
	b := &briefing.Briefing{At: now().In(zone), Zone: zone, Role: briefing.Manager, Member: "jdoe", NeedsAttention: true,
		Numbers: briefing.Numbers{Open: 1432, Unassigned: 12, Breached: 1, AtRisk: 1, Missing: map[string]string{
			"closed_today": "closed service tickets: not loaded yet", "new_today": "closed service tickets: not loaded yet"}},
		Sources: []briefing.Source{{Name: model.SourceTickets, State: model.StateLive, AsOf: now()},
			{Name: model.SourceSchedule, State: model.StateDenied, Problem: &model.Problem{Kind: model.Forbidden, What: text("The key may not read the schedule."), Cure: text("Ask for Inquire on Resource Scheduling.")}}}}
	add := func(id, rule string, urgent bool, items ...briefing.Item) *briefing.Section {
		b.Sections = append(b.Sections, briefing.Section{ID: id, Question: briefing.Question(id), Rule: rule, Count: len(items), Items: items, Urgent: urgent})
		return &b.Sections[len(b.Sections)-1]
	}
	now := row
	now.Points, now.IDs = 110, []int64{now.ID}
	now.Why = []assess.Reason{{Key: "missed_hour", Text: "SLA breached", Points: 90}, {Key: "priority_3", Text: "P3", Points: 20}}
	now.Message = &briefing.Message{Text: "It is <b>still</b> on fire, *please* hurry.", Author: text("Åsa Lind"), At: b.At.Add(-40 * time.Minute)}
	incident := briefing.Item{Kind: briefing.KindIncident, ID: 10300, IDs: []int64{10300, 10301, 10302}, Summary: text("3 tickets from Northgate Motors in 40 min, all Network"), Points: 100,
		Reasons: []string{"nobody on 2 of them"}, Tone: briefing.Warn, Why: []assess.Reason{{Key: "several", Text: "3 tickets that are one thing to do", Points: 30}, {Key: "incident", Text: "an incident", Points: 70}}}
	b.Now = briefing.Section{ID: briefing.SectionNow, Question: briefing.Question(briefing.SectionNow), Rule: "More than 40 points.", Count: 2, Items: []briefing.Item{now, incident}, Urgent: true}
	b.Scope, b.Summary = model.ScopeEverybody, "There are 1,432 open tickets: 1 is past an SLA goal, 1 is due within 1 h, 12 have nobody on them."
	add("sla", "Open, the clock running, due within 1 h or past.", true, row, second).Partial = "without project tickets: needs Inquire on Project Tickets"
	add("my-day", "Schedule entries of today.", false, allDay, visit)
	add("triage", "Open, and with no owner and no resources.", true)
	add("unplanned", "Open, assigned, no entry.", false).Unavailable = "schedule entries: needs Inquire on Resource Scheduling"
	add("numbers", "All tickets that these keys may see.", false, number)
	add("data-health", "Every source that is not LIVE.", false, down)
	return b
}
