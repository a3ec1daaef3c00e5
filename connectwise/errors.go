package connectwise

import (
	"context"
	"errors"
	"strings"
	"time"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Error is every failure of the client. It unwraps to the *model.Problem that
// tells people about it; none of its texts holds a secret or a control
// character.
type Error struct {
	Op     string // what was asked, for example "list service tickets"
	Status int    // HTTP status; 0 when there was no answer
	// Code and Message are the server's own words, cut short; the stable code
	// that programs may rely on is the Problem's.
	Code    string
	Message string
	// RetryAfter is how long the server asked to wait, as sent and without a
	// ceiling; 0 when it did not say.
	RetryAfter time.Duration

	problem *model.Problem
	// cause is kept for errors.Is only (a cancelled context); its text may
	// hold a proxy's password and is never printed.
	cause error
}

// Error is the sentence for people.
func (e *Error) Error() string {
	s := e.problem.Error()
	if e.Message != "" && !strings.Contains(s, e.Message) {
		s += " (it said: " + e.Message + ")"
	}
	return s
}

// Problem is the failure in the domain's words.
func (e *Error) Problem() *model.Problem { return e.problem }

// Unwrap makes errors.As find the *model.Problem.
func (e *Error) Unwrap() error { return e.problem }

// Is lets errors.Is see the cause, such as context.Canceled.
func (e *Error) Is(target error) bool { return e.cause != nil && errors.Is(e.cause, target) }

// Codes that the package itself switches on.
const (
	codeHTML        = "web-site-not-api"
	codeCannotRoute = "cannot-route"
)

// newError makes an Error out of a problem that names its host.
func newError(op string, status int, p model.Problem) *Error {
	return &Error{Op: op, Status: status, problem: &p, RetryAfter: p.RetryAfter}
}

// failure is newError for a problem that came before a host was chosen: the
// site's is named.
func (c *Client) failure(req request, status int, p model.Problem) *Error {
	if p.Host == "" {
		p.Host = c.site.host
	}
	return newError(req.op, status, p)
}

// asProblem takes the problem out of a foreign error, or the given one.
func asProblem(err error, other model.Problem) model.Problem {
	var p *model.Problem
	if errors.As(err, &p) {
		return *p
	}
	return other
}

// limiterError is the limiter's refusal: usually a context that ended while waiting
// for the budget.
func (c *Client) limiterError(ctx context.Context, req request, host string, err error) error {
	var p *model.Problem
	if errors.As(err, &p) {
		e := c.failure(req, 0, *p)
		e.cause = err
		return e
	}
	return transportError(ctx, req, host, err)
}

// kindOf is the kind of failure of an error of this package.
func kindOf(err error) model.ProblemKind {
	var p *model.Problem
	if errors.As(err, &p) {
		return p.Kind
	}
	return model.ProblemNone
}

// refused reports whether a resource is closed to this key, or not there at
// all: some tenants answer 404 where others say 403 (connectwise-api 4).
func refused(err error) bool {
	k := kindOf(err)
	return k == model.Forbidden || k == model.NotFound
}

func quote(s string) string { return rest.Quote(s) }
