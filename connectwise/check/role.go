package check

import "strings"

// Use says how much daybrief depends on a row of the security role.
type Use uint8

// The uses.
const (
	Unused   Use = iota // daybrief reads nothing behind it: leave it at None
	Optional            // a part of daybrief stays empty without it
	Needed              // daybrief is of no use without it
)

// String is the word for people.
func (u Use) String() string {
	return [...]string{"not used", "optional", "needed"}[min(u, Needed)]
}

// Row is a row of the security role, in the words of ConnectWise's own screen
// (connectwise-api 10.1).
type Row struct {
	Module   string
	Function string
	Level    string // what Inquire has to be: "All", or "None" for unused rows
	Use      Use
	Unlocks  string // what daybrief shows thanks to it
	// Customise says what to tick behind the row's Customize link; "" where
	// there is nothing to do.
	Customise string
}

// String is the row as cures name it: "Inquire on Contacts (Companies), level All".
func (r Row) String() string {
	return "Inquire on " + r.Function + " (" + r.Module + "), level " + r.Level
}

// Role is the read-only security role: every row that matters, everything else
// stays at None. Add, Edit and Delete are None everywhere.
func Role() []Row {
	return []Row{
		{"Service Desk", "Service Tickets", "All", Needed, "tickets, notes, SLA", ""},
		{"Service Desk", "Close Service Tickets", "All", Optional, "what was closed", ""},
		{"Service Desk", "Resource Scheduling", "All", Optional, "the schedule", "all company levels"},
		{"Project", "Project Tickets", "All", Optional, "project tickets", ""},
		{"Companies", "Company Maintenance", "All", Optional, "your clients", ""},
		{"Companies", "Contacts", "All", Optional, "contacts", ""},
		{"Companies", "Configurations", "All", Optional, "a ticket's devices", ""},
		{"System", "Member Maintenance", "All", Needed, "you, your colleagues", ""},
		{"System", "Table Setup", "All", Needed, "boards, statuses", "Service / Service Board, Priorities, Schedule Types"},
		{"System", "My Company", "All", Optional, "server version", ""},
		{"Time & Expense", "Time Entry", "All", Optional, "logged time", ""},
		{"Finance", "Agreements", "All", Optional, "agreements", ""},
		{"Finance", "Invoicing", "All", Optional, "report: receivables", ""},
		{"Project", "Project Headers", "All", Optional, "report: projects", ""},
		{"Sales", "Opportunity", "All", Optional, "report: opportunities", ""},
		{"Companies", "CRM/Sales Activities", "All", Optional, "reports: activities", ""},
		{"Marketing", "Marketing Management", "All", Optional, "report: campaigns", ""},
		{"Companies", "Manage Documents", "None", Unused, "nothing yet", ""},
	}
}

// RowFor finds the row of a function.
func RowFor(function string) Row { return row(function) }

// row finds a row by its function.
func row(function string) Row {
	for _, r := range Role() {
		if strings.EqualFold(r.Function, function) {
			return r
		}
	}
	return Row{Function: function, Level: "All"}
}
