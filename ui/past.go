package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// pastMost is how many tickets, and how many contacts, of the past are listed.
const pastMost = 100

// PastTicket is a ticket of the past that was found.
type PastTicket struct {
	ID                      model.TicketID
	Summary, Company, Owner model.Text
	// State says in a word what became of it: "closed". Closed is zero where the
	// server did not say when.
	State  string
	Closed time.Time
}

// PastContact is a contact that was found.
type PastContact struct {
	ID                          model.ContactID
	Name, Company, Phone, Email model.Text
}

// PastFound is the answer to a search in the past. More says that there is more
// than was asked for; Note is what of the question was not understood, or what else is
// to be known about the answer.
type PastFound struct {
	Tickets  []PastTicket
	Contacts []PastContact
	More     bool
	Note     string
}

// past is the search in the past: one question at a time, the latest.
type past struct {
	ask    func(ctx context.Context, words string, limit int) (PastFound, error) // nil: nothing is kept
	text   string                                                                // what answer answers
	answer PastFound
	err    error
	asking string // under way; "" for nothing
	stop   context.CancelFunc
}

// recalled brings an answer of the past back.
type recalled struct {
	text   string
	answer PastFound
	err    error
}

// recall asks the past what is typed into a search; nil for none that is open.
// An older question is stopped: its answer would be dropped.
func (d *finder) recall(p *picker) tea.Cmd {
	s, text := &d.past, ""
	if s.ask == nil {
		return nil
	}
	if p != nil {
		text = strings.TrimSpace(p.field.String())
	}
	if text != "" && text == s.asking {
		return nil
	}
	if s.stop != nil {
		s.stop()
	}
	s.asking, s.stop = "", nil
	switch text {
	case "": // closed, or nothing typed: asked anew the next time
		s.text, s.answer, s.err = "", PastFound{}, nil
		return nil
	case s.text: // back at what was answered
		return nil
	}
	s.asking = text
	ctx, stop := context.WithTimeout(d.ctx, detailTime)
	s.stop = stop
	ask := s.ask
	return func() tea.Msg {
		defer stop()
		found, err := guarded(func() (PastFound, error) { return ask(ctx, text, pastMost) })
		return recalled{text, found, err}
	}
}

// remembered takes an answer, unless something else has been typed meanwhile.
func (p *past) remembered(msg recalled) bool {
	if msg.text != p.asking {
		return false
	}
	*p = past{ask: p.ask, text: msg.text, answer: msg.answer, err: msg.err}
	return true
}

// pastChoices are the lines below those of the memory: what it did not list
// already.
func (d *finder) pastChoices(p *picker, text string, had []choice) []choice {
	text = strings.TrimSpace(text)
	p.note, p.empty = searchNote, "Nothing matches that."
	switch {
	case d.past.text != text:
		p.note, p.empty = "looking through what is closed"+d.display.theme.Glyphs.Ellipsis, "Nothing open matches that; looking through what is closed."
		return nil
	case d.past.err != nil:
		p.note, p.empty = "The history can't be searched: "+d.past.err.Error(), "Nothing open matches that, and the history can't be searched."
		return nil
	case d.past.answer.Note != "":
		p.note = d.past.answer.Note
	case d.past.answer.More:
		p.note = "more closed tickets match: type more"
	}
	listed := make(map[string]bool, len(had))
	for _, c := range had {
		listed[c.id] = true
	}
	var out []choice
	for _, t := range d.past.answer.Tickets {
		if c := d.pastTicket(t); !listed[c.id] {
			out = append(out, c)
		}
	}
	for _, h := range d.past.answer.Contacts {
		if c := d.pastContact(h); !listed[c.id] {
			out = append(out, c)
		}
	}
	return out
}

const searchNote = "tickets, open and closed, companies, contacts, members, boards; enter goes there"

// pastTicket is a ticket that is not open as far as is known: its page is
// ConnectWise's own.
func (d *finder) pastTicket(t PastTicket) choice {
	number := strconv.FormatInt(int64(t.ID), 10)
	if open := d.world.lookup.Ticket(t.ID); open != nil {
		return d.ticketChoice(open)
	}
	state := t.State
	if !t.Closed.IsZero() {
		state += " " + t.Closed.In(d.zone).Format(time.DateOnly)
	}
	c := choice{id: number, kind: "#" + number, text: t.Summary.String(), detail: state}
	if c.text == "" {
		c.text = "(no summary)"
	}
	if !t.Company.IsEmpty() {
		c.detail += " " + d.display.theme.Glyphs.Separator + " " + t.Company.String()
	}
	link := d.ticketLink(t.ID)
	c.do = func(a *App) tea.Cmd { return browse(a, link) }
	return c
}

func (d *finder) pastContact(h PastContact) choice {
	c := choice{id: "p" + strconv.FormatInt(int64(h.ID), 10), kind: "contact", text: h.Name.String()}
	c.detail = joined(" "+d.display.theme.Glyphs.Separator+" ", h.Company, h.Phone, h.Email)
	c.do = goTo(contactPlace(c.text))
	return c
}
