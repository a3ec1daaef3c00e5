package briefing

import (
	"time"

	"daybrief/model"
)

// planning is what the schedule holds for tickets.
type planning struct {
	*book
	usual []string // what most rows say, once for all of them
}

// unplanned answers "what is assigned but not planned?". Its scope is wider than
// elsewhere: the ghost of a schedule entry says who was assigned even when
// neither owner nor resources do, but it is no plan.
func unplanned(b *builder) ticketList {
	p := planning{b.book, []string{"nothing planned"}}
	return ticketList{
		rule:  "Open, assigned, not waiting, and no schedule entry of today or later that is not over or done.",
		notes: p.notes,
		wide:  true,
		takes: func(f *fact) bool {
			if f.class.waiting || !f.v.StatusKnown { // it may be waiting
				return false
			}
			entries := b.l.ScheduleEntries(f.t.ID)
			return p.assigned(f, entries) && !p.planned(entries)
		},
		order: func(x, y *fact) int {
			if c := byTime(x.next, y.next); c != 0 {
				return c
			}
			if c := byPriority(x, y); c != 0 {
				return c
			}
			return oldestFirst(x, y)
		},
		row: p.row,
	}
}

// notes add how old the schedule is; without one there is no answer.
func (p planning) notes(sec *Section) bool {
	if !p.s.ScheduleEntries.Known() {
		sec.Unavailable, sec.Partial = model.SourceSchedule.Records()+": "+p.why(model.SourceSchedule), ""
		return false
	}
	p.aged(sec, model.SourceSchedule, p.s.ScheduleEntries.At)
	p.statuses(sec)
	if n := p.ticketless(); n > 0 {
		sec.note(counted(n, "schedule entry does", "schedule entries do") + " not say for which ticket it is")
	}
	return true
}

// ticketless counts the entries for a ticket that do not say for which.
func (p planning) ticketless() (n int) {
	for _, v := range p.s.ScheduleEntries.Value {
		add(&n, v.Kind == model.ScheduleTicket && v.Ticket == 0)
	}
	return n
}

func (p planning) row(f *fact) Item {
	it := p.item(f, p.usual...)
	it.Others = p.crew.Scope != model.ScopeMine
	if it.Owner.IsEmpty() {
		it.Reasons = []string{"assigned by an empty schedule entry, nothing planned"}
	}
	if last := p.last(p.l.ScheduleEntries(f.t.ID)); !last.IsZero() {
		it.Reasons = append(it.Reasons, "last planned "+p.moment(last))
	}
	return p.withSLA(it, f)
}

// assigned reports whether the ticket is assigned to somebody in the scope.
func (p planning) assigned(f *fact, entries []*model.ScheduleEntry) bool {
	if f.in && f.assigned {
		return true
	}
	for _, v := range entries {
		if v.Ghost && !v.Member.IsZero() && p.crew.HasMember(p.known(v.Member)) {
			return true
		}
	}
	return false
}

// planned reports whether any entry, whoever's, is going on or yet to come.
func (p planning) planned(entries []*model.ScheduleEntry) bool {
	for _, v := range entries {
		if v.Ghost || v.Done || v.Start.IsZero() {
			continue
		}
		start, end := v.Span(p.zone)
		if end.After(p.now) || !start.Before(p.now) {
			return true
		}
	}
	return false
}

// last is when the latest of the entries begins; zero without any.
func (p planning) last(entries []*model.ScheduleEntry) (last time.Time) {
	for _, v := range entries {
		if start, _ := v.Span(p.zone); !v.Ghost && !v.Start.IsZero() && start.After(last) {
			last = start
		}
	}
	return last
}
