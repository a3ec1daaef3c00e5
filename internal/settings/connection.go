package settings

import (
	"strings"
	"time"

	"daybrief/model"
)

// Connection says which server is asked, and as whom.
type Connection struct {
	Provider  string // connectwise, cloud-elements or open-connectors
	Site      string // as pasted
	Company   string // the login company id
	PublicKey string
	ClientID  string
	// PrivateKeyCommand prints the private key: a program and its arguments,
	// run without a shell.
	PrivateKeyCommand []string
	// PrivateKeyFile holds the private key; absolute after Load, or empty.
	PrivateKeyFile string
	Gateway        Gateway
}

// Me is the person in front of the screen.
type Me struct {
	Member string // login, or empty
	Role   string // technician, dispatcher or manager; empty: technician with a member, else manager
	Scope  string // mine, team or everybody; empty: the role's own
	Zone   string // IANA name; empty for the system's
}

// Hours are the working hours, in the zone of Me.
type Hours struct {
	Days     []string      // mon … sun
	From, To time.Duration // since midnight
	Holidays []time.Time   // days, at midnight UTC
	Here     []string      // names of schedule entries that keep nobody away; * stands for anything
}

// Poll says how often the server is asked.
type Poll struct {
	Every     time.Duration
	Reconcile time.Duration
}

// Status names statuses beyond what the boards say; * stands for anything.
type Status struct {
	New     []string
	Waiting []string
}

// defaultSource fills what is about the server, the person and the status words.
func defaultSource(s *Settings) {
	s.Connection = Connection{Provider: "connectwise"}
	s.Hours = Hours{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 8 * time.Hour, To: 17 * time.Hour, Here: model.Duties()}
	s.Poll = Poll{Every: time.Minute, Reconcile: 10 * time.Minute}
	s.Status = Status{New: []string{"New"}}
}

// sourceSchema is about the server, the person and the status words.
func sourceSchema() []row[Settings] {
	rows := []row[Settings]{
		word("connection.provider", func(s *Settings) *string { return &s.Connection.Provider }, "connectwise", "cloud-elements", "open-connectors"),
		text("connection.site", func(s *Settings) *string { return &s.Connection.Site }),
		checked(text("connection.company", func(s *Settings) *string { return &s.Connection.Company }), OneCredential),
		checked(text("connection.public_key", func(s *Settings) *string { return &s.Connection.PublicKey }), OneCredential),
		checked(text("connection.client_id", func(s *Settings) *string { return &s.Connection.ClientID }), OneCredential),
		list("connection.private_key_command", func(s *Settings) *[]string { return &s.Connection.PrivateKeyCommand }, program),
		text("connection.private_key_file", func(s *Settings) *string { return &s.Connection.PrivateKeyFile }),
	}
	return append(append(rows, gatewaySchema()...),
		text("me.member", func(s *Settings) *string { return &s.Me.Member }),
		word("me.role", func(s *Settings) *string { return &s.Me.Role }, "", "technician", "dispatcher", "manager"),
		word("me.scope", func(s *Settings) *string { return &s.Me.Scope }, "", "mine", "team", "everybody"),
		checked(text("me.zone", func(s *Settings) *string { return &s.Me.Zone }), zone),
		among("hours.days", func(s *Settings) *[]string { return &s.Hours.Days }, weekdays()...),
		timeOfDay("hours.from", func(s *Settings) *time.Duration { return &s.Hours.From }),
		timeOfDay("hours.to", func(s *Settings) *time.Duration { return &s.Hours.To }),
		dates("hours.holidays", func(s *Settings) *[]time.Time { return &s.Hours.Holidays }),
		list("hours.here", func(s *Settings) *[]string { return &s.Hours.Here }, pattern),
		length("poll.every", func(s *Settings) *time.Duration { return &s.Poll.Every }, time.Second, hour),
		length("poll.reconcile", func(s *Settings) *time.Duration { return &s.Poll.Reconcile }, time.Second, day),
		list("status.new", func(s *Settings) *[]string { return &s.Status.New }, pattern),
		list("status.waiting", func(s *Settings) *[]string { return &s.Status.Waiting }, pattern),
	)
}

// OneCredential refuses several credentials in one text ("company+public:private",
// as other programs want them): a private key would be printed and sent where the
// company is. The sentence does not quote it.
func OneCredential(text string) string {
	if strings.ContainsAny(text, "+:") {
		return "must hold nothing else: what stands behind a + or a : is a key. A private key does not belong into this file; if it stood here, make a new pair in ConnectWise"
	}
	return ""
}

func weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }
