package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// saveViewPage asks for the name of a view and saves it; nil when that can't be.
func saveViewPage(a *App, v screen.View) page {
	if a.opts.SaveView == nil {
		a.notify("Views can't be saved here: there is no configuration.")
		return nil
	}
	p := &picker{title: "Save this view", typed: true, note: viewWords(v), empty: "Type a name for it."}
	p.find = func(text string) ([]choice, int) {
		v.Name = strings.TrimSpace(model.Disarmed(text))
		if v.Name == "" {
			return nil, 0
		}
		c := choice{id: "save", text: "Save it as " + v.Name, do: func(a *App) tea.Cmd { return savedView(a, v) }}
		if slices.ContainsFunc(a.opts.Views, func(o screen.View) bool { return strings.EqualFold(o.Name, v.Name) }) {
			c.text = "There is a view named " + v.Name + ": choose another name"
			c.do = opening(func(a *App) page { return saveViewPage(a, v) })
		}
		return []choice{c}, 1
	}
	return newPicker(p, 0)
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
func savedView(a *App, v screen.View) tea.Cmd {
	a.opts.Views = append(slices.Clone(a.opts.Views), v)
	a.deck.outdate()
	write := a.opts.SaveView
	return func() tea.Msg {
		if _, err := guarded(func() (struct{}, error) { return struct{}{}, write(v) }); err != nil {
			return done{notice{text: "The view is there until you quit, but it can't be kept: " + model.Disarmed(err.Error())}}
		}
		return done{notice{text: "Saved the view " + v.Name + ": v lists it."}}
	}
}
