package model

import "time"

// TicketDigest is what a long list tells of an open ticket, so that it can be
// compared with what is known of it. Zero values are unknown, and differ from
// nothing.
type TicketDigest struct {
	ID      TicketID
	Updated time.Time
	Status  StatusID
	Company CompanyID
	// Replied is the flag that the customer has written; HasReplied that the list
	// says so or not.
	Replied, HasReplied bool
}

// Silent reports whether something about the ticket is not as the digest says,
// though its time of change is the same: no list of changes tells of that.
func (d TicketDigest) Silent(t *Ticket) bool {
	return d.Status != 0 && d.Status != t.Status.ID ||
		d.Company != 0 && d.Company != t.Company.ID ||
		d.HasReplied && d.Replied != t.CustomerReplied
}

// Digest is the ticket's own.
func (t *Ticket) Digest() TicketDigest {
	return TicketDigest{t.ID, t.Updated, t.Status.ID, t.Company.ID, t.CustomerReplied, true}
}
