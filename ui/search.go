package ui

import (
	"strconv"
	"strings"

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

// prepared is the index of the present data.
func (a *App) prepared() *find.Index {
	if a.index.made == nil || a.index.of != a.world.lookup {
		a.index = index{a.world.lookup, find.New(a.world.snapshot)}
	}
	return a.index.made
}

// searchOf searches everything in memory, beginning with a text.
func (a *App) searchOf(text string) *picker {
	p := &picker{title: "Search everything", typed: true, empty: "Nothing in memory matches that.",
		note: "tickets, companies, contacts, members, boards; enter goes there"}
	if p.past = a.opts.Past != nil; p.past {
		p.note = searchNote
	}
	p.find = func(text string) ([]choice, int) {
		if strings.TrimSpace(text) == "" {
			return nil, 0
		}
		rows, total := a.found(text, searchMost)
		if p.past {
			more := a.pastChoices(p, text, rows)
			rows, total = append(rows, more...), total+len(more)
		}
		return rows, total
	}
	p.field.Set(text)
	if text == "#" {
		p.past, p.title, p.note = false, "Go to a ticket", "its number, or the beginning of it"
	}
	p.ask(false)
	return p
}

// found are the hits of a search, and for a number that is not among the open
// tickets, the way to ConnectWise's own page.
func (a *App) found(text string, most int) ([]choice, int) {
	x := a.prepared()
	hits, total := x.Find(text, most)
	out := make([]choice, 0, len(hits)+1)
	for _, h := range hits {
		out = append(out, a.hitChoice(h))
	}
	if id, ok := numbered(text); ok && x.Ticket(id) == nil {
		if link := a.ticketLink(id); link != "" {
			out = append(out, choice{id: "browse", kind: "elsewhere", text: "#" + strconv.FormatInt(int64(id), 10) + " is not among the open tickets",
				detail: "enter opens it in the browser", do: func(a *App) tea.Cmd { return a.browse(link) }})
			total++
		}
	}
	return out, total
}

// numbered is the number in "#48210" or "48210".
func numbered(text string) (model.TicketID, bool) {
	digits, hash := strings.CutPrefix(strings.TrimSpace(text), "#")
	n, err := strconv.ParseInt(digits, 10, 64)
	return model.TicketID(n), err == nil && n > 0 && (hash || len(digits) >= 4)
}

func (a *App) ticketLink(id model.TicketID) string {
	return strings.ReplaceAll(a.world.snapshot.System.Value.TicketLink, "{id}", strconv.FormatInt(int64(id), 10))
}

// hitChoice is a hit as a line, with the way there.
func (a *App) hitChoice(h find.Hit) choice {
	c := choice{kind: h.Kind.String()}
	sep := " " + a.theme.Glyphs.Separator + " "
	switch h.Kind {
	case find.Company:
		c.id, c.text = "c"+strconv.FormatInt(int64(h.Company.ID), 10), h.Company.Name.String()
		c.detail = joined(sep, h.Company.Identifier, h.Company.City)
		c.do = a.opener(a.companyPlace(h.Company.ID))
	case find.Contact:
		c.id, c.text = "p"+strconv.FormatInt(int64(h.Contact.ID), 10), h.Contact.Name.String()
		c.detail = joined(sep, h.Contact.Company.Label(), h.Contact.Phone)
		c.do = a.opener(contactPlace(c.text))
	case find.Member:
		c.id, c.text = "m"+strconv.FormatInt(int64(h.Member.ID), 10), h.Member.Name().String()
		c.detail = joined(sep, h.Member.Identifier, h.Member.Title)
		c.do = a.opener(screen.Place{Screen: "tickets", Member: h.Member.Identifier.String()})
	case find.Board:
		c.id, c.text = "b"+strconv.FormatInt(int64(h.Board.ID), 10), h.Board.Name.String()
		c.do = a.opener(screen.Place{Screen: "tickets", Filter: `board="` + strings.ReplaceAll(c.text, `"`, "") + `"`})
	default:
		return a.ticketChoice(h.Ticket)
	}
	return c
}

func (a *App) ticketChoice(t *model.Ticket) choice {
	number := strconv.FormatInt(int64(t.ID), 10)
	c := choice{id: number, kind: "#" + number, text: t.Summary.String()}
	if c.text == "" {
		c.text = "(no summary)"
	}
	c.detail = joined(" "+a.theme.Glyphs.Separator+" ", t.Company.Label(), t.Status.Name)
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
func (a *App) companyPlace(id model.CompanyID) screen.Place {
	if a.tabOf("companies") >= 0 {
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

// research asks an open search again after new data; its selection stays.
func (a *App) research() {
	if p, ok := a.page.(*picker); ok && p.typed {
		p.ask(true)
		return
	}
	a.index = index{} // made again when somebody searches: old data must not be kept alive
}
