package briefing

import (
	"time"

	"daybrief/model"
)

// Quoted are the tickets of Now whose customer's words are worth reading: those
// with a line of their own.
func (b *Briefing) Quoted() []*model.Ticket {
	var out []*model.Ticket
	for i := range b.Now.Items {
		if it := &b.Now.Items[i]; it.Kind == KindTicket && it.Ticket != nil {
			out = append(out, it.Ticket)
		}
	}
	return out
}

// Quote puts the beginning of what the customer last wrote to the lines of a
// ticket in Now. notes are all that is known of it; without one of the customer's
// nothing changes.
func (b *Briefing) Quote(id model.TicketID, notes []model.Note) {
	n := model.NewestFromCustomer(notes)
	if n == nil {
		return
	}
	for i := range b.Now.Items {
		if it := &b.Now.Items[i]; it.Kind == KindTicket && it.Ticket != nil && it.Ticket.ID == id {
			it.Message = &Message{model.FirstSentence(n.Text), n.Author, n.At}
		}
	}
}

// Sentence says who wrote what and when: "Aaron Ueda, 14:05: It is back."
func (m *Message) Sentence(now time.Time, zone *time.Location) string {
	who := m.Author.String()
	if who == "" {
		who = "the customer"
	}
	if !m.At.IsZero() {
		who += ", " + model.Moment(m.At, now, zone)
	}
	return who + ": " + m.Text
}
