package model

import "time"

// Usage is how many people used our products on each day, client by client, as
// an analytics service counts them. It is what came, not what it means: package
// model/usage judges it. The zero Usage is none.
type Usage struct {
	// Asked is when the service was asked: the day of this moment is not over in
	// these numbers.
	Asked time.Time
	// From is the first day, as midnight UTC of its date; Days is how many days
	// follow each other from it on. What lies outside is not known.
	From time.Time
	Days int
	// Events are the events that count as use.
	Events []UsageEvent
	Rows   []UsageRow // by name
	// Shared are users that stand in more than one row, where the service tells who
	// they are: a client whose names these are has fewer users than its rows add up
	// to.
	Shared []UsageShared
	// Skipped counts values that could not be read.
	Skipped int
}

// UsageEvent is one event that counts as use.
type UsageEvent struct {
	Name Text
	// Cut: the service listed its most values only; one that is not listed is not
	// known to be 0.
	Cut bool
	// Empty: nobody did it in all these days.
	Empty bool
}

// UsageRow is one value of the property that names the client. Several may be
// spellings of one client.
type UsageRow struct {
	Name Text
	// Users are the users of each event on each day: those of the first event on
	// all days, then those of the next one.
	Users []int
	// Unsure: some of the numbers are not known, because a list was cut or could
	// not be read. They stand here as 0, and no verdict may rest on them.
	Unsure bool
}

// UsageShared counts users who did an event on a day under several names.
type UsageShared struct {
	Rows []int // places among the rows, in their order; at least two
	// Users are those that stand in all these rows and in no other, as in a row.
	Users []int
}

// Known reports whether there is an answer at all.
func (u Usage) Known() bool { return !u.Asked.IsZero() }
