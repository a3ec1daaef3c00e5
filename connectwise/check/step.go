package check

import (
	"slices"

	"daybrief/connectwise"
)

// Step is one thing that is looked at.
type Step struct {
	ID    string
	Title string // two or three words
	Why   string // one sentence: what goes wrong without it
	// After are the steps that must not have failed before.
	After []string
	// Needed is true when daybrief is of no use while this fails.
	Needed bool
	// Role is the row of the security role behind it; zero when there is none.
	Role Row

	read *read // the list that is read; nil for other steps
	do   func(*run) Result
	// heeds are steps whose outcome is of interest, whatever it is.
	heeds []string
}

// Steps lists the checks in the order in which people read them.
func Steps() []Step {
	steps := append(networkSteps(), serverSteps()...)
	for _, r := range reads() {
		steps = append(steps, r.step())
	}
	return append(steps, Step{
		ID: "member", Title: "You", Why: "\"Mine\" and \"my day\" are about this member.", After: []string{"keys"}, heeds: []string{"members"},
		do: (*run).member,
	})
}

func networkSteps() []Step {
	return []Step{
		{ID: "address", Title: "Address", Why: "The address of your ConnectWise leads to everything else.", Needed: true, do: (*run).address},
		{ID: "parts", Title: "Fields filled in", Why: "Four things open the door: company id, public key, private key and client id.", Needed: true, do: (*run).parts},
		{ID: "proxy", Title: "Proxy", Why: "Some networks let nobody out but through a proxy.", After: []string{"address"}, Needed: true, do: (*run).proxy},
		{ID: "dns", Title: "Name lookup", Why: "The address has to exist.", After: []string{"proxy"}, Needed: true, do: (*run).dns},
		{ID: "tcp", Title: "Connection", Why: "The server has to be reachable from here.", After: []string{"dns"}, Needed: true, do: (*run).tcp},
		{ID: "tls", Title: "Encryption", Why: "The keys are sent only to a server that proves its name.", After: []string{"tcp"}, Needed: true, do: (*run).tls},
	}
}

func serverSteps() []Step {
	return []Step{
		{ID: "company", Title: "Company", Why: "The server tells where the API of your company is.", After: []string{"tls"}, heeds: []string{"parts"}, Needed: true, do: (*run).company},
		{ID: "clock", Title: "Clock", Why: "Deadlines are judged by this computer's clock.", After: []string{"company"}, do: (*run).clock},
		{ID: "api", Title: "API", Why: "The web site for people and the API for programs are not the same.", After: []string{"company", "parts"}, Needed: true, do: (*run).api},
		{ID: "client-id", Title: "Client id", Why: "ConnectWise wants to know which program asks.", After: []string{"api"}, Needed: true, do: (*run).clientID},
		{ID: "keys", Title: "Key pair", Why: "The keys prove that you may ask.", After: []string{"api", "client-id"}, Needed: true, do: (*run).keys},
		{ID: "version", Title: "Server version", Why: "Older servers tell less about SLA goals.", After: []string{"keys"}, Role: row("My Company"), do: (*run).version},
		{ID: "role", Title: "Security role", Why: "The role says what the keys may read, and whose records.", After: []string{"keys"}, do: (*run).role},
		{ID: "limits", Title: "API member", Why: "The member's own record can hide boards whatever its role allows.", After: []string{"keys"}, do: (*run).limits},
	}
}

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
	odd   bool
	after string // the step whose list leads to this one; "" for none
}

func reads() []read {
	return []read{
		{id: "boards", title: "Boards", noun: "boards", function: "Table Setup", why: "Tickets are asked for by the statuses of their boards.",
			list: connectwise.ListBoards, lighter: connectwise.ListBoardNames, needed: true, odd: true},
		{id: "statuses", title: "Statuses", noun: "the statuses of boards", function: "Table Setup", why: "Statuses say which tickets are open.", needed: true, odd: true, after: "boards"},
		{id: "tickets", title: "Service tickets", noun: "service tickets", function: "Service Tickets", why: "They are what daybrief is about.",
			list: connectwise.ListServiceTickets, needed: true, odd: true},
		{id: "closed-tickets", title: "Closed tickets", noun: "closed tickets", function: "Close Service Tickets", why: "They tell what was done today.",
			list: connectwise.ListServiceTickets},
		{id: "project-tickets", title: "Project tickets", noun: "project tickets", function: "Project Tickets", why: "They count as tickets too.",
			list: connectwise.ListProjectTickets},
		{id: "schedule", title: "Schedule", noun: "schedule entries", function: "Resource Scheduling", why: "It is where everybody has to be.",
			list: connectwise.ListSchedule},
		{id: "schedule-types", title: "Schedule types", noun: "schedule types", function: "Table Setup", why: "They tell a ticket in the schedule from a holiday.",
			list: connectwise.ListScheduleTypes, odd: true},
		{id: "companies", title: "Companies", noun: "companies", function: "Company Maintenance", why: "They are your clients.", list: connectwise.ListCompanies, odd: true},
		{id: "contacts", title: "Contacts", noun: "contacts", function: "Contacts", why: "They are whom you call back.", list: connectwise.ListContacts},
		{id: "members", title: "Members", noun: "members", function: "Member Maintenance", why: "They are your colleagues, and you.",
			list: connectwise.ListMembers, lighter: connectwise.ListMemberNames, needed: true, odd: true},
		{id: "priorities", title: "Priorities", noun: "priorities", function: "Table Setup", why: "They put tickets in order.",
			list: connectwise.ListPriorities, needed: true, odd: true},
		{id: "time", title: "Time entries", noun: "time entries", function: "Time Entry", why: "They show what is not logged yet.", list: connectwise.ListTimeEntries},
		{id: "agreements", title: "Agreements", noun: "agreements", function: "Agreements", why: "They tell what a client has paid for, and until when.", list: connectwise.ListAgreements},
		{id: "devices", title: "Devices", noun: "devices", function: "Configurations", why: "They tell what a ticket is about.", list: connectwise.ListConfigs},
	}
}

func (r read) step() Step {
	s := Step{ID: r.id, Title: r.title, Why: r.why, After: []string{"keys"}, Needed: r.needed, Role: row(r.function), read: &r}
	s.heeds = []string{"role", "limits"}
	if r.after != "" {
		s.After = append(s.After, r.after)
	}
	s.do = func(c *run) Result { return c.list(r) }
	return s
}

// chosen keeps the steps that are asked for and what comes before them; all of
// them when none is named.
func chosen(only []string) []Step {
	all := Steps()
	if len(only) == 0 {
		return all
	}
	want := slices.Clone(only)
	for i := len(all) - 1; i >= 0; i-- { // a step comes after what it needs
		if slices.Contains(want, all[i].ID) {
			want = append(want, all[i].After...)
		}
	}
	return slices.DeleteFunc(all, func(s Step) bool { return !slices.Contains(want, s.ID) })
}
