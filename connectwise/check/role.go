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

// String is the row as cures name it: "Inquire All on Contacts (Companies)".
func (r Row) String() string {
	return "Inquire " + r.Level + " on " + r.Function + " (" + r.Module + ")"
}

// Role is the read-only security role: every row that matters, everything else
// stays at None. Add, Edit and Delete are None everywhere.
func Role() []Row {
	return []Row{
		{"Service Desk", "Service Tickets", "All", Needed, "tickets, their notes and their SLA goals", ""},
		{"Service Desk", "Close Service Tickets", "All", Optional, "closed tickets: what was closed today, how fast", ""},
		{"Service Desk", "Resource Scheduling", "All", Optional, "the schedule, your day, who is free", "allow the company levels that it asks for"},
		{"Project", "Project Tickets", "All", Optional, "project tickets", ""},
		{"Companies", "Company Maintenance", "All", Optional, "the Companies screen, which client is heating up", ""},
		{"Companies", "Contacts", "All", Optional, "contacts of a company", ""},
		{"System", "Member Maintenance", "All", Needed, "the list of members: who you are, who is swamped", ""},
		{"System", "Table Setup", "All", Needed, "boards, statuses, priorities and schedule types", "allow at least Service / Service Board, Priorities and Schedule Types"},
		{"System", "My Company", "All", Optional, "the server's version and time zone", ""},
		{"Time & Expense", "Time Entry", "All", Optional, "time that was logged, and what was not", ""},
		{"Finance", "Agreements", "All", Optional, "agreements of a company, and when they end", ""},
		{"Companies", "Configurations", "None", Unused, "nothing yet", ""},
		{"Companies", "CRM/Sales Activities", "None", Unused, "nothing yet", ""},
		{"Companies", "Manage Documents", "None", Unused, "nothing yet", ""},
	}
}

// row finds a row by its function.
func row(function string) Row {
	for _, r := range Role() {
		if strings.EqualFold(r.Function, function) {
			return r
		}
	}
	return Row{Function: function, Level: "All"}
}
