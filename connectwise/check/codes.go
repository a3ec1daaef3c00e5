package check

import "slices"

// Blame says where a fault has to be mended.
type Blame string

// The places.
const (
	Settings  Blame = "settings" // what was typed in, or set in the environment
	Network   Blame = "network"  // between here and the server
	Keys      Blame = "keys"     // the key pair
	Server    Blame = "server"   // the server, or what answers in its place
	RoleRow   Blame = "role"     // the security role or the API member
	ThisClock Blame = "clock"    // this computer's clock
	Nowhere   Blame = ""         // nothing is wrong
	Ourselves Blame = "daybrief" // a fault of this program
)

// Fault is something that can be found. {host}, {company} and the like in its
// sentences stand for what is filled in.
type Fault struct {
	Code  string
	State State
	Blame Blame
	What  string
	Cure  string

	own bool   // the client's own sentence says more
	row string // function of the security role that cures it
}

// Codes lists every fault that a check can find, by topic. The codes are part
// of the product: scripts rely on them.
func Codes() []Fault {
	return slices.Concat(settingsFaults(), networkFaults(), tlsFaults(), serverFaults(), answerFaults(), keyFaults(), memberFaults(), listFaults())
}

func lookup(code string) (Fault, bool) {
	for _, f := range Codes() {
		if f.Code == code {
			return f, true
		}
	}
	return Fault{}, false
}

func settingsFaults() []Fault {
	return []Fault{
		{"site-empty", Fail, Settings, "There is no site.", "Type the address that you use in the browser, for example na.myconnectwise.net.", false, ""},
		{"site-host", Fail, Settings, "The site is not a host name.", "Type the address that you use in the browser, for example na.myconnectwise.net.", true, ""},
		{"site-several", Fail, Settings, "The site holds more than one address.", "Leave only the address that you use in the browser.", false, ""},
		{"site-scheme", Fail, Settings, "The site is not a web address.", "Type the address as the browser shows it, for example https://na.myconnectwise.net.", true, ""},
		{"site-port", Fail, Settings, "The port of the site is not a port number.", "A port lies between 1 and 65535.", true, ""},
		{"site-has-login", Fail, Settings, "The site holds a user name or a password.", "Leave out everything before the @ sign; the keys have their own fields.", false, ""},
		{"site-plain-http", Fail, Settings, "Plain http would send the keys in clear text.", "Begin the site with https://. Plain http is accepted for a literal loopback address only.", true, ""},
		{"missing-company", Fail, Settings, "The company id is missing.", "Type the company id of the ConnectWise login screen.", false, ""},
		{"missing-public-key", Fail, Settings, "The public key is missing.", "Copy it from the API Keys tab of the API member.", false, ""},
		{"missing-private-key", Fail, Settings, "The private key is missing.", "ConnectWise shows it once, when the key pair is made. If it is lost, make a new pair and store it with \"daybrief setup --private-key-stdin\".", false, ""},
		{"key-unusable", Fail, Settings, "The private key can't be had: {why}.", "Mend that, or store the key again with \"daybrief setup --private-key-stdin\".", false, ""},
		{"missing-client-id", Fail, Settings, "The client id is missing.", "Register one at developer.connectwise.com; it is free.", false, ""},
		{"bad-company", Fail, Settings, "The company id holds a character that no company id has.", "Copy it again from the login screen.", false, ""},
		{"bad-public-key", Fail, Settings, "The public key holds something that no public key has.", "Put the company id, the public key and the private key into their own fields.", false, ""},
		{"bad-private-key", Fail, Settings, "The private key holds a character that no private key has.", "Copy it again, or make a new pair.", false, ""},
		{"bad-client-id", Fail, Settings, "The client id holds a character that no client id has.", "Copy it again from developer.connectwise.com.", false, ""},
		{"no-such-company", Fail, Settings, "{host} knows no company with this company id.", "Type the company id exactly as on the ConnectWise login screen; capitals matter.", true, ""},
		{"foreign-api-host", Fail, Settings, "{host} says that its API is at another site; the keys were not sent there.", "If that address is yours, make it the site.", true, ""},
		{"cannot-route", Fail, Settings, "{host} does not know the company or its code base.", "Check the company id and the site.", true, ""},
		{"api-host-needed", Fail, Settings, "{host} does not answer API requests; ConnectWise has a host of its own for them.", "Make the site the address that you use in the browser; daybrief finds the API host itself.", false, ""},
	}
}

func networkFaults() []Fault {
	return []Fault{
		{"proxy-address", Fail, Settings, "HTTPS_PROXY in the environment is not the address of a proxy.", "Set HTTPS_PROXY to something like http://proxy.example:3128, or unset it.", true, ""},
		{"proxy", Fail, Network, "The proxy on the way to {host} does not answer.", "Check HTTPS_PROXY and NO_PROXY.", false, ""},
		{"proxy-login", Fail, Network, "The proxy on the way to {host} wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it.", false, ""},
		{"no-such-host", Fail, Network, "There is no host named {host}.", "Check the spelling of the site, and the network connection.", false, ""},
		{"dns-failed", Fail, Network, "The name {host} could not be looked up.", "Check the network connection and its name server.", false, ""},
		{"refused", Fail, Network, "{host} refused the connection.", "Check the site and its port, and that the server is running.", false, ""},
		{"unreachable", Fail, Network, "There is no way to {host} from here.", "Check the network connection or the VPN.", false, ""},
		{"reset", Fail, Network, "{host} hung up in the middle.", "Try again; if it stays like this, look for a firewall or a proxy in between.", false, ""},
		{"timed-out", Fail, Network, "{host} did not answer in time.", "Try again; if it stays like this, look for a firewall in between, or ask who runs the server.", false, ""},
		{"offline", Fail, Network, "{host} could not be reached.", "Check the network connection.", false, ""},
		{"out-of-time", Fail, Network, "The checks were called off because they took too long.", "Try again with a longer --timeout.", false, ""},
		{"cancelled", Fail, Network, "The checks were called off.", "Start them again.", false, ""},
	}
}

func tlsFaults() []Fault {
	return []Fault{
		{"tls-expired", Fail, Server, "The certificate of {host} has expired.", "Check this computer's clock; if it is right, the server's certificate has to be renewed.", false, ""},
		{"tls-not-yet-valid", Fail, Server, "The certificate of {host} is not valid yet.", "Check this computer's clock: it is probably behind.", false, ""},
		{"tls-wrong-name", Fail, Server, "The certificate of {host} belongs to another name.", "Check the spelling of the site; the keys were not sent.", false, ""},
		{"tls-unknown-ca", Fail, Server, "The certificate of {host} comes from an authority that this computer does not know.", "If your company inspects traffic or runs its own authority, add its certificate to the system; the keys were not sent.", false, ""},
		{"tls-too-old", Fail, Server, "{host} only speaks a TLS version that is too old to be safe.", "TLS 1.2 or newer has to be switched on at the server.", false, ""},
		{"tls-not-spoken", Fail, Server, "{host} does not speak https on this port.", "Check the port of the site.", false, ""},
		{"tls-failed", Fail, Server, "No safe connection to {host} could be made.", "Check the server's certificate; the keys were not sent.", false, ""},
	}
}

func serverFaults() []Fault {
	return []Fault{
		{"web-site-not-api", Fail, Server, "{host} answered with a web page; this is a web site and not the API.", "Make the site the address on which you log in to ConnectWise. A proxy, a login page or maintenance can also answer in its place.", false, ""},
		{"redirected", Fail, Server, "{host} sends requests somewhere else; that was not followed, because the keys would go along.", "If that is your ConnectWise, make it the site; else look for a login page of the network in between.", true, ""},
		{"bad-codebase", Fail, Server, "{host} names a code base that is no path.", "Check that the site is the address of your ConnectWise.", true, ""},
		{"api-not-found", Fail, Server, "{host} has no API where it says that it is.", "Try again in a minute, it may be changing its version. On the hosted service wrong keys can look like this too: check them.", false, ""},
		{"rate-limited", Fail, Server, "{host} asks for fewer requests.", "Wait a minute and try again; other programs with the same keys count too.", false, ""},
		{"server-unavailable", Fail, Server, "{host} is not available just now (HTTP 503).", "Try again later; it may be under maintenance.", false, ""},
		{"gateway-failed", Fail, Server, "The gateway before {host} got no answer from it.", "Try again; if it stays like this, ask who runs the server.", false, ""},
		{"server-failed", Fail, Server, "{host} had an internal error when asked for {thing}.", "Try again; if it stays like this, tell your ConnectWise administrator.", false, ""},
		{"bad-query", Fail, Ourselves, "{host} did not understand the question for {thing}.", "This looks like a fault of daybrief; please report it with the words of the server.", false, ""},
		{"request-refused", Fail, Server, "{host} refused the question for {thing} (HTTP {status}).", "This looks like a fault of daybrief; please report it with the words of the server.", false, ""},
		{"unexpected", Fail, Ourselves, "{what}", "Please report this.", false, ""},
		{"clock-wrong", Warn, ThisClock, "This computer's clock is {span} {way} the server's.", "Set this computer's clock, best by letting it follow a time server.", false, ""},
	}
}

// answerFaults are answers that are not the API's.
func answerFaults() []Fault {
	const again = "Try again; if it stays like this, look for what changes answers between here and the server."
	return []Fault{
		{"bad-http", Fail, Server, "{host} answered something that is not HTTP.", "Check the site and its port.", false, ""},
		{"bad-json", Fail, Server, "{host} sent an answer that is not JSON when asked for {thing}.", again, false, ""},
		{"empty-body", Fail, Server, "{host} sent an empty answer when asked for {thing}.", again, false, ""},
		{"unexpected-shape", Fail, Server, "{host} sent something else than what was asked for: {thing}.", again, false, ""},
		{"truncated", Fail, Server, "The answer of {host} broke off in the middle.", again, false, ""},
		{"trailing-data", Fail, Server, "{host} sent an answer with something behind its end.", again, false, ""},
		{"too-deep", Fail, Server, "{host} sent an answer that is nested without end.", again, false, ""},
		{"too-large", Fail, Server, "{host} sent a far bigger answer than expected when asked for {thing}.", again, false, ""},
		{"headers-too-large", Fail, Server, "{host} sent far more headers than any server needs.", "Check that the site is your ConnectWise.", false, ""},
		{"bad-encoding", Fail, Server, "{host} packed its answer in a way that nobody asked for.", again, false, ""},
	}
}

func keyFaults() []Fault {
	return []Fault{
		{"client-id-refused", Fail, Settings, "{host} did not accept the client id.", "Register one at developer.connectwise.com; a private one works only for the company that registered it.", false, ""},
		{"keys-refused", Fail, Keys, "{host} refused the keys.", "Check the company id (capitals matter), the public key and the private key, and that they belong to this company.", false, ""},
		{"keys-wrong-pair", Fail, Keys, "{host} says that the public and the private key do not belong together.", "Copy both again from the same key. If the private key is lost, make a new pair: it is shown once only.", false, ""},
		{"keys-unknown", Fail, Keys, "{host} does not know this public key, or its API member is inactive.", "Compare the public key with the API Keys tab of the API member, and see that the member is not marked inactive.", false, ""},
		{"denied-version", Warn, RoleRow, "The keys may not read the server's version.", "Give the security role {row}.", false, "My Company"},
		{"no-goal-fields", OK, Nowhere, "Release {release} does not tell when SLA goals are due; daybrief reads what it can from the ticket's SLA text.", "A server of 2026.1 or newer tells them.", false, ""},
		{"version-unknown", OK, Nowhere, "The server does not say its release.", "", false, ""},
	}
}

func memberFaults() []Fault {
	return []Fault{
		{"role-unreadable", Warn, Nowhere, "The server does not tell what the security role allows, so lists were only tried.", "Nothing has to be done; a role limited to its own records can't be noticed, though.", false, ""},
		{"boards-excluded", Warn, RoleRow, "{boards} excluded for the API member; tickets there are missing.", "In ConnectWise: System, Members, API Members, the member, Service Defaults: empty the list of excluded boards.", false, ""},
		{"records-restricted", Warn, RoleRow, "The API member sees only records of its own {what}.", "In ConnectWise: System, Members, API Members, the member: take off the restriction to its {what}.", false, ""},
		{"limits-unreadable", Warn, RoleRow, "The API member's own record can't be read, so it is not known whether boards are hidden from it.", "In ConnectWise: System, Members, API Members, the member, Service Defaults: see whether boards are excluded. Then check again.", false, ""},
		{"no-such-member", Fail, Settings, "There is no active member with the login {member}.", "Set [me] member to your own login in ConnectWise, not to the API member's.", false, ""},
		{"member-unchecked", Warn, RoleRow, "Whether the member {member} exists could not be looked up.", "Give the security role {row}.", false, "Member Maintenance"},
	}
}

// listFaults are what can be wrong with each list that is read.
func listFaults() []Fault {
	var out []Fault
	for _, r := range reads() {
		cure := "Give the API member's security role " + row(r.function).String() + r.customise() + "."
		out = append(out,
			Fault{"denied-" + r.id, Fail, RoleRow, "The keys may not read " + r.noun + ".", cure, false, r.function},
			r.missing(cure),
			Fault{"own-only-" + r.id, Fail, RoleRow, "The keys may read " + r.noun + ", but only the API member's own: Inquire is at My.", cure, false, r.function},
			Fault{"empty-" + r.id, Warn, RoleRow, "The keys may read " + r.noun + ", but see none.", r.whyEmpty(), false, r.function})
		if r.lighter != "" {
			out = append(out, Fault{"reduced-" + r.id, Warn, RoleRow, "The keys may read only the names of " + r.noun + ".", cure, false, r.function})
		}
	}
	return out
}

// missing is a list that the server does not have. What only decorates a page
// is no fault then: older servers and smaller licences lack it.
func (r read) missing(cure string) Fault {
	if r.extra() {
		return Fault{"missing-" + r.id, Warn, Nowhere, "This server has no list of " + r.noun + ", or hides it from this role; daybrief works without.", cure, false, r.function}
	}
	return Fault{"missing-" + r.id, Fail, RoleRow, "The server says that there is no list of " + r.noun + "; some hide in this way what a role may not see.", cure, false, r.function}
}

// extra reports whether no section of the briefing needs the list.
func (r read) extra() bool { return r.id == "agreements" || r.id == "devices" }

// customise is what has to be ticked behind the row, for lists of Table Setup.
func (r read) customise() string {
	if r.function != "Table Setup" {
		return ""
	}
	return map[string]string{
		"boards": ", customised to allow Service Boards", "statuses": ", customised to allow Service Boards",
		"priorities": ", customised to allow Priorities", "schedule-types": ", customised to allow Schedule Types",
	}[r.id]
}

func (r read) whyEmpty() string {
	switch r.id {
	case "boards", "tickets", "project-tickets", "statuses", "closed-tickets":
		return "If there are some: give the security role " + row(r.function).String() + r.customise() +
			", and empty the list of excluded boards in the API member's Service Defaults."
	}
	return "If there are some: give the security role " + row(r.function).String() + r.customise() +
		", and take restrictions to a location or department off the API member."
}
