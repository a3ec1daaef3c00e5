package briefing

import (
	"strconv"
	"time"

	"daybrief/model"
)

// budget answers "which ticket eats its budget?".
func (b *builder) budget(sec *Section) {
	part := float64(b.r.Budget.Percent) / 100
	sec.Rule = "Open, with budget hours, and at least " + strconv.Itoa(b.r.Budget.Percent) + " % of them used."
	if !b.tickets(sec) {
		return
	}
	used := func(f *fact) float64 { return f.t.ActualHours / f.t.BudgetHours }
	fs := b.pick(func(f *fact) bool { return f.t.BudgetHours > 0 && f.t.ActualHours >= part*f.t.BudgetHours },
		func(x, y *fact) int {
			switch a, c := used(x), used(y); {
			case a > c:
				return -1
			case a < c:
				return 1
			}
			return 0
		})
	for _, f := range fs {
		it := b.item(f, hours(f.t.ActualHours)+" of "+hours(f.t.BudgetHours)+" budget hours used ("+strconv.Itoa(int(used(f)*100))+" %)")
		if used(f) >= 1 {
			it.Tone = Warn
		}
		sec.Items = append(sec.Items, it)
	}
}

func hours(h float64) string { return strconv.FormatFloat(h, 'f', -1, 64) }

// hygiene lists service tickets that lack what bills and reports need.
func (b *builder) hygiene(sec *Section) {
	sec.Rule = "Open service tickets without an agreement, a contact or a type; oldest first."
	if !b.tickets(sec) {
		return
	}
	for _, f := range b.pick(func(f *fact) bool { return len(lacks(f.t)) > 0 }, oldestFirst) {
		sec.Items = append(sec.Items, b.item(f, lacks(f.t)...))
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
func (b *builder) projects(sec *Section) {
	sec.Rule = "Open project tickets with a required date that is past or within 7 days, or whose predecessor has been closed; earliest date first."
	if !b.tickets(sec) {
		return
	}
	if !b.s.ProjectTickets.Known() {
		sec.Unavailable, sec.Partial = noun(model.SourceProjectTickets)+": "+b.why(model.SourceProjectTickets), ""
		return
	}
	until := b.cal.Today.Add(projectsAhead)
	soon := func(f *fact) bool { return !f.due.IsZero() && f.due.Before(until) }
	fs := b.pick(func(f *fact) bool {
		return f.t.Kind != model.ServiceTicket && !f.class.resolved && (soon(f) || f.t.PredecessorClosed)
	}, func(x, y *fact) int { return byTime(x.due, y.due) })
	for _, f := range fs {
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
		sec.Items = append(sec.Items, it)
	}
}
