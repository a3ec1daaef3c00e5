package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// saveView asks for the name of a view and saves it.
func (a *App) saveView(v screen.View) {
	if a.opts.SaveView == nil {
		a.notify("Views can't be saved here: there is no configuration.")
		return
	}
	p := &picker{title: "Save this view", typed: true, note: viewWords(v), empty: "Type a name for it."}
	p.find = func(text string) ([]choice, int) {
		v.Name = strings.TrimSpace(model.Disarmed(text))
		if v.Name == "" {
			return nil, 0
		}
		c := choice{id: "save", text: "Save it as " + v.Name, do: func(a *App) tea.Cmd { return a.savedView(v) }}
		if slices.ContainsFunc(a.opts.Views, func(o screen.View) bool { return strings.EqualFold(o.Name, v.Name) }) {
			c.text = "There is a view named " + v.Name + ": choose another name"
			c.do = func(a *App) tea.Cmd { a.saveView(v); return nil }
		}
		return []choice{c}, 1
	}
	p.ask(false)
	a.page = p
}

// viewWords says what a view holds.
func viewWords(v screen.View) string {
	words := "all tickets"
	if v.Filter != "" {
		words = v.Filter
	}
	if v.Sort != "" {
		words += "; by " + strings.TrimPrefix(v.Sort, "-")
	}
	if v.Group != "" {
		words += "; grouped by " + v.Group
	}
	return words
}

// savedView writes the view in a command, since a disk may be slow. It is there
// at once, and stays for this run when it can't be written.
func (a *App) savedView(v screen.View) tea.Cmd {
	a.opts.Views = append(slices.Clone(a.opts.Views), v)
	a.outdate()
	write := a.opts.SaveView
	return func() tea.Msg {
		if _, err := guarded(func() (struct{}, error) { return struct{}{}, write(v) }); err != nil {
			return done{notice{text: "The view is there until you quit, but it can't be kept: " + model.Disarmed(err.Error())}}
		}
		return done{notice{text: "Saved the view " + v.Name + ": v lists it."}}
	}
}
