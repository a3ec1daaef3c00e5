package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// TestChangedSinceAMoment: without a look that was kept, the section goes by the
// tickets' own times, and says what those can't tell.
func TestChangedSinceAMoment(t *testing.T) {
	t.Parallel()
	now := noon()
	entered := func(ago time.Duration) func(*model.Ticket) {
		return func(tk *model.Ticket) { tk.Entered = now.Add(-ago) }
	}
	wrote := func(tk *model.Ticket) { tk.CustomerReplied = true }
	s := tenant(now,
		ticket(1, entered(time.Hour)), ticket(2, entered(5*time.Hour)), ticket(3, entered(5*time.Hour), wrote),
		ticket(4, entered(5*time.Hour), wrote))
	s.RepliedSince = map[model.TicketID]model.Since{3: {At: now.Add(-time.Hour)}, 4: {At: now.Add(-time.Hour), OrEarlier: true}}
	closed := func(id model.TicketID, ago time.Duration) *model.Ticket {
		tk := ticket(id, in(stClosed))
		tk.Closed, tk.ClosedAt = true, now.Add(-ago)
		return tk
	}
	s.ClosedService = model.Fresh[[]*model.Ticket]{Value: []*model.Ticket{closed(11, time.Hour), closed(12, 6*time.Hour)}, At: now}
	of := func(change ...func(*Rules)) *Briefing {
		return build(s, now, append(change, func(r *Rules) {
			r.Sections, r.Since, r.Scope = []string{SectionChanged}, now.Add(-3*time.Hour), model.ScopeEverybody
		})...)
	}
	b := of()
	wantReason(t, b, SectionChanged, 1, "new among the open tickets, came in 1 h ago")
	wantReason(t, b, SectionChanged, 3, "the customer has written, 1 h ago")
	wantReason(t, b, SectionChanged, 11, "closed 1 h ago")
	sec := b.Section(SectionChanged)
	if got := len(sec.Items); got != 3 || sec.Question != "What happened since 09:00?" {
		t.Errorf("%d rows below %q", got, sec.Question)
	}
	if !strings.Contains(sec.Partial, "raised priorities") || strings.Contains(sec.Partial, "closed tickets are known") {
		t.Errorf("it says %q", sec.Partial)
	}
	s.ClosedSince = now.Add(-time.Hour)
	if got := of().Section(SectionChanged).Partial; !strings.Contains(got, "closed tickets are known from 11:00 on") {
		t.Errorf("it says %q", got)
	}
	s.ClosedService = model.Fresh[[]*model.Ticket]{}
	if got := of().Section(SectionChanged).Partial; !strings.Contains(got, "what was closed is not known") {
		t.Errorf("it says %q", got)
	}
}
