package feed

import (
	"time"

	"daybrief/model"
)

// stream is one source and how it is doing.
type stream struct {
	src       model.Source
	off       bool           // nobody wants it: it is neither asked for nor told about
	row       source         // what is known of it beforehand
	job       *flight        // in flight; nil = none
	next      time.Time      // when the main query is due; zero = at once
	tried     time.Time      // when the latest job started
	at        time.Time      // last success of the main query
	ok        bool           // ever succeeded
	answered  bool           // ever succeeded or failed by itself
	fails     int            // transient failures in a row
	problem   *model.Problem // why the latest main query failed; nil after a success
	since     time.Time      // when the present run of failures began
	hard      bool           // the problem is not one that passes by itself
	confirmed bool           // a verdict on the whole connection was asked about a second time
	skipped   int
	refusals  int  // in a row
	urged     bool // somebody wants to know at once whether it is still refused
	gap       string
	doubt     string
	shown     int // of total, when the list was cut
	total     int
	book      *ticketBook // of the two sources of open tickets; else nil
}

// flight is a job in flight.
type flight struct {
	query  Query
	class  class
	gen    uint64
	start  time.Time
	giveUp time.Time // when to stop waiting for an answer
	day    time.Time // of the schedule: the first day asked for
	probe  bool      // set when it is back: it decides whether the breaker opens
	slept  bool      // the machine slept meanwhile: giving up is no failure
}

// task is what a stream would do next.
type task struct {
	kind Kind
	at   time.Time
}

// main is the kind of the stream's main query.
func (s *stream) main() Kind {
	if s.book != nil && !s.book.full && !s.book.high.IsZero() {
		return Delta
	}
	return Full
}

// due is the stream's next task by its own timetable. The main query goes
// first; looking up and reconciling wait until it has succeeded.
func (s *stream) due(now, lookupAt time.Time) task {
	best := task{s.main(), s.next}
	if s.book == nil || !s.ok || s.problem != nil || !best.at.After(now) {
		return best
	}
	others := []task{{Digests, s.book.reconcileAt}}
	if len(s.book.dirty)+len(s.book.lost) > 0 {
		others = []task{{Lookup, lookupAt}, others[0]}
	}
	for _, t := range others {
		if !t.at.After(now) {
			return t
		}
		if t.at.Before(best.at) {
			best = t
		}
	}
	return best
}

// lineup is the sources that are wanted.
type lineup struct {
	streams []*stream // in the order of AllSources
	extras  Extras
	unbound bool // tickets no longer wait for the boards
}

func (f *lineup) stream(src model.Source) *stream {
	for _, s := range f.streams {
		if s.src == src {
			return s
		}
	}
	return nil
}

// blocked reports whether the stream must wait for others to answer first.
func (f *lineup) blocked(s *stream) bool { return s.row.waits(f) }

// answered reports whether a source has answered; one that isn't wanted has.
func (f *lineup) answered(src model.Source) bool {
	s := f.stream(src)
	return s == nil || s.answered
}

// boardsSettled reports whether tickets need not wait for the boards any more:
// they came, were refused, or failed twice. What happens to them later does not
// take that back.
func (f *lineup) boardsSettled() bool {
	s := f.stream(model.SourceBoards)
	if s == nil || s.ok || s.hard || s.fails > 1 {
		f.unbound = true
	}
	return f.unbound
}

// hopeless reports whether the stream waits for one that failed.
func (f *lineup) hopeless(s *stream) bool {
	if s.src != model.SourceSLA {
		return false
	}
	t := f.stream(model.SourceTickets)
	return t == nil || t.answered && !t.ok
}

// inFlight counts the jobs that are out.
func (f *lineup) inFlight() int {
	n := 0
	for _, s := range f.streams {
		if s.job != nil {
			n++
		}
	}
	return n
}
