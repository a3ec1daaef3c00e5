package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/feed"
	"daybrief/internal/tempdir"
	"daybrief/model"
	"daybrief/ui/setup"
)

// wizardDesk is a store on a desk, and the right answers.
func wizardDesk(t *testing.T, d *desk) (*wizardStore, setup.Answers, setup.Keys) {
	t.Helper()
	p := newProgram(d.env, Streams{}, d.opts)
	path, own, err := p.configPath()
	if err != nil {
		t.Fatal(err)
	}
	o := d.server.Options()
	return &wizardStore{p: p, path: path, own: own, was: fileText(path)},
		setup.Answers{Site: "https://psa.example", Company: o.Company, PublicKey: o.PublicKey, ClientID: o.ClientID, Member: d.server.Me(), Role: "technician", Boards: []string{"Service Desk"}},
		setup.Keys{Private: model.NewSecret(secretWord)}
}

func TestWizardSavesWhereItWasTold(t *testing.T) {
	t.Parallel()
	command := printing(t, secretWord)
	for _, k := range []setup.Keep{
		{Place: setup.InKeyring}, {Place: setup.InFile}, {Place: setup.InEnvironment}, {Place: setup.InCommand, Command: command},
	} {
		for _, before := range []setup.Place{setup.InKeyring, setup.InFile} {
			d, ring, _ := fresh(t)
			s, in, key := wizardDesk(t, d)
			if _, err := s.Save(t.Context(), in, setup.Keys{Private: model.NewSecret("AnOlderKey12345")}, setup.Keep{Place: before}); err != nil {
				t.Fatal(err)
			}
			if k.Place == setup.InEnvironment {
				s.p.environ = append(s.p.environ, "DAYBRIEF_PRIVATE_KEY="+secretWord)
				d.env = s.p.environ
			}
			out, err := s.Save(t.Context(), in, key, k)
			if err != nil || out.Key.IsEmpty() {
				t.Fatalf("%s after %s: %v", k.Place, before, err)
			}
			inRing, text := 0, ""
			for _, v := range ring.keys {
				inRing++
				text += v + "\n"
			}
			file, _ := os.ReadFile(keyStore(s.path))
			if strings.Contains(text+string(file), "AnOlderKey") {
				t.Errorf("%s after %s: the older key is still there", k.Place, before)
			}
			if want := k.Place == setup.InKeyring; want != (inRing == 1) {
				t.Errorf("%s after %s: %d keys in the keyring", k.Place, before, inRing)
			}
			if want := k.Place == setup.InFile; want != strings.Contains(string(file), secretWord) {
				t.Errorf("%s after %s: the file holds %d bytes", k.Place, before, len(file))
			}
			config, _ := os.ReadFile(s.path)
			if strings.Contains(string(config), secretWord) || strings.Count(string(config), "\n[[view]]") != 1 {
				t.Errorf("%s:\n%s", k.Place, config)
			}
			if code, _, errs := d.run("brief"); code != exitAttention && code != exitOK {
				t.Errorf("%s after %s: brief ends with %d: %s", k.Place, before, code, errs)
			}
		}
	}
}

// printing is a command that prints a word.
func printing(t *testing.T, word string) []string {
	t.Helper()
	file := filepath.Join(tempdir.New(t), "word")
	if err := os.WriteFile(file, []byte(word+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		return []string{filepath.Join(os.Getenv("SystemRoot"), "System32", "cmd.exe"), "/d", "/c", "type", file}
	}
	return []string{"/bin/cat", file}
}

func TestWizardSavesAllOrNothing(t *testing.T) {
	t.Parallel()
	d, ring, _ := fresh(t)
	s, in, key := wizardDesk(t, d)
	if _, err := s.Save(t.Context(), in, key, setup.Keep{Place: setup.InKeyring}); err != nil {
		t.Fatal(err)
	}
	config := fileText(s.path)
	for name, k := range map[string]setup.Keep{
		"another key in the command":  {Place: setup.InCommand, Command: printing(t, "AnotherKey12345")},
		"no such command":             {Place: setup.InCommand, Command: []string{"/no/such/program"}},
		"no variable":                 {Place: setup.InEnvironment},
		"a place that does not exist": {Place: "drawer"},
	} {
		if _, err := s.Save(t.Context(), in, key, k); err == nil {
			t.Errorf("%s was saved", name)
		} else if strings.Contains(err.Error(), secretWord) || strings.Contains(err.Error(), "AnotherKey") {
			t.Errorf("%s: the error holds a key: %v", name, err)
		}
		if fileText(s.path) != config || len(ring.keys) != 1 {
			t.Errorf("%s changed something", name)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Save(gone, in, setup.Keys{Private: model.NewSecret("YetAnotherKey1")}, setup.Keep{Place: setup.InKeyring}); err == nil || fileText(s.path) != config {
		t.Errorf("a save that was called off: %v", err)
	}
}

func TestTwoWizards(t *testing.T) {
	t.Parallel()
	d, _, _ := fresh(t)
	a, in, key := wizardDesk(t, d)
	b, other, _ := wizardDesk(t, d)
	other.Role = "manager"
	if out, err := a.Save(t.Context(), in, key, setup.Keep{Place: setup.InFile}); err != nil || len(out.Notes) != 0 {
		t.Fatalf("%v %v", out.Notes, err)
	}
	out, err := b.Save(t.Context(), other, key, setup.Keep{Place: setup.InFile})
	if err != nil || len(out.Notes) != 1 || !strings.Contains(out.Notes[0].String(), "have replaced theirs") {
		t.Errorf("the second one says %v, %v", out.Notes, err)
	}
	if text := fileText(b.path); !strings.Contains(text, `role = "manager"`) || strings.Contains(text, `role = "technician"`) {
		t.Errorf("mixed:\n%s", text)
	}
}

func TestDraftsThatAreNone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	s, _, _ := wizardDesk(t, d)
	for _, text := range []string{"", "{", "[]", `{"step":""}`, strings.Repeat("x", 1<<20), "\x00\x01"} {
		d.write(s.draftPath(), text)
		if s.draft() != nil {
			t.Errorf("%.10q is a draft", text)
		}
	}
	if err := s.KeepDraft(setup.Draft{Step: "keys", Answers: setup.Answers{Site: "https://psa.example"}}); err != nil {
		t.Fatal(err)
	}
	if got := s.draft(); got == nil || got.Answers.Site != "https://psa.example" {
		t.Errorf("%+v", got)
	}
	tempdir.OwnersOnly(t, s.draftPath())
	if err := errors.Join(s.DropDraft(), s.DropDraft()); err != nil || s.draft() != nil {
		t.Errorf("dropping: %v", err)
	}
}

func TestWizardAsksTheServer(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	s := &wizardServer{newProgram(d.env, Streams{}, d.opts)}
	_, in, key := wizardDesk(t, d)
	ctx := t.Context()
	if v := s.Try(ctx, setup.ProbeSite, setup.Answers{Site: in.Site}, setup.Keys{}); v.Problem != nil || v.Note.IsEmpty() {
		t.Errorf("site: %+v", v)
	}
	if v := s.Try(ctx, setup.ProbeCompany, setup.Answers{Site: in.Site, Company: "nobody"}, setup.Keys{}); v.Problem == nil || v.Field != setup.FieldCompany {
		t.Errorf("company: %+v", v)
	}
	if v := s.Try(ctx, setup.ProbeKeys, in, key); v.Problem != nil {
		t.Errorf("keys: %+v", v.Problem)
	}
	if v := s.Try(ctx, setup.ProbeKeys, in, setup.Keys{Private: model.NewSecret("WrongWrongWrong")}); v.Problem == nil || v.Field != setup.FieldPrivate || v.Problem.Kind != model.Unauthorized {
		t.Errorf("wrong key: %+v", v)
	}
	bad := in
	bad.ClientID = "00000000-0000-4000-8000-000000000000"
	if v := s.Try(ctx, setup.ProbeKeys, bad, key); v.Problem == nil || v.Field != setup.FieldClient {
		t.Errorf("client id: %+v", v)
	}
	d.server.Break(cwtest.Fault{Kind: cwtest.HTMLPage})
	if v := s.Try(ctx, setup.ProbeSite, setup.Answers{Site: in.Site}, setup.Keys{}); v.Problem == nil || v.Problem.Code != "web-site-not-api" || v.Field != setup.FieldSite {
		t.Errorf("web site: %+v", v)
	}
	d.server.Mend()
	state := map[string]setup.State{}
	s.Test(ctx, in, key, func(c setup.Check) { state[c.ID] = c.State })
	for _, c := range s.Checks(in) {
		if got := state[c.ID]; got != setup.Good && got != setup.Skipped {
			t.Errorf("%s is %v", c.ID, got)
		}
	}
	people, err := s.People(ctx, in, key)
	if err != nil || len(people.Members) < 3 || len(people.Boards) == 0 || people.Self.IsEmpty() {
		t.Fatalf("%+v, %v", people, err)
	}
	total := 0
	for _, m := range people.Members {
		if m.Login == people.Self {
			t.Error("the API member is offered as a person")
		}
		total += m.Open
	}
	if total == 0 {
		t.Error("nobody has an open ticket")
	}
}

// Keys that see their own tickets only count nobody's: 0 would be a lie.
func TestWizardCountsNothingThatItCannotSee(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	s := &wizardServer{newProgram(d.env, Streams{}, d.opts)}
	_, in, key := wizardDesk(t, d)
	people, err := s.People(t.Context(), in, key)
	if err != nil || people.Partial != nil || people.Unlisted+people.Uncounted != "" {
		t.Fatalf("%+v, %v", people, err)
	}
	d.server.Limit("Service Tickets", "My")
	people, err = s.People(t.Context(), in, key)
	if err != nil || people.Partial == nil || people.Members[0].Open != -1 || people.Boards[0].Open != -1 {
		t.Errorf("%+v, %v", people, err)
	}
	for _, c := range []struct {
		b    feed.Batch
		want string
	}{
		{feed.Batch{Capped: true}, "those after the first 5"},
		{feed.Batch{Capped: true, Skipped: 1}, "1 record that could not be read, those after the first 5"},
		{feed.Batch{Capped: true, Total: 9}, "4 of 9 that were not read"},
		{feed.Batch{}, ""},
	} {
		if got := lacking(c.b, 5); got != c.want {
			t.Errorf("%+v: %q, want %q", c.b, got, c.want)
		}
	}
}
