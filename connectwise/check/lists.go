package check

import (
	"time"

	"daybrief/connectwise"
)

// read is a list that has to be readable.
type read struct {
	id, title string
	noun      string // in sentences: "service tickets"
	function  string // of the security role
	why       string
	list      connectwise.List // "" for lists that depend on another
	lighter   connectwise.List // what is read instead when it is refused
	needed    bool
	// odd is true when the list is never empty in a ConnectWise that is used.
	odd      bool
	extra    bool   // no section of the briefing needs it
	onBoards bool   // records may be hidden with their boards
	tick     string // what has to be ticked behind the row of Table Setup
	after    string // the step whose list leads to this one; "" for none
	// of is the list where it depends on another; "" when there is none to ask.
	of func(*known) connectwise.List
	// recent keeps a list that grows for ever to what is young.
	recent func(since time.Time) connectwise.Cond
	// learn takes in the record that was seen, and from which list.
	learn func(k *known, from connectwise.List, id int64)
}

func reads() []read {
	return []read{
		{id: "boards", title: "Boards", noun: "boards", function: "Table Setup", why: "Tickets are asked for by the statuses of their boards.",
			list: connectwise.ListBoards, lighter: connectwise.ListBoardNames, needed: true, odd: true, onBoards: true, tick: "Service Boards", learn: (*known).seesBoard},
		{id: "statuses", title: "Statuses", noun: "the statuses of boards", function: "Table Setup", why: "Statuses say which tickets are open.", needed: true, odd: true, after: "boards", onBoards: true, tick: "Service Boards", of: (*known).statuses},
		{id: "tickets", title: "Service tickets", noun: "service tickets", function: "Service Tickets", why: "They are what daybrief is about.",
			list: connectwise.ListServiceTickets, needed: true, odd: true, onBoards: true},
		{id: "closed-tickets", title: "Closed tickets", noun: "closed tickets", function: "Close Service Tickets", why: "They tell what was done today.",
			list: connectwise.ListServiceTickets, onBoards: true, recent: connectwise.RecentlyClosed},
		{id: "project-tickets", title: "Project tickets", noun: "project tickets", function: "Project Tickets", why: "They count as tickets too.",
			list: connectwise.ListProjectTickets, onBoards: true},
		{id: "schedule", title: "Schedule", noun: "schedule entries", function: "Resource Scheduling", why: "It is where everybody has to be.",
			list: connectwise.ListSchedule},
		{id: "schedule-types", title: "Schedule types", noun: "schedule types", function: "Table Setup", why: "They tell a ticket in the schedule from a holiday.",
			list: connectwise.ListScheduleTypes, odd: true, tick: "Schedule Types"},
		{id: "companies", title: "Companies", noun: "companies", function: "Company Maintenance", why: "They are your clients.", list: connectwise.ListCompanies, odd: true},
		{id: "contacts", title: "Contacts", noun: "contacts", function: "Contacts", why: "They say whom to call back.", list: connectwise.ListContacts},
		{id: "members", title: "Members", noun: "members", function: "Member Maintenance", why: "They are your colleagues, and you.",
			list: connectwise.ListMembers, lighter: connectwise.ListMemberNames, needed: true, odd: true, learn: (*known).seesMembers},
		{id: "priorities", title: "Priorities", noun: "priorities", function: "Table Setup", why: "They put tickets in order.",
			list: connectwise.ListPriorities, needed: true, odd: true, tick: "Priorities"},
		{id: "time", title: "Time entries", noun: "time entries", function: "Time Entry", why: "They show what is not logged yet.", list: connectwise.ListTimeEntries, recent: func(since time.Time) connectwise.Cond { return connectwise.Field("timeStart").Since(since) }},
		{id: "agreements", title: "Agreements", noun: "agreements", function: "Agreements", why: "They tell what a client has paid for, and until when.", list: connectwise.ListAgreements, extra: true},
		{id: "devices", title: "Devices", noun: "devices", function: "Configurations", why: "They tell what a ticket is about.", list: connectwise.ListConfigs, extra: true},
	}
}

func (r read) step() Step {
	s := Step{ID: r.id, Title: r.title, Why: r.why, After: []string{"keys"}, Needed: r.needed, Role: row(r.function), read: &r, faults: r.faults()}
	s.heeds = []string{"role", "limits"}
	if r.after != "" {
		s.After = append(s.After, r.after)
	}
	s.do = func(c *run) Result { return c.list(r) }
	return s
}

// faults are what can be wrong with the list.
func (r read) faults() []Fault {
	cure := "Give the API member's security role " + r.right() + "."
	out := []Fault{
		{"denied-" + r.id, Fail, RoleRow, "The keys may not read " + r.noun + ".", cure, false, r.function},
		r.missing(cure),
		{"own-only-" + r.id, Fail, RoleRow, "The keys may read " + r.noun + ", but only the API member's own: Inquire is at My.", cure, false, r.function},
		{"empty-" + r.id, Warn, RoleRow, "The keys may read " + r.noun + ", but see none.", "If there are some: give the security role " + r.right() + ", and " + r.unhide() + ".", false, r.function},
	}
	if r.lighter != "" {
		out = append(out, Fault{"reduced-" + r.id, Warn, RoleRow, "The keys may read only the names of " + r.noun + ".", cure, false, r.function})
	}
	return out
}

// missing is a list that the server does not have. What only decorates a page
// is no fault then: older servers and smaller licences lack it.
func (r read) missing(cure string) Fault {
	if r.extra {
		return Fault{"missing-" + r.id, Warn, Nowhere, "This server has no list of " + r.noun + ", or hides it from this role; daybrief works without it.", cure, false, r.function}
	}
	return Fault{"missing-" + r.id, Fail, RoleRow, "The server says that there is no list of " + r.noun + "; some hide in this way what a role may not see.", cure, false, r.function}
}

// right is the row of the security role, with what has to be ticked behind it.
func (r read) right() string {
	if r.tick == "" {
		return row(r.function).String()
	}
	return row(r.function).String() + ", customised to allow " + r.tick
}

// unhide is what else can hide records of the list.
func (r read) unhide() string {
	if r.onBoards {
		return "empty the list of excluded boards in the API member's Service Defaults"
	}
	return "take restrictions to a location or department off the API member"
}
