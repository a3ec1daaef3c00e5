package connectwise

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func mapped(t *testing.T, m ticketMapper, doc string) *model.Ticket {
	t.Helper()
	var w ticketWire
	if err := json.Unmarshal([]byte(doc), &w); err != nil {
		t.Fatal(err)
	}
	tk, _ := m.ticket(&w)
	return tk
}

const fullTicket = `{"id":4711,"summary":"Printer \u001b[31mon fire\u202e","recordType":"ServiceTicket",
"board":{"id":2,"name":"Help Desk","_info":{"href":"x"}},"status":{"id":20,"name":"New"},"team":{"id":3,"name":"Red"},
"priority":{"id":4,"name":"Priority 1","sort":1,"level":"High"},"severity":"High","impact":"Low",
"type":{"id":1,"name":"Break-fix"},"subType":{"name":"Printer"},"item":{"name":"Toner"},"source":{"name":"Email"},
"company":{"id":5,"identifier":"BIRCH","name":"Birch & Co"},"contact":{"id":6,"name":"Ann Poe"},"contactPhoneNumber":"555 0100",
"contactEmailAddress":"ann@birch.example.com","siteName":"Main","agreement":{"id":7,"name":"Gold"},
"owner":{"id":8,"identifier":"jdoe","name":"Jo Doe"},"resources":"jdoe, jdoe2 ,,asmith","closedFlag":false,
"mergedParentTicket":{"id":99},"parentTicketId":12,"hasChildTicket":"True","requiredDate":"2026-03-12T00:00:00Z",
"budgetHours":"4.5","actualHours":2,"customerUpdatedFlag":true,"escalationLevel":2,
"_info":{"dateEntered":"2026-03-01T08:00:00Z","enteredBy":"zadmin","lastUpdated":"2026-03-10T09:00:00Z","updatedBy":"jdoe"},
"sla":{"id":1,"name":"Standard"},"slaStatus":"Respond by Tue 03/10 4:00 PM UTC-05","isInSla":true,"minutesWaiting":15,
"respondByGoalUTC":"2026-03-10T21:00:00Z","resplanGoalUTC":"2026-03-11T21:00:00Z","resolutionGoalUTC":"2026-03-12T21:00:00Z","dateResponded":"2026-03-10T10:00:00Z"}`

func TestTicket(t *testing.T) {
	t.Parallel()
	tk := mapped(t, ticketMapper{now: testNow(), goals: true}, fullTicket)
	at := func(d, h int) time.Time { return time.Date(2026, 3, d, h, 0, 0, 0, time.UTC) }
	if tk.ID != 4711 || tk.Kind != model.ServiceTicket || tk.Board.ID != 2 || tk.Status.Name.String() != "New" || tk.Team.ID != 3 ||
		tk.Priority.Sort != 1 || tk.Priority.Level.Rank != model.GradeHigh || tk.Severity.Rank != model.GradeHigh || tk.Impact.Rank != model.GradeLow ||
		tk.SubType.String() != "Printer" || tk.Company.Identifier.String() != "BIRCH" || tk.Contact.ID != 6 || tk.Owner.Identifier.String() != "jdoe" {
		t.Errorf("%+v", tk)
	}
	if s := tk.Summary.String(); s != model.Clean("Printer \x1b[31mon fire\u202e").String() || len(s) > 20 {
		t.Errorf("summary %q", s)
	}
	if len(tk.Resources) != 3 || !tk.WorkedBy("JDOE2") || tk.WorkedBy("doe") {
		t.Errorf("resources %v", tk.Resources)
	}
	if tk.Open() || tk.MergedInto != 99 || tk.Parent != 12 || !tk.HasChild || !tk.CustomerReplied || tk.Escalation != 2 || tk.BudgetHours != 4.5 {
		t.Errorf("%+v", tk)
	}
	if !tk.Entered.Equal(at(1, 8)) || !tk.Updated.Equal(at(10, 9)) || !tk.Required.Equal(at(12, 0)) || tk.UpdatedBy.String() != "jdoe" {
		t.Errorf("%v %v %v", tk.Entered, tk.Updated, tk.Required)
	}
	s := tk.SLA
	if !s.Respond.Due.Equal(at(10, 21)) || !s.Respond.Met.Equal(at(10, 10)) || !s.Plan.Due.Equal(at(11, 21)) || !s.Resolve.Due.Equal(at(12, 21)) || s.Unread || !s.InSLA || !s.HasInSLA || s.MinutesWaiting != 15 {
		t.Errorf("%+v", s)
	}
}

func TestProjectTicket(t *testing.T) {
	t.Parallel()
	m := ticketMapper{project: true, now: testNow()}
	tk := mapped(t, m, `{"id":5,"isIssueFlag":false,"project":{"id":9,"name":"Move"},"phase":{"name":"Plan"},"slaStatus":"x","contactName":"Ann"}`)
	if tk.Kind != model.ProjectTicket || tk.Project.ID != 9 || tk.Phase.String() != "Plan" || tk.SLA != (model.SLA{}) || tk.Contact.Name.String() != "Ann" {
		t.Errorf("%+v", tk)
	}
	if tk := mapped(t, m, `{"id":5,"isIssueFlag":"true"}`); tk.Kind != model.ProjectIssue {
		t.Errorf("%v", tk.Kind)
	}
}

func TestSLAFallback(t *testing.T) {
	t.Parallel()
	old, modern := ticketMapper{now: testNow()}, ticketMapper{now: testNow(), goals: true}
	for _, tt := range []struct {
		name   string
		m      ticketMapper
		doc    string
		stage  model.SLAStage
		unread bool
	}{
		{"text", old, `{"sla":{"name":"S"},"slaStatus":"Plan by Wed 03/11 4:00 PM UTC-05"}`, model.StagePlan, false},
		{"text of a server with goals", modern, `{"slaStatus":"Resolve by Wed 03/11 4:00 PM UTC-05"}`, model.StageResolve, false},
		{"waiting", old, `{"sla":{"name":"S"},"slaStatus":"Waiting"}`, model.StageNone, false},
		{"nonsense", old, `{"sla":{"name":"S"},"slaStatus":"Antworten bis Mi 11.03."}`, model.StageNone, true},
		{"nothing from an old server", old, `{"sla":{"name":"S"}}`, model.StageNone, true},
		{"no goals from a modern server", modern, `{"sla":{"name":"S"},"isInSla":true}`, model.StageNone, false},
		{"nothing from a modern server", modern, `{"sla":{"name":"S"}}`, model.StageNone, true},
		{"no SLA", old, `{"isInSla":false}`, model.StageNone, false},
		{"no SLA, and no word of it", old, `{}`, model.StageNone, false},
		{"no SLA, and no word of it, from a modern server", modern, `{}`, model.StageNone, false},
		{"resolved", old, `{"sla":{"name":"S"},"dateResolved":"2026-03-09T00:00:00Z"}`, model.StageNone, false},
		{"absurd goal", modern, `{"respondByGoalUTC":"9999-12-31T00:00:00Z","slaStatus":"Respond by Wed 03/11 4:00 PM UTC-05"}`, model.StageRespond, false},
	} {
		s := mapped(t, tt.m, tt.doc).SLA
		if stage, _ := s.Next(); stage != tt.stage || s.Unread != tt.unread {
			t.Errorf("%s: %+v", tt.name, s)
		}
	}
}

func TestSLAText(t *testing.T) {
	t.Parallel()
	utc := func(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, time.UTC) }
	now := utc(2025, 1, 26, 12, 0)
	for _, tt := range []struct {
		in   string
		now  time.Time
		want time.Time
	}{
		{"Respond by Mon 01/27 4:00 PM UTC-08", now, utc(2025, 1, 28, 0, 0)},
		{"Respond by Mon 27/01 4:00 PM UTC+01", now, utc(2025, 1, 27, 15, 0)},
		{"Plan by Mon 27.01 16:00 UTC+5:30", now, utc(2025, 1, 27, 10, 30)},
		{"Resolve by Mon 01/27 12:00 AM UTC", now, utc(2025, 1, 27, 0, 0)},
		{"Resolution by Monday 01/27 12:30 PM UTC-0", now, utc(2025, 1, 27, 12, 30)},
		{"Respond by Mon 01/27/2025 4:00PM UTC-08", now, utc(2025, 1, 28, 0, 0)},
		{"Respond by Wed 12/31 4:00 PM UTC", utc(2026, 1, 2, 0, 0), utc(2025, 12, 31, 16, 0)}, // last year
		{"Respond by Thu 01/01 4:00 PM UTC", utc(2025, 12, 30, 0, 0), utc(2026, 1, 1, 16, 0)}, // next year
		{"Respond by Tue 03/11 4:00 PM UTC", utc(2025, 3, 10, 0, 0), utc(2025, 3, 11, 16, 0)}, // 3 Nov 2025 is a Monday
	} {
		if got := (slaReader{now: tt.now}).read(tt.in); !got.understood || !got.due.Equal(tt.want) {
			t.Errorf("%q: got %+v, want %v", tt.in, got, tt.want)
		}
	}
	for _, in := range []string{
		"", "Overdue", "Respond by", "Respond by tomorrow", "Respond by Tue 01/27 4:00 PM UTC-08", // the 27th is a Monday
		"Respond by Mon 13/32 4:00 PM UTC", "Respond by Mon 02/30 4:00 PM UTC", "Respond by Mon 01/27 25:00 UTC", "Respond by Mon 01/27 13:00 PM UTC",
		"Respond by Mon 01/27 4:00 PM CET", "Respond by Mon 01/27 4:00 PM UTC-99", "Respond by Mon 01/27 4:00 PM UTC-08 or so",
		"Respond by 02/03 4:00 PM UTC",     // 2 March or 3 February, and no weekday to tell
		"Respond by Mon 07/28 4:00 PM UTC", // half a year away
	} {
		if got := (slaReader{now: now}).read(in); got.understood {
			t.Errorf("%q was understood as %+v", in, got)
		}
	}
	if !(slaReader{now: now}).read("Resolved").understood {
		t.Error("Resolved is not understood")
	}
}

func FuzzSLAText(f *testing.F) {
	f.Add("Respond by Mon 01/27 4:00 PM UTC-08")
	f.Add("Plan by 27.01.2025 16:00:00")
	f.Fuzz(func(t *testing.T, in string) {
		got := slaReader{now: testNow()}.read(in)
		if got.stage != model.StageNone && (!got.understood || got.due.IsZero() || got.due.Sub(testNow()).Abs() > 121*24*time.Hour) {
			t.Fatalf("%q: %+v", in, got)
		}
	})
}

// A goal missed longer than 120 days ago is placed by the ticket's entry and the
// weekday, and the order of day and month by what the instance has written elsewhere.
func TestOldGoalsAndTheOrderOfDates(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	entered := now.AddDate(-2, 0, 0)
	old := time.Date(2024, 6, 12, 16, 0, 0, 0, time.UTC) // a Wednesday
	const text = "Resolve by Wed 06/12 4:00 PM UTC"
	if got := (slaReader{now: now}).read(text); got.understood {
		t.Errorf("without the entry: %+v", got)
	}
	if got := (slaReader{now: now, entered: entered}).read(text); !got.due.Equal(old) {
		t.Errorf("with the entry: %+v", got)
	}
	const both = "Resolve by 03/04 4:00 PM UTC" // 4 March or 3 April
	for name, c := range map[string]struct {
		told []string
		want time.Time
	}{
		"nothing": {nil, time.Time{}},
		"month":   {[]string{"Plan by 03/27 4:00 PM UTC"}, time.Date(2026, 3, 4, 16, 0, 0, 0, time.UTC)},
		"day":     {[]string{"Plan by 27/03 4:00 PM UTC"}, time.Date(2026, 4, 3, 16, 0, 0, 0, time.UTC)},
		"either":  {[]string{"Plan by 27/03 4:00 PM UTC", "Plan by 03/27 4:00 PM UTC"}, time.Time{}},
	} {
		r := slaReader{now: now, dates: &DateOrder{}}
		for _, s := range c.told {
			r.read(s)
		}
		if got := r.read(both); !got.due.Equal(c.want) || got.understood == c.want.IsZero() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A priority's order of 0 that the server says is the first; one that it leaves out is
// not known.
func TestPriorityOrder(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]int{`{"id":1,"sortOrder":0}`: -1, `{"id":1,"sortOrder":-2}`: -3, `{"id":1}`: 0, `{"id":1,"sortOrder":null}`: 0, `{"id":1,"sortOrder":7}`: 7} {
		var w priorityWire
		if err := json.Unmarshal([]byte(doc), &w); err != nil {
			t.Fatal(err)
		}
		if got := w.priority().Sort; got != want {
			t.Errorf("%s: %d, want %d", doc, got, want)
		}
		var r priorityReference
		if err := json.Unmarshal([]byte(strings.ReplaceAll(doc, "sortOrder", "sort")), &r); err != nil || rank(r.Sort) != want {
			t.Errorf("%s: reference %d, %v", doc, rank(r.Sort), err)
		}
	}
}

// The order of day and month is a fact about the instance: what was read before a text
// told it is read again, in copies, and goals that the server sent stay.
func TestTextsAreSettledTogether(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 6, 0, 0, 0, time.UTC)
	r := Record{Now: now, Dates: &DateOrder{}}
	read := func(raw string) *model.Ticket {
		one, ok := r.Ticket([]byte(raw))
		if !ok {
			t.Fatal(raw)
		}
		return one
	}
	// 5 September was a Saturday, too.
	list := []*model.Ticket{
		read(`{"id":1,"slaStatus":"Resolve by Sat 05/09 9:00 AM UTC+00","sla":{"id":1,"name":"S"},"_info":{"dateEntered":"2026-01-05T09:00:00Z"}}`),
		read(`{"id":2,"slaStatus":"Resolve by Sat 05/09 9:00 AM UTC+00","resolutionGoalUTC":"2026-05-09T09:00:30Z","_info":{"dateEntered":"2026-01-05T09:00:00Z"}}`),
	}
	r.Dates.Settle(list, now)
	if !list[0].SLA.Unread {
		t.Fatalf("nothing tells the order: %+v", list[0].SLA)
	}
	old, sent := list[0], list[1]
	list = append(list, read(`{"id":3,"slaStatus":"Resolve by Sat 11/28 9:00 AM UTC+00","_info":{"dateEntered":"2026-11-20T09:00:00Z"}}`))
	r.Dates.Settle(list, now)
	if s := list[0].SLA; s.Unread || !s.Resolve.Due.Equal(time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("read again: %+v", s)
	}
	if !old.SLA.Unread || list[0] == old || list[1] != sent {
		t.Error("a ticket that somebody has may not be written to, and one whose goal was sent stays as it is")
	}
	again := list[0]
	if r.Dates.Settle(list, now); list[0] != again {
		t.Error("what is settled is not copied again")
	}
}
