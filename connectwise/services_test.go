package connectwise

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// list is a stub for a list with exactly these parameters.
func list(path, conditions string, fields []string, size, body string) *stub {
	q := map[string]string{"orderBy": "id asc", "page": "1", "pageSize": size, "fields": strings.Join(fields, ",")}
	if conditions != "" {
		q["conditions"] = conditions
	}
	return &stub{name: path, path: api + path, query: q, body: body}
}

func denying(path string, status int) *stub {
	return &stub{name: "refusing " + path, path: api + path, any: true, status: status, body: `{"code":"Security","message":"no"}`}
}

func again(s *stub) *stub { c := *s; return &c }

func TestBoards(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		list("/service/boards", "", boardFields(), "1000", `[{"id":1,"name":"Help Desk","projectFlag":false},{"id":2,"name":"Moves","projectFlag":true}]`),
		list("/service/boards/1/statuses", "", statusFields(), "1000", `[{"id":10,"name":"New","sortOrder":1,"defaultFlag":true,"escalationStatus":"NotResponded"},{"id":11,"name":"Done","closedStatus":true,"escalationStatus":"Resolved"},{"name":"no id"}]`),
		list("/service/boards/2/statuses", "", statusFields(), "1000", `[{"id":20,"name":"Waiting","escalationStatus":"NoEscalation"}]`),
		list("/service/boards/1/teams", "", teamFields(), "1000", `[{"id":5,"name":"Red","members":[1,"2"]}]`))
	p, err := c.Boards.List(t.Context())
	if err != nil || len(p.Items) != 2 || p.Skipped != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	b := p.Items[0]
	if b.ID != 1 || len(b.Statuses) != 2 || !b.Statuses[0].Default || b.Statuses[0].Board != 1 || !b.Statuses[1].Closed ||
		len(b.Teams) != 1 || fmt.Sprint(b.Teams[0].Members) != "[1 2]" || !p.Items[1].Project || p.Items[1].Statuses[0].Escalation != model.NoEscalation {
		t.Errorf("%+v", p.Items)
	}
}

func TestBoardsFallBack(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, denying("/service/boards", 403),
		list("/service/info/boards", "", boardFields(), "1000", `[{"id":1,"name":"A"},{"id":2,"name":"B"}]`),
		denying("/service/boards/1/statuses", 403),
		list("/service/boards/2/statuses", "", statusFields(), "1000", `[{"id":10,"name":"New"}]`),
		denying("/service/boards/2/teams", 403))
	p, err := c.Boards.List(t.Context())
	if err != nil || len(p.Items) != 2 || len(p.Items[0].Statuses) != 0 || len(p.Items[1].Statuses) != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
}

func TestBoardsRefused(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, denying("/service/boards", 403), denying("/service/info/boards", 403))
	_, err := c.Boards.List(t.Context())
	e := wantCode(t, err, "denied-service-boards", model.Forbidden)
	if !strings.Contains(e.Problem().Needs, "Table Setup") {
		t.Error(e.Problem().Needs)
	}
	_, c = newServer(t, list("/service/boards", "", boardFields(), "1000", `[{"id":1,"name":"A"}]`), denying("/service/boards/1/statuses", 403))
	_, err = c.Boards.List(t.Context())
	wantCode(t, err, "denied-service-boards", model.Forbidden)

	// One board that fails otherwise fails the list, and names its own fault.
	_, c = newServer(t, list("/service/boards", "", boardFields(), "1000", `[{"id":1,"name":"A"},{"id":2,"name":"B","projectFlag":true}]`),
		&stub{name: "broken", path: api + "/service/boards/1/statuses", any: true, status: 500},
		&stub{name: "fine", path: api + "/service/boards/2/statuses", any: true, many: true, used: 1, body: `[{"id":1}]`})
	_, err = c.Boards.List(t.Context())
	wantCode(t, err, "server-failed", model.ServerDown)
}

// TestBoardsNameTheCause: once one board fails the others are called off, and
// their being called off must not hide why.
func TestBoardsNameTheCause(t *testing.T) {
	t.Parallel()
	c := newClient(t, "na.myconnectwise.net", &server{t: t})
	echo := transportError(t.Context(), request{}, "h", context.Canceled)
	cause := c.failure(request{}, 500, problem(model.ServerDown, "server-failed", "x", ""))
	for _, fills := range [][]fill{{{err: echo}, {err: cause}}, {{err: cause}, {err: echo}}, {{}, {err: echo}, {err: cause}, {err: echo}}} {
		_, err := c.Boards.filled(Page[model.Board]{}, fills)
		wantCode(t, err, "server-failed", model.ServerDown)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	row := `[{"id":1,"identifier":"jdoe","firstName":"Jo","lastName":"Doe","title":"Tech","dailyCapacity":"7.5","inactiveFlag":false}]`
	for _, status := range []int{0, 403, 404} {
		stubs := []*stub{list("/system/members", "inactiveFlag=false", memberFields(), "1000", row)}
		if status != 0 {
			stubs = []*stub{denying("/system/members", status), list("/system/info/members", "inactiveFlag=false", memberInfoFields(), "1000", row)}
		}
		s, c := newServer(t, stubs...)
		p, err := c.System.Members(t.Context())
		if err != nil || len(p.Items) != 1 || p.Items[0].Name().String() != "Jo Doe" || p.Items[0].DailyHours != 7.5 {
			t.Errorf("%d: %+v, %v, %v", status, p, err, s.log)
		}
	}
	_, c := newServer(t, denying("/system/members", 403), denying("/system/info/members", 403))
	_, err := c.System.Members(t.Context())
	wantCode(t, err, "denied-system-members", model.Forbidden)
	_, c = newServer(t, denying("/system/members", 503))
	_, err = c.System.Members(t.Context())
	wantCode(t, err, "server-unavailable", model.ServerDown)
}

func TestMyMemberAndSecurity(t *testing.T) {
	t.Parallel()
	me := &stub{name: "me", path: api + "/system/myMembers", query: map[string]string{"fields": strings.Join(myMemberFields(), ",")}, body: `{"id":9,"identifier":"apikey","firstName":"Day","lastName":"Brief"}`}
	_, c := newServer(t, me, list("/system/mySecurity", "", securityFields(), "1000", `[{"id":1,"moduleName":"Service Desk","moduleFunctionName":"Service Tickets","inquireLevel":"All"}]`))
	if m, err := c.System.MyMember(t.Context()); err != nil || m.Identifier.String() != "apikey" {
		t.Error(m, err)
	}
	if p, err := c.System.MySecurity(t.Context()); err != nil || len(p.Items) != 1 || p.Items[0].Inquire.String() != "All" {
		t.Error(p, err)
	}
	light := again(me)
	light.used = 0
	light.path = api + "/system/myMembers/info"
	_, c = newServer(t, denying("/system/myMembers", 404), light)
	if m, err := c.System.MyMember(t.Context()); err != nil || m.ID != 9 {
		t.Error(m, err)
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	all := `[{"id":3,"noteType":"TimeEntryNote","text":"<p>fixed &amp; tested</p>","timeStart":"2026-03-10T10:00:00Z","timeEnd":"2026-03-10T10:30:00Z","member":{"id":1,"name":"Jo Doe"}},
	{"id":2,"noteType":"TicketNote","text":"line 1\nline 2","contact":{"id":4,"name":"Ann Poe"},"_info":{"dateEntered":"2026-03-09T10:00:00Z"}},
	{"id":4,"noteType":"Odd","isMarkdownFlag":true,"text":"**x**","internalAnalysisFlag":true,"_info":{"lastUpdated":"2026-03-11T10:00:00Z","updatedBy":"jdoe"}}]`
	_, c := newServer(t, list("/service/tickets/7/allNotes", "", serviceAllNoteFields(), "250", all))
	p, err := c.Tickets.Notes(t.Context(), 7)
	if err != nil || len(p.Items) != 3 {
		t.Fatal(p, err)
	}
	first, second, third := p.Items[0], p.Items[1], p.Items[2]
	if first.ID != 2 || !first.Customer || first.Text.String() != "line 1\nline 2" || first.Author.String() != "Ann Poe" {
		t.Errorf("%+v", first)
	}
	if second.Kind != model.TimeEntryNote || second.Customer || second.Hours != 0.5 || second.Text.String() != "fixed & tested" {
		t.Errorf("%+v", second)
	}
	if third.Kind != model.NoteUnknown || !third.Internal || third.Author.String() != "jdoe" || third.Text.String() != "x" || third.At.IsZero() {
		t.Errorf("%+v", third)
	}
	_, c = newServer(t, denying("/service/tickets/7/allNotes", 404),
		list("/service/tickets/7/notes", "", serviceNoteFields(), "250", `[{"id":1,"text":"x","dateCreated":"2026-03-09T10:00:00Z","createdBy":"zadmin"}]`))
	p, err = c.Tickets.Notes(t.Context(), 7)
	if err != nil || len(p.Items) != 1 || p.Items[0].Kind != model.TicketNote || p.Items[0].Author.String() != "zadmin" {
		t.Error(p, err)
	}
	// A server that does not know the flag is asked without it.
	strict := denying("/service/tickets/7/allNotes", 400)
	strict.query = map[string]string{"fields": strings.Join(serviceAllNoteFields(), ",")}
	_, c = newServer(t, strict, list("/service/tickets/7/allNotes", "", allNoteFields(), "250", `[{"id":1,"text":"a \\* b"}]`))
	if p, err = c.Tickets.Notes(t.Context(), 7); err != nil || len(p.Items) != 1 || p.Items[0].Text.String() != `a \* b` {
		t.Error(p, err)
	}
	_, c = newServer(t, denying("/project/tickets/7/allNotes", 403), list("/project/tickets/7/notes", "", projectNoteFields(), "250", `[]`))
	if p, err := c.ProjectTickets.Notes(t.Context(), 7); err != nil || len(p.Items) != 0 {
		t.Error(p, err)
	}
}

func TestCompaniesAndContacts(t *testing.T) {
	t.Parallel()
	companies := &stub{name: "companies", path: api + "/company/companies", header: map[string]string{"pagination-type": "forward-only"}, reply: link(""),
		query: map[string]string{"conditions": "deletedFlag=false", "fields": strings.Join(companyFields(), ","), "pageSize": "1000"},
		body:  `[{"id":5,"identifier":"BIRCH","name":"Birch & Co","status":{"name":"Active"},"types":[{"id":1,"name":"Client"}],"territory":{"name":"North"}},{"id":6,"name":"Gone","deletedFlag":true}]`}
	_, c := newServer(t, companies, list("/company/contacts", "company/id=5 and inactiveFlag=false", contactFields(), "500",
		`[{"id":1,"firstName":"Ann","lastName":"Poe","company":{"id":5},"communicationItems":[{"value":"old@x.example.com","communicationType":"Email"},{"value":"ann@x.example.com","communicationType":"Email","defaultFlag":true},{"value":"555","communicationType":"Phone"}]}]`))
	p, err := c.Companies.All(t.Context())
	if err != nil || len(p.Items) != 1 || p.Items[0].Territory.String() != "North" || len(p.Items[0].Types) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	k, err := c.Companies.Contacts(t.Context(), 5)
	if err != nil || len(k.Items) != 1 || k.Items[0].Name.String() != "Ann Poe" || k.Items[0].Email.String() != "ann@x.example.com" || k.Items[0].Phone.String() != "555" {
		t.Errorf("%+v, %v", k, err)
	}
}

func TestTimeEntries(t *testing.T) {
	t.Parallel()
	row := `[{"id":1,"chargeToId":7,"chargeToType":"ServiceTicket","member":{"identifier":"jdoe"},"timeStart":"2026-03-10T10:00:00Z","actualHours":0.5,"notes":"x"},{"id":2,"chargeToId":7,"chargeToType":"ChargeCode"}]`
	_, c := newServer(t,
		list("/time/entries", `member/identifier="jdoe" and timeStart>=[2026-03-10T00:00:00Z] and timeStart<[2026-03-11T00:00:00Z]`, timeFields(), "500", row),
		list("/time/entries", `(chargeToType="ServiceTicket" or chargeToType="ProjectTicket") and chargeToId=7`, timeFields(), "500", row))
	day := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	p, err := c.Time.ByMember(t.Context(), "jdoe", day, day.AddDate(0, 0, 1))
	if err != nil || len(p.Items) != 2 || p.Items[0].Ticket != 7 || p.Items[1].Ticket != 0 || p.Items[0].Hours != 0.5 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := c.Time.ByTicket(t.Context(), 7); err != nil {
		t.Error(err)
	}
	_, err = c.Time.ByMember(t.Context(), `j"doe`, day, day)
	wantCode(t, err, "unsafe-text", model.Misconfigured)
}

func TestTicketsCountOneIDsAndSLA(t *testing.T) {
	t.Parallel()
	statuses := TicketQuery{Statuses: []model.StatusID{1, 2}}
	sla := list("/service/tickets/calculateSla", "status/id in (1,2)", calculatedFields(true), "1000", rows(7))
	_, c := newServer(t,
		&stub{name: "count", path: api + "/service/tickets/count", query: map[string]string{"conditions": "status/id in (1,2)"}, body: `{"count":"6000"}`},
		&stub{name: "one", path: api + "/project/tickets/7", query: map[string]string{"fields": strings.Join(projectTicketFields(), ",")}, body: `{"id":7}`},
		&stub{name: "another one", path: api + "/project/tickets/8", any: true, body: `{"id":7}`},
		&stub{name: "ids", path: api + "/service/tickets", query: map[string]string{"conditions": "status/id in (1,2)", "fields": "id,closedFlag,status/id,company/id,customerUpdatedFlag,_info/lastUpdated,mergedParentTicket/id", "pageSize": "1000"},
			body: `[{"id":1,"status":{"id":4},"customerUpdatedFlag":false,"_info":{"lastUpdated":"2026-03-10T12:00:00Z"}},{"id":2,"closedFlag":true},{"id":3,"mergedParentTicket":{"id":1}}]`, reply: link("")},
		sla,
		&stub{name: "types", path: api + "/schedule/types", any: true, body: `[{"id":4,"identifier":"S","name":"Service","systemFlag":true}]`})
	if n, err := c.Tickets.Count(t.Context(), statuses); err != nil || n != 6000 {
		t.Error(n, err)
	}
	if tk, err := c.ProjectTickets.One(t.Context(), 7); err != nil || tk.Kind != model.ProjectTicket {
		t.Error(tk, err)
	}
	_, err := c.ProjectTickets.One(t.Context(), 8)
	wantCode(t, err, "wrong-record", model.BadReply)
	if p, err := c.Tickets.Digests(t.Context(), statuses, &Gathering{}); err != nil || len(p.Items) != 1 ||
		p.Items[0] != (model.TicketDigest{ID: 1, Status: 4, Updated: time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC), HasReplied: true}) {
		t.Error(p, err)
	}
	if p, err := Collect(c.Tickets.CalculateSLA(t.Context(), statuses)); err != nil || len(p.Items) != 1 {
		t.Error(p, err)
	}
	if p, err := c.Schedule.Types(t.Context()); err != nil || len(p.Items) != 1 || !p.Items[0].System {
		t.Error(p, err)
	}
}
