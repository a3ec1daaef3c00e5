package companies_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"daybrief/internal/golden"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/companies"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// known is a company of which contacts and agreements are known.
func known(o *trade) psa.CompanyDetail {
	day := func(n int) time.Time { return o.now.Truncate(24*time.Hour).AddDate(0, 0, n) }
	d := psa.CompanyDetail{}
	for i, n := range []string{"Zoë Quigley", "ann Poe", "Björn Grünwald", "Ivan Sato", "Helen Rowe", "", "Paula Tanaka", "Will Abbott", "Yara Mbeki"} {
		c := model.Contact{ID: model.ContactID(i + 1), Name: model.Clean(n), Title: model.Clean("Office Manager"), Phone: model.Clean(fmt.Sprintf("020 555 01%02d", i))}
		if n != "" {
			c.Email = model.Clean(strings.ToLower(strings.Fields(n)[0]) + "@acme-dental.example")
		}
		d.Contacts.Value = append(d.Contacts.Value, c)
	}
	for i, a := range []struct {
		name, kind string
		end        int
	}{{"Managed Services", "Managed Services", 21}, {"Block of 40 hours", "Block Time", 55}, {"Backup", "Cloud", 85}, {"Telephony", "Voice", 300}, {"Hardware", "", 0}, {"Old block", "Block Time", -7}, {"Older block", "Block Time", -700}} {
		x := model.Agreement{ID: model.AgreementID(i + 1), Name: model.Clean(a.name), Type: model.Clean(a.kind)}
		if a.end != 0 {
			x.End = day(a.end)
		}
		d.Agreements.Value = append(d.Agreements.Value, x)
	}
	d.Contacts.At, d.Agreements.At = o.now, o.now
	return d
}

func with(f screen.Frame, d *psa.CompanyDetail) screen.Frame {
	f.Company = func(model.CompanyID) psa.CompanyDetail { return *d }
	return f
}

func TestGoldenDossier(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{
		{"dossier-200x60", 200, 60, nil},
		{"dossier-120x40", 120, 40, []string{"enter"}},
		{"dossier-80x24", 80, 24, []string{"enter"}},
		{"dossier-people-80x24", 80, 24, []string{"enter", "tab", "down"}},
		{"dossier-people-40x12", 40, 12, []string{"enter", "tab", "down"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := sample()
			d := known(o)
			s, f := companies.New(), with(o.frame(c.w, c.h, dark()), &d)
			s.Sync(f)
			press(s, f, c.keys...)
			golden.Check(t, c.name, golden.Plain(s.Draw(f).Lines))
		})
	}
}

func TestContactsAreCopied(t *testing.T) {
	t.Parallel()
	o := sample()
	d := known(o)
	s, f := companies.New(), with(o.frame(160, 45, dark()), &d)
	s.Sync(f)
	if id := s.LookingAt(); id != 1 {
		t.Errorf("looking at %d", id)
	}
	if out := press(s, f, "p"); out.Claimed {
		t.Error("p copies a phone before a contact is chosen")
	}
	press(s, f, "enter", "tab")
	if s.Looking() != 0 {
		t.Error("a ticket is looked at while the keys are among the contacts")
	}
	// By name, whatever the capitals; those without one come last.
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || c.Text != "ann@acme-dental.example" || c.Label != "e-mail address" {
		t.Errorf("y: %+v", c)
	}
	if c, ok := press(s, f, "p").Intent.(screen.Copy); !ok || c.Text != "020 555 0101" || c.Label != "phone number" {
		t.Errorf("p: %+v", c)
	}
	next := d // a refresh brings another order and one more
	next.Contacts.Value = append([]model.Contact{{ID: 77, Name: model.Clean("Aaron First")}}, d.Contacts.Value...)
	next.Contacts.At = o.now.Add(time.Minute)
	d = next
	s.Sync(f)
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || c.Text != "ann@acme-dental.example" {
		t.Errorf("after a refresh y copies %+v", c)
	}
	press(s, f, "tab")
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || c.Label != "link" {
		t.Errorf("y on a ticket: %+v", c)
	}
	press(s, f, "tab", "esc", "down")
	if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || c.Label != "link" {
		t.Errorf("y on a company: %+v", c)
	}
}

func TestClickOnAContact(t *testing.T) {
	t.Parallel()
	o := sample()
	d := known(o)
	s, f := companies.New(), with(o.frame(160, 45, dark()), &d)
	s.Sync(f)
	for y, l := range strings.Split(text(s, f), "\n") {
		switch {
		case strings.Contains(l, "Björn Grünwald"):
			s.Handle(tea.MouseClickMsg{X: 120, Y: y, Button: tea.MouseLeft}, f)
			if c, ok := press(s, f, "y").Intent.(screen.Copy); !ok || !strings.HasPrefix(c.Text, "björn@") {
				t.Errorf("click on Björn: %+v", c)
			}
		case strings.Contains(l, "#10003"):
			s.Handle(tea.MouseClickMsg{X: 120, Y: y, Button: tea.MouseLeft}, f)
			if s.Looking() != 10003 {
				t.Errorf("click on #10003 looks at #%d", s.Looking())
			}
		}
	}
}

// Each part says by itself what is the matter with it; a failure never looks
// like an empty list, and what was had stays.
func TestDossierStates(t *testing.T) {
	t.Parallel()
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("no"), Needs: "Inquire on Agreements (Finance), level All"}
	down := &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down.")}
	for name, c := range map[string]struct {
		change      func(*psa.CompanyDetail)
		want, lacks []string
	}{
		"not asked yet": {func(d *psa.CompanyDetail) { *d = psa.CompanyDetail{} }, []string{"Asking for contacts", "Asking for agreements"}, []string{" none  "}},
		"denied": {func(d *psa.CompanyDetail) {
			d.Agreements = psa.Part[[]model.Agreement]{Problem: denied}
		}, []string{"ann Poe", "level All."}, []string{" none  ", "Managed"}},
		"failing":         {func(d *psa.CompanyDetail) { d.Contacts.Problem = down }, []string{"ann Poe", "The server is down.", "Managed Services"}, []string{" none  "}},
		" none  ":         {func(d *psa.CompanyDetail) { d.Contacts.Value, d.Agreements.Value = nil, nil }, []string{" none  "}, []string{"Asking"}},
		"ends are marked": {func(*psa.CompanyDetail) {}, []string{"▲ Managed Services", "in 21 days, 31 Mar", "• Block of 40 hours", "in 55 days", "in 85 days", "no end date", "● Old block", "ended 3 Mar "}, []string{"in 300 days"}},
	} {
		o := sample()
		d := known(o)
		c.change(&d)
		s, f := companies.New(), with(o.frame(200, 60, dark()), &d)
		s.Sync(f)
		got := text(s, f)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is missing:\n%s", name, w, got)
			}
		}
		for _, w := range c.lacks {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q is there:\n%s", name, w, got)
			}
		}
	}
}

func TestDossierAtEverySize(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"", "日本語の会社名がとても長い", "شركة", "⚠️ café 👩‍👩‍👧", strings.Repeat("x", 400), "नमस्ते"})
	keys := []string{"enter", "tab", "down", "up", "esc", "y", "p", "G", "g"}
	themes := []*theme.Theme{theme.New(true, theme.Unicode()), theme.New(false, theme.ASCII())}
	rapid.Check(t, func(t *rapid.T) {
		o := sample()
		d := known(o)
		for i := range d.Contacts.Value {
			c := &d.Contacts.Value[i]
			c.Name, c.Phone, c.Email, c.Title = model.Clean(word.Draw(t, "name")), model.Clean(word.Draw(t, "phone")), model.Clean(word.Draw(t, "email")), model.Clean(word.Draw(t, "title"))
		}
		for i := range d.Agreements.Value {
			a := &d.Agreements.Value[i]
			a.Name, a.Type = model.Clean(word.Draw(t, "agreement")), model.Clean(word.Draw(t, "type"))
		}
		if rapid.Bool().Draw(t, "failing") {
			d.Contacts.Problem = &model.Problem{Kind: model.BadReply, What: model.Clean(word.Draw(t, "what"))}
			d.Agreements.Problem = d.Contacts.Problem
		}
		s := companies.New()
		for range 6 {
			w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, 60).Draw(t, "h")
			f := with(o.frame(w, h, themes[rapid.IntRange(0, 1).Draw(t, "theme")]), &d)
			s.Sync(f)
			press(s, f, rapid.SampledFrom(keys).Draw(t, "key"), rapid.SampledFrom(keys).Draw(t, "key"))
			exact(t, s.Draw(f), w, h)
		}
	})
}
