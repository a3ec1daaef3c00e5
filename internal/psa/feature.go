package psa

import "daybrief/model"

// Feature is something that a way in may or may not offer: a source of data, by
// its name, or one of those below.
type Feature string

// The features beside the sources.
const (
	Notes      Feature = "notes"      // the conversation of a ticket
	Time       Feature = "time"       // time that was logged on it
	Devices    Feature = "devices"    // what it is about
	Contacts   Feature = "contacts"   // people of a company
	Agreements Feature = "agreements" // contracts with a company
	Links      Feature = "links"      // addresses of pages in the browser
	Past       Feature = "past"       // closed tickets of long ago (Remembering)
)

// Offered is the feature that a source of data is.
func Offered(s model.Source) Feature { return Feature(s) }

// row is a feature in words, and what follows where it is missing.
type row struct {
	feature Feature
	noun    string // as in "does not offer …"
	instead string // a sentence; may be empty
}

func table() []row {
	return []row{
		{Offered(model.SourceSystem), "facts about itself", ""},
		{Offered(model.SourceBoards), "boards", "Boards and statuses are known as far as tickets name them."},
		{Offered(model.SourcePriorities), "priorities", "Priorities are known as far as tickets name them."},
		{Offered(model.SourceMembers), "members", "Members are known as far as tickets name them."},
		{Offered(model.SourceTickets), "tickets", ""},
		{Offered(model.SourceProjectTickets), "project tickets", ""},
		{Offered(model.SourceSLA), "calculated SLA goals", "The SLA is as of each ticket's last save."},
		{Offered(model.SourceClosed), "closed tickets", ""},
		{Offered(model.SourceClosedProject), "closed project tickets", ""},
		{Offered(model.SourceSchedule), "a schedule", ""},
		{Offered(model.SourceCompanies), "companies", "Companies are known as far as tickets name them."},
		{Offered(model.SourceTime), "a member's time entries", ""},
		{Offered(model.SourceActivities), "sales activities", ""},
		{Offered(model.SourceEnding), "agreements that end soon", ""},
		{Notes, "notes of tickets", ""},
		{Time, "time entries", ""},
		{Devices, "devices of tickets", ""},
		{Contacts, "contacts", ""},
		{Agreements, "agreements", ""},
		{Links, "links to its own pages", ""},
		{Past, "closed tickets of the past", "The history grows from now on."},
	}
}

// Features are all of them, in the order in which they are listed.
func Features() []Feature {
	var out []Feature
	for _, r := range table() {
		out = append(out, r.feature)
	}
	return out
}

// Noun is the feature in words, as in "project tickets".
func (f Feature) Noun() string {
	for _, r := range table() {
		if r.feature == f {
			return r.noun
		}
	}
	return string(f)
}

// NotOffered is the Problem that says that a way in lacks a feature: "This
// gateway does not offer a schedule."
func NotOffered(n Names, f Feature) *model.Problem {
	p := &model.Problem{
		Kind: model.NotOffered, Code: "not-offered",
		What: model.Clean(n.Way + " does not offer " + f.Noun() + "."),
	}
	for _, r := range table() {
		if r.feature == f {
			p.Cure = model.Clean(r.instead)
		}
	}
	return p
}
