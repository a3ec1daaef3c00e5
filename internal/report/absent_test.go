package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
)

// lone is a server with one record of everything, each with everything that is
// asked for.
type lone map[string]string

func loneServer() lone {
	const who, acme, usd = `{"id":9,"identifier":"ava","name":"Ava"}`, `{"id":5,"identifier":"ACME","name":"Acme"}`, `{"id":1,"currencyCode":"USD"}`
	return lone{
		"/system/info":               `{"version":"v2026.4.1"}`,
		"/system/myMembers":          `{"id":9,"identifier":"ava"}`,
		"/system/mySecurity":         `[{"id":1,"moduleName":"Service Desk","moduleFunctionName":"Service Tickets","inquireLevel":"All"}]`,
		"/service/boards":            `[{"id":1,"name":"Help"}]`,
		"/service/boards/1/statuses": `[{"id":11,"name":"New","closedStatus":false}]`,
		"/service/tickets": `[{"id":1,"summary":"It","board":{"id":1,"name":"Help"},"status":{"id":11,"name":"Done"},"closedFlag":true,"closedDate":"2026-03-10T12:00:00Z","company":` + acme + `,
			"sla":{"name":"Gold"},"isInSla":true,"dateResponded":"2026-03-10T10:00:00Z","dateResolved":"2026-03-10T11:00:00Z","_info":{"dateEntered":"2026-03-10T09:00:00Z","lastUpdated":"2026-03-11T12:00:00Z"}}]`, // later: when it was closed follows from nothing else
		"/project/tickets": `[{"id":2,"summary":"Other","board":{"id":1,"name":"Help"},"status":{"id":11,"name":"New"},"closedFlag":false,"project":{"id":3,"name":"Move"},"company":` + acme + `,
			"_info":{"dateEntered":"2026-03-10T09:30:00Z","lastUpdated":"2026-03-10T12:00:00Z"}}]`,
		"/time/entries": `[{"id":1,"chargeToId":1,"chargeToType":"ServiceTicket","member":` + who + `,"timeStart":"2026-03-10T10:00:00Z","timeEnd":"2026-03-10T12:00:00Z","actualHours":2,"notes":"did it","company":` + acme + `,
			"billableOption":"Billable","hourlyRate":100,"hourlyCost":"40.5","workType":{"name":"Remote"},"workRole":{"name":"Engineer"},"agreement":{"id":7,"name":"MSA"},"project":{"id":3,"name":"Move"},
			"department":{"id":1,"name":"Services"},"businessUnitId":1,"ticketBoard":"Help","dateEntered":"2026-03-10T12:30:00Z"}]`,
		"/company/companies": `[{"id":5,"currency":` + usd + `}]`,
		"/system/members":    `[{"id":9,"hourlyCost":50}]`,
		"/finance/invoices":  `[{"id":1,"invoiceNumber":"I1","company":` + acme + `,"agreement":{"id":7,"name":"MSA"},"currency":` + usd + `,"date":"2026-02-01T00:00:00Z","dueDate":"2026-03-01T00:00:00Z","balance":70.5}]`,
		"/finance/agreements": `[{"id":7,"name":"MSA","type":{"name":"Managed"},"company":` + acme + `,"startDate":"2025-01-01T00:00:00Z","endDate":"2026-04-01T00:00:00Z","noEndingDateFlag":false,"cancelledFlag":false,
			"billAmount":280,"currency":` + usd + `,"billingCycle":{"id":1},"billOneTimeFlag":false}]`,
		"/finance/agreements/7/additions": `[{"id":8,"product":{"identifier":"SEAT"},"description":"Seats","quantity":2,"unitCost":3,"effectiveDate":"2025-01-01T00:00:00Z"}]`,
		"/finance/billingCycles":          `[{"id":1,"billingOptions":"Monthly"}]`,
		"/sales/activities/statuses":      `[{"id":1,"closedFlag":true}]`,
		"/sales/activities/types":         `[{"id":4,"points":3}]`,
		"/marketing/campaigns":            `[{"id":6,"name":"Spring","inactive":false}]`,
		"/sales/activities": `[{"id":1,"name":"Call","type":{"id":4,"name":"Call"},"company":` + acme + `,"campaign":{"id":6,"name":"Spring"},"assignTo":` + who + `,"status":{"id":1},"closeFlag":true,
			"dateStart":"2026-03-09T10:00:00Z","dateEnd":"2026-03-09T11:00:00Z","dateEndUtc":"2026-03-09T11:00:00Z","dateClosedUtc":"2026-03-09T12:00:00Z","_info":{"lastUpdated":"2026-03-09T12:00:00Z"}}]`,
		"/sales/opportunities/statuses":   `[{"id":1,"closedFlag":false}]`,
		"/sales/opportunities":            `[{"id":1,"name":"Deal","expectedCloseDate":"2026-03-01T00:00:00Z","stage":{"name":"Quote"},"status":{"id":1},"primarySalesRep":` + who + `,"company":` + acme + `,"currency":` + usd + `}]`,
		"/sales/opportunities/1/forecast": `[{"id":1,"forecastRevenueTotals":{"revenue":500},"forecastItems":[]}]`,
		"/project/projects":               `[{"id":3,"name":"Move","company":` + acme + `,"manager":` + who + `,"budgetHours":40,"actualHours":50,"estimatedEnd":"2026-03-01T00:00:00Z","closedFlag":false}]`,
	}
}

// RoundTrip implements http.RoundTripper.
func (s lone) RoundTrip(r *http.Request) (*http.Response, error) {
	_, path, _ := strings.Cut(r.URL.Path, "/apis/3.0")
	body, ok := s[path]
	if strings.HasPrefix(r.URL.Path, "/login/companyinfo/") {
		body, ok = `{"CompanyName":"Acme","Codebase":"v4_6_release/","CompanyID":"acme"}`, true
	} else if list, counts := strings.CutSuffix(path, "/count"); counts && s[list] != "" {
		body, ok = `{"count":1}`, true
	}
	status := http.StatusOK
	if !ok {
		status, body = http.StatusNotFound, `{"code":"NotFound","message":"no such list"}`
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}, "Link": {""}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// change is a server on which a field of the only record of a list is another
// value; nil: absent.
func (s lone) change(t *testing.T, path, field string, value any) lone {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal([]byte(s[path]), &rows); err != nil {
		t.Fatal(path, err)
	}
	at, name := rows[0], field
	if first, second, nested := strings.Cut(field, "/"); nested {
		at, name = rows[0][first].(map[string]any), second
	}
	if _, ok := at[name]; !ok {
		t.Fatalf("%s has no %s", path, field)
	}
	if at[name] = value; value == nil {
		delete(at, name)
	}
	out := maps.Clone(s)
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	out[path] = string(text)
	return out
}

// tells is a report of today's day from such a server, by its first grouping.
func (s lone) tells(t *testing.T, id string) report.Result {
	t.Helper()
	site, siteErr := connectwise.ParseSite("https://psa.example")
	auth, authErr := connectwise.NewBasic("acme", "Key", model.NewSecret("x"), "11111111-2222-3333-4444-555555555555")
	c, err := connectwise.New(site, "acme", auth, connectwise.WithTransport(s), connectwise.WithNow(noon))
	_, infoErr := c.System.Info(context.Background())
	if err := errors.Join(siteErr, authErr, err, infoErr); err != nil {
		t.Fatal(err)
	}
	kind, _ := report.Find(id)
	today := model.CalendarDay(noon(), time.UTC)
	a := report.Ask{By: kind.By[0], From: today.AddDate(0, 0, -1), To: today, Now: noon(), Zone: time.UTC, Hours: model.OfficeHours()}
	in := report.Input{Ask: a, Lists: map[psa.List]report.Got{}}
	for _, q := range kind.Needs(a) {
		r, err := adapter.New(c, noon).Records(context.Background(), q)
		in.Lists[q.List] = report.Got{Records: r, Problem: psa.ProblemOf(err)}
	}
	return report.Make(kind, in)
}

// figures are the totals as text.
func figuresOf(r report.Result) map[string]string {
	out := map[string]string{}
	for i, c := range r.Report.Columns {
		out[c.Key] = "unknown"
		if v := r.Totals[i]; v != nil {
			out[c.Key] = fmt.Sprintf("%.4f", *v)
		}
	}
	return out
}

// A field that the server leaves out, or sends as null, makes the figures unknown that
// rest on it, and no other; one of another type makes its record unreadable, which is
// said, or is as good as absent.
func TestAbsentIsNoFact(t *testing.T) {
	t.Parallel()
	whole := loneServer()
	for _, c := range absences() {
		if c.report == "service" { // one record and no other
			whole = maps.Clone(whole)
			whole["/project/tickets"] = "[]"
		}
		base := whole.tells(t, c.report)
		if base.AtLeast || base.Problem != nil || base.Unavailable != "" {
			t.Fatalf("%s: %+v", c.report, base)
		}
		for what, value := range map[string]any{"absent": nil, "null": json.RawMessage("null"), "of another type": json.RawMessage(`{"odd":[1]}`)} {
			if what == "of another type" && strings.HasPrefix(whole.value(t, c.path, c.field), "{") {
				value = "odd"
			}
			got := whole.change(t, c.path, c.field, value).tells(t, c.report)
			if got.AtLeast && (what == "of another type" || c.unknown == "unreadable") {
				continue
			}
			want := figuresOf(base)
			for _, column := range strings.Fields(c.unknown) {
				if want[column] == "unknown" {
					t.Fatalf("%s of %s is not known anyhow", column, c.report)
				}
				want[column] = "unknown"
			}
			if have := figuresOf(got); !maps.Equal(have, want) || got.AtLeast {
				t.Errorf("%s: %s of %s %s:\n got %v, at least %v\nwant %v", c.report, c.field, c.path, what, have, got.AtLeast, want)
			}
			if c.unknown != "" && len(got.Notes) <= len(base.Notes) && c.report != "time" {
				t.Errorf("%s: %s of %s %s: nothing is said: %q", c.report, c.field, c.path, what, got.Notes)
			}
		}
	}
}

// value is what a field holds.
func (s lone) value(t *testing.T, path, field string) string {
	t.Helper()
	var rows []map[string]json.RawMessage
	if err := json.Unmarshal([]byte(s[path]), &rows); err != nil {
		t.Fatal(err)
	}
	first, second, nested := strings.Cut(field, "/")
	if !nested {
		return string(bytes.TrimSpace(rows[0][first]))
	}
	var inner map[string]json.RawMessage
	if err := json.Unmarshal(rows[0][first], &inner); err != nil {
		t.Fatal(err)
	}
	return string(inner[second])
}

// absence is a field and the figures that rest on it.
type absence struct{ report, path, field, unknown string }

// absences are all fields that reports ask for. Where nothing becomes unknown, the
// field is a name or a grouping (which then says "no …"), another one says the same,
// or the definition itself takes absence for none: no notes, no budget, no date on
// which an addition ended; and an hour costs what its member costs where the entry does
// not say.
func absences() []absence {
	var out []absence
	add := func(reports, path, fields, unknown string) {
		for _, r := range strings.Fields(reports) {
			for _, f := range strings.Fields(fields) {
				out = append(out, absence{r, path, f, unknown})
			}
		}
	}
	const entries, deals, acts = "/time/entries", "/sales/opportunities", "/sales/activities"
	add("time wip absorbed", entries, "chargeToId chargeToType timeEnd hourlyCost workType workRole department businessUnitId ticketBoard", "")
	add("time wip", entries, "agreement project", "")
	add("time wip absorbed agreements", entries, "timeStart", "unreadable")
	add("time", entries, "member", "capacity utilisation overlaps")
	add("time", entries, "actualHours", "hours billable utilisation")
	add("time", entries, "billableOption", "billable no_charge do_not_bill")
	add("time", entries, "dateEntered", "late")
	add("time", entries, "company hourlyRate", "")
	add("wip", entries, "actualHours", "hours amount 0-30")
	add("wip", entries, "hourlyRate", "amount 0-30")
	add("absorbed", entries, "actualHours", "hours value")
	add("absorbed", entries, "hourlyRate", "value")
	add("agreements", entries, "actualHours", "hours labour margin margin_rate per_hour")
	add("agreements wip absorbed", entries, "notes member", "")
	add("agreements", entries, "company", "")
	const terms = "revenue products margin margin_rate per_hour"
	add("agreements", "/finance/agreements", "startDate endDate cancelledFlag billOneTimeFlag billingCycle", terms)
	add("agreements", "/finance/agreements", "noEndingDateFlag name type company currency", "")
	add("agreements", "/finance/agreements", "billAmount", "revenue margin margin_rate per_hour")
	add("agreements", "/finance/agreements/7/additions", "quantity unitCost effectiveDate", "products margin margin_rate per_hour")
	add("agreements", "/finance/billingCycles", "billingOptions", terms)
	add("customers", "/finance/agreements", "startDate endDate cancelledFlag billOneTimeFlag billingCycle", "revenue margin per_hour")
	add("customers", "/finance/agreements", "billAmount", "revenue margin per_hour")
	add("receivables", "/finance/invoices", "balance", "balance 0-30")
	add("receivables", "/finance/invoices", "invoiceNumber company agreement currency date", "")
	add("renewals", "/finance/agreements", "cancelledFlag", "count amount in_30")
	add("renewals", "/finance/agreements", "endDate", "unreadable")
	add("renewals", "/finance/agreements", "billAmount", "amount")
	add("renewals", "/finance/agreements", "name type company startDate noEndingDateFlag currency", "")
	add("activities activity-tracker campaigns", acts, "name dateStart dateEnd dateEndUtc closeFlag status dateClosedUtc _info/lastUpdated", "")
	add("activities", acts, "type company campaign", "")
	add("activities", acts, "assignTo", "unreadable")
	add("activity-tracker", acts, "assignTo company", "")
	add("activity-tracker", acts, "type", "points")
	add("activity-tracker", "/sales/activities/types", "points", "points")
	add("campaigns", acts, "company", "companies")
	add("campaigns", acts, "campaign", "unreadable")
	add("campaigns", acts, "assignTo type", "")
	add("campaigns", "/marketing/campaigns", "name inactive", "")
	add("opportunities", deals, "status", "count past_close revenue no_revenue")
	add("opportunities", deals, "expectedCloseDate", "past_close")
	add("opportunities", deals, "name stage primarySalesRep company currency", "")
	add("opportunities", deals+"/statuses", "closedFlag", "count past_close revenue no_revenue")
	add("projects", "/project/projects", "closedFlag", "budget_hours actual_hours used late no_budget open_tickets")
	add("projects", "/project/projects", "estimatedEnd", "late")
	add("projects", "/project/projects", "actualHours", "actual_hours used")
	add("projects", "/project/projects", "name company manager", "")
	const ended = "closed kill_rate same_day sla_met sla_counted sla_rate response_hours resolution_hours"
	add("service", "/service/tickets", "_info/dateEntered", "opened kill_rate same_day response_hours resolution_hours")
	add("service", "/service/tickets", "board company", "")
	add("service", "/service/tickets", "closedFlag", ended+" open_end")
	add("service", "/service/tickets", "closedDate", ended)
	return out
}
