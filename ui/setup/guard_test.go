package setup

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/uitest"
)

// A list of members that has just come takes no enter: it was meant for what
// stood there before.
func TestEnterWaitsForTheList(t *testing.T) {
	t.Parallel()
	o := options(newWorld())
	o.Context = t.Context()
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	o.Now = func() time.Time { return now }
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	w.resize(80, 24)
	w.show(w.index(stepYou))
	w.enterStep() // asks for the members; the answer follows by hand
	w.Update(met{gen: w.people.gen, people: newWorld().people})
	w.Update(uitest.Key("enter"))
	if w.step().id != stepYou {
		t.Fatal("an enter on its way has chosen the first of the list")
	}
	now = now.Add(calm)
	w.Update(uitest.Key("enter"))
	if w.step().id != stepWatch || w.member == "" {
		t.Errorf("at %s as %q", w.step().id, w.member)
	}
}

// The private key in a field that everybody can read goes from there as soon as
// it is known, and never into the draft.
func TestThePrivateKeyInAnotherField(t *testing.T) {
	t.Parallel()
	w := at(t, FieldPublic)
	for _, f := range []Field{FieldSite, FieldCompany, FieldPublic, FieldClient, FieldZone} {
		w.inputs[f].Set(thePrivate)
	}
	w.key.set(thePrivate)
	if text := textOf(w.draft.nowDraft()); strings.Contains(text, thePrivate) {
		t.Errorf("the draft holds it: %s", text)
	}
	w.key.wipe()
	w.Update(tea.PasteMsg{Content: "Private Key: " + thePrivate})
	if strings.Contains(plain(w.drawn.content), thePrivate) || w.key.secret().Reveal() != thePrivate {
		t.Errorf("it is still on the screen:\n%s", plain(w.drawn.content))
	}
}

// Whatever way led to the last page: answers that have not passed the test are
// not saved.
func TestNothingUntestedIsSaved(t *testing.T) {
	t.Parallel()
	w := at(t, FieldSite)
	w.fill(Answers{Site: theSite, Company: theCompany, PublicKey: thePublic, ClientID: theClient, Member: "rvale"})
	w.key.set(thePrivate)
	w.spots.list = []Spot{{InFile, model.Clean("a file"), model.Text{}}}
	w.spots.asked = w.spotSubject()
	w.show(w.index(stepKeep))
	w.Update(uitest.Key("enter"))
	if w.spots.saving || w.step().id != stepTest {
		t.Errorf("saving %v at %s", w.spots.saving, w.step().id)
	}
}
