package setup

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/connectwise"
	"daybrief/internal/elements"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// The right answers of the made-up server. None of them is real.
const (
	theSite    = "https://psa.example.com"
	theCompany = "acme_login"
	thePublic  = "pubKEY12"
	thePrivate = "Zq7Wv9Kx2Jb4Tm8R"
	theClient  = "0f0e0d0c-1111-2222-3333-444455556666"
	theUser    = "Zk+9/aa7Q0pLwTn3x5Zb="
	theOrg     = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
)

// reader is the real normaliser behind the port, as internal/cli plugs it in.
type reader struct{}

func (reader) Site(text string) (string, string, *model.Problem) {
	s, err := connectwise.ParseSite(text)
	if err != nil {
		var p *model.Problem
		if !errors.As(err, &p) {
			panic(err)
		}
		return "", "", p
	}
	return s.URL(), s.Host(), nil
}

func (reader) Paste(text string) Pasted {
	c := connectwise.ParseCredentials(text)
	return Pasted{Site: c.Site, Version: c.Version, Company: c.Company, PublicKey: c.PublicKey, PrivateKey: c.PrivateKey, ClientID: c.ClientID, Bare: c.Bare}
}

func (reader) Gateway(text string) (string, *model.Problem) {
	b, err := elements.ParseBase(text)
	if err != nil {
		return "", problemOf(err)
	}
	return b.String(), nil
}

func (reader) PasteOfGateway(text string) GatewayPaste {
	p := elements.ParsePaste(text)
	return GatewayPaste{Keys{User: p.User, Organization: p.Organization, Element: p.Element}, p.Base, int(p.Instance)}
}

func (reader) Zone(name string) *model.Problem {
	if name == "" || strings.Contains(name, "/") {
		return nil
	}
	return fault("no-such-zone", "There is no time zone "+name+".", "")
}

// world is a server and a computer, both made up. Each question takes some time,
// which is virtual.
type world struct {
	mu      sync.Mutex
	takes   time.Duration
	asked   []string // what Try was asked about, in order
	fails   map[string]Check
	people  People
	noList  error
	spots   []Spot
	saveErr error
	notes   []model.Text

	off    int // questions to Try that were called off
	draft  *Draft
	drafts []string
	kept   []string // "place in-site key"
	saved  []Answers
	keys   []string // given to Save
}

func newWorld() *world {
	return &world{takes: 200 * time.Millisecond, fails: map[string]Check{}, people: People{
		Members: []Person{
			{model.Clean("api_daybrief"), model.Clean("API Daybrief"), model.Clean("API"), 0},
			{model.Clean("moduya"), model.Clean("Mara Oduya"), model.Clean("Service technician"), 14},
			{model.Clean("rvale"), model.Clean("Robin Vale"), model.Clean("Dispatcher"), 3},
			{model.Clean("tquist"), model.Clean("Tove Quist"), model.Clean("Service manager"), -1},
		},
		Boards: []Board{{model.Clean("Service Desk"), 41}, {model.Clean("Network"), 12}, {model.Clean("Projects"), 7}},
		Self:   model.Clean("api_daybrief"),
	}, spots: []Spot{
		{InKeyring, model.Clean("Secret Service"), model.Text{}},
		{InFile, model.Clean("~/.config/daybrief/config.key"), model.Text{}},
		{Place: InCommand},
		{InEnvironment, model.Clean("DAYBRIEF_PRIVATE_KEY"), model.Text{}},
	}}
}

func problem(kind model.ProblemKind, code, what, cure string) *model.Problem {
	return &model.Problem{Kind: kind, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}

func (x *world) wait(ctx context.Context) bool {
	select {
	case <-time.After(x.takes):
		return true
	case <-ctx.Done():
		return false
	}
}

func (x *world) Try(ctx context.Context, p Probe, in Answers, keys Keys) Verdict {
	x.mu.Lock()
	x.asked = append(x.asked, map[Probe]string{ProbeSite: "site ", ProbeCompany: "company ", ProbeKeys: "keys "}[p]+in.Site+" "+in.Company)
	x.mu.Unlock()
	if !x.wait(ctx) {
		x.mu.Lock()
		x.off++
		x.mu.Unlock()
		return Verdict{Problem: problem(model.Offline, "cancelled", "Called off.", "")}
	}
	switch {
	case p == ProbeGateway && (keys.User.Reveal() != theUser || keys.Organization.Reveal() != theOrg):
		return Verdict{Field: FieldUser, Problem: problem(model.Unauthorized, "account-secrets-refused", "The gateway refused the user secret or the organization secret.", "Copy both again.")}
	case p == ProbeGateway && in.Instance != 77:
		return Verdict{Field: FieldInstance, Problem: problem(model.Misconfigured, "no-such-instance", "The gateway has no such instance.", "")}
	case p == ProbeGateway:
		return Verdict{Note: model.Clean("ConnectWise_Instance")}
	case in.Site == "https://www.example.com":
		return Verdict{Field: FieldSite, Problem: problem(model.BadReply, "web-site-not-api", "www.example.com answered with a web page; this is a web site and not the API.", "Make the site the address on which you log in to ConnectWise.")}
	case in.Site != theSite:
		return Verdict{Field: FieldSite, Problem: problem(model.Offline, "no-such-host", "There is no host "+strings.TrimPrefix(in.Site, "https://")+".", "Check the spelling.")}
	case p == ProbeSite:
		return Verdict{Note: model.Clean("ConnectWise answers")}
	case in.Company != theCompany:
		return Verdict{Problem: problem(model.Misconfigured, "no-such-company", "psa.example.com knows no company \u201c"+in.Company+"\u201d.", "Type the company id exactly as on the login screen; capitals matter.")}
	case p == ProbeCompany:
		return Verdict{Note: model.Clean("Acme Ltd, v2026.4")}
	case in.ClientID != theClient:
		return Verdict{Field: FieldClient, Problem: problem(model.Misconfigured, "client-id-refused", "psa.example.com did not accept the client id.", "Register one at developer.connectwise.com; a private one works only for the company that registered it.")}
	case in.PublicKey != thePublic || keys.Private.Reveal() != thePrivate:
		return Verdict{Field: FieldPrivate, Problem: problem(model.Unauthorized, "keys-refused", "psa.example.com refused the keys.", "Check the company id, the public key and the private key.")}
	}
	return Verdict{Note: model.Clean("accepted")}
}

func (x *world) Checks(Answers) []Check {
	var out []Check
	for _, one := range []struct {
		id, title string
		stops     bool
	}{
		{"dns", "Name lookup", true}, {"tcp", "Connection", true}, {"tls", "Encryption", true}, {"company", "Company", true},
		{"client-id", "Client id", true}, {"keys", "Key pair", true}, {"version", "Server version", false}, {"clock", "Clock", false},
		{"boards", "Boards", false}, {"tickets", "Service tickets", false}, {"projects", "Project tickets", false},
		{"schedule", "Schedule", false}, {"companies", "Companies", false}, {"contacts", "Contacts", false},
		{"members", "Members", false}, {"time", "Time entries", false},
	} {
		out = append(out, Check{ID: one.id, Title: model.Clean(one.title), Stops: one.stops})
	}
	return out
}

func (x *world) Test(ctx context.Context, in Answers, keys Keys, tell func(Check)) {
	for _, c := range x.Checks(in) {
		c.State = Running
		tell(c)
		if !x.wait(ctx) {
			return
		}
		x.mu.Lock()
		bad, fails := x.fails[c.ID]
		x.mu.Unlock()
		if fails {
			bad.ID, bad.Title, bad.Stops = c.ID, c.Title, c.Stops
			c = bad
		} else {
			c.State = Good
		}
		tell(c)
	}
}

func (x *world) People(ctx context.Context, in Answers, keys Keys) (People, error) {
	x.wait(ctx)
	return x.people, x.noList
}

func (x *world) KeepDraft(d Draft) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.draft = &d
	x.drafts = append(x.drafts, textOf(d))
	return nil
}

func (x *world) DropDraft() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.draft = nil
	return nil
}

func (x *world) Spots(ctx context.Context, in Answers) []Spot {
	x.wait(ctx)
	return x.spots
}

func (x *world) Save(ctx context.Context, in Answers, keys Keys, k Keep) (Saved, error) {
	if !x.wait(ctx) {
		return Saved{}, ctx.Err()
	}
	if x.saveErr != nil {
		return Saved{}, x.saveErr
	}
	x.saved = append(x.saved, in)
	x.keys = append(x.keys, keys.Private.Reveal())
	x.kept = append(x.kept, string(k.Place)+" "+strings.Join(k.Command, "|"))
	return Saved{Config: model.Clean("~/.config/daybrief/config.toml"), Key: model.Clean("in the keyring"), Notes: x.notes}, nil
}

func roleRows() []RoleRow {
	return []RoleRow{
		{"Service Desk", "Service Tickets", "All", Needed, "tickets, their notes and their SLA goals", ""},
		{"Service Desk", "Close Service Tickets", "All", Optional, "closed tickets: what was closed today, how fast", ""},
		{"Service Desk", "Resource Scheduling", "All", Optional, "the schedule, your day, who is free", "allow the company levels that it asks for"},
		{"Project", "Project Tickets", "All", Optional, "project tickets", ""},
		{"Companies", "Company Maintenance", "All", Optional, "the Companies screen", ""},
		{"System", "Member Maintenance", "All", Needed, "the list of members: who you are", ""},
		{"System", "Table Setup", "All", Needed, "boards, statuses, priorities and schedule types", "allow at least Service / Service Board, Priorities and Schedule Types"},
		{"Finance", "Agreements", "None", Unused, "nothing yet", ""},
	}
}

func options(x *world) Options {
	return Options{
		Reader: reader{}, Server: x, Store: x, Role: roleRows(), Zone: "Europe/Dublin", Demo: true, Background: Dark,
		Sleep: func(ctx context.Context, d time.Duration) {
			select {
			case <-time.After(d):
			case <-ctx.Done():
			}
		},
	}
}

// launch runs a wizard on a terminal, inside synctest.
func launch(t *testing.T, x *world, o Options, w, h int) (*uitest.Term, *Wizard) {
	t.Helper()
	o.Context = t.Context()
	wiz, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wiz.Close)
	term := uitest.Start(t, wiz, w, h)
	return term, wiz
}

// types sends a text key by key, and rests for long enough that what it begins
// comes to its end.
func types(term *uitest.Term, text string) {
	for _, r := range text {
		term.Press(string(r))
	}
	term.Pass(3 * time.Second)
}

func enter(term *uitest.Term) {
	term.Press("enter")
	term.Pass(3 * time.Second)
}

func paste(term *uitest.Term, text string) {
	term.Send(tea.PasteMsg{Content: text})
	term.Pass(3 * time.Second)
}
