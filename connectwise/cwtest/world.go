package cwtest

import (
	"slices"
	"time"
)

// world is the tenant's records. References between them are indexes into its
// slices, where -1 is nobody; the ids that the API shows are made from them.
// All times are seconds since 1970 in UTC, 0 for "not set".
type world struct {
	seed  uint64
	size  Size
	zone  *time.Location
	still bool
	born  int64
	me    int32
	words *vocabulary

	members    []person
	boards     []board
	statuses   []status
	priorities []priority
	companies  []company
	projects   []project
	queue
	diary
}

// queue is the tickets.
type queue struct {
	tickets    []*ticket // by ascending id
	lastTicket int64
}

// diary is the schedule.
type diary struct {
	entries   []*entry // by ascending id
	lastEntry int64
}

type person struct {
	id                        int64
	login, first, last, title string
	class                     string // license class; "A" is an API member
	inactive                  bool
	gone                      bool // referred to by old tickets, in no list
	hours                     float64
	excluded                  [2][]byte // boards of service and of projects, as JSON; of the keys' own member only
}

func (p *person) name() string { return p.first + " " + p.last }

type board struct {
	id       int64
	name     string
	project  bool
	inactive bool
	from, to int // its statuses
	types    []string
	teams    []team
}

type team struct {
	id      int64
	name    string
	leader  int32
	members []int32
}

// escalation is what a status means for the SLA clock.
type escalation uint8

const (
	notResponded escalation = iota
	responded
	planned
	resolved
	noEscalation
)

func (e escalation) String() string {
	return [...]string{"NotResponded", "Responded", "ResolutionPlan", "Resolved", "NoEscalation"}[e]
}

type status struct {
	id       int64
	board    int32
	name     string
	sort     int64
	initial  bool // defaultFlag
	closed   bool // closedStatus
	inactive bool
	means    escalation
}

type priority struct {
	id    int64
	name  string
	sort  int64
	level string
	color string
}

type company struct {
	code, name, city, territory  string
	status                       string
	phone, web                   string
	deleted, vendor              bool
	entered, updated             int64
	agreements, contacts, people int
}

type project struct {
	id      int64
	name    string
	company int32
	phases  []string
}

// goal is one SLA deadline and when it was met.
type goal struct{ due, met int64 }

type ticket struct {
	id       int64
	project  int32 // index into projects; -1 for a service ticket
	issue    bool
	phase    uint8
	summary  string
	topic    uint8
	board    int32
	status   int32
	team     int32 // index into the board's teams; -1
	priority int32
	bare     bool // its priority reference comes with id and name only
	severity uint8
	impact   uint8
	kind     uint8 // index into the board's types
	source   uint8
	company  int32
	contact  int32 // number within the company, from 1; 0 is nobody

	owner     int32
	resources []int32

	entered, updated     int64
	enteredBy, updatedBy string
	closed               bool
	closedAt             int64
	closedBy             string
	merged               int64 // id of the surviving ticket
	parent               int64
	hasChild, hasMerged  bool
	required             int64
	start                int64
	budget, actual       float64
	replied              bool
	level                uint8 // escalation level

	sla      bool
	goals    [3]goal // respond, plan, resolve
	drift    int64   // how far the goals in lists lag behind, in seconds
	waited   int64   // minutes
	waitFrom int64
	predDone bool
	told     int64 // when the made-up conversation ends; later notes are in extra
	ending   ending
	extra    []note
}

type note struct {
	id       int64
	at       int64
	text     string
	customer bool
	markdown bool
	internal bool
	solution bool
	member   int32
	hours    float64 // over 0: a time entry's note
}

// entry is a schedule entry.
type entry struct {
	id         int64
	kind       entryKind
	ticket     int64
	name       string
	member     int32 // -1: none
	from, to   int64
	dayOnly    bool
	ghost      bool
	done, seen bool
	tentative  bool
}

type entryKind uint8

const (
	visitTicket entryKind = iota
	visitActivity
	visitMeeting
	visitLeave
	visitTraining
)

func (w *world) open(t *ticket) bool { return !t.closed && t.merged == 0 }

func (w *world) means(t *ticket) escalation { return w.statuses[t.status].means }

// find is a ticket by id; nil when there is none.
func (q *queue) find(id int64) *ticket {
	at, ok := slices.BinarySearchFunc(q.tickets, id, func(t *ticket, id int64) int { return int(t.id - id) })
	if !ok {
		return nil
	}
	return q.tickets[at]
}

func (w *world) member(login string) int32 {
	for i := range w.members {
		if w.members[i].login == login {
			return int32(i)
		}
	}
	return -1
}

// statusLike is the first status of a board that fits; -1 when none does.
func (w *world) statusLike(b int32, fits func(*status) bool) int32 {
	for i := w.boards[b].from; i < w.boards[b].to; i++ {
		if !w.statuses[i].inactive && fits(&w.statuses[i]) {
			return int32(i)
		}
	}
	return -1
}

// slot is a status by its place; every board has the same places, though not
// the same names.
func (w *world) slot(b int32, s int) int32 { return int32(w.boards[b].from + s) }

// midnight is the start of a local day, days after the one that holds sec.
func (w *world) midnight(sec int64, days int) time.Time {
	y, m, d := time.Unix(sec, 0).In(w.zone).Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, w.zone)
}

// clockAt is a time of day on a local day; DST moves it as it would a person.
func clockAt(day time.Time, minutes int) int64 {
	return time.Date(day.Year(), day.Month(), day.Day(), minutes/60, minutes%60, 0, 0, day.Location()).Unix()
}

// hoursOf is clockAt for the working hours of one day.
func hoursOf(day time.Time) func(minutes int) int64 {
	const from, to = 7 * 60, 20 * 60
	first := clockAt(day, from)
	even := clockAt(day, to)-first == (to-from)*60 // clocks change at night, as a rule
	return func(minutes int) int64 {
		if even && minutes >= from && minutes <= to {
			return first + int64(minutes-from)*60
		}
		return clockAt(day, minutes)
	}
}

func workday(t time.Time) bool { return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday }

// scale picks by the tenant's size.
func (w *world) scale(small, middle, large int) int {
	return [...]int{small, middle, large}[min(w.size, Large)]
}
