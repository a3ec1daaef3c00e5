package setup

import (
	"context"

	"daybrief/model"
)

// Field names one answer. Faults and pastes are about fields.
type Field string

// The fields, by the names of their settings.
const (
	FieldNone    Field = ""
	FieldSite    Field = "site"
	FieldCompany Field = "company"
	FieldPublic  Field = "public_key"
	FieldPrivate Field = "private_key"
	FieldClient  Field = "client_id"
	FieldMember  Field = "member"
	FieldZone    Field = "zone"
	FieldCommand Field = "private_key_command"
)

// Answers are everything that the wizard asks but secrets, which are
// never in a struct that somebody could print or write.
type Answers struct {
	Site      string   `json:"site,omitempty"`       // as Reader.Site gave it, else as typed
	Company   string   `json:"company,omitempty"`    // the login company id
	PublicKey string   `json:"public_key,omitempty"` //
	ClientID  string   `json:"client_id,omitempty"`  //
	Member    string   `json:"member,omitempty"`     // the login of the person, not of the API member
	Role      string   `json:"role,omitempty"`       // technician, dispatcher or manager
	Boards    []string `json:"boards,omitempty"`     // names; each becomes a saved view
	Zone      string   `json:"zone,omitempty"`       // IANA name; empty: the system's
	// Provider is ByGateway for a connection through a gateway, which has a Base
	// and an Instance instead of a site, a company and keys; else empty.
	Provider string `json:"provider,omitempty"`
	Base     string `json:"base,omitempty"`
	Instance int    `json:"instance,omitempty"`
	// Usage says where product usage is counted.
	Usage Counting `json:"usage,omitzero"`
}

// Reader makes sense of what people type and paste. It is quick, asks nobody,
// and is called from Update. Text comes in as it was pasted, at most 64 KiB.
type Reader interface {
	// Site brings an address into the form that the settings get
	// ("https://na.myconnectwise.net"); host is its host alone.
	Site(text string) (site, host string, problem *model.Problem)
	// Gateway brings the address of a gateway into the form that the settings get.
	Gateway(text string) (base string, problem *model.Problem)
	// PasteOfGateway finds what a pasted header or curl line holds of a gateway.
	PasteOfGateway(text string) GatewayPaste
	// Paste takes apart what can hold several answers at once.
	Paste(text string) Pasted
	// Zone says what is wrong with the name of a time zone; nil for nothing.
	Zone(name string) *model.Problem
}

// Pasted is what was found in a paste. What was not in it is empty.
type Pasted struct {
	Site, Company, PublicKey, ClientID string
	PrivateKey                         model.Secret
	// Version is set when the paste held a release ("v2026.4", "2026_4", the
	// "API Version" of a connector's form). daybrief asks the server for it.
	Version string
	// Bare is one word without a label: whatever the field it was pasted into
	// asks for, without quotes, blanks and invisible characters.
	Bare model.Secret
}

// GatewayPaste is what was found of a gateway in a paste. What was not in it is
// empty.
type GatewayPaste struct {
	Keys
	Base     string // in the form that the settings get
	Instance int
}

// Probe is one question about fields that have just been typed.
type Probe uint8

// The probes. ProbeSite needs the site; ProbeCompany the company too;
// ProbeKeys the keys and the client id too; ProbeGateway needs the gateway's
// fields, ProbeUsage those of product usage.
const (
	ProbeSite Probe = iota
	ProbeCompany
	ProbeKeys
	ProbeGateway
	ProbeUsage
)

// Verdict answers a Probe.
type Verdict struct {
	// Note says what was found, when all is well: "ConnectWise 2026.4, hosted",
	// "Northwind Traders". It may be empty.
	Note model.Text
	// Problem is what is wrong; nil when all is well. Field is where it belongs;
	// FieldNone stands for the field that was asked about.
	Problem *model.Problem
	Field   Field
}

// State is how a check of the live test stands.
type State uint8

// The states. Warned is a finding that does not stop anybody: the clock is a
// bit off, an optional permission is missing. Skipped was not tried, because
// something before it failed.
const (
	Waiting State = iota
	Running
	Good
	Warned
	Bad
	Skipped
)

// Check is one line of the live test.
type Check struct {
	ID    string // stable
	Title model.Text
	State State
	// Detail says what was found ("TLS 1.3, valid until 3 May", "900 open").
	Detail model.Text
	// Problem says what is wrong and what cures it when State is Warned or Bad
	// (it may be nil then, and Detail speaks alone). Problem.Needs is the row of
	// the security role.
	Problem *model.Problem
	// Field is the answer to change, where the fault is in one.
	Field Field
	// Stops is true for what nothing works without: address, company, keys. A
	// configuration that fails here is not saved.
	Stops bool
}

// Person is one member, to choose from.
type Person struct {
	Login, Name, Title model.Text
	Open               int // open tickets that the person owns or works on; -1 when not known
}

// Board is one service board, to choose from.
type Board struct {
	Name model.Text
	Open int // open tickets on it; -1 when not known
}

// People are who could sit in front of the screen, and what they could watch.
type People struct {
	Members []Person
	Boards  []Board
	// Self is the login of the API member behind the key; empty when not known.
	Self model.Text
	// Partial says why boards or counts could not be had; nil when they could.
	Partial *model.Problem
	// Unlisted and Uncounted say what is missing from the members and from the open
	// tickets that were counted, as nouns; "" for nothing. Counts are the least that
	// they can be then.
	Unlisted, Uncounted string
}

// Server is asked over the network. Every method obeys its context, returns
// soon after that has ended, and sends the key to the site of the Answers only.
// They are called from commands, several at once.
type Server interface {
	// Try answers one probe.
	Try(ctx context.Context, p Probe, in Answers, keys Keys) Verdict
	// Checks lists the checks of the live test in the order they are shown, all
	// Waiting.
	Checks(in Answers) []Check
	// Test runs them all and tells of each change, from any goroutine but never
	// two at a time. It returns when the last one has been told.
	Test(ctx context.Context, in Answers, keys Keys, tell func(Check))
	// People lists the members and the boards. An error unwraps to
	// *model.Problem; the login can be typed then.
	People(ctx context.Context, in Answers, keys Keys) (People, error)
}

// Place is where the private key can be kept.
type Place string

// The places.
const (
	InKeyring     Place = "keyring"
	InFile        Place = "file"
	InCommand     Place = "command"
	InEnvironment Place = "environment"
)

// Spot is a Place on this computer.
type Spot struct {
	Place Place
	// Where names it: "Secret Service", "~/.config/daybrief/config.key",
	// "DAYBRIEF_PRIVATE_KEY".
	Where model.Text
	// Closed says why it can't be used here; empty when it can.
	Closed model.Text
}

// Keep is where the person wants the key.
type Keep struct {
	Place   Place
	Command []string // for InCommand: the program and its arguments
}

// Saved says what has been written.
type Saved struct {
	Config model.Text   // the file of the settings
	Key    model.Text   // where the key is now, in words: "in the keyring"
	Usage  model.Text   // what is counted, and where its secret is; empty for nothing
	Notes  []model.Text // what somebody has to know: another wizard's answers were replaced, a variable goes first
}

// Draft is what survives a wizard that was killed.
type Draft struct {
	Answers Answers `json:"answers"`
	Step    string  `json:"step"` // where it stopped
}

// Store keeps things on this computer. Its methods are called from commands;
// those of the draft one at a time.
type Store interface {
	// KeepDraft replaces the draft, in a file that only its owner can read.
	KeepDraft(Draft) error
	// DropDraft removes it; no draft is no error.
	DropDraft() error
	// Spots lists where a key can be kept, the best first. A keyring that does
	// not answer is Closed after a few seconds.
	Spots(ctx context.Context, in Answers) []Spot
	// Save writes the settings and the key, or nothing. What it writes has been
	// tested by the wizard before; for InCommand it runs the command and refuses
	// one that gives another key. It may take as long as a keyring asks for a
	// password, and obeys the context. An error may unwrap to *model.Problem.
	Save(ctx context.Context, in Answers, keys Keys, k Keep) (Saved, error)
}
