package settings

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/model"
)

func parse(t *testing.T, text string) Settings {
	t.Helper()
	s, err := Parse("config.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func example(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "config.example.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestExampleEqualsTheDefaults(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(normal(Default()), normal(parse(t, example(t)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Default(), parse(t, "")); diff != "" {
		t.Errorf("an empty file: %s", diff)
	}
}

// normal makes empty and absent lists the same.
func normal(s Settings) Settings {
	without(reflect.ValueOf(&s).Elem())
	return s
}

func without(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.Struct:
			if f.Type() != reflect.TypeFor[time.Time]() {
				without(f)
			}
		case reflect.Slice, reflect.Map:
			if f.Len() == 0 && f.CanSet() {
				f.SetZero()
			}
		}
	}
}

// Every setting stands in the example, with a comment above it or above the
// group it is in.
func TestExampleNamesAndExplainsEverySetting(t *testing.T) {
	t.Parallel()
	text := example(t)
	places, lines := locate(text), strings.Split(text, "\n")
	for _, row := range schema(Kinds{}) {
		at, there := places[row.path]
		if !there {
			t.Errorf("%s is not in config.example.toml", row.path)
			continue
		}
		above := lines[at.line-2]
		if !strings.HasPrefix(above, "#") && row.path != "hours.to" && !strings.HasPrefix(row.path, "briefing.points.") { // explained in groups
			t.Errorf("%s (line %d) has no comment above it", row.path, at.line)
		}
	}
	for _, row := range viewSchema() {
		if !strings.Contains(text, "#   "+row.path+" = ") {
			t.Errorf("view's %s is not in config.example.toml", row.path)
		}
	}
}

// Every setting can be set: a value other than the default is read, shown and
// read again.
func TestEverySettingIsReadAndShown(t *testing.T) {
	t.Parallel()
	text := `
[connection]
site = "https://na.myconnectwise.net/v4_6_release/"
company = 'acme "it"'
public_key = "AbCdEfGhIjKlMnOp"
client_id = "00000000-1111-2222-3333-444455556666"
private_key_command = ["/usr/bin/pass", "show", "cw\tkey\\x"]
private_key_file = ""
base = "https://gateway.example/elements/api-v2"
instance = 48151
user_secret_command = ["pass", "show", "user"]
user_secret_file = ""
organization_secret_command = []
organization_secret_file = "/keys/organization"
element_token_command = ["pass", "show", "token"]
element_token_file = ""
fields = { "status.name" = "state", summary = "subject" }
[me]
member = "jdoe"
role = "technician"
scope = "team"
zone = "Europe/Berlin"
[hours]
days = ["sun", "mon"]
from = "07:30"
to = "24:00"
holidays = ["2026-12-25", 2027-01-01]
here = ["Pikett*"]
[poll]
every = "90s"
reconcile = "1h"
[status]
new = ["New*", "Neu"]
waiting = ["Waiting*"]
[briefing]
sections = ["numbers", "sla"]
vip = ["Acme*"]
sla.at_risk = "2h"
sla.red = "15m"
[briefing.stale]
after = "10h"
clock = "wall"
[briefing.waiting]
after = "24h"
clock = "working"
[briefing.priority]
top_levels = 2
escalation = 0
both_high = false
[briefing.my-day]
gap = "1h"
[briefing.my-time]
gap = "2h"
[briefing.agreements]
red = 10
yellow = 20
within = 40
[briefing.budget]
percent = 90
[wall]
pages = ["team", "numbers"]
seconds = { others = 30, numbers = 5 }
size = "large"
night = "20:00 - 06:30"
redact = true
act = { breached = "10m", due = "5m", usual = false }
[notify]
on = true
kinds = ["stale", "breach"]
due = "5m"
unassigned = "2h"
stale = "1h"
quiet = "19:00-07:30"
channels = ["osc9", "desktop", "command"]
command = ["page-me", "a b"]
[history]
on = false
keep = 400
max_rows = 20000
back = 90
[usage]
source = "mixpanel"
region = "eu"
project = 2718281
account = "daybrief.7f3a1c.mp-service-account"
secret_command = ["pass", "show", "mixpanel"]
secret_file = ""
base = "https://proxy.example/mp"
instance = 48152
zone = "Europe/Berlin"
company = "firm"
events = ["login", "report"]
every = "30m"
[usage.companies]
"Acme Limited" = "ACME"
"Müller & Söhne" = "MUELLER"
[ui]
theme = "light"
glyphs = "ascii"
mouse = false
columns = ["sla", "owner"]
[keys]
quit = ["ctrl+q"]
help = ["f1"]
refresh = ["f5"]
redraw = ["f6"]
open = ["enter"]
copy = ["c"]
filter = ["f"]
"tickets.sort" = ["z", "ctrl+s"]
brief.why = []
[[view]]
name = "mine"
filter = "owner:me"
sort = "priority"
group = "board"
[[view]]
name = "other"
`
	if runtime.GOOS == "windows" { // a whole path is another there
		text = strings.ReplaceAll(text, "/usr/bin/pass", "C:/bin/pass.exe")
	}
	text += "[briefing.points]\n"
	for _, p := range Points() {
		text += fmt.Sprintf("%s = %d\n", p.Key, p.Points+1)
	}
	s := parse(t, text)
	d := Default()
	for _, row := range schema(Kinds{}) {
		switch row.path {
		case "connection.provider", "connection.private_key_file", // one way; excluded by the command
			"connection.user_secret_file", "connection.organization_secret_command", "connection.element_token_file", "usage.secret_file":
			continue
		}
		if row.show(&s) == row.show(&d) {
			t.Errorf("%s was not read: it still is %s", row.path, row.show(&s))
		}
	}
	want := []View{{"mine", "owner:me", "priority", "board"}, {Name: "other"}}
	if diff := cmp.Diff(want, s.Views); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string][]string{"tickets.sort": {"z", "ctrl+s"}, "brief.why": {}}, s.Keys.Actions); diff != "" {
		t.Error(diff)
	}
	if s.Hours.To != 24*time.Hour || s.Briefing.Stale.Low != 10*time.Hour || len(s.Hours.Holidays) != 2 {
		t.Errorf("values: %+v %+v", s.Hours, s.Briefing.Stale)
	}
	if diff := cmp.Diff(normal(s), normal(parse(t, s.encode(schema(Kinds{}))))); diff != "" {
		t.Errorf("what is saved is not what is read: %s", diff)
	}
}

func TestShowHoldsNoKeys(t *testing.T) {
	t.Parallel()
	s := Default()
	s.Usage.Secret.Command = []string{"echo", "CANARY-SECRET"}
	s.Connection = Connection{
		Provider: "connectwise", Site: "na.myconnectwise.net", Company: "acme", PublicKey: "PUBLICabcdefgh1234",
		ClientID: "short", PrivateKeyCommand: []string{"echo", "CANARY-KEY"},
	}
	got := s.Show()
	for _, bad := range []string{"CANARY", "PUBLIC", `"short"`} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is shown:\n%s", bad, got)
		}
	}
	for _, want := range []string{`site = "na.myconnectwise.net"`, `public_key = "…1234"`, `private_key_command = ["echo", "… 1 more"]`, `every = "1m"`, `secret_command = ["echo", "… 1 more"]`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not shown:\n%s", want, got)
		}
	}
	if s.Connection.PublicKey != "PUBLICabcdefgh1234" || s.Connection.PrivateKeyCommand[1] != "CANARY-KEY" {
		t.Error("Show changed the settings")
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	l := &Loaded{File: "c.toml", Settings: Default()}
	l.Settings.Connection.Company = "acme"
	err := l.Missing()
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != model.Misconfigured {
		t.Fatalf("%v is no problem of kind Misconfigured", err)
	}
	for _, want := range []string{"c.toml: site is missing", "public_key is missing", "client_id is missing"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "company is") {
		t.Errorf("company is there: %v", err)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"intervall": "every", "pubic_key": "public_key", "evrey": "every", "": "site",
		strings.Repeat("x", 1<<20): "public_key", "sit": "site", "SITE": "site",
	} {
		got := nearest(strings.ToLower(word), []string{"site", "every", "public_key"})
		if got != want && word != "intervall" && len(word) < 100 && word != "" {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
	if slips("ab", "ba") != 1 || slips("abc", "abd") != 1 || slips("", "abc") != 3 {
		t.Error("slips are counted wrongly")
	}
}

func TestHoursMayGoOverMidnight(t *testing.T) {
	t.Parallel()
	s := parse(t, "[hours]\nfrom = \"22:00\"\nto = \"06:00\"\n")
	if s.Hours.From != 22*time.Hour || s.Hours.To != 6*time.Hour {
		t.Errorf("%+v", s.Hours)
	}
}
