package model

import "time"

// TimeEntry is time a member has logged.
type TimeEntry struct {
	ID     int64
	Ticket TicketID // 0 when charged to something else
	// Unsaid: it is not said what it is charged to.
	Unsaid bool
	Member MemberRef
	Start  time.Time
	End    time.Time // zero when it was not sent
	Hours  float64
	// Untold is true when the server did not say the hours, which are 0 then.
	Untold bool
	Notes  Text
	// Bill is what only reports ask for; the zero value elsewhere.
	Bill Bill
}

// Until is when an entry ends; without an end it lasts for its hours.
func (e TimeEntry) Until() time.Time {
	if e.End.After(e.Start) {
		return e.End
	}
	return e.Start.Add(time.Duration(e.Hours * float64(time.Hour)))
}

// Logged are the hours; nil when they are not known.
func (e TimeEntry) Logged() *float64 {
	if e.Untold {
		return nil
	}
	return &e.Hours
}

// Bill is what a time entry says for those who bill it.
type Bill struct {
	Company   CompanyRef
	Agreement Ref[AgreementID]
	Project   Ref[int64]
	Option    BillOption
	Rate      *float64 // money an hour, in a currency that is not said; nil: not known
	Cost      *float64
	// Type, Role and Board are names: of the work's type and role, and of the
	// ticket's board.
	Type, Role, Board Text
	Unit              Ref[int64] // the business unit; other programs leave its name out
	Entered           time.Time
}

// BillOption says whether somebody pays for a time entry.
type BillOption string

// The options; BillUnknown is one that daybrief does not know.
const (
	BillUnknown BillOption = ""
	Billable    BillOption = "Billable"
	DoNotBill   BillOption = "DoNotBill"
	NoCharge    BillOption = "NoCharge"
	BillDefault BillOption = "NoDefault"
)
