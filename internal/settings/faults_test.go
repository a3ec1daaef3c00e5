package settings

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// names are kinds as other packages have them, and one of each that only this
// test has.
func names() Kinds {
	return Kinds{Sections: []string{"now", "sla", "tide"}, Columns: []string{"sla", "moon"}, WallPages: []string{"numbers", "today", "team", "sea"}}
}

// A name that somebody adds to a table is known at once; without a table every
// name is.
func TestKindsComeFromOutside(t *testing.T) {
	t.Parallel()
	text := []byte("[briefing]\nsections = [\"tide\"]\n[ui]\ncolumns = [\"moon\"]\n[wall]\npages = [\"sea\"]\nseconds = { sea = 9, others = 5 }\n")
	for _, k := range []Kinds{names(), {}} {
		if s, err := k.Parse("c", text); err != nil || s.Wall.PageSeconds["sea"] != 9 {
			t.Errorf("%+v: %v", k, err)
		}
	}
	if _, err := (Kinds{Sections: []string{"sla"}}).Parse("c", text); err == nil {
		t.Error("a section that is in no table was taken")
	}
}

func TestFaultsAreNamedAndPlaced(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "[connection]\nsite = \"a\"\n  compnay = \"b\"", `c:3:3: unknown key "compnay" in [connection]; the nearest is "company".`},
		{"unknown table", "\n[conection]\nsite = \"a\"", `c:2:1: unknown table "conection" outside any table; the nearest is "connection".`},
		{"right key, no table", `site = "a"`, `c:1:1: unknown key "site" outside any table; it belongs in [connection].`},
		{"right key, wrong table", "[poll]\nat_risk = \"1h\"", `it belongs in [briefing.sla]`},
		{"other case", "[connection]\nSite = \"a\"", `c:2:1: unknown key "Site" in [connection]; the nearest is "site".`},
		{"quoted key with an escape", "[poll]\n\"ev\\u001bil\" = 1", `c:2:1: unknown key "ev\x1bil" in [poll]`},
		{"inline table", `poll = { every = "1m", recncile = "1h" }`, `c:1:24: unknown key "recncile" in [poll]; the nearest is "reconcile".`},
		{"dotted", "briefing.sla.at_rsk = \"1h\"", `c:1:1: unknown key "at_rsk" in [briefing.sla]; the nearest is "at_risk".`},
		{"private key", "[connection]\nprivate_key = \"CANARY\"", `c:2:1: "private_key" is no setting: the private key itself never stands in this file`},
		{"secret of the usage", "[usage]\nsecret = \"CANARY\"", `c:2:1: "secret" is no setting: the secret itself never stands in this file; use secret_command, secret_file or the variable DAYBRIEF_MIXPANEL_SECRET.`},
		{"usage without a project", "[usage]\nsource = \"mixpanel\"\naccount = \"a\"", `c:1:1: project in [usage] must be the number of the project`},
		{"usage without an account", "[usage]\nsource = \"mixpanel\"\nproject = 1", `c:1:1: account in [usage] must be the user name of a service account`},
		{"usage from elsewhere", "[usage]\nsource = \"amplitude\"", `c:2:1: source in [usage] must be one of "mixpanel", "cloud-elements", "open-connectors".`},
		{"usage without an instance", "[usage]\nsource = \"cloud-elements\"", `c:1:1: instance in [usage] must be the number of the Mixpanel instance`},
		{"region", "[usage]\nregion = \"mars\"", `c:2:1: region in [usage] must be one of "us", "eu", "in".`},
		{"usage too often", "[usage]\nevery = \"5m\"", `c:2:1: every in [usage] must be from 15m to 24h.`},
		{"six events", "[usage]\nevents = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]", `c:2:1: events in [usage] must name five events at most`},
		{"an event without a name", "[usage]\nevents = [\" \"]", `events in [usage] has a fault in item 1: it must not be empty`},
		{"a property in quotes", "[usage]\ncompany = \"a\\\"b\"", `c:2:1: company in [usage] must be the name of a property`},
		{"account and secret", "[usage]\naccount = \"a:CANARY\"", `c:2:1: account in [usage] must hold nothing else: what stands behind a : is the secret.`},
		{"a retired secret", "[usage]\naccount = \"0123456789abcdef0123456789ABCDEF\"", `c:2:1: account in [usage] must be the user name of a service account: this is a project's API secret`},
		{"usage of a company", "[usage.companies]\n\"Acme\" = 5", `companies in [usage] has a fault at "Acme": it must be a name in quotes.`},
		{"usage by command and file", "[usage]\nsecret_command = [\"key\"]\nsecret_file = \"/k\"", `c:3:1: secret_file in [usage] stands beside secret_command`},
		{"unknown in a view", "[[view]]\nname = \"a\"\n[[view]]\nname = \"b\"\nsrot = \"id\"", `c:5:1: unknown key "srot" in [[view]]; the nearest is "sort".`},
		{"view without a name", "[[view]]\nsort = \"id\"", `c:1:1: a [[view]] needs a name.`},
		{"two views of a name", "[[view]]\nname = \"a\"\n[[view]]\nname = \"A\"", `c:4:1: there is another view named "A".`},
		{"view as a table", "[view]\nname = \"a\"", `c:1:1: view must be a list of tables, each written [[view]], not a table.`},
		{"table as a value", `poll = 5`, `c:1:1: poll must be a table, written [poll], not a whole number.`},
		{"text for a list", "[status]\nnew = \"New\"", `c:2:1: new in [status] must be a list like ["a", "b"], not text.`},
		{"number in a list", "[status]\nnew = [\"New\", 3]", `c:2:1: new in [status] must hold only texts in quotes; item 2 is a whole number.`},
		{"number for text", "[me]\nmember = 12", `c:2:1: member in [me] must be text in quotes, not a whole number.`},
		{"number for a duration", "[poll]\nevery = 60", `c:2:1: every in [poll] must be a number and a unit in quotes, like "90s", "15m" or "16h", not a whole number.`},
		{"bad duration", "[poll]\nevery = \"60\"", `c:2:1: every in [poll] must be a number and a unit in quotes`},
		{"poll too often", "[poll]\nevery = \"1s\"", `c:2:1: every in [poll] must be at least 5s`},
		{"poll too seldom", "[poll]\nevery = \"2h\"", `c:2:1: every in [poll] must be from 1s to 1h`},
		{"reconcile too often", "[poll]\nreconcile = \"30s\"", `c:2:1: reconcile in [poll] must be at least as long as every (1m)`},
		{"reconcile by every", "[poll]\nevery = \"20m\"", `c:1:1: reconcile in [poll] must be at least as long as every (20m)`},
		{"negative duration", "[briefing.sla]\nred = \"-1m\"", `c:2:1: red in [briefing.sla] must be from 0s to 720h`},
		{"red beyond at risk", "[briefing.sla]\nred = \"2h\"", `c:2:1: red in [briefing.sla] must not be longer than at_risk (1h)`},
		{"role", "[me]\nrole = \"boss\"", `c:2:1: role in [me] must be one of "technician", "dispatcher", "manager".`},
		{"zone", "[me]\nzone = \"CET/Berlin\"", `c:2:1: zone in [me] is not a time zone that is known here`},
		{"zone Local", "[me]\nzone = \"Local\"", `is not a time zone that is known here`},
		{"zone as a path", "[me]\nzone = \"../../etc/passwd\"", `is not a time zone that is known here`},
		{"provider", "[connection]\nprovider = \"autotask\"", `c:2:1: provider in [connection] must be one of "connectwise", "cloud-elements", "open-connectors".`},
		{"section", "[briefing]\nsections = [\"sla\", \"slaa\"]", `c:2:1: sections in [briefing] has a fault in item 2: it must be one of "now"`},
		{"day", "[hours]\ndays = [\"monday\"]", `c:2:1: days in [hours] has a fault in item 1: it must be one of "mon"`},
		{"time of day", "[hours]\nfrom = \"25:00\"", `c:2:1: from in [hours] must be a time of day like "08:00".`},
		{"hours turned round", "[hours]\nfrom = \"18:00\"", `must be later than from or, over midnight, at most 16h after it`},
		{"no hours at all", "[hours]\nfrom = \"17:00\"", `must be later than from`},
		{"holiday", "[hours]\nholidays = [\"2026-02-30\"]", `c:2:1: holidays in [hours] must hold days like "2026-12-25"; item 1 is not one.`},
		{"pattern", "[status]\nwaiting = [\"[oops\"]", `is not a name or a pattern`},
		{"stale level", "[briefing.stale]\nafter = { critcal = \"4h\" }", `c:2:1: after in [briefing.stale] has an unknown level "critcal"; the nearest is "critical".`},
		{"stale level's value", "[briefing.stale]\nafter = { high = 4 }", `has a fault at high: it must be a number and a unit`},
		{"stale number", "[briefing.stale]\nafter = 4", `or a table like { critical = "4h", low = "24h" }.`},
		{"clock", "[briefing.stale]\nclock = \"business\"", `must be one of "working", "wall".`},
		{"wall seconds", "[wall]\nseconds = 1", `c:2:1: seconds in [wall] must be from 3 to 3600.`},
		{"no second", "[wall]\nseconds = 0", `c:2:1: seconds in [wall] must be from 3 to 3600.`},
		{"seconds of a page", "[wall]\nseconds = { today = 0 }", `c:2:1: seconds in [wall] has a fault at today: it must be from 3 to 3600.`},
		{"seconds of no page", "[wall]\nseconds = { tody = 9 }", `c:2:1: seconds in [wall] has an unknown page "tody"; the nearest is "today".`},
		{"no such page", "[wall]\npages = [\"numbers\", \"Temas\"]", `c:2:1: pages in [wall] has a fault in item 2: it is no page of the wall; the nearest is "team".`},
		{"size", "[wall]\nsize = \"huge\"", `c:2:1: size in [wall] must be one of "auto", "normal", "large", "xl".`},
		{"night", "[wall]\nnight = \"20-6\"", `c:2:1: night in [wall] must be two times of day like "20:00-06:30", or "" for never.`},
		{"night of a day", "[wall]\nnight = \"20:00-20:00\"", `c:2:1: night in [wall] must not begin when it ends.`},
		{"fraction", "[wall]\nseconds = 4.5", `must be a whole number, not a number with a fraction.`},
		{"toggle", "[ui]\nmouse = \"yes\"", `c:2:1: mouse in [ui] must be true or false, not text.`},
		{"no such kind", "[notify]\nkinds = [\"breech\"]", `c:2:1: kinds in [notify] has a fault in item 1: it must be one of "breach", "due"`},
		{"no such channel", "[notify]\nchannels = [\"pager\"]", `channels in [notify] has a fault in item 1: it must be one of "bell", "osc9"`},
		{"due in no time", "[notify]\ndue = \"0s\"", `c:2:1: due in [notify] must be from 1m to 24h.`},
		{"a stale year", "[notify]\nstale = \"8760h\"", `stale in [notify] must be from 1m to 24h.`},
		{"quiet", "[notify]\nquiet = \"19-7\"", `quiet in [notify] must be two times of day`},
		{"a command for nothing", "[notify]\ncommand = [\"x\"]", `command in [notify] is never run: add "command" to channels`},
		{"no command", "[notify]\nchannels = [\"command\"]", `channels in [notify] names "command", but no command is set`},
		{"a command from here", "[notify]\nchannels = [\"command\"]\ncommand = [\"./x\"]", `command in [notify] must name its program alone or with its whole path`},
		{"on without a way", "[notify]\non = true\nchannels = []", `channels in [notify] must name at least one way to call`},
		{"on for nothing", "[notify]\non = true\nkinds = []", `kinds in [notify] must name at least one kind`},
		{"the old bell", "[notify]\nbell = true", `unknown key "bell" in [notify]`},
		{"theme", "[ui]\ntheme = \"blue\"", `must be one of "auto", "dark", "light", `},
		{"key", "[keys]\nquit = [\"\"]", `must be a key like "q"`},
		{"command by a relative path", "[connection]\nprivate_key_command = [\"./key\"]", `must name its program alone or with its whole path`},
		{"command and file", "[connection]\nprivate_key_command = [\"key\"]\nprivate_key_file = \"/k\"", `c:3:1: private_key_file in [connection] stands beside private_key_command`},
		{"line break", "[me]\nmember = \"\"\"a\nb\"\"\"", `c:2:1: member in [me] holds a line break`},
		{"syntax", "[me]\nmember = jdoe", `c:2:10: not valid TOML: `},
		{"syntax near a key", "[connection]\npublic_key = CANARY", `c:2:14: not valid TOML: this line is not valid TOML; texts need quotes.`},
		{"unclosed", "[me]\nmember = \"x", `c:2:`},
		{"twice", "[me]\nrole = \"manager\"\nrole = \"manager\"", `c:3:1: not valid TOML: `},
		{"table twice", "[me]\n[me]", `c:2:`},
		{"binary", "\x00\x01\x02", `c:1:1: the file is not text.`},
		{"UTF-16, cut", "\xff\xfe[\x00a", `c:1:`},
		{"a key in the company", "[connection]\ncompany = \"acme+PubPubPub:PrivPrivPriv\"\n", `c:2:1: company in [connection] must hold nothing else: what stands behind a + or a : is a key.`},
		{"a key in the public key", "[connection]\npublic_key = \"PubPubPub:PrivPrivPriv\"\n", `c:2:1: public_key in [connection] must hold nothing else`},
		{"Latin-1", "[me]\nmember = \"M\xfcller\"", `c:1:1: the file is not UTF-8 text; save it as UTF-8.`},
		{"hostile value", "[me]\nrole = \"\\u001b]0;x\\u0007\"", `role in [me] holds a line break or a control character.`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := names().Parse("c", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("\n%s\n got: %v\nwant: %s", c.text, err, c.want)
			}
			if err != nil && (strings.Contains(err.Error(), "CANARY") || strings.ContainsRune(err.Error(), 0x1b)) {
				t.Errorf("quotes what it must not: %q", err)
			}
		})
	}
}

func TestSeveralFaultsAtOnceInOrder(t *testing.T) {
	t.Parallel()
	_, err := Parse("c", []byte("[ui]\nmouse = 1\n[poll]\nevery = 5\nevrey = 5\n[me]\nrole = \"x\"\nnope = { a = 1 }\n"))
	var p *Problems
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	var lines []int
	for _, f := range p.List {
		lines = append(lines, f.Line)
	}
	if want := []int{2, 4, 5, 7, 8}; !equal(lines, want) {
		t.Errorf("lines %v, want %v:\n%v", lines, want, err)
	}
	_, err = Parse("c", []byte(strings.Repeat("[x]\n", 1)+manyKeys(500)))
	if n := strings.Count(err.Error(), "\n"); n > 25 {
		t.Errorf("%d lines of faults", n)
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("[t" + strings.Repeat("y", i+1) + "]\n")
	}
	return b.String()
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestOtherWaysOfWriting(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"byte order mark": "\uFEFF[me]\nmember = \"jdoe\"\n",
		"CRLF":            "[me]\r\nmember = \"jdoe\"\r\n",
		"no end of line":  "[me]\nmember = \"jdoe\"",
		"literal":         "me.member = 'jdoe'",
		"spaces":          "[ me ]\n member\t=   \"  jdoe \" # me",
		"quoted keys":     "[\"me\"]\n'member' = \"jdoe\"",
		"inline":          "me = { member = \"jdoe\" }",
	} {
		s, err := Parse("c", []byte(text))
		if err != nil || s.Me.Member != "jdoe" {
			t.Errorf("%s: %q, %v", name, s.Me.Member, err)
		}
	}
	s, err := Parse("c", []byte("[connection]\nsite=\"http://127.0.0.1:9000\"\n[poll]\nevery=\"1s\"\nreconcile=\"2s\""))
	if err != nil || s.Poll.Every.Seconds() != 1 {
		t.Errorf("1 s on loopback: %v", err)
	}
	if _, err := Parse("c", []byte("[connection]\nsite=\"http://127.0.0.1.evil.example\"\n[poll]\nevery=\"1s\"")); err == nil {
		t.Error("1 s is accepted for a name that only looks like loopback")
	}
}

// Whatever is in the file: no panic, an end, and clean text.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"[me]\nmember=\"x\"", "a.b.c = [1, {x=2}]\n[[view]]\n'y'=\"\"\"z\n\"\"\"", "[[[", "=", "\"", "'''", "[view.a]\n[[view]]", "\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		places := locate(text)
		for k, p := range places {
			if p.line < 1 || p.col < 1 || p.line > strings.Count(text, "\n")+1 {
				t.Fatalf("%q at %v", k, p)
			}
		}
		s, err := Parse("c", []byte(text))
		if err == nil {
			if again, err := Parse("c", []byte(s.encode(schema(Kinds{})))); err != nil || again.encode(schema(Kinds{})) != s.encode(schema(Kinds{})) {
				t.Fatalf("%v: what is saved is not what is read:\n%s\n%s", err, s.encode(schema(Kinds{})), again.encode(schema(Kinds{})))
			}
			return
		}
		if !utf8.ValidString(err.Error()) || strings.ContainsAny(err.Error(), "\x1b\x07\u009b\u202e") {
			t.Fatalf("unclean: %q", err)
		}
	})
}
