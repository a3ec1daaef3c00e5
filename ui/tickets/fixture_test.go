package tickets

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// noon is the moment of all frames: a Tuesday, 15:00 UTC.
func noon() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

const (
	helpDesk, projects = model.BoardID(1), model.BoardID(2)
	isNew, inProgress  = model.StatusID(10), model.StatusID(11)
	waitingStatus      = model.StatusID(12)
	projectOpen        = model.StatusID(20)
)

func boards() []model.Board {
	return []model.Board{
		{ID: helpDesk, Name: model.Clean("Help Desk"), Statuses: []model.Status{
			{ID: isNew, Name: model.Clean("New"), Default: true, Escalation: model.NotResponded},
			{ID: inProgress, Name: model.Clean("In Progress"), Escalation: model.Responded},
			{ID: waitingStatus, Name: model.Clean("Waiting Customer"), Escalation: model.NoEscalation},
		}},
		{ID: projects, Name: model.Clean("Projects"), Project: true, Statuses: []model.Status{{ID: projectOpen, Name: model.Clean("Open")}}},
	}
}

func priority(n int) model.PriorityRef {
	names := []string{"", "Priority 1 - Critical", "Priority 2 - High", "Priority 3 - Medium", "Priority 4 - Low"}
	return model.PriorityRef{ID: model.PriorityID(n), Name: model.Clean(names[n]), Sort: n}
}

func pick[T any](i int, of ...T) T { return of[i%len(of)] }

// sample is ticket number i of a made-up tenant; every tenth is a project's.
func sample(i int) *model.Ticket {
	t := &model.Ticket{
		ID:       model.TicketID(48000 + i),
		Summary:  model.Clean(pick(i, "Printer on floor 2 prints blank pages", "VPN drops every hour for the whole office", "New laptop for Maren", "Outlook asks for the password again and again", "Backup of FILE02 failed twice", "Phone queue plays no music", "Shared mailbox for the summer campaign")),
		Board:    model.Ref[model.BoardID]{ID: helpDesk, Name: model.Clean("Help Desk")},
		Status:   model.Ref[model.StatusID]{ID: pick(i, inProgress, isNew, waitingStatus, inProgress), Name: model.Clean(pick(i, "In Progress", "New", "Waiting Customer", "In Progress"))},
		Priority: priority(1 + (i*7)%4),
		Company:  model.CompanyRef{ID: model.CompanyID(1 + i%5), Name: model.Clean(pick(i, "Harbor Dental Group", "Linden & Voss Architects", "Northside Bakery", "Quarry Lane School", "Tern Logistics"))},
		Contact:  model.Ref[model.ContactID]{ID: 7, Name: model.Clean(pick(i, "Maren Holt", "Jo Akers", "Priya Nand"))},
		Entered:  noon().Add(-time.Duration(3+i*i%900) * time.Hour), Updated: noon().Add(-time.Duration(20+i*37%4000) * time.Minute),
	}
	if i%4 != 0 {
		t.Owner = model.MemberRef{ID: model.MemberID(i % 4), Identifier: model.Clean(pick(i, "bortiz", "kwei", "ldunn")), Name: model.Clean(pick(i, "Ben Ortiz", "Kim Wei", "Lena Dunn"))}
	}
	if i%10 == 9 {
		t.Kind = model.ProjectTicket
		t.Board = model.Ref[model.BoardID]{ID: projects, Name: model.Clean("Projects")}
		t.Status = model.Ref[model.StatusID]{ID: projectOpen, Name: model.Clean("Open")}
		t.Project = model.Ref[int64]{ID: 5, Name: model.Clean("Office move")}
		t.BudgetHours, t.ActualHours = 12, 10.5
		return t
	}
	t.CustomerReplied = i%6 == 5
	t.SLA = model.SLA{Name: model.Clean("Standard"), Unread: i%8 == 7}
	if !t.SLA.Unread {
		due := noon().Add(time.Duration((i*53)%900-90) * time.Minute)
		t.SLA.Respond = model.Goal{Due: t.Entered.Add(time.Hour), Met: t.Entered.Add(40 * time.Minute)}
		t.SLA.Resolve = model.Goal{Due: due}
		if i%4 == 1 {
			t.SLA.Respond = model.Goal{Due: due}
		}
	}
	return t
}

// tenant is a snapshot of n open tickets.
func tenant(n int) *model.Snapshot {
	s := &model.Snapshot{Gen: 1}
	s.System = model.Fresh[model.System]{At: noon(), Value: model.System{TicketLink: "https://na.example.test/ticket/{id}"}}
	s.Boards = model.Fresh[[]model.Board]{At: noon(), Value: boards()}
	for i := range n {
		if t := sample(i); t.Kind == model.ServiceTicket {
			s.ServiceTickets.Value = append(s.ServiceTickets.Value, t)
		} else {
			s.ProjectTickets.Value = append(s.ProjectTickets.Value, t)
		}
	}
	s.ServiceTickets.At, s.ProjectTickets.At = noon(), noon()
	return s
}

func notes() []model.Note {
	return []model.Note{
		{ID: 1, Text: model.CleanLines("The printer on floor 2 prints blank pages since this morning. We have tried another cable.\n\nThanks, Maren"), Author: model.Clean("Maren Holt"), Customer: true, At: noon().Add(-5 * time.Hour)},
		{ID: 2, Text: model.CleanLines("Toner is fine. Suspect the fuser; it was replaced in 2023."), Author: model.Clean("Ben Ortiz"), Internal: true, At: noon().Add(-4 * time.Hour)},
		{ID: 3, Text: model.CleanLines("We will be with you at 16:00 with a spare part."), Author: model.Clean("Ben Ortiz"), At: noon().Add(-3 * time.Hour), Kind: model.TimeEntryNote, Hours: 0.5},
		{ID: 4, Text: model.CleanLines("16:00 is fine. Please ring at the side door, the front is being painted."), Author: model.Clean("Maren Holt"), Customer: true, At: noon().Add(-20 * time.Minute)},
	}
}

// frame is a Frame of a snapshot at a size.
func frame(s *model.Snapshot, w, h int) screen.Frame {
	rules := briefing.DefaultRules()
	rules.Member = "bortiz"
	return screen.Frame{
		Snapshot: s, Lookup: model.NewLookup(s, rules.Policy), Assessed: assess.Assess(s, nil, rules.Rules, noon()), Rules: rules, Now: noon(), Zone: time.UTC,
		Theme: &theme.Theme{Glyphs: theme.Unicode()}, Area: layout.Rect{W: w, H: h}, Focused: true,
		Briefing: &briefing.Briefing{Sections: []briefing.Section{
			{ID: "sla", Question: "SLA: about to be missed, and missed", Count: 2, Items: []briefing.Item{
				{Kind: briefing.KindTicket, ID: 48001, Reasons: []string{"breached 2 h ago: response was due 13:00"}, Tone: briefing.Bad},
				{Kind: briefing.KindTicket, ID: 48000, Reasons: []string{"breached 1 h 30 ago: resolution was due 13:30"}, Tone: briefing.Bad},
			}},
			{ID: "stale", Question: "What has gone quiet?", Items: []briefing.Item{{Kind: briefing.KindTicket, ID: 48003, Reasons: []string{"quiet for 16 h"}}}},
			{ID: "waiting", Question: "Where is waiting a hiding place?", Unavailable: "needs Inquire on Service Tickets"},
		}},
		Detail: func(model.TicketID) psa.TicketDetail {
			return psa.TicketDetail{Notes: psa.Part[[]model.Note]{Fresh: model.Fresh[[]model.Note]{Value: notes(), At: noon()}}}
		},
	}
}

// press sends keys by name: "down", "enter", or single letters.
func press(s *Screen, f screen.Frame, names ...string) (last screen.Outcome) {
	for _, n := range names {
		last = s.Handle(stroke(n), f)
	}
	return last
}

func stroke(name string) tea.KeyPressMsg {
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace, "home": tea.KeyHome, "end": tea.KeyEnd, "left": tea.KeyLeft}
	if c, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	r := []rune(name)
	if len(r) != 1 {
		panic(fmt.Sprintf("no key %q", name))
	}
	return tea.KeyPressMsg{Code: r[0], Text: name}
}

// write types a filter, a key a letter.
func write(s *Screen, f screen.Frame, text string) {
	press(s, f, "/")
	for _, r := range text {
		press(s, f, string(r))
	}
}

func started(t testing.TB, snap *model.Snapshot, w, h int) (*Screen, screen.Frame) {
	t.Helper()
	s, f := New(), frame(snap, w, h)
	s.Sync(f)
	return s, f
}
