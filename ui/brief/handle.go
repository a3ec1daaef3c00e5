package brief

import (
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
)

// Handle takes a key or the mouse.
func (b *Brief) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	if len(b.rows) == 0 && !b.filter.on() {
		return screen.Outcome{}
	}
	var out screen.Outcome
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if b.filter.typing {
			return b.typed(msg, f)
		}
		out = b.press(msg, f)
	case tea.PasteMsg:
		if b.filter.typing {
			b.filter.field.Insert(msg.Content)
			b.Sync(f)
			out.Claimed = true
		}
	case tea.MouseClickMsg:
		out = b.click(msg, f)
	case tea.MouseWheelMsg:
		out.Claimed = b.wheel(msg)
	}
	if out.Claimed {
		b.touched = true
		b.follow(f)
	}
	return out
}

// press does what a key says.
func (b *Brief) press(msg tea.KeyPressMsg, f screen.Frame) screen.Outcome {
	k := &b.keys
	if b.tiles.at >= 0 {
		if out := b.tiles.press(k, msg, f); out.Claimed {
			return out
		}
	}
	switch {
	case key.Matches(msg, k.up) && !b.reading && b.atTop() && !b.areas.tiles.Empty():
		b.tiles.at = b.tiles.first()
	case b.move(msg):
	case key.Matches(msg, k.nextSection):
		b.jump(1)
	case key.Matches(msg, k.prevSection):
		b.jump(-1)
	case key.Matches(msg, k.drill):
		return b.drill(f)
	case key.Matches(msg, k.back):
		b.back(f)
	case key.Matches(msg, k.leave):
		b.read(false, f)
	case key.Matches(msg, k.read):
		it := b.selected()
		b.read(ticketOf(it) != nil && (!b.reading || msg.String() != "tab"), f)
	case key.Matches(msg, k.find):
		b.filter.typing, b.tiles.at = true, -1
		b.Sync(f)
	case key.Matches(msg, k.nextMatch):
		b.match(1)
	case key.Matches(msg, k.prevMatch):
		b.match(-1)
	case key.Matches(msg, k.fold):
		b.fold(f)
	case key.Matches(msg, k.why):
		b.explain(f)
	default:
		return b.use(msg)
	}
	return screen.Outcome{Claimed: true}
}

// move takes the keys that go up and down, in the list or in the preview.
func (b *Brief) move(msg tea.KeyPressMsg) bool {
	k := &b.keys
	row, page, home, end := b.list.Move, b.list.Page, b.list.Home, b.list.End
	if b.reading {
		row, page, home, end = b.preview.Scroll, b.preview.Page, b.preview.Home, b.preview.End
	}
	switch {
	case key.Matches(msg, k.up):
		row(-1)
	case key.Matches(msg, k.down):
		row(1)
	case key.Matches(msg, k.pageUp):
		page(-1)
	case key.Matches(msg, k.pageDown):
		page(1)
	case key.Matches(msg, k.home):
		home()
	case key.Matches(msg, k.end):
		end()
	default:
		return false
	}
	return true
}

// use does something with the selected item.
func (b *Brief) use(msg tea.KeyPressMsg) screen.Outcome {
	it := b.selected()
	if it == nil {
		return screen.Outcome{}
	}
	var in screen.Intent
	switch {
	case key.Matches(msg, b.keys.browse):
		in = screen.Browse{URL: it.URL}
	case key.Matches(msg, b.keys.link):
		in = screen.Copy{Text: it.URL, Label: "link"}
	case key.Matches(msg, b.keys.number):
		in = screen.Copy{Text: strconv.FormatInt(it.ID, 10), Label: "number"}
	case key.Matches(msg, b.keys.both):
		in = screen.Copy{Text: "#" + strconv.FormatInt(it.ID, 10) + " " + it.Summary.String(), Label: "number and summary"}
	case key.Matches(msg, b.keys.takers):
		in = whoTakes(it)
	case key.Matches(msg, b.keys.company):
		in = screen.Open{Place: screen.Place{Screen: "companies", Company: it.Ticket.Company.ID}}
	default:
		return screen.Outcome{}
	}
	return screen.Outcome{Intent: in, Claimed: true}
}

// whoTakes asks who can take the ticket of a row, or says why that can't be asked.
func whoTakes(it *briefing.Item) screen.Intent {
	switch {
	case it.Ticket != nil:
		return screen.WhoTakes{Ticket: it.Ticket.ID}
	case len(it.Tickets) > 0:
		return screen.Notify{Text: "These are " + model.Counted(len(it.Tickets), "ticket") + ": enter opens them, and t on one of them says who can take it."}
	}
	return screen.Notify{Text: "This line has no ticket."}
}

// jump goes to the first row of the next section, or of this one and then of
// the one before.
func (p *page) jump(step int) {
	here := p.list.Index()
	first := func(i int) bool {
		return p.rows[i].kind == entry && (i == 0 || p.rows[i-1].kind != entry && p.rows[i-1].kind != because)
	}
	for i := here + step; i >= 0 && i < len(p.rows); i += step {
		if first(i) {
			p.list.Select(p.list.Key(i))
			return
		}
	}
}

// drill opens what the row stands for: a ticket, or with a heading the whole
// section: of tickets in the ticket list, any other here.
func (b *Brief) drill(f screen.Frame) screen.Outcome {
	it, s := b.selected(), b.section()
	switch {
	case it != nil && it.Ticket == nil && len(it.Tickets) > 0:
		return screen.Outcome{Intent: screen.Read{Tickets: numbers(it.Tickets)}, Claimed: true}
	case it != nil && it.Kind == briefing.KindAppointment && it.Ticket == nil:
		who := it.ScheduleEntry.Member.Identifier.String()
		return screen.Outcome{Intent: screen.Open{Place: screen.Place{Screen: "schedule", Member: who}}, Claimed: true}
	case it != nil && it.Ticket != nil:
		list, at := ticketsOf(s, it)
		return screen.Outcome{Intent: screen.Read{Tickets: list, At: at}, Claimed: true}
	case it != nil && (it.Kind == briefing.KindCompany || it.Kind == briefing.KindUsage):
		return screen.Outcome{Intent: screen.Open{Place: screen.Place{Screen: "companies", Company: model.CompanyID(it.ID)}}, Claimed: true}
	case it != nil && it.CompanyID != 0:
		return screen.Outcome{Intent: screen.Open{Place: screen.Place{Screen: "companies", Company: it.CompanyID}}, Claimed: true}
	case it == nil && s.ID != briefing.SectionNow && len(s.Items) > 0 && s.Items[0].Kind == briefing.KindTicket:
		return screen.Outcome{Intent: screen.Open{Place: screen.Place{Screen: "tickets", Section: s.ID}}, Claimed: true}
	case b.full == s.ID:
		b.full = ""
	default:
		b.full = s.ID
	}
	b.Sync(f)
	return screen.Outcome{Claimed: true}
}

func numbers(ts []*model.Ticket) []model.TicketID {
	out := make([]model.TicketID, len(ts))
	for i, t := range ts {
		out[i] = t.ID
	}
	return out
}

// ticketsOf are the tickets of a section in its order, and where an item's is.
func ticketsOf(s *briefing.Section, it *briefing.Item) (list []model.TicketID, at int) {
	for i := range s.Items {
		one := &s.Items[i]
		if one.Ticket == nil {
			continue
		}
		if one == it {
			at = len(list)
		}
		list = append(list, one.Ticket.ID)
	}
	return list, at
}

// back leaves the innermost thing that is open.
func (b *Brief) back(f screen.Frame) {
	switch {
	case b.reading:
		b.reading = false
	case b.why != 0:
		b.why = 0
	case b.filter.on():
		b.filter.field.Set("")
	default:
		b.full = ""
	}
	b.Sync(f)
}

// read moves the keys to the preview, which covers the list where there is no
// room for both.
func (b *Brief) read(on bool, f screen.Frame) {
	b.reading = on
	b.Sync(f)
}

// explain shows the rule of the section below the row, or hides it.
func (b *Brief) explain(f screen.Frame) {
	if k, _ := b.list.Selected(); k == b.why {
		b.why = 0
	} else {
		b.why = k
	}
	b.Sync(f)
	if b.why != 0 && b.list.Move(1) { // to the row below and back: the rule between them is in sight
		b.list.Move(-1)
	}
}

// click opens a tile, selects a row (and opens it when it is selected), or moves
// the keys to the preview.
func (b *Brief) click(msg tea.MouseClickMsg, f screen.Frame) screen.Outcome {
	switch {
	case msg.Button != tea.MouseLeft:
		return screen.Outcome{}
	case b.areas.tiles.Contains(msg.X, msg.Y):
		if i := tileAt(f, b.areas.tiles, msg.X); i >= 0 {
			return openTile(i, f)
		}
		return screen.Outcome{}
	case b.areas.preview.Contains(msg.X, msg.Y):
		b.reading = b.preview.Ticket() != 0
		return screen.Outcome{Claimed: true}
	case b.areas.covered || !b.areas.list.Contains(msg.X, msg.Y):
		return screen.Outcome{}
	}
	was := b.list.Index()
	b.reading, b.tiles.at = false, -1
	if !b.list.At(msg.Y - b.areas.list.Y) {
		return screen.Outcome{}
	}
	if b.list.Index() == was || b.selected() == nil {
		return b.drill(f)
	}
	return screen.Outcome{Claimed: true}
}

// wheel scrolls what is under it.
func (b *Brief) wheel(msg tea.MouseWheelMsg) bool {
	step := 3
	switch msg.Button {
	case tea.MouseWheelUp:
		step = -3
	case tea.MouseWheelDown:
	default:
		return false
	}
	if b.areas.preview.Contains(msg.X, msg.Y) {
		b.preview.Scroll(step)
		return true
	}
	b.list.Move(step)
	return true
}
