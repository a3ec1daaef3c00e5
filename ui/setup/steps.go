package setup

// stepID names a step; the draft holds it.
type stepID string

const (
	stepWelcome stepID = "welcome"
	stepServer  stepID = "server"
	stepRole    stepID = "role"
	stepMember  stepID = "member"
	stepKeys    stepID = "keys"
	stepClient  stepID = "client"
	stepTest    stepID = "test"
	stepYou     stepID = "you"
	stepWatch   stepID = "watch"
	stepKeep    stepID = "keep"
	stepDone    stepID = "done"
)

// kind is what a part of a step is.
type kind uint8

const (
	kindText    kind = iota // a paragraph
	kindNumbers             // numbered lines: what to click
	kindField               // a line to type in
	kindWelcome             // how to begin
	kindRole                // the table of the security role
	kindChecks              // the live test
	kindPeople              // the list of members
	kindDuty                // technician, dispatcher, manager
	kindBoards              // which boards
	kindSpots               // where the key is kept
	kindSaved               // what was written
)

// focusable tells whether keys can go to a part of this kind.
func (k kind) focusable() bool {
	switch k {
	case kindField, kindWelcome, kindPeople, kindDuty, kindBoards, kindSpots:
		return true
	}
	return false
}

// part is one thing on the page of a step.
type part struct {
	kind  kind
	field Field
	lines []string // of a text: paragraphs; of numbers: one a line
}

// step is one page of the wizard.
type step struct {
	id     stepID
	name   string // in the list of steps
	title  string // on the page
	why    []string
	parts  []part
	probes []Probe // all of them must be well before the next step
}

func field(f Field) part { return part{kind: kindField, field: f} }

func text(lines ...string) part { return part{kind: kindText, lines: lines} }

func numbers(lines ...string) part { return part{kind: kindNumbers, lines: lines} }

func only(k kind) part { return part{kind: k} }

// allSteps is the whole wizard, in order. Its words are our own; menu paths and
// labels are ConnectWise's, so that people find them.
func allSteps() []step {
	return append(stepsOfServer(), stepsOfPerson(false)...)
}

func stepsOfServer() []step {
	return []step{
		{id: stepWelcome, name: "Welcome", title: "Welcome to daybrief", why: []string{
			"daybrief shows what needs you now in ConnectWise PSA, and why. It only ever reads: it can't change a ticket.",
			"Setting it up takes about five minutes. It needs the address of your ConnectWise, a pair of API keys with a read-only role, and a client id. Each page says where to find one of them and why, tests it at once, and names what is wrong.",
		}, parts: []part{only(kindWelcome), text(
			"Nothing is saved before the last page. Until then a draft keeps your answers, never the private key, in case this window closes.")}},
		{id: stepServer, name: "Your ConnectWise", title: "Where is your ConnectWise?", why: []string{
			"Two things that you know from logging in. Paste the whole line out of the browser if you like: daybrief takes what it needs, and finds the API.",
		}, parts: []part{field(FieldSite), field(FieldCompany)}, probes: []Probe{ProbeSite, ProbeCompany}},
		{id: stepRole, name: "Security role", title: "A role that can only look", why: []string{
			"A key may do what its security role allows, so make one that can only look. Does somebody else make the key? `daybrief setup --handout` prints a sheet for them.",
			"In ConnectWise: System > Security Roles > +. Set the Inquire column as below; Add, Edit and Delete stay at None everywhere, and so does every row that isn't listed.",
		}, parts: []part{only(kindRole), text(
			"All, not My: with My a key sees only what is assigned to itself, which is nothing.")}},
		{id: stepMember, name: "API member", title: "An API member for daybrief", why: []string{
			"An API member is a user for programs. It takes no licence, and its key goes on working when a colleague leaves. Your own keys would work too, but they see with your role and end with your account.",
		}, parts: []part{numbers(
			"System > Members, then the tab API Members, then +.",
			"Member ID and name: anything you will recognise, for example daybrief.",
			"Role ID: the security role you have just made. It decides what kinds of records the key reads.",
			"Level: the highest (Corporate). Location and Business Unit: those of your service desk, and restrict it to neither. They decide whose records it sees.",
			"Default Board: your busiest board. Leave boards unrestricted in its Service Defaults: tickets on other boards would be invisible.",
			"Save.")}},
		{id: stepKeys, name: "Its keys", title: "The pair of keys", why: []string{
			"On the API member: API Keys > + > a description > Save. ConnectWise shows the private key only once: copy both keys before you close the page. Lost one? Make another pair.",
			"Paste both at once if you like, in any form; each goes to its own field.",
		}, parts: []part{field(FieldPublic), field(FieldPrivate)}},
		{id: stepClient, name: "Client id", title: "The client id", why: []string{
			"ConnectWise wants every program to say who it is. A client id is free: sign in at developer.connectwise.com, open ClientID and press Create New Integration.",
			"Choose Private: it is valid for your company only, and that is all daybrief needs. Public is for products with many customers. An id made by another company, or copied out of another product, is refused.",
		}, parts: []part{field(FieldClient)}, probes: []Probe{ProbeKeys}},
	}
}

func stepsOfPerson(gateway bool) []step {
	keep := step{id: stepKeep, name: "The key's place", title: "Where is the private key kept?", why: []string{
		"Up to now the private key is only in this window. The other settings go into a file without it.",
	}, parts: []part{only(kindSpots), field(FieldCommand)}}
	whose := "The key belongs to the API member, not to you."
	if gateway {
		keep.name, keep.title = "Their place", "Where are the secrets kept?"
		keep.why = []string{"Up to now the secrets are only in this window. The other settings go into a file without them."}
		whose = "The keys behind the gateway are not yours."
	}
	return []step{
		{id: stepTest, name: "Live test", title: "Does everything work?", why: []string{
			"One small request for each thing that daybrief shows. A cross or a triangle names what to change, down to the row of the security role; then press r.",
		}, parts: []part{only(kindChecks)}},
		{id: stepYou, name: "Who you are", title: "Who are you?", why: []string{
			whose + " Say whose tickets and whose day are yours.",
		}, parts: []part{only(kindPeople)}},
		{id: stepWatch, name: "What you watch", title: "What do you watch?", why: []string{
			"This decides what the briefing puts first. All of it can be changed later.",
		}, parts: []part{only(kindDuty), only(kindBoards), field(FieldZone)}},
		stepOfUsage(gateway),
		keep,
		{id: stepDone, name: "Done", title: "daybrief is ready", parts: []part{only(kindSaved)}},
	}
}

// asked is how a field is asked for.
type asked struct {
	label, hint string
	step        stepID
	needed      bool
}

func about(f Field) asked {
	switch f {
	case FieldSite:
		return asked{"The address you use in the browser", "na.myconnectwise.net in North America, eu. in Europe, au. or aus. in Australia, za. in South Africa; or the name of your own server.", stepServer, true}
	case FieldCompany:
		return asked{"The company id", "The field Company of the login screen, letter by letter: capitals matter, and it is rarely the full name.", stepServer, true}
	case FieldPublic:
		return asked{"Public key", "", stepKeys, true}
	case FieldPrivate:
		return asked{"Private key", "Shown as dots. It is written nowhere before you say where.", stepKeys, true}
	case FieldClient:
		return asked{"Client id", "Like 01234567-89ab-cdef-0123-456789abcdef.", stepClient, true}
	case FieldMember:
		return asked{"Find yourself", "", stepYou, true}
	case FieldZone:
		return asked{"Your time zone", "A name like Europe/Dublin or America/Chicago; empty means this computer's.", stepWatch, false}
	case FieldCommand:
		return asked{"The command that prints the private key", "Run without a shell, each time daybrief starts. For example: op read op://Private/daybrief/key", stepKeep, true}
	}
	return aboutGateway(f)
}

// duty is a role in the briefing.
type duty struct{ id, name, gets string }

func duties() []duty {
	return []duty{
		{"technician", "Technician", "my tickets, my day, what blows up next"},
		{"dispatcher", "Dispatcher", "what nobody has picked up, everybody's plan"},
		{"manager", "Service manager", "every section, every team"},
	}
}
