package ui

import (
	"cmp"
	"strings"

	"daybrief/model"
)

// newSearch searches everything in memory, beginning with a text.
func newSearch(d *finder, text string) *picker {
	p := &picker{title: "Search everything", typed: true, note: "tickets, companies, contacts, members, boards; enter goes there"}
	if p.older = d.past.ask != nil; p.older {
		p.note = searchNote
	}
	note := p.note
	p.find = func(text string) ([]choice, int) {
		seen := d.seen(model.SourceTickets, model.SourceProjectTickets, model.SourceCompanies, model.SourceMembers, model.SourceBoards)
		p.empty = "Nothing" + cmp.Or(seen, " in memory") + " matches that."
		if p.note = note; seen != "" {
			p.note = "only what can be seen: " + note
		}
		if strings.TrimSpace(text) == "" {
			return nil, 0
		}
		rows, total := d.found(text, searchMost)
		if p.older {
			more := d.pastChoices(p, text, rows)
			rows, total = append(rows, more...), total+len(more)
		}
		return rows, total
	}
	p.field.Set(text)
	if text == "#" {
		p.older, p.title, note = false, "Go to a ticket", "its number, or the beginning of it"
	}
	p.ask(false)
	return p
}

// searching is the open search, if the past is searched as well; else nil.
func (a *App) searching() *picker {
	if p, ok := a.page.(*picker); ok && p.older {
		return p
	}
	return nil
}

// research asks an open search again after new data; its selection stays.
func research(a *App) {
	if p, ok := a.page.(*picker); ok && p.typed {
		p.ask(true)
		return
	}
	a.finder.forget()
}
