package check

import (
	"errors"
	"strings"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
)

// State is what came of a step.
type State string

// The states.
const (
	OK   State = "ok"
	Warn State = "warn" // usable, but something is missing or odd
	Fail State = "fail"
	Skip State = "skip" // not looked at
)

// Codes of results that are no faults.
const (
	// CodeSkipped is a step that waits for another to be mended.
	CodeSkipped = "skipped"
	// CodeNotNeeded is a step that has nothing to do here.
	CodeNotNeeded = "not-needed"
)

// Result is what came of one step. Its texts are disarmed and hold no secret.
type Result struct {
	ID    string
	State State
	// Code names the fault for programs (see Codes); "" when all is well.
	Code string
	What string // a sentence, or a few words about what was found
	Cure string // what to do; "" when there is nothing to do
	// Needs is the row of the security role that would cure it; "" when none.
	Needs string
	// Because is the step to mend first; only when the code is CodeSkipped.
	Because string
	// Said is what the server itself had to say, scrubbed and cut short.
	Said string
	Took time.Duration
}

// passed reports whether what comes after the step can be looked at.
func (r Result) passed() bool {
	return r.State == OK || r.State == Warn || r.Code == CodeNotNeeded
}

func fine(what string) Result { return Result{State: OK, What: model.Disarmed(what)} }

func notNeeded(why string) Result { return Result{State: Skip, Code: CodeNotNeeded, What: why} }

// found makes a result of a fault in the catalogue. pairs are placeholders of
// its sentences and what they stand for.
func (l catalogue) found(code string, pairs ...string) Result {
	f, known := l.lookup(code)
	if !known {
		f = Fault{Code: code, State: Fail}
	}
	fill := strings.NewReplacer(pairs...)
	r := Result{State: f.State, Code: f.Code, What: model.Disarmed(fill.Replace(f.What)), Cure: model.Disarmed(fill.Replace(f.Cure))}
	if f.row != "" {
		r.Needs = row(f.row).String()
	}
	return r
}

// failed makes a result of an error of package connectwise. thing is what was
// asked for, in a sentence.
func (l catalogue) failed(err error, thing string) Result {
	var p *model.Problem
	if !errors.As(err, &p) {
		return l.found("unexpected", "{what}", "An unknown error occurred.")
	}
	f, known := l.lookup(p.Code)
	var r Result
	switch {
	case !known && strings.HasPrefix(p.Code, "refused-"):
		r = l.found("request-refused", "{host}", p.Host, "{status}", strings.TrimPrefix(p.Code, "refused-"), "{thing}", thing)
	case !known:
		r = l.found("unexpected", "{what}", p.What.String())
	case f.own:
		r = Result{State: f.State, Code: f.Code, What: p.What.String(), Cure: p.Cure.String()}
	default:
		r = l.found(p.Code, "{host}", p.Host, "{thing}", thing)
	}
	return r.saying(err)
}

// saying adds the server's own words.
func (r Result) saying(err error) Result {
	var e *connectwise.Error
	if errors.As(err, &e) {
		r.Said = e.Message
		if r.Said == "" {
			r.Said = e.Code
		}
	}
	return r
}

// problem is the model's problem in an error; nil when there is none.
func problem(err error) *model.Problem {
	var p *model.Problem
	if !errors.As(err, &p) {
		return nil
	}
	return p
}

// Verdict sums results up.
type Verdict string

// The verdicts, from good to bad.
const (
	AllWell       Verdict = "ok"
	Partial       Verdict = "partial"       // usable, but something is missing
	Refused       Verdict = "refused"       // the keys are refused
	Misconfigured Verdict = "configuration" // something is filled in wrong
	Unreachable   Verdict = "unreachable"   // the server could not be asked
)

// Judge sums results up. What fails on the way to the server decides; after
// that, anything that is missing makes it partial.
func Judge(results []Result) Verdict {
	verdict, all := AllWell, catalogue(Codes())
	for _, r := range results {
		f, _ := all.lookup(r.Code)
		switch {
		case r.State == Fail && f.Blame == Settings:
			return Misconfigured
		case r.State == Fail && f.Blame == Keys:
			return Refused
		case r.State == Fail && onTheWay(r.ID):
			return Unreachable
		case r.State == Fail, r.State == Warn && f.Blame != Nowhere, r.State == Skip && r.Code == CodeSkipped:
			verdict = Partial
		}
	}
	return verdict
}

func onTheWay(id string) bool {
	for _, s := range append(networkSteps(), serverSteps()...) {
		if s.ID == id {
			return s.Needed
		}
	}
	return false
}

// codeOf is the code of the problem in an error; "" when there is none.
func codeOf(err error) string {
	if p := problem(err); p != nil {
		return p.Code
	}
	return ""
}
