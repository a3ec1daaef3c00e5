package model

import (
	"strings"
	"time"
)

// State is one of the state words: what can be believed of a source now.
type State string

// The state words. They are distinct, and one of them is always on screen.
const (
	StateStarting State = "STARTING" // before the first answer, good or bad
	StateLive     State = "LIVE"
	StateStale    State = "STALE" // no success for two intervals, or none in this run
	StateOffline  State = "OFFLINE"
	StateAuth     State = "AUTH"
	StateDenied   State = "DENIED"
	StateLimited  State = "LIMITED"
	StateDegraded State = "DEGRADED" // some resources fail
	StateBadReply State = "BADREPLY"
	StateClock    State = "CLOCK"
	// StateNotOffered is the word of a source that this way in does not have. It
	// is never the word of the whole.
	StateNotOffered State = "N/A"
)

// Health is how one source is doing.
type Health struct {
	Source       Source
	At           time.Time     // last success; zero = never
	Every        time.Duration // how often it is polled when all is well
	Problem      *Problem      // why the latest try failed; nil after a success
	Since        time.Time     // when the present run of failures began
	Next         time.Time     // when the next try is due
	Busy         bool          // a request is in flight
	Skipped      int           // unreadable records in the latest answer
	Gap          string        // what is missing from the list, as a noun; see Missing
	Doubt        string        // why nobody can tell whether the list is whole, as a sentence
	Shown, Total int           // when a list had to be cut: Shown of Total
	// Reading says how much of a list is here that is still being read: "page 1 of
	// 12". What is here can be shown; nothing can be counted, and what is not here
	// may be there all the same. Empty: the list is as whole as Missing says.
	Reading string
	// Note is what is odd about the source though its list is whole, as sentences;
	// "" for nothing.
	Note string
	// Restored: At is from the run before this one. The data is shown, but this
	// run has not been able to confirm it yet.
	Restored bool
}

// Missing says what keeps the source's list from being whole, as it is known
// now: records that could not be read, a list that was cut, what these keys can't
// see. Empty when nothing does. A number that counts the list is the least that
// it can be then.
func (h Health) Missing() string {
	var parts []string
	if h.Skipped > 0 {
		parts = append(parts, Counted(h.Skipped, "record")+" that could not be read")
	}
	if h.Total > h.Shown {
		parts = append(parts, Grouped(h.Total-h.Shown)+" of "+Grouped(h.Total)+" that were not read")
	}
	if h.Gap != "" {
		parts = append(parts, h.Gap)
	}
	return strings.Join(parts, ", ")
}

// Whole reports whether nothing is known to be missing from the source's list, and
// whether that can be told: who or what is not in it does not exist then.
func (h Health) Whole() bool { return h.Missing() == "" && h.Doubt == "" }

// Absent reports whether the way in has no such source. That is no fault.
func (h Health) Absent() bool { return h.Problem != nil && h.Problem.Kind == NotOffered }

// Failing reports whether the latest try failed of something that is a fault.
func (h Health) Failing() bool { return h.Problem != nil && !h.Absent() }

// State is the source's state word at a time.
func (h Health) State(now time.Time) State {
	if h.Problem != nil {
		switch h.Problem.Kind {
		case Unauthorized:
			return StateAuth
		case Forbidden:
			return StateDenied
		case RateLimited:
			return StateLimited
		case Offline, TimedOut:
			return StateOffline
		case ServerDown:
			return StateDegraded
		case BadReply:
			return StateBadReply
		case NotFound, Misconfigured:
			return StateDegraded
		case ClockWrong:
			return StateClock
		case NotOffered:
			return StateNotOffered
		}
	}
	if h.At.IsZero() {
		return StateStarting
	}
	if at := h.stale(); h.Restored || !at.IsZero() && !now.Before(at) {
		return StateStale
	}
	return StateLive
}

// stale is when the source has had no success for two intervals; zero for never.
func (h Health) stale() time.Time {
	if h.Every <= 0 || h.At.IsZero() {
		return time.Time{}
	}
	return h.At.Add(2 * h.Every)
}

// TurnsStale is when the next of the sources becomes stale by time alone, so
// that a screen can say so to the second; zero for never.
func TurnsStale(hs []Health, now time.Time) (at time.Time) {
	for _, h := range hs {
		if turns := h.stale(); turns.After(now) && h.State(now) == StateLive && (at.IsZero() || turns.Before(at)) {
			at = turns
		}
	}
	return at
}

// Overall is the state word of the whole: the worst of what the sources say,
// where a fault that all share outranks one that only some have. It is not LIVE
// before every source has answered. names lists the sources behind it when the
// word is STARTING, DEGRADED or DENIED.
//
// Product usage, which somebody else counts, is no part of the whole: when it fails
// while all else is live, the word is DEGRADED, whatever its own is.
func Overall(hs []Health, now time.Time) (word State, names []Source) {
	own, usage := apart(hs)
	word, names = overall(own, now)
	if word == StateLive && usage.Failing() {
		return StateDegraded, []Source{SourceUsage}
	}
	return word, names
}

// Awaited names what a start still waits for: the sources that have not answered, or the
// first answer of all.
func Awaited(hs []Health, names []Source) string {
	for _, h := range hs {
		if !h.At.IsZero() || h.Failing() {
			return SourceNames(names, 2)
		}
	}
	return "the first answer"
}

// apart takes the source that somebody else answers out of the others.
func apart(hs []Health) (own []Health, usage Health) {
	for i, h := range hs {
		if h.Source == SourceUsage {
			return append(hs[:i:i], hs[i+1:]...), h
		}
	}
	return hs, Health{}
}

func overall(hs []Health, now time.Time) (word State, names []Source) {
	var live, seen int
	var waiting []Source
	count := map[State]int{}
	for _, h := range hs {
		s := h.State(now)
		if s == StateNotOffered || s == StateDenied && h.Source.Extra() {
			continue // the section that needs it says so
		}
		if s == StateStarting {
			waiting = append(waiting, h.Source)
			continue
		}
		seen++
		count[s]++
		if s == StateLive {
			live++
		} else {
			names = append(names, h.Source)
		}
	}
	if seen == 0 {
		return StateStarting, waiting
	}
	for _, s := range []State{StateAuth, StateLimited, StateClock} {
		if count[s] > 0 {
			return s, names
		}
	}
	if live == seen && len(waiting) > 0 {
		return StateStarting, waiting
	}
	if live == seen {
		return StateLive, nil
	}
	for _, s := range []State{StateOffline, StateBadReply, StateDegraded, StateDenied, StateStale} {
		if count[s] > 0 && live == 0 {
			return s, names
		}
	}
	if count[StateDenied]+live == seen {
		return StateDenied, names
	}
	if count[StateStale]+live == seen {
		return StateStale, names
	}
	return StateDegraded, names
}
