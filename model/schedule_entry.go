package model

import "time"

// ScheduleKind is what a schedule entry is for, from its type's one letter.
type ScheduleKind uint8

// Kinds of schedule entries (connectwise-api 6).
const (
	ScheduleOther       ScheduleKind = iota // an MSP's own type: leave, holiday, meeting…
	ScheduleTicket                          // "S": service and project tickets
	ScheduleActivity                        // "C": sales activities
	ScheduleOpportunity                     // "O"
)

// ScheduleEntry is a schedule entry.
type ScheduleEntry struct {
	ID     ScheduleEntryID
	Kind   ScheduleKind
	Type   Text // the type's identifier as sent
	Ticket TicketID
	Object int64 // objectId, whatever the kind
	Name   Text
	Member MemberRef
	Where  Text
	Status Text // Firm, Tentative…
	Start  time.Time
	End    time.Time
	Hours  float64
	// DateOnly entries have a day but no time of day; Start is midnight UTC of
	// that calendar day and has to be read as a local day (see Span).
	DateOnly     bool
	Done         bool
	Acknowledged bool
	Unsaid       EntryFacts // what of that is not known
	Owner        bool
	Meeting      bool
	// Ghost entries are the zero-hour leftovers of a board move. They are
	// evidence of an assignment and are never drawn in an agenda.
	Ghost bool
}

// EntryFacts is a set of facts about an entry whose absence can't be told from their
// zero value.
type EntryFacts uint8

// The facts.
const (
	EntryDone EntryFacts = 1 << iota
	EntryAcknowledged
)

// Unfinished reports whether the entry waits to be marked done, as far as that is known.
func (v *ScheduleEntry) Unfinished() bool {
	return !v.Done && v.Unsaid&EntryDone == 0 && v.Closable()
}

// Unread reports whether the entry waits to be acknowledged, as far as that is known.
func (v *ScheduleEntry) Unread() bool {
	return !v.Acknowledged && v.Unsaid&EntryAcknowledged == 0 && v.Closable()
}

// Span is when the visit takes place in a zone: for a date-only entry the
// whole local calendar days (which may have 23 or 25 hours), else start to end,
// or as long as its hours say when the server sends no end.
func (v *ScheduleEntry) Span(zone *time.Location) (start, end time.Time) {
	if v.DateOnly {
		y, m, d := v.Start.UTC().Date()
		return StartOfDay(y, m, d, zone), StartOfDay(y, m, d+v.calendarDays(), zone)
	}
	end = v.End
	if end.IsZero() && v.Hours > 0 {
		end = v.Start.Add(time.Duration(v.Hours * float64(time.Hour)))
	}
	if end.Before(v.Start) {
		end = v.Start
	}
	return v.Start.In(zone), end.In(zone)
}

// calendarDays is how many days a date-only entry takes. An end at midnight names
// the last day or the one after it: which, the hours tell, eight of them a day.
func (v *ScheduleEntry) calendarDays() int {
	const day = 24 * time.Hour
	n := int(v.End.Sub(v.Start.Truncate(day)) / day)
	switch {
	case v.End.IsZero() || n < 1:
		return 1
	case v.End.Equal(v.End.Truncate(day)) && v.Hours > 0 && (v.Hours <= float64(8*n) || v.Hours == float64(24*n)):
		return n
	}
	return n + 1
}

// Closable reports whether somebody is to acknowledge the entry and to mark it
// done: work is, leave and lunch are not.
func (v *ScheduleEntry) Closable() bool { return v.Kind != ScheduleOther }

// Ahead reports whether an entry still matters at a time: it is neither done nor over.
// Only such entries can be in the way of each other.
func (v *ScheduleEntry) Ahead(now time.Time, zone *time.Location) bool {
	_, end := v.Span(zone)
	return !v.Done && end.After(now)
}

// On reports whether any part of the visit falls into the half-open interval
// [from, to). A visit without length counts at its start.
func (v *ScheduleEntry) On(from, to time.Time, zone *time.Location) bool {
	if v.Ghost || v.Start.IsZero() {
		return false
	}
	s, e := v.Span(zone)
	if !e.After(s) {
		return !s.Before(from) && s.Before(to)
	}
	return s.Before(to) && e.After(from)
}

// Nameless counts the entries of a day that do not say whose they are, and tells
// whether none of that day does: some are planned for nobody, all are not.
func Nameless(all []*ScheduleEntry, day, next time.Time, zone *time.Location) (n int, none bool) {
	named := 0
	for _, v := range all {
		switch {
		case v == nil || !v.On(day, next, zone):
		case v.Member.IsZero():
			n++
		default:
			named++
		}
	}
	return n, n > 0 && named == 0
}
