package history

import (
	"encoding/binary"
	"hash/fnv"
	"strconv"
	"time"

	"daybrief/model"
)

// State is what became of a ticket, as far as daybrief has seen.
type State uint8

// The states. StateGone is a ticket that has left the list of open ones without being
// seen closed: closed while nobody looked, deleted, or moved out of sight.
const (
	StateOpen State = iota
	StateClosed
	StateMerged
	StateGone
)

// String is the state in a word.
func (s State) String() string {
	return [...]string{"open", "closed", "merged", "no longer open"}[min(s, StateGone)]
}

func stateOf(t *model.Ticket) State {
	switch {
	case t.MergedInto != 0:
		return StateMerged
	case t.Closed:
		return StateClosed
	}
	return StateOpen
}

// when is a time as it is kept; NULL when the server did not say.
func when(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// columns are a ticket's values in the order of putTicket.
func columns(t *model.Ticket, seen time.Time) []any {
	var inSLA any
	if t.SLA.HasInSLA {
		inSLA = t.SLA.InSLA
	}
	return []any{
		int64(t.ID), int(t.Kind), int(stateOf(t)), t.Summary.String(),
		t.Board.Name.String(), t.Status.Name.String(), t.Type.String(), t.Priority.Name.String(),
		int64(t.Company.ID), t.Company.Label().String(), t.Company.Identifier.String(),
		int64(t.Contact.ID), t.Contact.Name.String(), t.Owner.Label().String(), t.Owner.Identifier.String(),
		when(t.Entered), when(t.ClosedAt), when(t.Updated),
		t.SLA.Name.String(), inSLA, when(t.SLA.Respond.Met), when(t.SLA.Resolve.Met),
		fingerprint(t), seen.Unix(), int64(t.Priority.ID),
	}
}

// putTicket writes a ticket over the one there is, unless that one is newer by
// the server's own clock: another daybrief may have seen more. A ticket that
// comes back (reopened, undeleted) is a newer state like another.
const putTicket = `INSERT INTO ticket (id, kind, state, summary, board, status, type, priority,
  company_id, company, company_code, contact_id, contact, owner, owner_login,
  entered, closed, updated, sla, in_sla, responded, resolved, hash, seen, priority_id)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET kind=excluded.kind, state=excluded.state, summary=excluded.summary, board=excluded.board,
  status=excluded.status, type=excluded.type, priority=excluded.priority, company_id=excluded.company_id,
  company=excluded.company, company_code=excluded.company_code, contact_id=excluded.contact_id, contact=excluded.contact,
  owner=excluded.owner, owner_login=excluded.owner_login, entered=excluded.entered, closed=excluded.closed,
  updated=excluded.updated, sla=excluded.sla, in_sla=excluded.in_sla, responded=excluded.responded,
  resolved=excluded.resolved, hash=excluded.hash, seen=excluded.seen, priority_id=excluded.priority_id
WHERE ticket.updated IS NULL OR excluded.updated IS NULL OR excluded.updated >= ticket.updated`

// fingerprint tells whether anything that is kept of a ticket has changed.
func fingerprint(t *model.Ticket) int64 {
	h := fnv.New64a()
	for _, s := range []string{
		t.Summary.String(), t.Board.Name.String(), t.Status.Name.String(), t.Type.String(), t.Priority.Name.String(),
		t.Company.Label().String(), t.Company.Identifier.String(), t.Contact.Name.String(), t.Owner.Label().String(),
		t.Owner.Identifier.String(), t.SLA.Name.String(),
	} {
		_, _ = h.Write([]byte(s))
		_, _ = h.Write([]byte{0})
	}
	var b [8]byte
	flags := int64(t.Kind) | int64(stateOf(t))<<8
	if t.SLA.HasInSLA {
		flags |= 1 << 16
	}
	if t.SLA.InSLA {
		flags |= 1 << 17
	}
	for _, n := range []int64{
		flags, int64(t.Company.ID), int64(t.Contact.ID), t.Entered.Unix(), t.ClosedAt.Unix(), t.Updated.Unix(),
		t.SLA.Respond.Met.Unix(), t.SLA.Resolve.Met.Unix(), int64(t.Priority.ID),
	} {
		binary.LittleEndian.PutUint64(b[:], uint64(n))
		_, _ = h.Write(b[:])
	}
	return int64(h.Sum64())
}

// facet are words of our own in the index, which nobody can type: the state, the
// day on which a ticket was closed and its company.
func facet(state State, closed time.Time, company int64, zone *time.Location) string {
	out := "zxdone"
	if state == StateOpen {
		out = "zxopen"
	}
	if !closed.IsZero() && state != StateOpen {
		// A word each for year, month and day: a whole word is found faster than
		// the beginnings of many.
		out += closed.In(zone).Format(" zxin2006 zxin200601 zxin20060102")
	}
	if company > 0 {
		out += " zxco" + strconv.FormatInt(company, 10)
	}
	return out
}
