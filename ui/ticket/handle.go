package ticket

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// Press takes a key. What it does not claim closes the page or is the App's.
func (v *View) Press(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	p, k := v.reading(), &v.keys
	switch {
	case key.Matches(msg, k.up):
		p.Scroll(-1)
	case key.Matches(msg, k.down):
		p.Scroll(1)
	case key.Matches(msg, k.pageUp):
		p.Page(-1)
	case key.Matches(msg, k.pageDown):
		p.Page(1)
	case key.Matches(msg, k.home):
		p.Home()
	case key.Matches(msg, k.end):
		p.End()
	case key.Matches(msg, k.next):
		return v.step(1, f)
	case key.Matches(msg, k.previous):
		return v.step(-1, f)
	case key.Matches(msg, k.side):
		v.inFar = !v.inFar && v.wide
	default:
		return v.use(msg, f)
	}
	return screen.Outcome{Claimed: true}
}

// reading is the half that keys scroll.
func (v *View) reading() *widget.Preview {
	if v.inFar {
		return &v.facts
	}
	return &v.words
}

// step goes to another ticket of the list, and says when there is none.
func (v *View) step(by int, f screen.Frame) screen.Outcome {
	to := v.at + by
	switch {
	case to < 0:
		return screen.Outcome{Intent: screen.Notify{Text: "This is the first ticket of the list."}, Claimed: true}
	case to >= len(v.from):
		return screen.Outcome{Intent: screen.Notify{Text: "This is the last ticket of the list."}, Claimed: true}
	}
	v.at, v.inFar = to, false
	v.Sync(f)
	return screen.Outcome{Claimed: true}
}

// use does something with the ticket.
func (v *View) use(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	t := v.last
	if t == nil || t.ID != v.Ticket() {
		return screen.Outcome{}
	}
	number := strconv.FormatInt(int64(t.ID), 10)
	link := strings.ReplaceAll(f.Snapshot.System.Value.TicketLink, "{id}", number)
	var in screen.Intent
	switch k := &v.keys; {
	case key.Matches(msg, k.takers):
		in = screen.WhoTakes{Ticket: t.ID}
	case key.Matches(msg, k.browse):
		in = screen.Browse{URL: link}
	case key.Matches(msg, k.copyLink):
		in = screen.Copy{Text: link, Label: "link"}
	case key.Matches(msg, k.copyID):
		in = screen.Copy{Text: number, Label: "number"}
	case key.Matches(msg, k.copyBoth):
		in = screen.Copy{Text: "#" + number + " " + t.Summary.String(), Label: "number and summary"}
	case key.Matches(msg, k.company) && t.Company.ID != 0:
		in = screen.Open{Place: screen.Place{Screen: "companies", Company: t.Company.ID}}
	default:
		return screen.Outcome{}
	}
	return screen.Outcome{Intent: in, Claimed: true}
}

// Wheel scrolls the half that is read.
func (v *View) Wheel(by int) { v.reading().Scroll(by) }

// Click moves the keys to the half under the mouse.
func (v *View) Click(x int) {
	left, _ := v.columns()
	v.inFar = v.wide && x > left+2
}

// known is the ticket as it was last seen; nil when it never was.
func (v *View) known() *model.Ticket { return v.last }
