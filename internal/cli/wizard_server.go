package cli

import (
	"context"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/connectwise/check"
	"daybrief/internal/feed"
	"daybrief/model"
	"daybrief/ui/setup"
)

// wizardServer asks the server for the wizard, with the checks of "check".
type wizardServer struct{ p *program }

var _ setup.Server = (*wizardServer)(nil)

func (s *wizardServer) input(in setup.Answers, key model.Secret) check.Input {
	return check.Input{
		Site: in.Site, Company: in.Company, PublicKey: in.PublicKey, ClientID: in.ClientID, PrivateKey: key,
		Transport: s.p.opts.Transport, Route: s.p.route(), Now: s.p.opts.Now, Version: s.p.version(),
	}
}

// nobody is asked for when no company is known yet: a ConnectWise says that it
// does not know it, and everything else says something else.
const nobody = "daybrief-setup"

// Try implements setup.Server.
func (s *wizardServer) Try(ctx context.Context, p setup.Probe, in setup.Answers, keys setup.Keys) setup.Verdict {
	switch p {
	case setup.ProbeGateway:
		return wizardGateway{s.p}.try(ctx, in, keys)
	case setup.ProbeUsage:
		return wizardUsage{s.p}.try(ctx, in, keys)
	}
	c := s.input(in, keys.Private)
	switch p {
	case setup.ProbeSite:
		c.Company, c.Only = nobody, []string{"company"}
	case setup.ProbeCompany:
		c.Only = []string{"company"}
	case setup.ProbeKeys:
		c.Only = []string{"parts", "keys"}
	}
	var note string
	for _, r := range check.Run(ctx, c, nil) {
		switch {
		case p == setup.ProbeSite && r.Code == "no-such-company":
			return setup.Verdict{Note: model.Clean("ConnectWise answers")}
		case r.State == check.Fail && (p != setup.ProbeSite && p != setup.ProbeCompany || r.ID != "parts"):
			return setup.Verdict{Problem: problemOf(r), Field: blamed(p, r)}
		case r.ID == "company" && r.State == check.OK:
			note = r.What
		}
	}
	switch p {
	case setup.ProbeSite:
		note = "ConnectWise answers"
	case setup.ProbeKeys:
		note = "accepted"
	}
	return setup.Verdict{Note: model.Clean(note)}
}

// problemOf words a result as a problem.
func problemOf(r check.Result) *model.Problem {
	p := &model.Problem{Kind: model.BadReply, Code: r.Code, What: model.Clean(r.What), Cure: model.Clean(r.Cure), Needs: r.Needs}
	if r.Said != "" && r.State == check.Fail {
		p.Cure = model.Clean(r.Cure + " (The server said: \u201c" + strings.TrimSuffix(r.Said, ".") + "\u201d.)")
	}
	if strings.HasPrefix(r.Code, "keys-") {
		p.Kind = model.Unauthorized
	}
	return p
}

// blamed is the field that a failed step is about. What is wrong with the way
// to the server is shown where the person is.
func blamed(p setup.Probe, r check.Result) setup.Field {
	switch r.Code {
	case "no-such-company", "bad-company", "missing-company", "cannot-route":
		return setup.FieldCompany
	case "client-id-refused", "missing-client-id", "bad-client-id":
		return setup.FieldClient
	case "missing-public-key", "bad-public-key":
		return setup.FieldPublic
	case "missing-private-key", "bad-private-key", "key-unusable":
		return setup.FieldPrivate
	}
	switch {
	case strings.HasPrefix(r.Code, "keys-"):
		return setup.FieldPrivate
	case p == setup.ProbeKeys:
		return setup.FieldClient
	}
	return setup.FieldSite
}

// Checks implements setup.Server.
func (s *wizardServer) Checks(in setup.Answers) []setup.Check {
	if in.Provider != "" {
		return wizardGateway{s.p}.checks()
	}
	var out []setup.Check
	for _, step := range check.Steps() {
		if step.ID != "member" { // chosen on the page after the test
			out = append(out, setup.Check{ID: step.ID, Title: model.Clean(step.Title), Stops: stops(step)})
		}
	}
	return out
}

// stops tells whether nothing at all works while a step fails: those on the way
// to an accepted key do, refused lists do not.
func stops(step check.Step) bool { return step.Needed && step.Role == (check.Row{}) }

// Test implements setup.Server.
func (s *wizardServer) Test(ctx context.Context, in setup.Answers, keys setup.Keys, tell func(setup.Check)) {
	if in.Provider != "" {
		wizardGateway{s.p}.test(ctx, in, keys, tell)
		return
	}
	var mu sync.Mutex // a step's beginning and another's result may come together
	state := map[string]setup.Check{}
	var only []string
	for _, c := range s.Checks(in) {
		state[c.ID] = c
		only = append(only, c.ID)
	}
	needed := map[string]bool{}
	for _, step := range check.Steps() {
		needed[step.ID] = step.Needed
	}
	say := func(id string, change func(*setup.Check)) {
		mu.Lock()
		defer mu.Unlock()
		if c, there := state[id]; there && ctx.Err() == nil {
			change(&c)
			state[id] = c
			tell(c)
		}
	}
	input := s.input(in, keys.Private)
	input.Only = only
	input.Started = func(id string) { say(id, func(c *setup.Check) { c.State = setup.Running }) }
	check.Run(ctx, input, func(r check.Result) {
		say(r.ID, func(c *setup.Check) { outcome(c, r, needed[r.ID]) })
	})
}

// outcome words a result. A part of daybrief that stays empty is a remark; what
// it can't do without is a cross.
func outcome(c *setup.Check, r check.Result, needed bool) {
	c.Problem, c.Detail, c.Field = nil, model.Clean(r.What), setup.FieldNone
	switch {
	case r.State == check.OK:
		c.State = setup.Good
		return
	case r.State == check.Skip:
		c.State = setup.Skipped
		return
	case r.State == check.Fail && needed:
		c.State = setup.Bad
	default:
		c.State = setup.Warned
	}
	c.Problem, c.Detail = problemOf(r), model.Text{}
	if c.Stops {
		c.Field = blamed(setup.ProbeCompany, r)
	}
}

// countTime is how long counting tickets may take: a list of members without
// counts is better than none.
const countTime = 20 * time.Second

// People implements setup.Server.
func (s *wizardServer) People(ctx context.Context, in setup.Answers, keys setup.Keys) (setup.People, error) {
	if in.Provider != "" {
		return wizardGateway{s.p}.people(ctx, in, keys)
	}
	client, err := s.client(in, keys.Private)
	if err != nil {
		return setup.People{}, err
	}
	defer client.Close()
	members, err := adapter.New(client, s.p.opts.Now).Fetch(ctx, feed.Query{Source: model.SourceMembers})
	if err != nil {
		return setup.People{}, err
	}
	out := setup.People{Unlisted: lacking(members, len(members.Members))}
	if self, err := client.System.MyMember(ctx); err == nil {
		out.Self = self.Identifier
	}
	counts := s.count(ctx, client)
	for _, m := range members.Members {
		if m.Identifier != out.Self && !m.Program() {
			out.Members = append(out.Members, setup.Person{Login: m.Identifier, Name: m.Name(), Title: m.Title, Open: counts.of(counts.members, m.Identifier)})
		}
	}
	for _, b := range counts.boards {
		if !b.Project && !b.Inactive {
			out.Boards = append(out.Boards, setup.Board{Name: b.Name, Open: counts.of(counts.byBoard, b.Name)})
		}
	}
	out.Partial, out.Uncounted = counts.problem, counts.lacks
	return out, nil
}

func (s *wizardServer) client(in setup.Answers, key model.Secret) (*connectwise.Client, error) {
	site, err := connectwise.ParseSite(in.Site)
	if err != nil {
		return nil, err
	}
	auth, err := connectwise.NewBasic(in.Company, in.PublicKey, key, in.ClientID)
	if err != nil {
		return nil, err
	}
	opts := []connectwise.Option{connectwise.WithNow(s.p.opts.Now), connectwise.WithVersion(s.p.version()), connectwise.WithPages(1000, 8), connectwise.WithProxy(connectwise.EnvironmentProxy(s.p.env))}
	if s.p.opts.Transport != nil {
		opts = append(opts, connectwise.WithTransport(s.p.opts.Transport))
	}
	return connectwise.New(site, in.Company, auth, opts...)
}

// tally is the open tickets by who works on them and by board; nil maps when
// they could not be counted.
type tally struct {
	boards           []model.Board
	members, byBoard map[model.Text]int
	problem          *model.Problem
	lacks            string // what is missing from the tickets that were counted
}

// lacking is what is missing from a list of n records, as a noun; "" for nothing.
func lacking(b feed.Batch, n int) string {
	h := model.Health{Skipped: b.Skipped, Gap: b.Gap}
	switch {
	case b.Capped && b.Total > n:
		h.Shown, h.Total = n, b.Total
	case b.Capped:
		return strings.TrimPrefix(h.Missing()+", those after the first "+model.Grouped(n), ", ")
	}
	return h.Missing()
}

func (*tally) of(m map[model.Text]int, name model.Text) int {
	if m == nil {
		return -1
	}
	return m[name]
}

func (s *wizardServer) count(ctx context.Context, client *connectwise.Client) *tally {
	ctx, cancel := context.WithTimeout(ctx, countTime)
	defer cancel()
	t := &tally{}
	source := adapter.New(client, s.p.opts.Now)
	boards, err := source.Fetch(ctx, feed.Query{Source: model.SourceBoards})
	if err != nil {
		t.problem = asProblem(err)
		return t
	}
	t.boards = boards.Boards
	q := feed.Query{Source: model.SourceTickets}
	for _, b := range boards.Boards {
		for _, st := range b.Statuses {
			if !st.Closed {
				q.Statuses = append(q.Statuses, st.ID)
			}
		}
	}
	tickets, err := source.Fetch(ctx, q)
	if err != nil {
		t.problem = asProblem(err)
		return t
	}
	if tickets.Doubt != "" { // what these keys see need not be all
		t.problem = &model.Problem{Kind: model.Forbidden, What: model.Clean(tickets.Doubt)}
		return t
	}
	t.lacks = lacking(tickets, len(tickets.Tickets))
	t.members, t.byBoard = map[model.Text]int{}, map[model.Text]int{}
	for _, one := range tickets.Tickets {
		if one.Open() {
			t.members[one.Owner.Identifier]++
			t.byBoard[one.Board.Name]++
		}
	}
	return t
}
