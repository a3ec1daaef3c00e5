package report

import (
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// The rows of the security role that reports of tickets rest on.
const (
	roleService = "Service Tickets (Service Desk), Inquire All"
	roleProject = "Project Tickets (Project), Inquire All"
)

func serviceReport() Report {
	return Report{
		ID: "service", Question: "How did the service desk do?", Period: "last-week",
		By:      []string{"week", "day", "board", "company", "owner", "type", "priority"},
		Filters: []string{"member", "company", "board"},
		spare:   []psa.List{psa.ListOpen, psa.ListOpenThen},
		Role:    []string{roleService, roleProject},
		Columns: []Column{
			{Key: "opened", Title: "Opened", Meaning: "Service and project tickets that were entered in the period."},
			{Key: "closed", Title: "Closed", Meaning: "Tickets that were closed in the period and are not open again."},
			{Key: "kill_rate", Title: "Kill rate", Unit: Rate, Meaning: "Closed ÷ opened.", derive: ratio("closed", "opened")},
			{Key: "same_day", Title: "Same day", Unit: Rate, Meaning: "Of those closed in the period, the part that was closed on the local day on which it was entered.", mean: true},
			{Key: "sla_met", Title: "SLA met", Meaning: "Of those closed in the period with an SLA and a verdict, those inside it."},
			{Key: "sla_counted", Title: "with SLA", Meaning: "Those closed in the period with an SLA and a verdict."},
			{Key: "sla_rate", Title: "SLA", Unit: Rate, Meaning: "SLA met ÷ with SLA.", derive: ratio("sla_met", "sla_counted")},
			{Key: "response_hours", Title: "Response h", Unit: Hours, Meaning: "Median of the hours from entry to response of those closed in the period, day and night.", median: true, part: true},
			{Key: "resolution_hours", Title: "Resolution h", Unit: Hours, Meaning: "Median of the hours from entry to resolution, likewise.", median: true, part: true},
			{Key: "open_end", Title: "Open at end", Meaning: "Open at the end of the period, by week or day at the end of each; of what has ended before today only the history on this computer knows it, as far as it reaches back.", part: true},
		},
		Notes: []string{"Tickets that were open then stand with whom and where they are now; ones that were deleted or merged since are in no figure. The server finds what was closed by its date: one that came before the period and was closed without a date is not asked for."},
		needs: func(a Ask) []psa.RecordQuery {
			from, to := a.Bounds()
			list := []psa.RecordQuery{{List: psa.ListTickets, From: from, To: to}}
			if a.To.Equal(a.today()) {
				list = append(list, psa.RecordQuery{List: psa.ListOpen})
			}
			return list
		},
		recalls: func(a Ask) []psa.RecordQuery {
			from, to := a.Bounds()
			if !a.byTime() {
				from = to
			}
			if a.To.Equal(a.today()) && !a.byTime() {
				return nil // the open tickets of now tell it
			}
			return []psa.RecordQuery{{List: psa.ListOpenThen, From: from, To: to}}
		},
		collect: collectService,
	}
}

func collectService(c *collector, in Input) {
	unsaid, inferred := 0, 0
	for _, t := range in.tickets(psa.ListTickets) {
		opened := in.within(t.Entered)
		closed, known := in.ended(t)
		_, end := t.Ended()
		if !known || t.Entered.IsZero() && (opened || closed) {
			unsaid++
		}
		if closed && known && t.ClosedAt.IsZero() {
			inferred++
		}
		switch {
		case !known:
			in.addUnsaid(c, t, opened)
		case opened && closed && in.ticketKey(t, t.Entered) == in.ticketKey(t, end):
			in.addTicket(c, t, end, opened, closed)
		default: // by time it belongs to two groups
			if opened {
				in.addTicket(c, t, t.Entered, true, false)
			}
			if closed {
				in.addTicket(c, t, end, false, true)
			}
		}
	}
	if unsaid > 0 {
		c.notes = append(c.notes, model.Counted(unsaid, "ticket")+" of which it is not said when "+itCame(unsaid)+": left out of what rests on that.")
	}
	if inferred > 0 {
		c.notes = append(c.notes, model.Counted(inferred, "closed ticket")+" of which it is not said when: counted, since they came and were last changed in the same stretch of time.")
	}
	in.openEnd(c)
}

// ended reports whether a ticket was closed in the period. known is false where it
// may have been: it is not said whether it is closed, or of a closed one when, and by
// time, in which group.
func (in Input) ended(t *model.Ticket) (closed, known bool) {
	if !t.Closed && !t.Unknown(model.FactClosed) {
		return false, true
	}
	closed, known = t.EndedIn(in.once.from, in.once.to)
	if !closed {
		return false, known
	}
	first, last := t.Ended()
	return true, !t.Unknown(model.FactClosed) && (!in.byTime() || in.ticketKey(t, first) == in.ticketKey(t, last))
}

// addUnsaid adds one that may have been closed, where it was when it came: what
// rests on its end is not known.
func (in Input) addUnsaid(c *collector, t *model.Ticket, opened bool) {
	at := t.Entered
	if !opened {
		at = t.ClosedAt
	}
	if at.IsZero() {
		at = in.start(in.To)
	}
	key, name := in.ticketGroup(t, at)
	adds := map[string]*float64{"opened": entered(t, opened)}
	for _, column := range []string{"closed", "same_day", "sla_counted", "sla_met", "response_hours", "resolution_hours"} {
		adds[column] = nil
	}
	c.add(entry{key: key, name: name, row: in.ticketRow(t, at), adds: adds})
}

// entered counts a ticket that was entered in the period, or not; nil when that is
// not known.
func entered(t *model.Ticket, in bool) *float64 {
	if t.Entered.IsZero() {
		return nil
	}
	return one(in)
}

func itCame(n int) string {
	if n == 1 {
		return "it came, or whether and when it was closed"
	}
	return "they came, or whether and when they were closed"
}

// addTicket adds a ticket to the group that it belongs to at a moment.
func (in Input) addTicket(c *collector, t *model.Ticket, at time.Time, opened, closed bool) {
	adds := map[string]*float64{"opened": entered(t, opened), "closed": one(closed)}
	if closed {
		adds["same_day"] = in.sameDay(t)
		counted := !t.SLA.Name.IsEmpty() && t.SLA.HasInSLA
		adds["sla_counted"], adds["sla_met"] = one(counted), one(counted && t.SLA.InSLA)
		adds["response_hours"], adds["resolution_hours"] = hoursTo(t, t.SLA.Respond.Met), hoursTo(t, t.SLA.Resolve.Met)
	}
	key, name := in.ticketGroup(t, at)
	c.add(entry{key: key, name: name, row: in.ticketRow(t, at), adds: adds})
}

// sameDay is 1 where a closed ticket was closed on the local day on which it was
// entered; nil where that is not known.
func (in Input) sameDay(t *model.Ticket) *float64 {
	_, end := t.Ended()
	same := model.CalendarDay(t.Entered, in.Zone).Equal(model.CalendarDay(end, in.Zone))
	if t.Entered.IsZero() || t.ClosedAt.IsZero() && !same {
		return nil
	}
	return one(same)
}

// hoursTo are the hours from a ticket's entry to a moment, day and night.
func hoursTo(t *model.Ticket, at time.Time) *float64 {
	if at.IsZero() || t.Entered.IsZero() || at.Before(t.Entered) {
		return nil
	}
	return num(at.Sub(t.Entered).Hours())
}

// tickets are those of a list that the filters let through.
func (in Input) tickets(l psa.List) []*model.Ticket {
	var out []*model.Ticket
	for _, t := range in.Lists[l].Tickets {
		if in.ofMember(t.Owner) && in.ofCompany(t.Company) && in.ofBoard(t.Board.Name) {
			out = append(out, t)
		}
	}
	return out
}

// ticketGroup is where a ticket belongs, by time at a moment.
func (in Input) ticketGroup(t *model.Ticket, at time.Time) (key, name string) {
	switch in.By {
	case "week":
		return in.weekKey(at), in.weekKey(at)
	case "day":
		return in.dayKey(at), in.dayKey(at)
	case "board":
		return named(t.Board.Name, "no board")
	case "company":
		return companyGroup(t.Company)
	case "owner":
		return loginKey(t.Owner), nameOr(t.Owner.Label(), "no owner")
	case "type":
		return named(t.Type, "no type")
	}
	return refGroup(t.Priority.ID, t.Priority.Name, "no priority")
}

// ticketKey is ticketGroup's key; by time it needs no ticket.
func (in Input) ticketKey(t *model.Ticket, at time.Time) string {
	key, _ := in.ticketGroup(t, at)
	return key
}

func (in Input) ticketRow(t *model.Ticket, at time.Time) Row {
	return Row{
		ID: int64(t.ID), Kind: "ticket", Ticket: t.ID, Day: model.CalendarDay(at, in.Zone), Member: t.Owner.Identifier.String(),
		Of: t.Company.Label().String(), Text: t.Summary.String(),
	}
}
