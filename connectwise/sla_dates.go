package connectwise

import (
	"strings"
	"sync/atomic"
	"time"

	"daybrief/model"
)

// DateOrder is whether an instance writes the day or the month first, as far as its
// texts have told: "27/01" can be no month. It is safe for use by several
// goroutines.
type DateOrder struct{ day, month atomic.Bool }

// Settle reads again what was read before the texts had told the order: it is a fact
// about the instance, not about a ticket. Tickets that change are copied.
func (o *DateOrder) Settle(tickets []*model.Ticket, now time.Time) {
	if o.day.Load() == o.month.Load() {
		return
	}
	for i, t := range tickets {
		if t.SLA.StatusText.IsEmpty() {
			continue
		}
		alone := (slaReader{now, t.Entered, nil}).told(t.SLA)
		if !t.SLA.Unread && alone != t.SLA { // the server sent its goal, or the order was known
			continue
		}
		if again := (slaReader{now, t.Entered, o}).told(t.SLA); again != t.SLA {
			other := *t
			other.SLA = again
			tickets[i] = &other
		}
	}
}

// told is an SLA with what its text says.
func (r slaReader) told(s model.SLA) model.SLA {
	words := strings.Fields(s.StatusText.String())
	if stage, _ := slaStage(words); stage != model.StageNone {
		*s.Goal(stage) = model.Goal{}
	}
	text := r.read(s.StatusText.String())
	if g := s.Goal(text.stage); g != nil {
		g.Due = text.due
	}
	s.Unread = !text.understood
	return s
}

// learn takes in a date.
func (o *DateOrder) learn(a, b int) {
	switch {
	case o == nil:
	case a > 12 && b <= 12:
		o.day.Store(true)
	case b > 12 && a <= 12:
		o.month.Store(true)
	}
}

// allows reports which of the two a date can be. An instance that seems to write
// both is taken for one of which nothing is known.
func (o *DateOrder) allows() (monthFirst, dayFirst bool) {
	if o == nil || o.day.Load() == o.month.Load() {
		return true, true
	}
	return o.month.Load(), o.day.Load()
}
