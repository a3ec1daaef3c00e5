package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/screen"
)

// reply is the envelope that brings the result of a screen's command back to
// that screen, and to no other.
type reply struct {
	tab int
	msg tea.Msg
}

// done brings back what became of something the person asked for.
type done struct{ notice }

// offer gives a message to the active screen and does what it asks for.
func (a *App) offer(msg tea.Msg) (cmd tea.Cmd, claimed bool) {
	return a.offerTo(a.deck.active, msg)
}

func (a *App) offerTo(i int, msg tea.Msg) (tea.Cmd, bool) {
	var out screen.Outcome
	f := a.frame()
	a.deck.sync(i, f)
	f.Focused = i == a.deck.active
	a.deck.tabs[i].safely(func(s screen.Screen) { out = s.Handle(msg, f) })
	return tea.Batch(envelope(out.Cmd, i), a.perform(out.Intent)), out.Claimed
}

// envelope addresses the results of a command. Batches are opened, since Bubble
// Tea knows them only by their own type. A panic in a command becomes a notice.
func envelope(cmd tea.Cmd, i int) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		msg, err := guarded(func() (tea.Msg, error) { return cmd(), nil })
		if err != nil {
			return done{notice{text: psa.ProblemOf(err).What.String()}}
		}
		switch msg := msg.(type) {
		case nil:
			return nil
		case tea.BatchMsg:
			for n, c := range msg {
				msg[n] = envelope(c, i)
			}
			return msg
		}
		return reply{i, msg}
	}
}

// perform does what a screen has asked for.
func (a *App) perform(in screen.Intent) tea.Cmd {
	switch in := in.(type) {
	case screen.Open:
		a.open(in.Place)
	case screen.Look:
		a.records.look(in.Ticket, &a.world)
	case screen.Read:
		a.read(in)
	case screen.WhoTakes:
		return opening(func(a *App) page { return takersPage(a, in) })(a)
	case screen.Refresh:
		return refresh(a)
	case screen.Copy:
		return copyOut(a, in)
	case screen.Browse:
		return browse(a, in.URL)
	case screen.Notify:
		a.notify(in.Text)
	case screen.Choose:
		a.page = newChooser(in, a.deck.active)
	case screen.SaveView:
		return opening(func(a *App) page { return saveViewPage(a, in.View) })(a)
	case screen.Quit:
		return quit(a)
	}
	return nil
}

func refresh(a *App) (cmd tea.Cmd) {
	a.opts.Feed.Refresh()
	a.begin("Refreshing")
	if r, ok := a.deck.shown().(screen.Refresher); ok {
		f, at := a.frame(), a.deck.active
		a.deck.tabs[at].safely(func(screen.Screen) { cmd = r.Refresh(f) })
		return envelope(cmd, at)
	}
	return nil
}

// copyOut goes to the terminal, which passes it on even over SSH, and to the
// system's clipboard where there is one.
func copyOut(a *App, in screen.Copy) tea.Cmd {
	// Text of a server is clean already; a screen's own words are made so.
	in.Text = model.Disarmed(in.Text)
	if in.Text == "" {
		a.notify("There is no " + in.Label + " to copy.")
		return nil
	}
	a.notify("Copied the " + in.Label + ".")
	cmd := tea.Raw(ansi.SetSystemClipboard(in.Text)) // OSC 52
	if a.opts.Copy == nil {
		return cmd
	}
	native := a.opts.Copy
	return tea.Batch(cmd, func() tea.Msg {
		// The terminal has it in any case; only the second way failed.
		_, _ = guarded(func() (struct{}, error) { return struct{}{}, native(in.Text) })
		return nil
	})
}

func browse(a *App, url string) tea.Cmd {
	switch {
	case url == "":
		a.notify(a.frame().NoLink().Text)
		return nil
	case a.opts.Browse == nil:
		a.notify("There is no browser here: press y to copy the link.")
		return nil
	}
	a.begin("Opening in the browser")
	open := a.opts.Browse
	return func() tea.Msg {
		if _, err := guarded(func() (struct{}, error) { return struct{}{}, open(url) }); err != nil {
			return done{notice{text: "The browser did not open: press y to copy the link."}}
		}
		return nil
	}
}

// quit ends what is under way, so that nothing holds the program back.
func quit(a *App) tea.Cmd {
	a.keep()
	a.stop()
	return tea.Quit
}
