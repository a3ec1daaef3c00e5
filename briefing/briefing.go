package briefing

import (
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// Briefing is one day's briefing at one moment.
type Briefing struct {
	At     time.Time
	Zone   *time.Location
	Role   Role
	Scope  model.Scope
	Member string // login; empty when not set
	// NeedsAttention is true when any urgent section has an item.
	NeedsAttention bool
	// Calling is how many different things are in the urgent sections, now apart.
	Calling int
	Numbers Numbers // of the scope
	Desk    Numbers // the same of the whole desk, as far as the key may see it
	// Summary is a paragraph that can be read out.
	Summary string
	// Assessment is the judgement that all of this is drawn from.
	Assessment *assess.Assessment
	// Now is the section now, whether or not it is among the sections.
	Now      Section
	Sections []Section
	// Stale are the tickets that have gone quiet, whosever and whether or not a
	// section shows them.
	Stale   map[model.TicketID]bool
	Sources []Source
}

// Section is one question with its answers.
type Section struct {
	ID       string
	Question string
	// Rule tells in one sentence, with its thresholds, what gets in here.
	Rule  string
	Count int // how many items there are in all; Items holds them all
	// Unavailable says why the section can't be answered; "" when it can. A
	// section may be both: partly answered, with a note of what is missing.
	Unavailable string
	// Partial says what is missing from an otherwise good answer.
	Partial string
	// Least is set where there may be more items than Count: records that can't be
	// seen or read, or that could not be judged.
	Least bool
	// Reading says how much of the tickets is here while they are still being
	// read; "" when all are. The items are then some of those that there will be,
	// and are not to be counted.
	Reading string
	Items   []Item
	// Done is how many items at the end of a timeline are over and done with: they
	// can be told in one line.
	Done int
	// Healthy is set where the items tell no more than that all is well.
	Healthy bool
	// FirstLook is set where the section will have an answer from the next look on.
	FirstLook bool
	// Calm is the sentence of a section now that has no items.
	Calm string
	// Urgent sections with items make Briefing.NeedsAttention true.
	Urgent bool
}

// Item is one row of a section.
type Item struct {
	Kind          ItemKind
	ID            int64
	Ticket        *model.Ticket        // nil for what is not a ticket
	ScheduleEntry *model.ScheduleEntry // for KindScheduleEntry
	Summary       model.Text
	Company       model.Text
	// CompanyID is the company of an activity or an agreement; 0 elsewhere.
	CompanyID model.CompanyID
	Board     model.Text
	Priority  model.Text
	Status    model.Text
	Owner     model.Text // empty: nobody
	Others    bool       // its section is of several people: a row without their names lacks something
	Reasons   []string   // at least one, most telling first; own words and model.Text only
	Due       time.Time  // zero: none
	URL       string
	Tone      Tone

	// The following is set in the section now only.
	Points  int             // by which its lines are ordered
	Why     []assess.Reason // what the points are for; they add up to Points
	IDs     []int64         // of all tickets of a situation, of the entries of an appointment
	Tickets []*model.Ticket // the open ones among them, or of those entries
	// Message is the latest that the customer has written; nil where it was not
	// read (Quote) or there is none.
	Message *Message
}

// Message is how a message begins.
type Message struct {
	Text   string // its first sentence
	Author model.Text
	At     time.Time // zero: not known
}

// ItemKind is what an item's ID numbers.
type ItemKind string

// The kinds of item.
const (
	KindTicket        ItemKind = "ticket"
	KindScheduleEntry ItemKind = "visit"
	KindCompany       ItemKind = "company"
	KindMember        ItemKind = "member"
	KindTime          ItemKind = "time"      // hours of a day, a gap or an overlap: Status says which
	KindActivity      ItemKind = "activity"  // a sales activity
	KindAgreement     ItemKind = "agreement" // a contract
	KindUsage         ItemKind = "usage"     // a company whose use of our products changed
	KindNumber        ItemKind = "number"    // a row of figures: Summary names it, Reasons hold it
	KindSource        ItemKind = "source"

	// Situations, in the section now.
	KindIncident    ItemKind = "incident"
	KindAppointment ItemKind = "appointment"
	KindAbsent      ItemKind = "absent"
	KindFlood       ItemKind = "flood"
	KindPile        ItemKind = "pile"
)

// Tone is how loud an item is, apart from its words. Only Bad is drawn red.
type Tone uint8

// The tones.
const (
	Calm  Tone = iota
	Quiet      // paused, done
	Warn
	Bad
)

// Numbers are the tiles.
type Numbers struct {
	Open, Unassigned, Breached, AtRisk, CustomerReplied int
	NewToday, ClosedToday                               int
	NewYesterday, ClosedYesterday                       int
	NewThisWeek, ClosedThisWeek                         int
	Waiting, Stale, Overdue                             int
	UnknownSLA                                          int
	// Missing names the figures that could not be had ("closed_today") with
	// the reason; they are shown as "–" and are null in JSON, never 0.
	Missing map[string]string
	// Least names the figures that are only the least they can be, with the
	// reason; they are shown as "36+".
	Least map[string]string
	// Doubtful names the figures that may be more or fewer, with the reason; they are
	// shown as "36?".
	Doubtful map[string]string
}

// Source is the state of one source of data, for "can I trust this page?".
type Source struct {
	Name    model.Source
	State   model.State
	AsOf    time.Time
	Problem *model.Problem
	Next    time.Time
}

// Plus stands behind Count where that is the least there can be. Now has its own limit,
// and rows of figures and sources are not counted for their number.
func (s *Section) Plus() string {
	if !s.Least || s.ID == SectionNow || len(s.Items) > 0 && (s.Items[0].Kind == KindNumber || s.Items[0].Kind == KindSource) {
		return ""
	}
	return "+"
}

// Section finds a section by id; nil when the briefing has none.
func (b *Briefing) Section(id string) *Section {
	for i := range b.Sections {
		if b.Sections[i].ID == id {
			return &b.Sections[i]
		}
	}
	return nil
}
