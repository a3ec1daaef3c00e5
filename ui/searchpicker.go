package ui

import "strings"

// newSearch searches everything in memory, beginning with a text.
func newSearch(d *finder, text string) *picker {
	p := &picker{title: "Search everything", typed: true, empty: "Nothing in memory matches that.",
		note: "tickets, companies, contacts, members, boards; enter goes there"}
	if p.older = d.past.ask != nil; p.older {
		p.note = searchNote
	}
	p.find = func(text string) ([]choice, int) {
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
		p.older, p.title, p.note = false, "Go to a ticket", "its number, or the beginning of it"
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
func (a *App) research() {
	if p, ok := a.page.(*picker); ok && p.typed {
		p.ask(true)
		return
	}
	a.finder.forget()
}
