package model

import (
	"strings"
	"time"
)

// Board is a service or project board with its statuses and teams.
type Board struct {
	ID       BoardID
	Name     Text
	Project  bool // a project board
	Inactive bool
	Statuses []Status
	Teams    []Team
	// TeamsUnread is true when there may be teams that could not be read.
	TeamsUnread bool
	// StatusesUnread is true when it may have statuses that could not be read.
	StatusesUnread bool
}

// Status is one status of one board; names repeat across boards.
type Status struct {
	ID         StatusID
	Name       Text
	Board      BoardID
	Sort       int
	Default    bool // new tickets get it (defaultFlag)
	Closed     bool // tickets in it are closed (closedStatus)
	Inactive   bool
	Escalation Escalation
}

// Escalation is what a status means for the SLA clock (escalationStatus).
type Escalation uint8

// The escalation statuses of the API; EscalationUnknown is any other word.
const (
	EscalationUnknown Escalation = iota
	NotResponded
	Responded
	ResolutionPlan
	Resolved
	NoEscalation // "do not escalate": waiting, the clock is paused
)

// ParseEscalation reads the server's word.
func ParseEscalation(s string) Escalation {
	switch strings.ToLower(s) {
	case "notresponded":
		return NotResponded
	case "responded":
		return Responded
	case "resolutionplan":
		return ResolutionPlan
	case "resolved":
		return Resolved
	case "noescalation":
		return NoEscalation
	}
	return EscalationUnknown
}

// Team is a group of members on a board. Membership is known only from the
// board's own team list (connectwise-api 5.2).
type Team struct {
	ID      TeamID
	Name    Text
	Members []MemberID
}

// Priority is a row of the priority table.
type Priority struct {
	ID    PriorityID
	Name  Text
	Sort  int // lower is more urgent
	Level Grade
}

// Member is a person (or API member) of the tenant.
type Member struct {
	ID         MemberID
	Identifier Text
	First      Text
	Last       Text
	Title      Text
	Inactive   bool
	License    License
	// DailyHours is the working capacity of a day, 0 when not set.
	DailyHours float64
}

// License is the kind of a member (licenseClass).
type License uint8

// The kinds of members. LicenseUnknown is any other letter, or none: lists
// that are read with few permissions may lack it.
const (
	LicenseUnknown       License = iota
	FullLicense                  // F
	APILicense                   // A: a program's key and nobody's seat
	StreamlineLicense            // C: a customer's own technician
	SubcontractorLicense         // X
)

// ParseLicense reads the server's letter.
func ParseLicense(s string) License {
	switch strings.ToUpper(s) {
	case "F":
		return FullLicense
	case "A":
		return APILicense
	case "C":
		return StreamlineLicense
	case "X":
		return SubcontractorLicense
	}
	return LicenseUnknown
}

// Program reports whether the member is a key for programs: such a member does
// no work and is nobody to be chosen or counted as free. System members
// ("zadmin") never are in the server's list.
func (m Member) Program() bool { return m.License == APILicense }

// Name is the member's full name, else the login.
func (m Member) Name() Text {
	switch {
	case m.First.IsEmpty() && m.Last.IsEmpty():
		return m.Identifier
	case m.Last.IsEmpty():
		return m.First
	case m.First.IsEmpty():
		return m.Last
	}
	return Text{m.First.s + " " + m.Last.s}
}

// Company is a customer (or vendor, or the MSP itself).
type Company struct {
	ID         CompanyID
	Identifier Text
	Name       Text
	Status     Text
	Types      []Text
	Phone      Text
	City       Text
	Territory  Text
	Website    Text
	Entered    time.Time
}

// Contact is a person at a company.
type Contact struct {
	ID       ContactID
	Company  CompanyID
	Name     Text
	Title    Text
	Phone    Text
	Email    Text
	Inactive bool
}

// Agreement is a contract with a company.
type Agreement struct {
	ID      AgreementID
	Company CompanyID
	// Of names the company; only reports ask for it.
	Of   CompanyRef
	Name Text
	Type Text
	// Start and End are calendar days, at midnight UTC; a zero End is none.
	Start, End time.Time
	// Cancelled is nil when that is not said.
	Cancelled *bool
	// Bill is the amount of a billing cycle and Currency what it is in; only
	// reports ask for them. nil: not known.
	Bill     *float64
	Currency string
}

// Project is a piece of work with a budget.
type Project struct {
	ID      int64
	Name    Text
	Company CompanyRef
	Manager MemberRef
	Board   Text
	// Budget and Actual are hours; nil is not known. A budget of 0 is none.
	Budget, Actual *float64
	End            time.Time // the estimated last day, a calendar day; zero is none
	Closed         *bool     // nil: not said
}

// Invoice is what a company was billed.
type Invoice struct {
	ID        int64
	Number    Text
	Company   CompanyRef
	Agreement Ref[AgreementID]
	// Day and Due are calendar days, at midnight UTC; zero is none.
	Day, Due time.Time
	// Balance is what is owed, in Currency (a code, "" when not said); nil: not
	// known.
	Balance  *float64
	Currency string
}

// DaysLeft is how many days after today the agreement's last day comes: 0 on
// the day itself, negative when it is over. ok is false when it has no end.
func (a Agreement) DaysLeft(now time.Time, zone *time.Location) (days int, ok bool) {
	if a.End.IsZero() {
		return 0, false
	}
	y, m, d := now.In(zone).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	return int(a.End.Sub(today) / (24 * time.Hour)), true
}

// Note is one entry of a ticket's conversation.
type Note struct {
	ID       NoteID
	Kind     NoteKind
	Text     Text // multi-line
	Author   Text
	Customer bool // written by a contact and not by a member
	Internal bool // internal analysis: the customer does not see it
	// Resolution marks the note that tells how it was solved.
	Resolution bool
	At         time.Time
	Hours      float64 // time-entry notes only
}

// NoteKind is where a note came from.
type NoteKind uint8

// The note types of /allNotes.
const (
	NoteUnknown NoteKind = iota
	TicketNote
	TimeEntryNote
	MeetingNote
)

// System is what the server says about itself, and how to reach its pages.
type System struct {
	Version  Text // for example "v2026.4.12345"
	Cloud    bool
	Zone     Text // serverTimeZone, in the server's own words
	Company  Text // the login company id
	SiteHost Text // the host that people use in the browser
	// TicketLink opens a ticket in the browser; "{id}" stands for its id.
	TicketLink string
	// CompanyLink does the same for a company.
	CompanyLink string
}

// Permission is one row of what the key's security role allows to read.
type Permission struct {
	Module   Text
	Function Text
	Inquire  Text // None, My or All
}
