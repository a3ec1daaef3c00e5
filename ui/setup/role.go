package setup

// RoleRow is one row of the security role: what to click, and what it unlocks
// here (connectwise-api 10.1).
type RoleRow struct {
	Module, Function string // in ConnectWise's words
	Level            string // of Inquire: "All"
	Needed           bool   // nothing useful works without it
	Unlocks          string // what daybrief shows with it
	Customise        string // what to pick behind the row's Customize link; may be empty
}

// RoleTable is the read-only security role that daybrief asks for. Everything
// that is not in it stays at None; Add, Edit and Delete stay at None everywhere.
func RoleTable() []RoleRow {
	return []RoleRow{
		{"Service Desk", "Service Tickets", "All", true, "tickets and their notes", ""},
		{"Service Desk", "Close Service Tickets", "All", true, "closed today, trends", ""},
		{"System", "Table Setup", "All", true, "boards, statuses, priorities", "Service Boards, Statuses, Priorities, Sources, SLAs, Schedule Types"},
		{"System", "Member Maintenance", "All", true, "names; who you are", ""},
		{"Companies", "Company Maintenance", "All", true, "the customers", ""},
		{"Service Desk", "Resource Scheduling", "All", false, "the schedule", "every company level"},
		{"Project", "Project Tickets", "All", false, "project tickets", ""},
		{"Time & Expense", "Time Entry", "All", false, "hours, my time", ""},
		{"Companies", "Contacts", "All", false, "who asked", ""},
		{"Companies", "Configurations", "All", false, "devices of a ticket", "every type"},
		{"Companies", "CRM/Sales Activities", "All", false, "sales activities", ""},
		{"Companies", "Manage Attachments", "All", false, "documents", ""},
		{"Finance", "Agreements", "All", false, "agreements that end", ""},
		{"System", "My Company", "All", false, "the server's version", ""},
		{"System", "API Reports", "All", false, "asked for by some versions", ""},
	}
}
