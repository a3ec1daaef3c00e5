package psa

import (
	"context"
	"time"

	"daybrief/model"
)

// Reporting is what a way in must offer for reports: whole lists of a stretch of
// time, far bigger than what the dashboard polls. A provider need not have it.
// The rules of Provider hold for it too.
type Reporting interface {
	// Records lists what a query asks for.
	Records(ctx context.Context, q RecordQuery) (Records, error)
}

// List is a kind of record that reports are made of.
type List string

// The lists.
const (
	// ListTime are the time entries that start in [From, To).
	ListTime List = "time entries"
	// ListUnbilled are those of them that are billable and not billed yet.
	ListUnbilled List = "unbilled time entries"
	// ListAbsorbed are those of them that carry a project and an agreement.
	ListAbsorbed List = "time entries with a project and an agreement"
	// ListTickets are the service and project tickets that were entered or closed
	// in [From, To).
	ListTickets List = "tickets"
	// ListOpen are the open tickets of both kinds.
	ListOpen List = "open tickets"
	// ListOwed are the invoices with a balance above zero.
	ListOwed List = "invoices"
	// ListEnding are the agreements that were not cancelled and end on the
	// calendar days from From to To, both included.
	ListEnding List = "agreements"
	// ListProjects are the projects that are not closed.
	ListProjects List = "projects"
	// ListRunning are the agreements that may have run on the calendar days from
	// From to To, both included, with their additions.
	ListRunning List = "running agreements"
	// ListCovered are the time entries that start in [From, To) and carry an
	// agreement.
	ListCovered List = "time entries with an agreement"
	// ListCycles are the billing cycles.
	ListCycles List = "billing cycles"
	// ListCosts is what an hour of each member costs.
	ListCosts List = "members' hourly costs"
	// ListOpportunities are the opportunities that are not closed, with their
	// forecasts: those of the first MostForecasts.
	ListOpportunities List = "opportunities"
	// ListActivities are the activities with an assignee that are open, or were
	// closed or changed at or after From.
	ListActivities List = "activities"
	// ListHeld are the closed activities that end in [From, To), or start in it
	// and have no end.
	ListHeld List = "closed activities"
	// ListPoints are the points of the types of activities.
	ListPoints List = "types of activities"
	// ListFollowing are the activities of all time that name a campaign.
	ListFollowing List = "activities of campaigns"
	// ListCampaigns are the campaigns, inactive ones too.
	ListCampaigns List = "campaigns"
	// ListCounts are how many records each list has that the way in knows.
	ListCounts List = "lists"
	// ListOpenThen are the tickets that were open at any moment of [From, To), as
	// they are now. Only the history on this computer knows them.
	ListOpenThen List = "tickets that were open"
	// ListDays are the counts of the calendar days from From to To, both included,
	// likewise.
	ListDays List = "daily counts"
	// ListCurrencies are the currencies of all companies.
	ListCurrencies List = "companies' currencies"
)

// MostForecasts is of how many opportunities the forecast is read: each takes a
// request.
const MostForecasts = 200

// RecordQuery asks for a list. It is a value.
type RecordQuery struct {
	List     List
	From, To time.Time
	// AtMost bounds the list: what follows is left out and said. 0 is 100,000.
	AtMost int
	// Only says which records a report is about, by company, and who has them in
	// hand: what costs a request for each record is asked for these alone. nil:
	// all.
	Only func(model.CompanyRef, model.MemberRef) bool
	// Patience is told that a request of the list has failed, for the nth time, and
	// may wait: true has the same request sent again, and the list goes on from
	// there. It is called from several goroutines. nil: the list fails.
	Patience func(ctx context.Context, p *model.Problem, nth int) bool
	// Progress is told after each page how many records have come, and of how
	// many; total 0: not known. nil: nobody is told.
	Progress func(had, total int)
}

// Records is the answer: the field that belongs to the list is filled.
type Records struct {
	Time    []model.TimeEntry
	Tickets []*model.Ticket
	// Invoices and Agreements carry what is billed.
	Invoices   []model.Invoice
	Agreements []model.Agreement
	Projects   []model.Project
	Contracts  []model.Contract
	// Opportunities are in the order in which forecasts were read.
	Opportunities []model.Opportunity
	Activities    []model.Activity
	Campaigns     []model.Campaign
	// Points are those of an activity, by type, of types that say so.
	Points map[int64]float64
	// Cycles are how many months are billed at a time, by billing cycle; 0 where
	// that is no number of months, or not said.
	Cycles map[int64]int
	// Costs are those of an hour of members of whom it is known.
	Costs map[model.MemberID]float64
	// Counts are by the list's name; nil is one that could not be counted, and
	// Uncounted says why.
	Counts    map[string]*int
	Uncounted map[string]*model.Problem
	// Currencies are codes, like EUR, of those companies that have one.
	Currencies map[model.CompanyID]string
	// Days are in order.
	Days []DayCount
	// Kept is when this was known, where it comes from the history on this computer
	// and not from the server; zero: from the server.
	Kept time.Time
	// Fetched is when the server gave it, where it was kept since: the period that it
	// is of is settled. Zero: just now.
	Fetched time.Time `json:"-"`
	// Lacks is what is missing from the list, or may be, as a sentence: what these keys
	// can't see. Empty: nothing is known to be.
	Lacks string
	// Said is what else is to be known about it, in sentences.
	Said []string
	// Skipped counts records that could not be read.
	Skipped int
	// Refused is why the tickets of a kind are not among them: they have a right of their
	// own. Empty: both kinds are.
	Refused map[model.TicketKind]*model.Problem `json:"-"`
	// Parts is why something that belongs to some of the records is not known:
	// additions of agreements, forecasts of opportunities. nil: nothing failed.
	Parts *model.Problem
	// Cut is true when there is more than AtMost, or when the list went on but
	// could not be followed; Total is the server's own count, 0 when unknown.
	Cut   bool
	Total int
}

// DayCount is what is known of the tickets of a calendar day (midnight UTC of its
// date); nil is not known. Open, Breached, Unassigned and Stale are as of its end,
// or as it was last looked at.
type DayCount struct {
	Day                                               time.Time
	Open, Breached, Unassigned, Stale, Opened, Closed *int
}
