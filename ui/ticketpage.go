package ui

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
	"daybrief/ui/ticket"
)

// ticketPage shows one ticket instead of the screen, until esc goes back to
// exactly where one was.
type ticketPage struct{ view *ticket.View }

// read opens the page of a ticket of a list.
func (a *App) read(in screen.Read) {
	v, ok := ticket.New(in.Tickets, in.At)
	if !ok {
		a.notify("There is no ticket to read here.")
		return
	}
	v.Sync(a.frame())
	a.page = &ticketPage{v}
}

// syncTicket works the open page out anew for what has changed.
func (a *App) syncTicket() {
	if p, ok := a.page.(*ticketPage); ok && !a.display.size.Empty() {
		p.view.Sync(a.frame())
		a.records.look(p.view.Ticket(), &a.world)
	}
}

func (p *ticketPage) press(a *App, msg tea.KeyPressMsg) tea.Cmd {
	out := p.view.Press(msg, a.frame())
	switch {
	case out.Claimed:
		return tea.Batch(out.Cmd, a.perform(out.Intent))
	case msg.String() == "esc" || msg.String() == "q" || msg.String() == "backspace" || msg.String() == "enter":
		a.page = nil
		return nil
	}
	return a.command(msg)
}

// leaveTicket closes the page of a ticket: another place was asked for.
func (a *App) leaveTicket() {
	if _, ok := a.page.(*ticketPage); ok {
		a.page = nil
	}
}

func (p *ticketPage) paste(*App, string)   {}
func (p *ticketPage) wheel(_ *App, by int) { p.view.Wheel(by) }
func (p *ticketPage) draw(_ *App, f screen.Frame, _ func() screen.Block) screen.Block {
	return p.view.Draw(f)
}

func (p *ticketPage) click(_ *App, x, _ int) tea.Cmd {
	p.view.Click(x)
	return nil
}
