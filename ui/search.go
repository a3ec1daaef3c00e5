package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/find"
	"daybrief/ui/screen"
)

// searchMost is how many hits are listed; how many there are is said.
const searchMost = 200

// index is the prepared text of a snapshot, made when somebody searches.
type index struct {
	of   *model.Lookup // changes with the data and not with the plans of the feed
	made *find.Index
}

// finder finds records by what is typed: in memory at once, in the past later.
type finder struct {
	index   index
	past    past
	ctx     context.Context
	world   *world
	deck    *deck
	display *display
	zone    *time.Location
}

// prepared is the index of the present data.
func (d *finder) prepared() *find.Index {
	if d.index.made == nil || d.index.of != d.world.lookup {
		d.index = index{d.world.lookup, find.New(d.world.snapshot)}
	}
	return d.index.made
}

// found are the hits of a search, and for a number that is not among the open
// tickets, the way to ConnectWise's own page.
func (d *finder) found(text string, most int) ([]choice, int) {
	x := d.prepared()
	hits, total := x.Find(text, most)
	out := make([]choice, 0, len(hits)+1)
	for _, h := range hits {
		out = append(out, d.hitChoice(h))
	}
	if id, ok := numbered(text); ok && x.Ticket(id) == nil {
		if link := d.ticketLink(id); link != "" {
			out = append(out, choice{id: "browse", kind: "elsewhere", text: "#" + strconv.FormatInt(int64(id), 10) + " is not among the open tickets" + d.seen(model.SourceTickets, model.SourceProjectTickets),
				detail: "enter opens it in the browser", do: func(a *App) tea.Cmd { return browse(a, link) }})
			total++
		}
	}
	return out, total
}

// seen limits what is said of all records of some sources to those that are here,
// where there may be others.
func (d *finder) seen(of ...model.Source) string {
	if len(screen.Partly(d.world.snapshot, of...)) > 0 {
		return " that can be seen"
	}
	return ""
}

// numbered is the number in "#48210" or "48210".
func numbered(text string) (model.TicketID, bool) {
	digits, hash := strings.CutPrefix(strings.TrimSpace(text), "#")
	n, err := strconv.ParseInt(digits, 10, 64)
	return model.TicketID(n), err == nil && n > 0 && (hash || len(digits) >= 4)
}

func (d *finder) ticketLink(id model.TicketID) string {
	return strings.ReplaceAll(d.world.snapshot.System.Value.TicketLink, "{id}", strconv.FormatInt(int64(id), 10))
}

// hitChoice is a hit as a line, with the way there.
func (d *finder) hitChoice(h find.Hit) choice {
	c := choice{kind: h.Kind.String()}
	sep := " " + d.display.theme.Glyphs.Separator + " "
	switch h.Kind {
	case find.Company:
		c.id, c.text = "c"+strconv.FormatInt(int64(h.Company.ID), 10), h.Company.Name.String()
		c.detail = joined(sep, h.Company.Identifier, h.Company.City)
		c.do = goTo(d.companyPlace(h.Company.ID))
	case find.Contact:
		c.id, c.text = "p"+strconv.FormatInt(int64(h.Contact.ID), 10), h.Contact.Name.String()
		c.detail = joined(sep, h.Contact.Company.Label(), h.Contact.Phone)
		c.do = goTo(contactPlace(c.text))
	case find.Member:
		c.id, c.text = "m"+strconv.FormatInt(int64(h.Member.ID), 10), h.Member.Name().String()
		c.detail = joined(sep, h.Member.Identifier, h.Member.Title)
		c.do = goTo(screen.Place{Screen: "tickets", Member: h.Member.Identifier.String()})
	case find.Board:
		c.id, c.text = "b"+strconv.FormatInt(int64(h.Board.ID), 10), h.Board.Name.String()
		c.do = goTo(screen.Place{Screen: "tickets", Filter: `board="` + strings.ReplaceAll(c.text, `"`, "") + `"`})
	default:
		return d.ticketChoice(h.Ticket)
	}
	return c
}

func (d *finder) ticketChoice(t *model.Ticket) choice {
	number := strconv.FormatInt(int64(t.ID), 10)
	c := choice{id: number, kind: "#" + number, text: t.Summary.String()}
	if c.text == "" {
		c.text = "(no summary)"
	}
	c.detail = joined(" "+d.display.theme.Glyphs.Separator+" ", t.Company.Label(), t.Status.Name)
	id := t.ID
	c.do = func(a *App) tea.Cmd {
		a.read(screen.Read{Tickets: []model.TicketID{id}})
		return nil
	}
	return c
}

// contactPlace is the list of a contact's open tickets.
func contactPlace(name string) screen.Place {
	return screen.Place{Screen: "tickets", Filter: `contact:"` + strings.ReplaceAll(name, `"`, "") + `"`}
}

// companyPlace is where a company is shown: on its own screen where there is one.
func (d *finder) companyPlace(id model.CompanyID) screen.Place {
	if d.deck.tabOf("companies") >= 0 {
		return screen.Place{Screen: "companies", Company: id}
	}
	return screen.Place{Screen: "tickets", Company: id}
}

func joined(sep string, parts ...model.Text) string {
	var out []string
	for _, p := range parts {
		if !p.IsEmpty() {
			out = append(out, p.String())
		}
	}
	return strings.Join(out, sep)
}

// forget lets the index go. It is made again when somebody searches: old data
// must not be kept alive.
func (d *finder) forget() { d.index = index{} }
