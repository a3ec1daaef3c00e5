package adapter

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// looker is a tenant with its open tickets.
func looker(t *testing.T) (*cwtest.Server, *Provider, []*model.Ticket) {
	t.Helper()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	boards := fetch(t, src, psa.Query{Source: model.SourceBoards})
	open := psa.Query{Source: model.SourceTickets, Kind: psa.Full, Statuses: openStatuses(boards)}
	list := fetch(t, src, open).Tickets
	if len(list) < 60 {
		t.Fatalf("only %d tickets", len(list))
	}
	return server, src, list
}

// A ticket that is looked at costs 3 requests, 4 with devices, 2 when these are
// known: what the budget of a minute is shared out by.
func TestRequestsOfALook(t *testing.T) {
	t.Parallel()
	server, tn, list := looker(t)
	var with, without int
	for _, tk := range list[:60] {
		server.ForgetJournal()
		c := tn.Ticket(t.Context(), tk, true)
		if c.Notes.Problem != nil || c.Time.Problem != nil || c.Devices.Problem != nil {
			t.Fatalf("#%d: %v, %v, %v", tk.ID, c.Notes.Problem, c.Time.Problem, c.Devices.Problem)
		}
		want := 3
		if len(c.Devices.Value) > 0 {
			want, with = 4, with+1
		} else {
			without++
		}
		if n := len(server.Journal()); n != want {
			t.Errorf("#%d with %d devices cost %d requests, want %d", tk.ID, len(c.Devices.Value), n, want)
		}
		for _, d := range c.Devices.Value {
			if d.ID == 0 || d.Name.IsEmpty() || d.Type.IsEmpty() {
				t.Errorf("#%d: %+v", tk.ID, d)
			}
		}
	}
	if with < 10 || without < 10 {
		t.Errorf("%d tickets with devices, %d without", with, without)
	}
	server.ForgetJournal()
	if c := tn.Ticket(t.Context(), list[0], false); len(server.Journal()) != 2 || len(c.Devices.Value) > 0 || len(c.Notes.Value) == 0 {
		t.Errorf("without devices: %d requests, %d devices, %d notes", len(server.Journal()), len(c.Devices.Value), len(c.Notes.Value))
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}

func TestProjectTicketsHaveNoDevices(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	boards := fetch(t, src, psa.Query{Source: model.SourceBoards})
	list := fetch(t, src, psa.Query{Source: model.SourceProjectTickets, Kind: psa.Full, Statuses: openStatuses(boards)}).Tickets
	server.ForgetJournal()
	c := src.Ticket(t.Context(), list[0], true)
	if len(server.Journal()) != 2 || c.Notes.Problem != nil || c.Devices.Problem != nil || len(c.Devices.Value) > 0 || len(server.Refused()) > 0 {
		t.Errorf("%d requests, %+v, refused %v", len(server.Journal()), c, server.Refused())
	}
}

// Each part fails by itself.
func TestPartsOfALookFailAlone(t *testing.T) {
	t.Parallel()
	server, tn, list := looker(t)
	var tk *model.Ticket
	for _, each := range list {
		if c := tn.Ticket(t.Context(), each, true); len(c.Devices.Value) > 1 && len(c.Notes.Value) > 0 {
			tk = each
			break
		}
	}
	ofTicket := fmt.Sprintf("/service/tickets/%d/configurations", tk.ID)
	for name, c := range map[string]struct {
		fault          cwtest.Fault
		notes, devices bool // are there
		err            model.ProblemKind
	}{
		"devices refused":        {cwtest.Fault{Kind: cwtest.Denied, Path: "/company/configurations"}, true, true, model.Forbidden},
		"their list refused":     {cwtest.Fault{Kind: cwtest.Denied, Path: ofTicket}, true, false, model.Forbidden},
		"their list breaks down": {cwtest.Fault{Kind: cwtest.ServerError, Status: http.StatusBadGateway, Path: ofTicket}, true, false, model.ServerDown},
		"time refused":           {cwtest.Fault{Kind: cwtest.Denied, Path: "/time/entries"}, true, true, 0},
		"notes break down":       {cwtest.Fault{Kind: cwtest.ServerError, Path: fmt.Sprintf("/service/tickets/%d/allNotes", tk.ID)}, false, true, 0},
	} {
		server.Mend()
		server.Break(c.fault)
		got := tn.Ticket(t.Context(), tk, true)
		p := got.Devices.Problem
		if len(got.Notes.Value) > 0 != c.notes || len(got.Devices.Value) > 0 != c.devices || (got.Notes.Problem == nil) != c.notes || (got.Time.Problem == nil) != (c.notes && name != "time refused") {
			t.Errorf("%s: %d notes, %d devices, %v, %v", name, len(got.Notes.Value), len(got.Devices.Value), got.Notes.Problem, got.Time.Problem)
		}
		if (p == nil) != (c.err == 0) || p != nil && p.Kind != c.err {
			t.Errorf("%s: %v", name, got.Devices.Problem)
		}
		if p != nil && p.Kind == model.Forbidden && !strings.HasPrefix(p.Needs, "Inquire on Configurations (Companies)") {
			t.Errorf("%s: needs %q", name, p.Needs)
		}
		for _, d := range got.Devices.Value {
			if d.Name.IsEmpty() {
				t.Errorf("%s: a device without a name", name)
			}
		}
	}
	server.Mend()
	server.Break(cwtest.Fault{Kind: cwtest.ServerError, Path: "/time/entries"})
	if got := tn.Ticket(t.Context(), tk, true); len(got.Notes.Value) == 0 || got.Time.Problem == nil || len(got.Devices.Value) == 0 {
		t.Errorf("logged time that fails takes something with it: %+v", got)
	}
}
