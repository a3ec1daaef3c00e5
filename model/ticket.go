package model

import (
	"strings"
	"time"
)

// TicketKind tells service tickets from project tickets. Ids are unique across
// both (connectwise-api 5.1).
type TicketKind uint8

const (
	// ServiceTicket comes from /service/tickets and may have an SLA.
	ServiceTicket TicketKind = iota
	// ProjectTicket comes from /project/tickets and never has an SLA.
	ProjectTicket
	// ProjectIssue is a project ticket with isIssueFlag.
	ProjectIssue
)

// String is the kind in words.
func (k TicketKind) String() string {
	switch k {
	case ProjectTicket:
		return "project ticket"
	case ProjectIssue:
		return "project issue"
	default:
		return "service ticket"
	}
}

// Grade is an enumerated rating (severity, impact, priority level) with the
// server's own word kept, so that a value we do not know is shown and not lost.
type Grade struct {
	Rank GradeRank
	Name Text
}

// GradeRank orders grades; GradeUnknown is both "not said" and "not known".
type GradeRank uint8

// The grades that ConnectWise uses for severity, impact and priority levels.
const (
	GradeUnknown GradeRank = iota
	GradeLow
	GradeMedium
	GradeHigh
	GradeCritical
)

// ParseGrade reads the server's word.
func ParseGrade(s string) Grade {
	g := Grade{Name: Clean(s)}
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "low":
		g.Rank = GradeLow
	case "medium":
		g.Rank = GradeMedium
	case "high":
		g.Rank = GradeHigh
	case "critical":
		g.Rank = GradeCritical
	}
	return g
}

// PriorityRef is a ticket's priority. Some servers send only id and name; the
// priority table (Lookup.Priority) then fills in sort and level.
type PriorityRef struct {
	ID    PriorityID
	Name  Text
	Sort  int // lower is more urgent; 0 when the server did not say
	Level Grade
}

// Short is the name without the word priority at its head ("2 - High" for
// "Priority 2 - High"), for sentences in which that word stands already.
func (p PriorityRef) Short() string {
	name := p.Name.String()
	if word, rest, ok := strings.Cut(name, " "); ok && strings.EqualFold(word, "priority") {
		return rest
	}
	return name
}

// Ticket is a service or project ticket. Values are immutable once they are in
// a Snapshot; a change makes a new Ticket. Absent fields are zero.
type Ticket struct {
	ID      TicketID
	Summary Text

	Board    Ref[BoardID]
	Status   Ref[StatusID]
	Team     Ref[TeamID]
	Priority PriorityRef
	Severity Grade
	Impact   Grade
	Type     Text
	SubType  Text
	Item     Text
	Source   Text

	Company      CompanyRef
	Contact      Ref[ContactID]
	ContactPhone Text
	ContactEmail Text
	Site         Text
	Agreement    Ref[int64]
	Project      Ref[int64] // project tickets only
	Phase        Text       // project tickets only

	Owner     MemberRef
	Resources []Text // member identifiers, split from the server's comma list

	ClosedAt   time.Time
	MergedInto TicketID // the surviving ticket, when this one was merged away
	Parent     TicketID

	Entered   time.Time
	EnteredBy Text
	Updated   time.Time
	UpdatedBy Text
	Required  time.Time // requiredDate as sent; see DueDate for its meaning
	EstStart  time.Time

	BudgetHours float64
	ActualHours float64

	Escalation int // escalationLevel
	SLA        SLA

	// What is small stands together: a desk may hold 100,000 of these.
	Kind            TicketKind
	Closed          bool
	HasChild        bool
	CustomerReplied bool // customerUpdatedFlag
	// PredecessorClosed is true when the ticket or phase that this project
	// ticket waits for has been closed.
	PredecessorClosed bool

	// Unsaid are the facts that the server did not tell: their fields are zero,
	// which says nothing.
	Unsaid Facts
}

// Facts is a set of facts about a ticket whose absence can't be told from their
// zero value. Of the others (entry, update, status, company) the zero value itself
// says that they are not known.
type Facts uint8

// The facts.
const (
	FactClosed Facts = 1 << iota
	FactReplied
	FactEscalation
	FactPredecessor
)

// Unknown reports whether a fact about the ticket is not known.
func (t *Ticket) Unknown(f Facts) bool { return t.Unsaid&f != 0 }

// Open reports whether the ticket counts as open: not closed and not merged
// into another. Deleted tickets are never in a Snapshot.
func (t *Ticket) Open() bool { return !t.Closed && t.MergedInto == 0 }

// Unassigned reports whether the ticket has no owner and no resources.
func (t *Ticket) Unassigned() bool { return t.Owner.IsZero() && len(t.Resources) == 0 }

// WorkedBy reports whether the member with this login owns the ticket or is
// among its resources. Logins are compared without regard to case, whole: the
// server's own "contains" would also match jdoe2 for jdoe.
func (t *Ticket) WorkedBy(login string) bool {
	if login == "" {
		return false
	}
	if strings.EqualFold(t.Owner.Identifier.String(), login) {
		return true
	}
	for _, r := range t.Resources {
		if strings.EqualFold(r.String(), login) {
			return true
		}
	}
	return false
}
