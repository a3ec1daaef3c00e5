package elements

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"daybrief/connectwise/check"
	"daybrief/internal/psa"
	"daybrief/model"
)

// CodeNotOffered is the code of what the gateway does not have, which is no
// fault.
const CodeNotOffered = "not-offered"

// Steps are what Check looks at, in the order in which people read them.
func Steps() []check.Step {
	steps := []check.Step{
		{ID: "gateway", Title: "Gateway", Needed: true}, {ID: "secrets", Title: "Three secrets", Needed: true},
		{ID: "instance", Title: "Element instance", Needed: true}, {ID: "token", Title: "Element token", Needed: true},
	}
	for _, l := range looks() {
		steps = append(steps, check.Step{ID: l.id, Title: l.title})
	}
	return steps
}

// look is a list that is asked for one record.
type look struct {
	id, title string
	object    string // %s is a ticket
	noun      string
}

func looks() []look {
	return []look{
		{"notes", "Notes", "comments", "notes of tickets"},
		{"time", "Time entries", "time-entries", "time entries"},
		{"devices", "Devices", "configurations", "devices of tickets"},
		{"companies", "Companies", objectCompanies, "companies"}, {"contacts", "Contacts", objectContacts, "contacts"},
		{"schedule", "Schedule", objectSchedule, "a schedule"}, {"members", "Members", objectMembers, "members"},
		{"boards", "Boards", objectBoards, "boards"}, {"priorities", "Priorities", objectPriorities, "priorities"},
		{"agreements", "Agreements", objectAgreements, "agreements"}, {"activities", "Sales activities", objectActivities, "sales activities"},
	}
}

// checking is a Check under way.
type checking struct {
	c       *Client
	offers  *Offers
	report  func(check.Result)
	out     []check.Result
	verdict check.Verdict
}

// Check asks the gateway small questions, one after the other, and names what is
// wrong. err is why there is no client (New's error), nil else. Objects that the
// gateway was found to lack within the last day are not asked for again. report
// (nil for nobody) gets each result as it comes.
func Check(ctx context.Context, c *Client, err error, offers *Offers, report func(check.Result)) ([]check.Result, check.Verdict) {
	k := &checking{c: c, offers: offers, report: report, verdict: check.AllWell}
	if err != nil {
		k.refused(psa.ProblemOf(err))
		return k.out, k.verdict
	}
	k.result(check.Result{ID: "gateway", State: check.OK, What: c.o.Base.String()})
	k.result(check.Result{ID: "secrets", State: check.OK, What: "they are there"})
	if k.instance(ctx) {
		k.lists(ctx)
	}
	k.wait()
	return k.out, k.verdict
}

// refused tells why there is no client: the address, the instance's number or the
// secrets can't be used.
func (k *checking) refused(p *model.Problem) {
	id := "secrets"
	switch {
	case strings.HasPrefix(p.Code, "base-"):
		id = "gateway"
	case p.Code == "missing-instance":
		id = "instance"
	}
	for _, s := range Steps() {
		if s.ID == id {
			break
		}
		k.skip(s.ID, id)
	}
	k.add(id, p, "")
	k.wait()
}

// wait tells of the steps that wait for the one that failed.
func (k *checking) wait() {
	first := ""
	for _, r := range k.out {
		if r.State == check.Fail && first == "" {
			first = r.ID
		}
	}
	for _, s := range Steps() {
		if !slices.ContainsFunc(k.out, func(r check.Result) bool { return r.ID == s.ID }) {
			k.skip(s.ID, first)
		}
	}
}

// skip tells of a step that waits for another.
func (k *checking) skip(id, because string) {
	title := because
	for _, s := range Steps() {
		if s.ID == because {
			title = s.Title
		}
	}
	k.result(check.Result{ID: id, State: check.Skip, Code: check.CodeSkipped, Because: because, What: "not tested: \"" + title + "\" comes first"})
}

// result passes a result on.
func (k *checking) result(r check.Result) {
	k.out = append(k.out, r)
	if k.report != nil {
		k.report(r)
	}
}

// add makes a result of an error, or of what was found, and reports whether it
// was well.
func (k *checking) add(id string, err error, found string) bool {
	if err == nil {
		k.result(check.Result{ID: id, State: check.OK, What: found})
		return true
	}
	p := psa.ProblemOf(err)
	r := check.Result{ID: id, State: check.Fail, Code: p.Code, What: p.What.String(), Cure: p.Cure.String()}
	if p.Request != "" {
		r.Said = "request " + p.Request
	}
	k.result(r)
	k.verdict = worse(k.verdict, verdictOf(id, p))
	return false
}

// verdictOf is what a failure means for the whole.
func verdictOf(id string, p *model.Problem) check.Verdict {
	switch p.Kind {
	case model.Misconfigured:
		return check.Misconfigured
	case model.Unauthorized:
		return check.Refused
	case model.Forbidden, model.NotFound:
		return check.Partial
	}
	for _, s := range Steps() {
		if s.ID == id && s.Needed {
			return check.Unreachable
		}
	}
	return check.Partial
}

func worse(a, b check.Verdict) check.Verdict {
	if a == check.AllWell || a == check.Partial {
		return b
	}
	return a
}

// instance looks at the instance and at the token.
func (k *checking) instance(ctx context.Context) bool {
	if k.c.o.Instance > 0 {
		i, err := k.c.Suits(ctx)
		if !k.add("instance", err, i.Name.String()+" ("+i.Key.String()+")") {
			return false
		}
		if err := k.c.owns(i); err != nil {
			return k.add("token", err, "")
		}
	} else {
		k.result(check.Result{ID: "instance", State: check.Skip, Code: check.CodeNotNeeded, What: "no instance is set; the stored token is used"})
	}
	return k.add("token", k.c.reads(ctx), "it reads tickets")
}

// lists looks at what belongs to a ticket, and at the other lists.
func (k *checking) lists(ctx context.Context) {
	row, _ := k.c.first(ctx, objectTickets) // it was readable a moment ago
	var ticket struct{ ID json.Number }
	_ = json.Unmarshal(renamed(row, k.c.o.Fields), &ticket) // without one there is nothing to look at
	for _, l := range looks() {
		object := l.object
		switch l.id {
		case "notes", "time", "devices":
			if object = objectTickets + "/" + ticket.ID.String() + "/" + l.object; ticket.ID == "" {
				k.result(check.Result{ID: l.id, State: check.Skip, Code: check.CodeNotNeeded, What: "no ticket was changed within a week"})
				continue
			}
		}
		k.list(ctx, l, object)
	}
}

func (k *checking) list(ctx context.Context, l look, object string) {
	now := k.c.o.Now()
	absent := k.offers.lacks(object, now)
	if !absent {
		_, err := k.c.first(ctx, object)
		var p *model.Problem
		if !errors.As(err, &p) || p.Kind != model.NotFound {
			k.add(l.id, err, l.noun+" can be read")
			return
		}
		k.offers.note(object, true, now)
	}
	k.result(check.Result{ID: l.id, State: check.Skip, Code: CodeNotOffered, What: "This gateway does not offer " + l.noun + "."})
}

// String names the client in logs: the instance and the host, no secret.
func (c *Client) String() string {
	return "instance " + strconv.FormatInt(c.o.Instance, 10) + " at " + c.o.Base.host
}
