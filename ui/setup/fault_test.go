package setup

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// to is a wizard that has been filled rightly up to a step.
func to(term *uitest.Term, wiz *Wizard, step stepID) {
	enter(term)
	types(term, theSite)
	term.Press("tab")
	types(term, theCompany)
	for wiz.step().id != step {
		switch wiz.step().id {
		case stepKeys:
			types(term, thePublic)
			term.Press("tab")
			types(term, thePrivate)
		case stepClient:
			types(term, theClient)
		}
		enter(term)
		term.Pass(8 * time.Second)
	}
}

// wiped empties the focused line.
func wiped(term *uitest.Term) { term.Press("end", "ctrl+u") }

func TestThreeWrongAnswersEachAtItsField(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		enter(term)
		types(term, "https://www.example.com/login")
		term.Press("tab")
		types(term, theCompany)
		term.Wants("this is a web site and not")
		golden.Check(t, "wrong-site-80x24", term.Text()+"\n")
		enter(term)
		if f, _ := wiz.focused(); wiz.step().id != stepServer || f.field != FieldSite {
			t.Fatalf("enter went on to %s %s", wiz.step().id, f.field)
		}
		wiped(term)
		types(term, theSite)
		enter(term)
		term.Wants("A role that can only look")
		enter(term)
		enter(term)
		types(term, thePublic)
		term.Press("tab")
		types(term, "wrongKEY")
		enter(term)
		enter(term) // no client id
		term.Wants("The client id is missing.", "● look here")
		golden.Check(t, "no-client-80x24", term.Text()+"\n")
		types(term, theClient)
		enter(term)
		term.Wants("refused the keys", "The pair of keys")
		if f, _ := wiz.focused(); f.field != FieldPrivate {
			t.Fatalf("the fault is at %q", f.field)
		}
		golden.Check(t, "wrong-key-80x24", term.Text()+"\n")
		wiped(term)
		types(term, thePrivate)
		enter(term)
		enter(term)
		term.Pass(10 * time.Second)
		term.Wants("Everything works.")
	})
}

func TestKeysInEachOthersPlaceAreSwapped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepKeys)
		paste(term, thePrivate)
		term.Press("tab")
		paste(term, thePublic)
		enter(term)
		types(term, theClient)
		for _, d := range x.drafts {
			if strings.Contains(d, thePrivate) {
				t.Fatalf("the draft holds the private key: %s", d)
			}
		}
		enter(term)
		term.Pass(10 * time.Second)
		term.Wants("Everything works.")
		if wiz.value(FieldPublic) != thePublic || wiz.key.secret().Reveal() != thePrivate {
			t.Error("the keys are where they were")
		}
		for range 2 {
			term.Press("esc")
		}
		term.Wants("were swapped", thePublic)
		term.Lacks(thePrivate)
	})
}

func TestBackAndForwardLosesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepTest)
		before, key := wiz.answers(), wiz.key.secret().Reveal()
		for wiz.at > 0 {
			term.Press("esc")
		}
		enter(term)
		for wiz.step().id != stepTest {
			enter(term)
		}
		if after := wiz.answers(); after.Site != before.Site || after.Company != before.Company || after.PublicKey != before.PublicKey || after.ClientID != before.ClientID {
			t.Errorf("%+v became %+v", before, after)
		}
		if wiz.key.secret().Reveal() != key {
			t.Error("the private key was lost")
		}
	})
}

func TestALateAnswerAboutAnOldValueIsDropped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.takes = 5 * time.Second
		term, wiz := launch(t, x, options(x), 80, 24)
		term.Press("enter")
		paste(term, "https://www.example.com/") // asked at once
		term.Wants("asking")
		term.Send(tea.PasteMsg{Content: theSite})
		term.Pass(20 * time.Second)
		term.Lacks("web site and not")
		if state, _, _ := wiz.standing(FieldSite); state != Good {
			t.Errorf("the site stands at %v", state)
		}
	})
}

func TestQuittingWhileTheServerIsAskedIsQuick(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.takes = time.Hour
		term, wiz := launch(t, x, options(x), 80, 24)
		term.Press("enter")
		paste(term, theSite)
		term.Press("ctrl+c")
		term.Pass(time.Second)
		term.Wants("Quit the setup?")
		began := time.Now()
		term.Press("down", "enter")
		term.Pass(time.Second)
		if ended, err := term.Ended(); !ended || err != nil || time.Since(began) > 2*time.Second {
			t.Fatalf("ended %v %v after %v", ended, err, time.Since(began))
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.off != 1 {
			t.Errorf("%d questions were called off", x.off)
		}
		if wiz.Result() != Cancelled || x.draft != nil || len(x.saved) != 0 {
			t.Errorf("result %v, draft %v, saved %v", wiz.Result(), x.draft, x.saved)
		}
	})
}

func TestAKeyTypedForTheFieldDoesNotAnswerTheQuestion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		wiz, err := New(func() Options { o := options(x); o.Context = t.Context(); return o }())
		if err != nil {
			t.Fatal(err)
		}
		defer wiz.Close()
		wiz.resize(80, 24)
		wiz.Update(uitest.Key("enter"))
		wiz.Update(uitest.Key("a"))
		wiz.Update(uitest.Key("ctrl+c"))
		wiz.Update(uitest.Key("enter")) // was on its way
		if wiz.came != nil || wiz.ask == nil {
			t.Fatal("an enter within a quarter of a second has answered")
		}
		time.Sleep(calm)
		wiz.Update(uitest.Key("esc"))
		if wiz.came != nil || wiz.ask != nil || wiz.value(FieldSite) != "a" {
			t.Fatal("esc does not go on with the setup")
		}
	})
}

func TestQuitKeepsWhatWasTypedWhenAsked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepKeys)
		types(term, thePublic)
		term.Press("tab")
		types(term, thePrivate)
		term.Press("ctrl+c")
		term.Pass(time.Second)
		golden.Check(t, "quit-80x24", term.Text()+"\n")
		term.Press("enter")
		term.Pass(time.Second)
		if ended, _ := term.Ended(); !ended || x.draft == nil || x.draft.Answers.Company != theCompany {
			t.Fatalf("ended %v, draft %+v", ended, x.draft)
		}
		if text := textOf(*x.draft); strings.Contains(text, thePrivate) {
			t.Errorf("the draft holds the private key: %s", text)
		}
	})
}

// Killed before the server has accepted the public key, which a draft then does
// not hold: the wizard says so where the first of them goes.
func TestKilledBeforeTheKeysAreAccepted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		o := options(x)
		o.Draft = &Draft{Answers: Answers{Site: theSite, Company: theCompany}, Step: string(stepClient)}
		term, wiz := launch(t, x, o, 80, 24)
		term.Wants("You were at: Client id. Both keys are asked for again.")
		enter(term)
		term.Wants("no key that the server has not accepted")
		if f, _ := wiz.focused(); f.field != FieldPublic {
			t.Fatalf("the focus is at %q", f.field)
		}
		types(term, thePublic)
		term.Lacks("no key that the server has not accepted")
	})
}

func TestKilledAndResumed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepYou)
		term.Pass(2 * time.Second)
		draft := x.draft // and here it is killed
		if draft == nil || draft.Step != string(stepYou) || draft.Answers.PublicKey != thePublic {
			t.Fatalf("the draft is %+v", draft)
		}
		y := newWorld()
		o := options(y)
		o.Draft = draft
		again, wiz2 := launch(t, y, o, 80, 24)
		again.Wants("Go on where you stopped", "Who you are")
		golden.Check(t, "resume-80x24", again.Text()+"\n")
		enter(again)
		again.Wants("The private key is never kept in a draft", thePublic)
		if f, _ := wiz2.focused(); f.field != FieldPrivate {
			t.Fatalf("the focus is at %q", f.field)
		}
		types(again, thePrivate)
		enter(again)
		enter(again)
		again.Pass(10 * time.Second)
		again.Wants("Everything works.")
		if wiz2.answers().Company != theCompany || wiz2.answers().Site != theSite {
			t.Errorf("%+v", wiz2.answers())
		}
	})
}

func TestPermissionsThatAreMissing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.fails["schedule"] = Check{State: Bad, Problem: &model.Problem{
			Kind: model.Forbidden, Code: "denied-schedule", What: model.Clean("The keys may not read schedule entries."),
			Cure:  model.Clean("Give the API member's security role Inquire on Resource Scheduling (Service Desk), level All."),
			Needs: "Inquire on Resource Scheduling (Service Desk), level All",
		}}
		x.fails["clock"] = Check{State: Warned, Problem: fault("clock-wrong", "This computer's clock is 7 min behind the server's.", "Set this computer's clock.")}
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepTest)
		term.Pass(10 * time.Second)
		term.Wants("Something that daybrief needs is missing", "may not read schedule entries", "Resource Scheduling")
		golden.Check(t, "denied-80x24", term.Text()+"\n")
		enter(term)
		term.Wants("enter again goes on")
		delete(x.fails, "schedule")
		term.Press("r")
		term.Pass(10 * time.Second)
		term.Wants("Works, with warnings")
		enter(term)
		term.Wants("Who are you?")
	})
}

func TestKeysThatStopWorkingAreNotSaved(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.fails["keys"] = Check{State: Bad, Field: FieldPrivate, Problem: problem(model.Unauthorized, "keys-refused", "psa.example.com refused the keys.", "Copy them again.")}
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepTest)
		term.Pass(10 * time.Second)
		term.Press("ctrl+n")
		if !wiz.key.sealed {
			t.Error("a key that was accepted can be shown again")
		}
		if wiz.step().id != stepTest {
			t.Fatal("went on without keys")
		}
		enter(term)
		if f, _ := wiz.focused(); wiz.step().id != stepKeys || f.field != FieldPrivate {
			t.Errorf("enter goes to %s %s", wiz.step().id, f.field)
		}
	})
}

func TestWithoutAListTheLoginIsTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.noList = problem(model.Forbidden, "denied-system-members", "The keys may not list members on psa.example.com.", "Give the API member's security role Inquire on Member Maintenance (System), level All.")
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepYou)
		term.Wants("Type your login", "Member Maintenance")
		types(term, "moduya")
		enter(term)
		if wiz.step().id != stepWatch || wiz.answers().Member != "moduya" {
			t.Errorf("at %s with %+v", wiz.step().id, wiz.answers())
		}
	})
}

func TestAFailedSaveLosesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.saveErr = errors.New("the folder ~/.config/daybrief can't be written to")
		term, wiz := launch(t, x, options(x), 80, 24)
		to(term, wiz, stepYou)
		types(term, "mara")
		for range 6 {
			enter(term)
		}
		term.Wants("can't be written to", "Nothing has been changed.")
		x.saveErr = nil
		term.Press("down", "down")
		enter(term)
		types(term, `op read "op://Private/day brief/key"`)
		golden.Check(t, "command-80x24", term.Text()+"\n")
		enter(term)
		if wiz.step().id != stepDone || x.kept[0] != "command op|read|op://Private/day brief/key" {
			t.Errorf("at %s, kept %q", wiz.step().id, x.kept)
		}
		if !wiz.key.empty() {
			t.Error("the key is still in the wizard")
		}
	})
}
