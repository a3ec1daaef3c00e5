package connectwise

import (
	"strings"

	"daybrief/model"
)

// denied is a Forbidden that names the row of the security role which would
// cure it.
func denied(req request, host string) model.Problem {
	path := req.path
	if strings.HasSuffix(path, "/configurations") {
		path = string(ListConfigs) // those of a ticket obey the row of the devices
	}
	row := needed(path)
	p := problem(model.Forbidden, "denied-"+slug(path), "The keys may not "+req.op+" on "+host+".", "Give the API member's security role "+row+".")
	p.Needs = row
	return p
}

// needed is the row of the security role for a path (connectwise-api 10.1).
func needed(path string) string {
	rows := []struct{ prefix, row string }{
		{"/service/tickets", "Inquire on Service Tickets (Service Desk), level All"},
		{"/project/tickets", "Inquire on Project Tickets (Project), level All"},
		{"/project/projects", "Inquire on Project Headers (Project), level All"},
		{"/schedule/types", "Inquire on Table Setup (System), level All, customised to allow Schedule Types"},
		{"/schedule", "Inquire on Resource Scheduling (Service Desk), level All"},
		{string(ListConfigs), "Inquire on Configurations (Companies), level All"},
		{"/company/contacts", "Inquire on Contacts (Companies), level All"},
		{"/finance/billingCycles", "Inquire on Table Setup (System), level All, customised to allow Billing Cycles"},
		{"/finance/agreements", "Inquire on Agreements (Finance), level All"},
		{"/finance/invoices", "Inquire on Invoicing (Finance), level All"},
		{"/sales/opportunities/statuses", "Inquire on Table Setup (System), level All, customised to allow Opportunity Statuses"},
		{"/sales/opportunities", "Inquire on Opportunity (Sales), level All"},
		{"/sales/activities/statuses", "Inquire on Table Setup (System), level All, customised to allow Activity Statuses"},
		{"/sales/activities/types", "Inquire on Table Setup (System), level All, customised to allow Activity Types"},
		{"/sales/activities", "Inquire on CRM/Sales Activities (Companies), level All"},
		{"/marketing/campaigns", "Inquire on Marketing Management (Marketing), level All"},
		{"/company", "Inquire on Company Maintenance (Companies), level All"},
		{"/time", "Inquire on Time Entry (Time & Expense), level All"},
		{"/service/priorities", "Inquire on Table Setup (System), level All, customised to allow Priorities"},
		{"/service", "Inquire on Table Setup (System), level All, customised to allow Service Boards"},
		{"/system/info/members", "Inquire on Member Maintenance (System), level All"},
		{"/system/info", "Inquire on My Company (System), level All"},
		{"/system/members", "Inquire on Member Maintenance (System), level All"},
		{"/system/my", "Inquire on Member Maintenance (System), level All"},
	}
	for _, r := range rows {
		if strings.HasPrefix(path, r.prefix) {
			return r.row
		}
	}
	return "Inquire on the module behind it, level All"
}

// slug is the resource in a problem's code: "service-tickets".
func slug(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) > 2 {
		parts = parts[:2]
	}
	return strings.ToLower(strings.Join(parts, "-"))
}
