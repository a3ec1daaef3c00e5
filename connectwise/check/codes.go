package check

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

// Codes lists every fault that a check can find: those that any step may meet,
// then those of each step. The codes are part of the product: scripts rely on
// them.
func Codes() []Fault { return faultsOf(Steps()) }

// faultsOf are the faults of some steps, and those that any step may meet.
func faultsOf(steps []Step) catalogue {
	out := append(anywhere(), answerFaults()...)
	for _, s := range steps {
		out = append(out, s.faults...)
	}
	return out
}

// catalogue is faults with their sentences and cures.
type catalogue []Fault

func (l catalogue) lookup(code string) (Fault, bool) {
	for _, f := range l {
		if f.Code == code {
			return f, true
		}
	}
	return Fault{}, false
}

// anywhere are the faults that any question may meet.
func anywhere() []Fault {
	return []Fault{
		{"reset", Fail, Network, "{host} closed the connection in the middle of an answer.", "Try again; if it stays like this, look for a firewall or a proxy in between.", false, ""},
		{"timed-out", Fail, Network, "{host} did not answer in time.", "Try again; if it stays like this, look for a firewall in between, or ask who runs the server.", false, ""},
		{"offline", Fail, Network, "{host} could not be reached.", "Check the network connection.", false, ""},
		{"out-of-time", Fail, Network, "The checks were stopped because they took too long.", "Try again with a longer --timeout.", false, ""},
		{"cancelled", Fail, Network, "The checks were stopped.", "Start them again.", false, ""},
		{"web-site-not-api", Fail, Server, "{host} answered with a web page; this is a web site and not the API.", "Make the site the address on which you log in to ConnectWise. A proxy, a login page or maintenance can also answer in its place.", false, ""},
		{"redirected", Fail, Server, "{host} redirects requests; that was not followed, because the keys would go along.", "If that is your ConnectWise, make it the site; else look for a login page of the network in between.", true, ""},
		{"rate-limited", Fail, Server, "{host} asks for fewer requests.", "Wait a minute and try again; other programs with the same keys count too.", false, ""},
		{"server-unavailable", Fail, Server, "{host} is not available just now (HTTP 503).", "Try again later; it may be under maintenance.", false, ""},
		{"gateway-failed", Fail, Server, "The gateway before {host} got no answer from it.", "Try again; if it stays like this, ask who runs the server.", false, ""},
		{"server-failed", Fail, Server, "{host} had an internal error when asked for {thing}.", "Try again; if it stays like this, tell your ConnectWise administrator.", false, ""},
		{"bad-query", Fail, Ourselves, "{host} did not understand the request for {thing}.", "This looks like a fault of daybrief; please report it with the words of the server.", false, ""},
		{"request-refused", Fail, Server, "{host} refused the request for {thing} (HTTP {status}).", "This looks like a fault of daybrief; please report it with the words of the server.", false, ""},
		{"unexpected", Fail, Ourselves, "{what}", "Please report this.", false, ""},
	}
}

// answerFaults are answers that are not the API's.
func answerFaults() []Fault {
	const again = "Try again; if it stays like this, look for what changes answers between here and the server."
	return []Fault{
		{"bad-http", Fail, Server, "{host} answered something that is not HTTP.", "Check the site and its port.", false, ""},
		{"bad-json", Fail, Server, "{host} sent an answer that is not JSON when asked for {thing}.", again, false, ""},
		{"empty-body", Fail, Server, "{host} sent an empty answer when asked for {thing}.", again, false, ""},
		{"unexpected-shape", Fail, Server, "{host} sent something other than what was asked for: {thing}.", again, false, ""},
		{"truncated", Fail, Server, "The answer of {host} broke off in the middle.", again, false, ""},
		{"trailing-data", Fail, Server, "{host} sent an answer with something after its end.", again, false, ""},
		{"too-deep", Fail, Server, "{host} sent an answer that is nested too deeply.", again, false, ""},
		{"too-large", Fail, Server, "{host} sent a far bigger answer than expected when asked for {thing}.", again, false, ""},
		{"headers-too-large", Fail, Server, "{host} sent far more headers than any server needs.", "Check that the site is your ConnectWise.", false, ""},
		{"bad-encoding", Fail, Server, "{host} compressed its answer in a way that was not asked for.", again, false, ""},
	}
}
