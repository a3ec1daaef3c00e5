package ui_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/uitest"
)

func TestIntents(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		intent screen.Intent
		want   string
	}{
		"copy":           {screen.Copy{Text: "48210", Label: "number"}, "Copied the number."},
		"copy nothing":   {screen.Copy{Label: "link"}, "There is no link to copy."},
		"browse":         {screen.Browse{URL: "https://psa.example.com/1"}, "Opening in the browser"},
		"browse nothing": {screen.Browse{}, "No address of Northstar's own pages is known."},
		"browser fails":  {screen.Browse{URL: "https://psa.example.com/fail"}, "The browser did not open"},
		"notify":         {screen.Notify{Text: "Five tickets match."}, "Five tickets match."},
		"refresh":        {screen.Refresh{}, "Refreshing"},
		"open nowhere":   {screen.Open{Place: screen.Place{Screen: "moon"}}, "There is no screen for that."},
		"open the gone":  {screen.Open{Place: screen.Place{Screen: "brief", Section: "no-such"}}, "That is no longer there."},
		"open brief":     {screen.Open{Place: screen.Place{Screen: "brief", Ticket: 48217}}, "SLA: about to be missed, and missed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRig(uitest.Tenant(uitest.Noon(), 30))
				r.opts.Browse = func(url string) error {
					if url == "https://psa.example.com/fail" {
						return errors.New("no display")
					}
					return nil
				}
				r.stub.handle = func(tea.Msg, screen.Frame) screen.Outcome {
					return screen.Outcome{Intent: tc.intent, Claimed: true}
				}
				x := uitest.Start(t, r.app(t), 110, 30)
				x.Press("2", "x")
				x.Wants(tc.want)
				x.Pass(6 * time.Second)
				if _, stays := tc.intent.(screen.Open); !stays {
					x.Lacks(tc.want) // a notice is transient
				}
			})
		})
	}
}

func TestDrillDownCarriesThePlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 30))
		var got screen.Place
		r.stub.show = func(p screen.Place) bool { got = p; return true }
		x := uitest.Start(t, r.app(t), 110, 30)
		x.Press("up", "enter")
		x.Wants("the stub called tickets")
		if got.Screen != "tickets" || got.Section != "sla" || got.Ticket != 0 {
			t.Errorf("place = %+v", got)
		}
	})
}

type asked struct{ n int }

// What a screen's command brings comes back to that screen alone, out of
// batches too, also when another screen is on by then.
func TestRepliesComeHome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 30))
		late := func(n int, d time.Duration) tea.Cmd {
			return func() tea.Msg { time.Sleep(d); return asked{n} }
		}
		var seen []int
		r.stub.handle = func(msg tea.Msg, f screen.Frame) screen.Outcome {
			switch msg := msg.(type) {
			case asked:
				seen = append(seen, msg.n)
			case tea.KeyPressMsg:
				if msg.String() == "x" {
					boom := func() tea.Msg { panic("in a command") }
					return screen.Outcome{Cmd: tea.Batch(late(1, time.Second), late(2, 2*time.Second), boom), Claimed: true}
				}
			}
			return screen.Outcome{}
		}
		x := uitest.Start(t, r.app(t), 110, 30)
		x.Press("2", "x")
		x.Wants("had an internal error with an answer (in a command)")
		x.Press("1")
		x.Pass(3 * time.Second)
		if len(seen) != 2 || seen[0] != 1 || seen[1] != 2 {
			t.Errorf("the stub got %v", seen)
		}
	})
}

func TestKeysGoToOneReceiver(t *testing.T) {
	t.Parallel()
	r := newRig(uitest.Tenant(uitest.Noon(), 30))
	r.stub.handle = func(msg tea.Msg, _ screen.Frame) screen.Outcome {
		k, ok := msg.(tea.KeyPressMsg)
		return screen.Outcome{Claimed: ok && (k.String() == "q" || k.String() == "1")} // it is typing
	}
	r.stub.keys = []key.Binding{key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "types a q"))}
	a := r.still(t, 110, 30)
	a.Update(uitest.Key("2"))
	for _, k := range []string{"q", "1"} {
		if _, cmd := a.Update(uitest.Key(k)); quits(cmd) {
			t.Errorf("%s reached the App too", k)
		}
	}
	a.Update(uitest.Key("?"))
	before := len(r.stub.got)
	a.Update(uitest.Key("j"))
	a.Update(tea.PasteMsg{Content: "text"})
	if len(r.stub.got) != before {
		t.Error("a key reached the screen under an open page")
	}
	if _, cmd := a.Update(uitest.Key("ctrl+c")); !quits(cmd) {
		t.Error("ctrl+c does not quit")
	}
}

// quits reports whether a command, or one in its batch, is the end. Waits are
// instant here, see rig.still.
func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	switch msg := cmd().(type) {
	case tea.QuitMsg:
		return true
	case tea.BatchMsg:
		for _, c := range msg {
			if quits(c) {
				return true
			}
		}
	}
	return false
}

func TestMouse(t *testing.T) {
	t.Parallel()
	r := newRig(uitest.Tenant(uitest.Noon(), 30))
	var at tea.Mouse
	r.stub.handle = func(msg tea.Msg, _ screen.Frame) screen.Outcome {
		if m, ok := msg.(tea.MouseMsg); ok {
			at = m.Mouse()
		}
		return screen.Outcome{Claimed: true}
	}
	r.opts.Mouse = true
	a := r.still(t, 110, 30)
	if a.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is off")
	}
	a.Update(tea.MouseClickMsg{X: 14, Y: 0, Button: tea.MouseLeft}) // the second tab
	a.Update(tea.MouseClickMsg{X: 5, Y: 9, Button: tea.MouseLeft})
	if at.X != 5 || at.Y != 7 { // below tabs and rule
		t.Errorf("the click came at %d,%d", at.X, at.Y)
	}
	a.Update(tea.MouseClickMsg{X: 5, Y: 29, Button: tea.MouseLeft}) // the status bar
	if at.Y != 7 {
		t.Error("a click on the status bar reached the screen")
	}
}

// The title of the window is our own words: a tenant's name or a ticket never
// gets there.
func TestWindowTitle(t *testing.T) {
	t.Parallel()
	a := newRig(uitest.Tenant(uitest.Noon(), 30)).still(t, 110, 30)
	if got := a.View().WindowTitle; got != "daybrief – 3 breached" {
		t.Errorf("title = %q", got)
	}
	if got := newRig(nil).still(t, 110, 30).View().WindowTitle; got != "daybrief" {
		t.Errorf("title without data = %q", got)
	}
}

func TestNativeClipboardIsUsedToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(uitest.Tenant(uitest.Noon(), 30))
		var got string
		r.opts.Copy = func(text string) error { got = text; return errors.New("no display") }
		r.provider.TicketDetail = func(context.Context, *model.Ticket, bool) (none psa.TicketDetail) { return none }
		x := uitest.Start(t, r.app(t), 110, 30)
		x.Press("Y")
		x.Wants("Copied the number.")
		if got == "" {
			t.Error("the system's clipboard got nothing")
		}
	})
}
