package settings

import (
	"strings"
	"time"
)

// Usage says where the use of our own products by our clients is counted.
type Usage struct {
	Source  string // mixpanel, cloud-elements or open-connectors; empty: nowhere
	Region  string // us, eu or in
	Project int
	Account string // the service account's user name
	// Secret is where its secret is, beside the environment and the keyring.
	Secret Origin
	Base   string // another address than the region's, or the gateway's; as pasted
	// Instance is the Mixpanel instance at the gateway.
	Instance int
	Zone     string // the project's, IANA name; empty: that of Me
	Company  string // the event property that names the client
	// Events count as use; none: the five most frequent ones.
	Events []string
	Every  time.Duration
	// Companies are names of clients, as the service has them, and the company's
	// identifier, where the two differ.
	Companies map[string]string
}

// mostEvents is how many events may count: each is a query, and a project has 60
// of them in an hour.
const mostEvents = 5

// Through reports whether it is asked for at a gateway.
func (u Usage) Through() bool { return isGateway(u.Source) }

// On reports whether usage is asked for at all.
func (u Usage) On() bool { return u.Source != "" }

func defaultUsage() Usage { return Usage{Region: "us", Company: "company", Every: 15 * minute} }

func usageSchema() []row[Settings] {
	at := func(pick func(*Usage) *string) func(*Settings) *string {
		return func(s *Settings) *string { return pick(&s.Usage) }
	}
	events := list("usage.events", func(s *Settings) *[]string { return &s.Usage.Events }, eventName)
	events.form["maxItems"] = mostEvents
	read := events.read
	events.read = func(s *Settings, v any) string {
		if bad := read(s, v); bad != "" {
			return bad
		}
		if len(s.Usage.Events) > mostEvents {
			return "must name five events at most: each is a query, and the project has 60 in an hour"
		}
		return ""
	}
	return []row[Settings]{
		word("usage.source", at(func(u *Usage) *string { return &u.Source }), "", "mixpanel", "cloud-elements", "open-connectors"),
		word("usage.region", at(func(u *Usage) *string { return &u.Region }), "us", "eu", "in"),
		number("usage.project", func(s *Settings) *int { return &s.Usage.Project }, 0, 1<<53),
		checked(text("usage.account", at(func(u *Usage) *string { return &u.Account })), oneAccount),
		list("usage.secret_command", func(s *Settings) *[]string { return &s.Usage.Secret.Command }, program),
		text("usage.secret_file", at(func(u *Usage) *string { return &u.Secret.File })),
		text("usage.base", at(func(u *Usage) *string { return &u.Base })),
		number("usage.instance", func(s *Settings) *int { return &s.Usage.Instance }, 0, 1<<53),
		checked(text("usage.zone", at(func(u *Usage) *string { return &u.Zone })), zone),
		checked(text("usage.company", at(func(u *Usage) *string { return &u.Company })), property),
		events,
		length("usage.every", func(s *Settings) *time.Duration { return &s.Usage.Every }, 15*minute, day),
		renames("usage.companies", func(s *Settings) *map[string]string { return &s.Usage.Companies }),
	}
}

// oneAccount refuses the secret beside the account, which other programs want in
// one text, and the way in from before there were accounts.
func oneAccount(s string) string {
	switch {
	case strings.Contains(s, ":"):
		return "must hold nothing else: what stands behind a : is the secret. It does not belong into this file; if it stood here, make a new service account"
	case len(s) == 32 && strings.Trim(strings.ToLower(s), "0123456789abcdef") == "":
		return "must be the user name of a service account: this is a project's API secret, and those are retired"
	}
	return ""
}

// property is the name of an event property.
func property(s string) string {
	if strings.ContainsAny(s, `"\`) {
		return "must be the name of a property, without quotes and backslashes"
	}
	return notEmpty(s)
}

func eventName(s string) string {
	if bad := oneLine(s); bad != "" {
		return bad
	}
	return notEmpty(strings.TrimSpace(s))
}

// usageFaults checks what only several settings together can get wrong.
func (r *reader) usageFaults(u Usage) {
	switch {
	case !u.On():
		return
	case u.Through() && u.Instance == 0:
		r.value("usage.instance", "must be the number of the Mixpanel instance, which stands on its page at the gateway")
		return
	case u.Through():
		return
	}
	if u.Project == 0 {
		r.value("usage.project", "must be the number of the project, which stands in its settings, under Overview")
	}
	if u.Account == "" {
		r.value("usage.account", "must be the user name of a service account of the Mixpanel organisation")
	}
}

// origins are where each of the secrets can be had.
func (s *Settings) origins() []origin {
	u := &s.Usage.Secret
	return append(s.Connection.origins(), origin{"usage.secret", &u.Command, &u.File})
}
