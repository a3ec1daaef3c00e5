package cli

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/feed"
	"daybrief/model"
)

// looker is a tenant with its open tickets.
func looker(t *testing.T) (*cwtest.Server, *tenant, []*model.Ticket) {
	t.Helper()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	boards := fetch(t, src, feed.Query{Source: model.SourceBoards})
	open := feed.Query{Source: model.SourceTickets, Kind: feed.Full, Statuses: openStatuses(boards)}
	list := fetch(t, src, open).Tickets
	if len(list) < 60 {
		t.Fatalf("only %d tickets", len(list))
	}
	return server, &tenant{client: src.client}, list
}

// A ticket that is looked at costs 3 requests, 4 with devices, 2 when these are
// known: what the budget of a minute is shared out by.
func TestRequestsOfALook(t *testing.T) {
	t.Parallel()
	server, tn, list := looker(t)
	var with, without int
	for _, tk := range list[:60] {
		server.ForgetJournal()
		c := tn.details(t.Context(), tk, true)
		if c.NotesErr != nil || c.TimeErr != nil || c.ConfigsErr != nil {
			t.Fatalf("#%d: %v, %v, %v", tk.ID, c.NotesErr, c.TimeErr, c.ConfigsErr)
		}
		want := 3
		if len(c.Configs) > 0 {
			want, with = 4, with+1
		} else {
			without++
		}
		if n := len(server.Journal()); n != want {
			t.Errorf("#%d with %d devices cost %d requests, want %d", tk.ID, len(c.Configs), n, want)
		}
		for _, d := range c.Configs {
			if d.ID == 0 || d.Name.IsEmpty() || d.Type.IsEmpty() {
				t.Errorf("#%d: %+v", tk.ID, d)
			}
		}
	}
	if with < 10 || without < 10 {
		t.Errorf("%d tickets with devices, %d without", with, without)
	}
	server.ForgetJournal()
	if c := tn.details(t.Context(), list[0], false); len(server.Journal()) != 2 || len(c.Configs) > 0 || len(c.Notes) == 0 {
		t.Errorf("without devices: %d requests, %d devices, %d notes", len(server.Journal()), len(c.Configs), len(c.Notes))
	}
	if bad := server.Refused(); len(bad) > 0 {
		t.Errorf("the server refused: %v", bad)
	}
}

func TestProjectTicketsHaveNoDevices(t *testing.T) {
	t.Parallel()
	server, src := sourceOf(t, cwtest.Options{Size: cwtest.Small})
	boards := fetch(t, src, feed.Query{Source: model.SourceBoards})
	list := fetch(t, src, feed.Query{Source: model.SourceProjectTickets, Kind: feed.Full, Statuses: openStatuses(boards)}).Tickets
	server.ForgetJournal()
	c := (&tenant{client: src.client}).details(t.Context(), list[0], true)
	if len(server.Journal()) != 2 || c.NotesErr != nil || c.ConfigsErr != nil || len(c.Configs) > 0 || len(server.Refused()) > 0 {
		t.Errorf("%d requests, %+v, refused %v", len(server.Journal()), c, server.Refused())
	}
}

// Each part fails by itself.
func TestPartsOfALookFailAlone(t *testing.T) {
	t.Parallel()
	server, tn, list := looker(t)
	var tk *model.Ticket
	for _, each := range list {
		if c := tn.details(t.Context(), each, true); len(c.Configs) > 1 && len(c.Notes) > 0 {
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
		got := tn.details(t.Context(), tk, true)
		var p *model.Problem
		_ = errors.As(got.ConfigsErr, &p)
		if len(got.Notes) > 0 != c.notes || len(got.Configs) > 0 != c.devices || (got.NotesErr == nil) != c.notes || got.TimeErr != nil {
			t.Errorf("%s: %d notes, %d devices, %v, %v", name, len(got.Notes), len(got.Configs), got.NotesErr, got.TimeErr)
		}
		if (p == nil) != (c.err == 0) || p != nil && p.Kind != c.err {
			t.Errorf("%s: %v", name, got.ConfigsErr)
		}
		if p != nil && p.Kind == model.Forbidden && !strings.HasPrefix(p.Needs, "Inquire on Configurations (Companies)") {
			t.Errorf("%s: needs %q", name, p.Needs)
		}
		for _, d := range got.Configs {
			if d.Name.IsEmpty() {
				t.Errorf("%s: a device without a name", name)
			}
		}
	}
	server.Mend()
	server.Break(cwtest.Fault{Kind: cwtest.ServerError, Path: "/time/entries"})
	if got := tn.details(t.Context(), tk, true); len(got.Notes) == 0 || got.TimeErr == nil || len(got.Configs) == 0 {
		t.Errorf("logged time that fails takes something with it: %+v", got)
	}
}
