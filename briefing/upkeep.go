package briefing

import (
	"cmp"
	"strconv"
	"time"

	"daybrief/model"
)

// budget answers "which ticket eats its budget?".
func budget(b *builder) ticketList {
	part := float64(b.r.Budget.Percent) / 100
	used := func(f *fact) float64 { return f.t.ActualHours / f.t.BudgetHours }
	return ticketList{
		rule:  "Open, with budget hours, and at least " + strconv.Itoa(b.r.Budget.Percent) + " % of them used.",
		takes: func(f *fact) bool { return f.t.BudgetHours > 0 && f.t.ActualHours >= part*f.t.BudgetHours },
		order: func(x, y *fact) int { return cmp.Compare(used(y), used(x)) },
		row: func(f *fact) Item {
			it := b.item(f, hours(f.t.ActualHours)+" of "+hours(f.t.BudgetHours)+" budget hours used ("+strconv.Itoa(int(used(f)*100))+" %)")
			if used(f) >= 1 {
				it.Tone = Warn
			}
			return it
		},
	}
}

func hours(h float64) string { return strconv.FormatFloat(h, 'f', -1, 64) }

// hygiene lists service tickets that lack what bills and reports need.
func hygiene(b *builder) ticketList {
	return ticketList{
		rule:  "Open service tickets without an agreement, a contact or a type; oldest first.",
		takes: func(f *fact) bool { return len(lacks(f.t)) > 0 },
		order: oldestFirst,
		row:   func(f *fact) Item { return b.item(f, lacks(f.t)...) },
	}
}

func lacks(t *model.Ticket) (why []string) {
	if t.Kind != model.ServiceTicket {
		return nil
	}
	if t.Agreement.ID == 0 {
		why = append(why, "no agreement")
	}
	if t.Contact.ID == 0 && t.Contact.Name.IsEmpty() {
		why = append(why, "no contact")
	}
	if t.Type.IsEmpty() {
		why = append(why, "no type")
	}
	return why
}

// projectsAhead is how far ahead the section projects looks.
const projectsAhead = 7 * 24 * time.Hour

// projects lists project tickets that are due or can go on.
func projects(b *builder) ticketList {
	until := b.cal.Today.Add(projectsAhead)
	soon := func(f *fact) bool { return !f.due.IsZero() && f.due.Before(until) }
	return ticketList{
		rule: "Open project tickets with a required date that is past or within 7 days, or whose predecessor has been closed; earliest date first.",
		notes: func(sec *Section) bool {
			if !b.s.ProjectTickets.Known() {
				sec.Unavailable, sec.Partial = model.SourceProjectTickets.Records()+": "+b.why(model.SourceProjectTickets), ""
				return false
			}
			b.doubtful(sec, "whether what they wait for has been closed", func(f *fact) bool { return f.t.Unknown(model.FactPredecessor) })
			return b.byStatus(sec)
		},
		takes: func(f *fact) bool {
			return f.t.Kind != model.ServiceTicket && !f.class.resolved && (soon(f) || f.t.PredecessorClosed)
		},
		order: byDue,
		row: func(f *fact) Item {
			it := b.item(f)
			switch {
			case f.overdue:
				it.Tone = Warn
				it.Reasons = append(it.Reasons, "was due "+model.Day(f.due, b.now, b.zone))
			case soon(f):
				it.Reasons = append(it.Reasons, "due "+model.Day(f.due, b.now, b.zone))
			}
			if f.t.PredecessorClosed {
				it.Reasons = append(it.Reasons, "what it waited for has been closed")
			}
			it.Due = f.due
			return it
		},
	}
}
