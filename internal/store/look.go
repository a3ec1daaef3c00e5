package store

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"daybrief/model"
)

// Look is the same store with another picture: what somebody saw when they last
// looked, so that the next look can say what has changed. who names the person
// and through what they looked ("brief jdoe"). It is read and written as the last
// picture is: one that is damaged is ignored, one of a later daybrief left alone.
// Of what is saved it keeps what tickets are compared by and named with.
func (s *Store) Look(who string) *Store {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(who))))
	look := *s
	look.look = true
	look.picture = filepath.Join(filepath.Dir(s.picture), "look-"+s.tenant[:16]+"-"+hex.EncodeToString(sum[:])[:8]+".gz")
	return &look
}

// seen is what a look keeps of a snapshot: its tickets, and how whole they are.
func seen(s *model.Snapshot) *model.Snapshot {
	return &model.Snapshot{
		System: s.System, ServiceTickets: s.ServiceTickets, ProjectTickets: s.ProjectTickets,
		ClosedService: s.ClosedService, ClosedProject: s.ClosedProject, ClosedSince: s.ClosedSince, Health: s.Health,
	}
}

// seenTicket are the fields of a ticket in a look. The SLA, a third of a row, is not
// among them: its goals are not compared, and are not known of a ticket that is gone.
func seenTicket() func(*rowCodec, *model.Ticket) {
	known := &model.Ticket{} // one for all rows: a large tenant has many
	return func(t *rowCodec, x *model.Ticket) {
		*known = *x
		known.SLA = model.SLA{Unread: true}
		ticket(t, known)
	}
}
