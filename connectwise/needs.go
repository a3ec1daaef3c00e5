package connectwise

import (
	"strings"

	"daybrief/model"
)

// denied is a Forbidden that names the row of the security role which would
// cure it.
func denied(req request, host string) model.Problem {
	row := needed(req.path)
	p := problem(model.Forbidden, "denied-"+slug(req.path), "The keys may not "+req.op+" on "+host+".", "Give the API member's security role "+row+".")
	p.Needs = row
	return p
}

// needed is the row of the security role for a path (connectwise-api 10.1).
func needed(path string) string {
	rows := []struct{ prefix, row string }{
		{"/service/tickets", "Inquire All on Service Tickets (Service Desk)"},
		{"/project/tickets", "Inquire All on Project Tickets (Project)"},
		{"/schedule/types", "Inquire All on Table Setup (System), customised to allow Schedule Types"},
		{"/schedule", "Inquire All on Resource Scheduling (Service Desk)"},
		{"/company/contacts", "Inquire All on Contacts (Companies)"},
		{"/finance/agreements", "Inquire All on Agreements (Finance)"},
		{"/company", "Inquire All on Company Maintenance (Companies)"},
		{"/time", "Inquire All on Time Entry (Time & Expense)"},
		{"/service/priorities", "Inquire All on Table Setup (System), customised to allow Priorities"},
		{"/service", "Inquire All on Table Setup (System), customised to allow Service Boards"},
		{"/system/info/members", "Inquire All on Member Maintenance (System)"},
		{"/system/info", "Inquire All on My Company (System)"},
		{"/system/members", "Inquire All on Member Maintenance (System)"},
		{"/system/my", "Inquire All on Member Maintenance (System)"},
	}
	for _, r := range rows {
		if strings.HasPrefix(path, r.prefix) {
			return r.row
		}
	}
	return "Inquire All on the module behind it"
}

// slug is the resource in a problem's code: "service-tickets".
func slug(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) > 2 {
		parts = parts[:2]
	}
	return strings.ToLower(strings.Join(parts, "-"))
}
