package cli

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// A pause that the gateway asks for holds for everything, also when it was a ticket's
// conversation that was refused: the next question waits.
func TestThePauseOfOneTicketIsEverybodys(t *testing.T) {
	t.Parallel()
	d, _, g := atGateway(t, elementstest.Options{})
	d.env = append(d.env, gatewayEnv()...)
	d.throughGateway(fmt.Sprintf("instance = %d\n", elementstest.Instance))
	p := newProgram(d.env, Streams{}, d.opts)
	defer p.close()
	tenant, err := p.connect(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	b, err := tenant.provider.Fetch(t.Context(), psa.Query{Source: model.SourceTickets})
	if err != nil || len(b.Tickets) < 2 {
		t.Fatal(len(b.Tickets), err)
	}
	g.Break(&elementstest.Fault{Status: 429, RetryAfter: "120"})
	if said := tenant.provider.Ticket(t.Context(), b.Tickets[0], false).Notes.Problem; said == nil || said.Kind != model.RateLimited {
		t.Fatal(said)
	}
	asked := g.Calls("")
	var held *model.Problem
	if said := tenant.provider.Ticket(t.Context(), b.Tickets[1], false).Notes.Problem; !errors.As(said, &held) || held.RetryAfter <= 0 || g.Calls("") != asked {
		t.Errorf("%v, %d requests more", said, g.Calls("")-asked)
	}
	if v := g.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// Where the gateway lists nobody, who is on the team is not known: that is said as
// what it is, nothing is counted, and the exit code does not say that all is well.
func TestATeamThroughAGatewayThatListsNobody(t *testing.T) {
	t.Parallel()
	d, _, _ := atGateway(t, elementstest.Options{})
	d.env = append(d.env, gatewayEnv()...)
	d.throughGateway(fmt.Sprintf("instance = %d\n", elementstest.Instance))
	code, out, errs := d.run("brief", "--role", "dispatcher", "--scope", "team")
	if code != exitPartial || !strings.Contains(errs, "this gateway does not offer members") || !strings.Contains(out, "open – ·") {
		t.Errorf("code %d: %s\n%s", code, errs, out)
	}
	if code, _, errs := d.run("brief", "--role", "dispatcher", "--scope", "team", "--section", "agreements"); code != exitOK {
		t.Errorf("a section that needs no team: code %d: %s", code, errs)
	}
}

// Where it lists members and boards it still has no list of teams: the boards on which
// one works are no answer to who is on the team.
func TestATeamThroughAGatewayThatListsNoTeams(t *testing.T) {
	t.Parallel()
	d, _, _ := atGateway(t, elementstest.Options{Generic: []string{"members", "boards"}})
	d.env = append(d.env, gatewayEnv()...)
	d.throughGateway(fmt.Sprintf("instance = %d\n", elementstest.Instance))
	code, out, errs := d.run("brief", "--role", "dispatcher", "--scope", "team")
	if code != exitPartial || !strings.Contains(errs, "who is on the team is not known: without the teams of") || !strings.Contains(out, "open – ·") {
		t.Errorf("code %d: %s\n%s", code, errs, out)
	}
}
