package setup

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/golden"
	"daybrief/ui/uitest"
)

// at is a wizard on a step with a field focused, without a program around it.
func at(t *testing.T, f Field) *Wizard {
	t.Helper()
	o := options(newWorld())
	o.Context = t.Context()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	w.resize(80, 24)
	w.aim(f)
	w.draw()
	return w
}

func TestPastesGoWhereTheyBelong(t *testing.T) {
	t.Parallel()
	type want struct{ site, company, public, private, client string }
	both := want{company: theCompany, public: thePublic, private: thePrivate}
	for _, tc := range []struct {
		name  string
		field Field
		text  string
		want  want
		note  string
	}{
		{"a line out of the browser", FieldSite, "https://na.myconnectwise.net/v2026_4/ConnectWise.aspx?locale=en_US#startscreen", want{site: "https://na.myconnectwise.net"}, "na.myconnectwise.net"},
		{"an API address", FieldSite, "https://api-eu.myconnectwise.net/v4_6_release/apis/3.0/", want{site: "https://eu.myconnectwise.net"}, "eu.myconnectwise.net"},
		{"an own server with a port", FieldSite, "  https://psa.example.com:8443/v4_6_release\n", want{site: "https://psa.example.com:8443"}, "psa.example.com:8443"},
		{"a bare host", FieldSite, "psa.example.com", want{site: theSite}, ""},
		{"company and public", FieldPublic, theCompany + "+" + thePublic, want{company: theCompany, public: thePublic}, "the company id and the public key"},
		{"the same in the private field", FieldPrivate, theCompany + "+" + thePublic, want{company: theCompany, public: thePublic}, "the company id and the public key"},
		{"everything in the public field", FieldPublic, theCompany + "+" + thePublic + ":" + thePrivate, both, "private key went to its own field"},
		{"everything in the company field", FieldCompany, theCompany + "+" + thePublic + ":" + thePrivate, both, "private key"},
		{"a block with labels", FieldPublic, "Public Key: " + thePublic + "\r\nPrivate Key:\r\n" + thePrivate + "\r\n", want{public: thePublic, private: thePrivate}, "the public key and the private key"},
		{"two lines", FieldPrivate, thePublic + "\n" + thePrivate, want{public: thePublic, private: thePrivate}, "the public key and the private key"},
		{"a labelled private key in the public field", FieldPublic, "Private key = \"" + thePrivate + "\"", want{private: thePrivate}, "private key went to its own field"},
		{"quotes, zero width, blanks", FieldPrivate, " \u200b\u201cZq7Wv9Kx\u200d2Jb4Tm8R\u201d\u00a0\n", want{private: thePrivate}, ""},
		{"a client id in braces", FieldClient, "{" + theClient + "}", want{client: theClient}, "the client id"},
		{"a client id in the public field", FieldPublic, theClient, want{client: theClient}, "the client id"},
		{"a connector's form", FieldCompany, "Domain: na.myconnectwise.net\nAPI Version: v2026_4\nClient ID: " + theClient + "\nUsername: " + theCompany + "+" + thePublic + "\nPassword: " + thePrivate, want{"https://na.myconnectwise.net", theCompany, thePublic, thePrivate, theClient}, "The version is asked of the server"},
		{"an address in the company field", FieldCompany, "https://na.myconnectwise.net/v4_6_release/", want{site: "https://na.myconnectwise.net"}, "the address"},
		{"escapes in the company", FieldCompany, "\x1b[31macme_login\x1b[0m\x1b[201~", want{company: theCompany}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := at(t, tc.field)
			w.Update(tea.PasteMsg{Content: tc.text})
			got := want{w.value(FieldSite), w.value(FieldCompany), w.value(FieldPublic), w.key.secret().Reveal(), w.value(FieldClient)}
			if got != tc.want {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
			if note := w.drawn.content; tc.note != "" && !strings.Contains(flat(note), tc.note) {
				t.Errorf("nothing says %q:\n%s", tc.note, note)
			}
			if strings.Contains(w.drawn.content, thePrivate) {
				t.Errorf("the private key is on the screen:\n%s", w.drawn.content)
			}
		})
	}
}

// flat is a frame as running text.
func flat(frame string) string {
	return strings.Join(strings.Fields(plain(frame)), " ")
}

func plain(frame string) string {
	var b strings.Builder
	for i := 0; i < len(frame); i++ {
		if frame[i] == 0x1b {
			for i < len(frame) && frame[i] != 'm' {
				i++
			}
			continue
		}
		b.WriteByte(frame[i])
	}
	return b.String()
}

func TestATypedPairIsSplitToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepKeys)
		types(term, theCompany+"+"+thePublic+":"+thePrivate)
		term.Press("tab")
		if wiz.value(FieldPublic) != thePublic || wiz.key.secret().Reveal() != thePrivate {
			t.Errorf("public %q, company %q", wiz.value(FieldPublic), wiz.value(FieldCompany))
		}
		term.Lacks(thePrivate)
		for _, d := range x.drafts {
			if strings.Contains(d, thePrivate) {
				t.Errorf("the draft holds the private key: %s", d)
			}
		}
	})
}

func TestAMegabyteAndControlsDoNoHarm(t *testing.T) {
	t.Parallel()
	for _, f := range []Field{FieldSite, FieldCompany, FieldPublic, FieldPrivate, FieldClient, FieldZone, FieldCommand} {
		for name, text := range map[string]string{
			"a": strings.Repeat("a", 1<<20), "lines": strings.Repeat("x\n", 1<<19), "bells": strings.Repeat("\a\x1b[2J", 1<<17),
			"labels": strings.Repeat("Private Key: k\n", 1<<16), "pasted end": "acme\x1b[201~rm -rf\n",
		} {
			w := at(t, f)
			if f == FieldCommand {
				w.spots.list = []Spot{{Place: InCommand}}
				w.aim(f)
			}
			began := time.Now()
			w.Update(tea.PasteMsg{Content: text})
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("%s in %s took %v", name, f, took)
			}
			if strings.ContainsAny(plain(w.drawn.content), "\a\x1b") {
				t.Errorf("%s in %s: controls on the screen", name, f)
			}
			if len(w.key.text) > maxHidden {
				t.Errorf("the key has %d bytes", len(w.key.text))
			}
		}
	}
}

func TestTheKeyIsShownOnPurposeOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepKeys)
		types(term, thePublic)
		term.Press("tab")
		seen := 0
		lacks := func(when string) {
			t.Helper()
			for i := 0; i+4 <= len(thePrivate); i++ {
				if term.Has(thePrivate[i : i+4]) {
					t.Fatalf("%s the screen shows %q:\n%s", when, thePrivate[i:i+4], term.Text())
				}
			}
			seen++
		}
		for _, r := range thePrivate {
			term.Press(string(r))
			lacks("while typing")
		}
		term.Press("ctrl+r")
		term.Wants(thePrivate, "Everybody who sees this screen")
		golden.Check(t, "revealed-80x24", term.Text()+"\n")
		term.Press("ctrl+r")
		lacks("after hiding")
		for _, away := range []string{"up", "esc", "f1", "ctrl+c"} {
			term.Press("ctrl+r")
			term.Wants(thePrivate)
			if away == "f1" {
				term.Send(tea.KeyPressMsg{Code: tea.KeyF1})
			} else {
				term.Press(away)
			}
			lacks("after " + away)
			term.Pass(time.Second)
			term.Press("esc") // closes whatever is open
			for wiz.step().id != stepKeys {
				enter(term)
			}
			if f, _ := wiz.focused(); f.field != FieldPrivate {
				term.Press("down")
			}
			lacks("back after " + away)
		}
		enter(term)
		types(term, theClient)
		enter(term)
		term.Pass(10 * time.Second)
		lacks("at the test")
		term.Press("esc")
		term.Press("esc")
		term.Press("ctrl+r")
		lacks("once accepted")
		term.Wants("not shown again")
		types(term, "n")
		if wiz.key.secret().Reveal() != "n" {
			t.Error("typing does not replace a key that was accepted")
		}
		if seen < 20 {
			t.Error("hardly looked")
		}
	})
}

func TestTheStoredKeyIsNeverShown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		o := options(x)
		o.Start = Answers{Site: theSite, Company: theCompany, PublicKey: thePublic, ClientID: theClient, Member: "rvale", Role: "dispatcher", Zone: "America/Chicago", Boards: []string{"Network", "Gone"}}
		o.Keys.Private = wizardKey()
		term, wiz := launch(t, x, o, 80, 24)
		term.Wants("Change the setup")
		for wiz.step().id != stepTest {
			enter(term)
			term.Lacks(thePrivate)
		}
		term.Pass(10 * time.Second)
		for wiz.step().id != stepDone {
			enter(term)
			term.Press("ctrl+r")
			term.Lacks(thePrivate)
		}
		got := x.saved[0]
		if got.Member != "rvale" || got.Role != "dispatcher" || got.Zone != "America/Chicago" || len(got.Boards) != 1 || x.keys[0] != thePrivate {
			t.Errorf("saved %+v", got)
		}
	})
}

func TestHelpSaysWhatWorks(t *testing.T) {
	t.Parallel()
	w := at(t, FieldPrivate)
	w.Update(uitest.Key("?"))
	if w.help == nil || !strings.Contains(flat(w.drawn.content), "esc back") {
		t.Fatalf("no help:\n%s", w.drawn.content)
	}
	w.Update(uitest.Key("?"))
	w.Update(uitest.Key("k"))
	w.Update(uitest.Key("?")) // a key may hold it
	if w.help != nil || w.key.secret().Reveal() != "k?" {
		t.Error("a question mark inside a key asks for help")
	}
	w.Update(tea.KeyPressMsg{Code: tea.KeyF1})
	if w.help == nil || strings.Contains(plain(w.drawn.content), "k?") {
		t.Error("f1 does not help, or shows the key")
	}
}
