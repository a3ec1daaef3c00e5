package connectwise

import (
	"strings"
	"time"

	"daybrief/model"
)

// ticketWire is a service or project ticket as it is sent; the fields that one
// of the two does not have stay empty.
type ticketWire struct {
	ID                 num
	Summary            str `wire:"shown"`
	RecordType         str
	IsIssueFlag        flag
	Board, Status      reference
	Team               reference
	Priority           priorityReference
	Severity, Impact   str
	Type               reference
	SubType            reference `wire:"shown"`
	Item, Source       reference `wire:"shown"`
	Company, Contact   reference
	ContactName        str
	ContactPhoneNumber str `wire:"shown"`
	ContactEmail       str `json:"contactEmailAddress" wire:"shown"`
	SiteName           str `wire:"shown"`
	Agreement          reference
	Project, Phase     reference `wire:"shown"`
	Owner              reference
	Resources          str
	ClosedFlag         flag
	ClosedDate         moment
	MergedParentTicket reference
	ParentTicketID     num
	HasChildTicket     flag
	RequiredDate       moment
	EstimatedStartDate moment `wire:"shown"`
	BudgetHours        real
	ActualHours        real
	CustomerUpdated    flag `json:"customerUpdatedFlag"`
	EscalationLevel    *num
	PredecessorClosed  flag   `json:"predecessorClosedFlag"`
	DateEntered        moment // where some servers have it
	Info               stamps `json:"_info"`
	slaWire
}

type priorityReference struct {
	ID    num
	Name  str
	Sort  *num
	Level str
}

// rank is the order of a priority, with 0 for one that is not said: a 0 that is said,
// and what is below it, moves down by one.
func rank(sort *num) int {
	switch {
	case sort == nil:
		return 0
	case *sort <= 0:
		return int(*sort) - 1
	}
	return int(*sort)
}

type slaWire struct {
	SLA               reference `json:"sla" wire:"shown"`
	SLAStatus         str       `json:"slaStatus"`
	IsInSLA           flag      `json:"isInSla"`
	MinutesWaiting    num       `wire:"shown"`
	DateResponded     moment
	DateResplan       moment
	DateResolved      moment
	RespondByGoalUTC  moment
	ResplanGoalUTC    moment
	ResolutionGoalUTC moment
}

// ticketMapper turns wire tickets into the domain's.
type ticketMapper struct {
	project bool
	now     time.Time // places the year of an SLA text
	dates   *DateOrder
	goals   bool // the goal fields were asked for
}

func (m ticketMapper) ticket(w *ticketWire) (*model.Ticket, bool) {
	t := &model.Ticket{
		ID: model.TicketID(w.ID), Kind: m.kind(w), Summary: clean(w.Summary),
		Board: ref[model.BoardID](w.Board), Status: ref[model.StatusID](w.Status), Team: ref[model.TeamID](w.Team),
		Priority: model.PriorityRef{ID: model.PriorityID(w.Priority.ID), Name: clean(w.Priority.Name), Sort: rank(w.Priority.Sort), Level: grade(w.Priority.Level)},
		Severity: grade(w.Severity), Impact: grade(w.Impact),
		Type: clean(w.Type.Name), SubType: clean(w.SubType.Name), Item: clean(w.Item.Name), Source: clean(w.Source.Name),
		Company:      model.CompanyRef{ID: model.CompanyID(w.Company.ID), Identifier: clean(w.Company.Identifier), Name: clean(w.Company.Name)},
		Contact:      ref[model.ContactID](w.Contact),
		ContactPhone: clean(w.ContactPhoneNumber), ContactEmail: clean(w.ContactEmail), Site: clean(w.SiteName),
		Agreement: ref[int64](w.Agreement), Project: ref[int64](w.Project), Phase: clean(w.Phase.Name),
		Owner: member(w.Owner), Resources: splitResources(w.Resources),
		Closed: w.ClosedFlag.on(), ClosedAt: w.ClosedDate.utc(), MergedInto: model.TicketID(w.MergedParentTicket.ID),
		Parent: model.TicketID(w.ParentTicketID), HasChild: w.HasChildTicket.on(),
		Entered: w.Info.DateEntered.utc(), EnteredBy: clean(w.Info.EnteredBy),
		Updated: w.Info.LastUpdated.utc(), UpdatedBy: clean(w.Info.UpdatedBy),
		Required: w.RequiredDate.utc(), EstStart: w.EstimatedStartDate.utc(),
		BudgetHours: float64(w.BudgetHours), ActualHours: float64(w.ActualHours),
		CustomerReplied: w.CustomerUpdated.on(), PredecessorClosed: w.PredecessorClosed.on(),
	}
	m.unsaid(t, w)
	if t.Contact.Name.IsEmpty() {
		t.Contact.Name = clean(w.ContactName)
	}
	if !m.project {
		t.SLA = m.sla(&w.slaWire, t.Entered)
	}
	return t, true
}

// unsaid fills in what is told in another way, and lists what is not told at all.
func (m ticketMapper) unsaid(t *model.Ticket, w *ticketWire) {
	if t.Entered.IsZero() {
		t.Entered = w.DateEntered.utc()
	}
	if w.EscalationLevel != nil {
		t.Escalation = int(*w.EscalationLevel)
	}
	t.Unsaid = unless(w.ClosedFlag.given(), model.FactClosed) | unless(w.CustomerUpdated.given(), model.FactReplied) |
		unless(m.project || w.EscalationLevel != nil, model.FactEscalation) | unless(!m.project || w.PredecessorClosed.given(), model.FactPredecessor)
}

// unless is a fact that is missing, or nothing.
func unless(said bool, f model.Facts) model.Facts {
	if said {
		return 0
	}
	return f
}

func (m ticketMapper) kind(w *ticketWire) model.TicketKind {
	switch {
	case strings.EqualFold(string(w.RecordType), "ProjectIssue"), m.project && w.IsIssueFlag.on():
		return model.ProjectIssue
	case m.project, strings.EqualFold(string(w.RecordType), "ProjectTicket"):
		return model.ProjectTicket
	}
	return model.ServiceTicket
}

// sla takes the server's own goals. Where that of the stage that runs did not
// come, the display text is read; what it does not tell is unknown, which is not
// "fine".
func (m ticketMapper) sla(w *slaWire, entered time.Time) model.SLA {
	s := model.SLA{
		Name: clean(w.SLA.Name), StatusText: clean(w.SLAStatus),
		Respond: model.Goal{Due: w.RespondByGoalUTC.utc(), Met: w.DateResponded.utc()},
		Plan:    model.Goal{Due: w.ResplanGoalUTC.utc(), Met: w.DateResplan.utc()},
		Resolve: model.Goal{Due: w.ResolutionGoalUTC.utc(), Met: w.DateResolved.utc()},
		InSLA:   w.IsInSLA.on(), HasInSLA: w.IsInSLA.given(), MinutesWaiting: int(w.MinutesWaiting),
	}
	if !s.Respond.Due.IsZero() || !s.Plan.Due.IsZero() || !s.Resolve.Due.IsZero() {
		stage, _ := slaStage(strings.Fields(string(w.SLAStatus)))
		if g := s.Goal(stage); g == nil || !g.Due.IsZero() || !g.Met.IsZero() {
			return s
		}
		s.Respond.Due, s.Plan.Due, s.Resolve.Due = time.Time{}, time.Time{}, time.Time{}
	}
	if w.SLAStatus == "" {
		// A server that knows the goal fields and sends none has no goals, unless it
		// names an SLA and does not even say whether it is kept. A ticket without an
		// SLA has none of these fields.
		s.Unread = !s.Name.IsEmpty() && s.Resolve.Met.IsZero() && (!m.goals || !s.HasInSLA)
		return s
	}
	return slaReader{m.now, entered, m.dates}.told(s)
}

func clean(s str) model.Text {
	if s == "" {
		return model.Text{}
	}
	return model.Clean(string(s))
}

func grade(s str) model.Grade {
	if s == "" {
		return model.Grade{}
	}
	return model.ParseGrade(string(s))
}

func ref[ID ~int64](r reference) model.Ref[ID] {
	return model.Ref[ID]{ID: ID(r.ID), Name: clean(r.Name)}
}

func member(r reference) model.MemberRef {
	return model.MemberRef{ID: model.MemberID(r.ID), Identifier: clean(r.Identifier), Name: clean(r.Name)}
}

// splitResources cuts the comma list of logins into logins.
func splitResources(s str) []model.Text {
	if s == "" {
		return nil
	}
	var out []model.Text
	for part := range strings.SplitSeq(string(s), ",") {
		if t := model.Clean(strings.TrimSpace(part)); !t.IsEmpty() {
			out = append(out, t)
		}
	}
	return out
}
