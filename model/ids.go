package model

import "strconv"

// Record ids, as the API numbers them. They are int64 because JSON numbers
// above 2^53 must stay exact, and distinct types so that a board id can't be
// passed where a status id is meant. Zero means "none".
type (
	TicketID        int64
	BoardID         int64
	StatusID        int64
	CompanyID       int64
	ContactID       int64
	MemberID        int64
	PriorityID      int64
	TeamID          int64
	ScheduleEntryID int64
	NoteID          int64
	// AgreementID numbers a contract with a company.
	AgreementID int64
	// ConfigurationID numbers a configuration item, such as a device.
	ConfigurationID int64
)

// Ref names another record by id, with the display name the server sent along.
type Ref[ID ~int64] struct {
	ID   ID
	Name Text
}

// MemberRef points to a member. It may name somebody who has left: the member
// list need not contain it.
type MemberRef struct {
	ID         MemberID
	Identifier Text // the login, for example "jdoe"
	Name       Text
}

// IsZero reports whether nobody is named.
func (m MemberRef) IsZero() bool { return m.ID == 0 && m.Identifier.IsEmpty() }

// Label is the name to show: the full name, else the login.
func (m MemberRef) Label() Text {
	if !m.Name.IsEmpty() {
		return m.Name
	}
	return m.Identifier
}

// CompanyRef points to a company.
type CompanyRef struct {
	ID         CompanyID
	Identifier Text // the short code, for example "ACME"
	Name       Text
}

// Label is the name to show: the full name, else the short code, else the
// number, so that a company without a name is not taken for none at all. It is
// empty only where no company is named.
func (c CompanyRef) Label() Text {
	switch {
	case !c.Name.IsEmpty():
		return c.Name
	case c.Identifier.IsEmpty() && c.ID > 0:
		return Text{"#" + strconv.FormatInt(int64(c.ID), 10)}
	}
	return c.Identifier
}
