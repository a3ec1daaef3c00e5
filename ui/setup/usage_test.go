package setup

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// The right answers of the made-up Mixpanel.
const (
	theProject = "2718281"
	theAccount = "daybrief.7f3a1c.mp-service-account"
	theSecret  = "Xq4Lr8TzvB2nYk6WsHd0JmPe9cGuRfA1"
)

// counter is a world with a Mixpanel, too.
type counter struct{ *world }

func (x *counter) Try(ctx context.Context, p Probe, in Answers, keys Keys) Verdict {
	if p != ProbeUsage {
		return x.world.Try(ctx, p, in, keys)
	}
	x.mu.Lock()
	x.asked = append(x.asked, "usage "+in.Usage.Account)
	x.mu.Unlock()
	x.wait(ctx)
	switch {
	case keys.Usage.Reveal() != theSecret:
		return Verdict{Field: FieldAccountKey, Problem: problem(model.Unauthorized, "account-refused", "mixpanel.com refused the service account.", "Check the account and its secret.")}
	case in.Usage.Project != 2718281:
		return Verdict{Field: FieldProject, Problem: problem(model.Forbidden, "project-denied", "mixpanel.com does not let the service account into the project.", "Check the number of the project.")}
	}
	return Verdict{Note: model.Clean("it counts Signed in")}
}

// toUsage goes to the page of product usage.
func toUsage(term *uitest.Term, wiz *Wizard) {
	to(term, wiz, stepYou)
	types(term, "mara")
	for range 4 {
		enter(term)
	}
}

// Left empty, the page is passed over with one enter and nobody is asked; begun, it
// wants what is missing; wrong answers are named at their fields.
func TestProductUsageStep(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		o := options(x)
		o.Server = &counter{x}
		term, wiz := launch(t, x, o, 80, 30)
		toUsage(term, wiz)
		if wiz.step().id != stepUsage {
			t.Fatalf("at %s", wiz.step().id)
		}
		term.Wants("Do your clients use a product of yours?", "go on without")
		enter(term)
		if wiz.step().id != stepKeep {
			t.Fatalf("an empty page keeps one: at %s", wiz.step().id)
		}
		term.Press("esc")
		wiz.focus = 0
		types(term, "7")
		enter(term)
		enter(term)
		term.Wants("The user name of a service account is missing.")
		paste(term, theAccount+":"+"wrongwrongwrong")
		term.Wants("Understood: the user name and its secret.")
		term.Press("enter")
		enter(term)
		enter(term)
		term.Wants("refused the service account", "go on anyway")
		golden.Check(t, "usage-wrong-80x30", term.Text()+"\n")
		paste(term, theSecret)
		enter(term)
		term.Wants("does not let the service account into the project")
		paste(term, theProject)
		enter(term)
		if wiz.step().id != stepKeep {
			t.Fatalf("at %s:\n%s", wiz.step().id, term.Text())
		}
		if strings.Contains(strings.Join(x.drafts, ""), theSecret) || strings.Contains(strings.Join(x.drafts, ""), "wrongwrong") {
			t.Error("a draft holds a secret")
		}
		enter(term)
		want := Counting{Project: 2718281, Account: theAccount, Region: "us", Company: "company"}
		if len(x.saved) != 1 || x.saved[0].Usage != want {
			t.Errorf("saved %+v", x.saved)
		}
		if !wiz.usage.empty() {
			t.Error("the secret is still in the wizard")
		}
	})
}

// A shape that can't be right is said without asking anybody.
func TestUsageShapes(t *testing.T) {
	t.Parallel()
	w := at(t, FieldSite)
	for _, c := range []struct {
		f          Field
		text, code string
	}{
		{FieldProject, "12a", "number-shape"}, {FieldProject, "0", "number-shape"}, {FieldProject, "99999999999999999999", "number-shape"}, {FieldProject, "42", ""},
		{FieldAccount, "a b", "account-shape"}, {FieldAccount, "a:b", "account-shape"}, {FieldAccount, theAccount, ""},
		{FieldRegion, "mars", "region-shape"}, {FieldRegion, "EU", ""}, {FieldProperty, `a"b`, "property-shape"}, {FieldProperty, "firm name", ""},
		{FieldCounter, "x", "number-shape"}, {FieldCounter, "48152", ""},
	} {
		w.inputs[c.f].Set(c.text)
		p := w.shape(c.f)
		if got := codeOf(p); got != c.code {
			t.Errorf("%s %q: %s, want %s", c.f, c.text, got, c.code)
		}
	}
	w.usage.set("äöü")
	if codeOf(w.shape(FieldAccountKey)) != "secret-shape" {
		t.Error("a secret of other letters")
	}
}

func codeOf(p *model.Problem) string {
	if p == nil {
		return ""
	}
	return p.Code
}

// What people paste: blanks, quotes, line breaks, the address of a page.
func TestUsagePastes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		at               Field
		text             string
		project, account string
		counter, secret  string
	}{
		{FieldProject, " \"2718281\"\n", theProject, "", "", ""},
		{FieldProject, "https://mixpanel.com/settings/project/2718281", theProject, "", "", ""},
		{FieldCounter, "https://console.cloud-elements.com/instances/48152", "", "", "48152", ""},
		{FieldAccount, "`" + theAccount + "`,", "", theAccount, "", ""},
		{FieldAccountKey, "'" + theSecret + "'\r\n", "", "", "", theSecret},
		{FieldAccountKey, theAccount + ":" + theSecret, "", theAccount, "", theSecret},
	} {
		w := at(t, FieldSite)
		w.show(w.index(stepUsage))
		if c.at == FieldCounter {
			w.through(true)
			w.show(w.index(stepUsage))
		}
		for i, p := range w.parts() {
			if p.field == c.at {
				w.focus = i
			}
		}
		w.Update(tea.PasteMsg{Content: c.text})
		if w.value(FieldProject) != c.project || w.value(FieldAccount) != c.account || w.value(FieldCounter) != c.counter || w.usage.secret().Reveal() != c.secret {
			t.Errorf("%s %q: project %q, account %q, instance %q, secret of %d", c.at, c.text, w.value(FieldProject), w.value(FieldAccount), w.value(FieldCounter), len(w.usage.secret().Reveal()))
		}
	}
}

// What is set up already stays: its secret need not be typed again, and a form that
// the wizard does not ask for is not touched.
func TestUsageThatIsThere(t *testing.T) {
	t.Parallel()
	o := options(newWorld())
	o.Context = t.Context()
	o.Start = Answers{Site: theSite, Company: theCompany, Usage: Counting{Project: 7, Account: theAccount, Region: "eu", Company: "firm"}}
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if got := w.answers().Usage; got != o.Start.Usage || w.usageFault() != FieldNone {
		t.Errorf("%+v, %s", got, w.usageFault())
	}
	w.inputs[FieldAccount].Set("another")
	if w.usageFault() != FieldAccountKey {
		t.Error("another account needs its own secret")
	}
	o.Start.Usage = Counting{Kept: true}
	kept, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if kept.index(stepUsage) != 0 || kept.answers().Usage != o.Start.Usage {
		t.Errorf("the page is there, %+v", kept.answers().Usage)
	}
}
