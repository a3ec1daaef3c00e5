package setup

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/golden"
	"daybrief/ui/uitest"
)

// walk goes through the whole wizard with the right answers and shows each step
// before it is left.
func walk(term *uitest.Term, see func(step string)) {
	see("welcome")
	enter(term)
	types(term, theSite)
	term.Press("tab")
	types(term, theCompany)
	see("server")
	enter(term)
	see("role")
	enter(term)
	see("member")
	enter(term)
	types(term, thePublic)
	term.Press("tab")
	types(term, thePrivate)
	see("keys")
	enter(term)
	types(term, theClient)
	see("client")
	enter(term)
	term.Pass(10 * time.Second)
	see("test")
	enter(term)
	types(term, "mara")
	see("you")
	enter(term)
	see("watch")
	enter(term)
	enter(term)
	enter(term)
	see("usage")
	enter(term)
	see("keep")
	enter(term)
	see("done")
}

func TestEveryStepFromStartToEnd(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				x := newWorld()
				term, wiz := launch(t, x, options(x), size[0], size[1])
				walk(term, func(step string) {
					if got := string(wiz.step().id); got != step {
						t.Fatalf("at %q, want %q:\n%s", got, step, term.Text())
					}
					golden.Check(t, fmt.Sprintf("%s-%dx%d", step, size[0], size[1]), term.Text()+"\n")
				})
				if len(x.saved) != 1 || x.keys[0] != thePrivate || x.kept[0] != "keyring " {
					t.Fatalf("saved %+v in %v", x.saved, x.kept)
				}
				want := Answers{Site: theSite, Company: theCompany, PublicKey: thePublic, ClientID: theClient, Member: "moduya", Role: "technician"}
				if got := x.saved[0]; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
					t.Errorf("saved %+v, want %+v", got, want)
				}
				if x.draft != nil {
					t.Error("the draft is still there")
				}
				leave, result := "enter", Finished
				if size[0] > 80 {
					leave, result = "ctrl+c", Left // what quits opens no dashboard
				}
				term.Press(leave)
				if ended, err := term.Ended(); !ended || err != nil || wiz.Result() != result {
					t.Errorf("ended %v, %v with %v", ended, err, wiz.Result())
				}
			})
		})
	}
}

// A list of members that is not whole, and counts that are not, say so.
func TestPeopleWhoAreNotAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		x := newWorld()
		x.people.Unlisted, x.people.Uncounted = "those after the first 8,000", "2 records that could not be read"
		term, _ := launch(t, x, options(x), 80, 24)
		walk(term, func(step string) {
			switch step {
			case "you":
				term.Wants("without those after the first 8,000", "without 2 records that could not be read", "of 4+", "14+ open")
			case "watch":
				term.Wants("41+ open")
			}
		})
	})
}
