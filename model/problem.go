package model

import (
	"fmt"
	"time"
)

// ProblemKind classifies a failure. Screens switch on it and on nothing else.
type ProblemKind uint8

// The kinds of failure, with the state word each one is shown as.
const (
	ProblemNone   ProblemKind = iota
	Unauthorized              // AUTH: the keys were refused
	Forbidden                 // DENIED: the role lacks a permission
	NotFound                  // the resource is not there (or no longer)
	RateLimited               // LIMITED: asked to wait
	ServerDown                // 5xx
	Offline                   // no connection: no such host, refused, reset, TLS
	TimedOut                  // no answer in time
	BadReply                  // BADREPLY: an answer that is not the API's
	Misconfigured             // our own settings: wrong site, company, client id, bad query
	ClockWrong                // CLOCK: our clock and the server's differ
	NotOffered                // N/A: this way in has no such thing, which is no fault
)

// String names the kind.
func (k ProblemKind) String() string {
	names := [...]string{"none", "unauthorized", "forbidden", "not found", "rate limited", "server down",
		"offline", "timed out", "bad reply", "misconfigured", "clock wrong", "not offered"}
	if int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("problem %d", uint8(k))
}

// Problem is a failure in words for people. Both texts are cleaned and hold no
// secret.
type Problem struct {
	Kind ProblemKind
	// Code is a stable, machine-readable name of the exact fault, for example
	// "no-such-host" or "keys-refused" (used by tests, JSON and checks).
	Code string
	// What says what is wrong, in one sentence, naming the host or resource.
	What Text
	// Cure says what to do about it; may be empty.
	Cure Text
	// Host is the host that was asked, where it matters.
	Host string
	// Needs is the row of the security role that would cure a Forbidden, in the
	// words "Inquire on Resource Scheduling (Service Desk), level All": whoever
	// shows it puts nothing of its own before "Inquire on".
	Needs string
	// Request is the server's own name of the request, to be told its support; ""
	// when it gave none.
	Request string
	// RetryAfter is how long the server asked to wait; 0 when it did not say.
	RetryAfter time.Duration
}

// Error makes a Problem an error, so that errors.As finds it.
func (p *Problem) Error() string {
	if p.Cure.IsEmpty() {
		return p.What.String()
	}
	return p.What.String() + " " + p.Cure.String()
}

// Is makes two problems of the same kind match under errors.Is.
func (p *Problem) Is(target error) bool {
	q, ok := target.(*Problem)
	return ok && q.Kind == p.Kind
}
