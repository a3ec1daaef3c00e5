package connectwise_test

import (
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// TestEveryServiceAgainstTheTenant asks the strict server in memory for
// everything that this package can ask for. It has nothing to refuse.
func TestEveryServiceAgainstTheTenant(t *testing.T) {
	t.Parallel()
	for name, version := range map[string]string{"2026": "v2026.4.12345", "2025": "v2025.8.100"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			everyService(t, version)
		})
	}
}

func everyService(t *testing.T, version string) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }
	server := cwtest.New(cwtest.Options{Seed: 7, Now: now, Version: version})
	c := clientOf(t, server, now)
	ctx := t.Context()
	check := func(what string, n int, err error) {
		t.Helper()
		if err != nil || n == 0 {
			t.Errorf("%s: %d records, %v", what, n, err)
		}
	}
	sys, err := c.System.Info(ctx)
	check("info", len(sys.Version.String()), err)
	members, err := c.System.Members(ctx)
	check("members", len(members.Items), err)
	me, err := c.System.MyMember(ctx)
	check("my member", int(me.ID), err)
	rights, err := c.System.MySecurity(ctx)
	check("security", len(rights.Items), err)
	boards, err := c.Boards.List(ctx)
	check("boards", len(boards.Items), err)
	priorities, err := c.Boards.Priorities(ctx)
	check("priorities", len(priorities.Items), err)
	types, err := c.Schedule.Types(ctx)
	check("schedule types", len(types.Items), err)
	visits, err := c.Schedule.Entries(ctx, now().AddDate(0, 0, -1), now().AddDate(0, 0, 7))
	check("visits", len(visits.Items), err)
	companies, err := c.Companies.All(ctx)
	check("companies", len(companies.Items), err)

	var q connectwise.TicketQuery
	for _, b := range boards.Items {
		for _, st := range b.Statuses {
			if !st.Closed {
				q.Statuses = append(q.Statuses, st.ID)
			}
		}
	}
	service, err := connectwise.Collect(c.Tickets.Pages(ctx, q))
	check("tickets", len(service.Items), err)
	project, err := connectwise.Collect(c.ProjectTickets.Pages(ctx, q))
	check("project tickets", len(project.Items), err)
	if n, err := c.Tickets.Count(ctx, q); err != nil || n != len(service.Items) {
		t.Errorf("the count is %d for %d tickets, %v", n, len(service.Items), err)
	}
	sla, err := connectwise.Collect(c.Tickets.CalculateSLA(ctx, q))
	check("SLA", len(sla.Items), err)
	clocks(t, service.Items, sla.Items)
	q.Search = true
	found, err := connectwise.Collect(c.Tickets.Pages(ctx, q))
	if err != nil || len(found.Items) != len(service.Items) {
		t.Errorf("the search finds %d of %d tickets, %v", len(found.Items), len(service.Items), err)
	}
	children(t, c, service.Items, project.Items, companies.Items)
	if r := server.Refused(); len(r) > 0 {
		t.Errorf("the server refused %d questions, first %v", len(r), r[0])
	}
}

// clocks checks that most tickets with an SLA have goals that could be read,
// also on a server without goal fields, and that none is lost.
func clocks(t *testing.T, service []*model.Ticket, calculated []model.TicketSLA) {
	t.Helper()
	read, unread := 0, 0
	for _, tk := range calculated {
		if stage, _ := tk.SLA.Next(); stage != model.StageNone {
			read++
		}
		if tk.SLA.Unread {
			unread++
		}
	}
	if len(service) != len(calculated) || read < len(calculated)/4 || unread > len(calculated)/10 {
		t.Errorf("of %d tickets %d were calculated, %d have a goal and %d could not be read", len(service), len(calculated), read, unread)
	}
}

func children(t *testing.T, c *connectwise.Client, service, project []*model.Ticket, companies []model.Company) {
	t.Helper()
	ctx := t.Context()
	notes, contacts, times, devices := 0, 0, 0, 0
	for _, tk := range service[:20] {
		d, err := c.Configs.OfTicket(ctx, tk.ID)
		if err != nil {
			t.Fatal(err)
		}
		devices += len(d.Items)
		n, err := c.Tickets.Notes(ctx, tk.ID)
		if err != nil {
			t.Fatal(err)
		}
		notes += len(n.Items)
		e, err := c.Time.ByTicket(ctx, tk.ID)
		if err != nil {
			t.Fatal(err)
		}
		times += len(e.Items)
	}
	for _, co := range companies[:5] {
		k, err := c.Companies.Contacts(ctx, co.ID)
		if err != nil {
			t.Fatal(err)
		}
		contacts += len(k.Items)
	}
	if notes == 0 || contacts == 0 || devices == 0 {
		t.Errorf("%d notes, %d contacts, %d devices, %d time entries", notes, contacts, devices, times)
	}
	if one, err := c.ProjectTickets.One(ctx, project[0].ID); err != nil || one.ID != project[0].ID {
		t.Error(one, err)
	}
	if _, err := c.ProjectTickets.Notes(ctx, project[0].ID); err != nil {
		t.Error(err)
	}
}

func clientOf(t *testing.T, server *cwtest.Server, now func() time.Time) *connectwise.Client {
	t.Helper()
	o := server.Options()
	site, err := connectwise.ParseSite("https://demo.example")
	if err != nil {
		t.Fatal(err)
	}
	auth, err := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(server.Transport()), connectwise.WithNow(now))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
