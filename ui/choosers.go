package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/export"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// always lists rows that do not depend on what is typed.
func always(rows []choice) func(string) ([]choice, int) {
	return func(string) ([]choice, int) { return rows, len(rows) }
}

// newChooser lets the person take a line of a screen's list.
func newChooser(in screen.Choose, tab int) *picker {
	var rows []choice
	for i, c := range in.List {
		rows = append(rows, choice{id: strconv.Itoa(i), text: c.Text, detail: c.Detail, do: func(a *App) tea.Cmd {
			cmd, _ := a.offerTo(tab, screen.Chosen{ID: in.ID, Index: i})
			return cmd
		}})
	}
	return newPicker(&picker{title: in.Title, find: always(rows), empty: "There is nothing to choose from."}, in.At)
}

// newThemes lets the person choose the colours, and shows each as it is tried.
func newThemes(was Preference) *picker {
	var rows []choice
	for _, t := range Themes() {
		rows = append(rows, choice{id: t.String(), text: t.String(), detail: t.says(), do: func(a *App) tea.Cmd {
			a.paintIn(t)
			if a.chosen.keep == nil {
				a.notify(`To keep it, set theme = "` + t.String() + `" in [ui] of the configuration.`)
			}
			return nil
		}})
	}
	p := newPicker(&picker{title: "Colours", find: always(rows)}, int(was))
	p.on.tried = func(a *App, c choice) {
		for _, t := range Themes() {
			if t.String() == c.id {
				a.paintIn(t)
			}
		}
	}
	p.on.quit = func(a *App) { a.paintIn(was) }
	return p
}

// paintIn changes the colours.
func (a *App) paintIn(t Preference) {
	a.display.paintIn(t)
	a.deck.outdate()
}

// exportPage asks for a format, and writes the list at hand; nil when there is
// none.
func exportPage(a *App) page {
	l, ok := a.deck.shown().(screen.Lister)
	switch {
	case a.opts.Export == nil:
		a.notify("Files can't be written here.")
		return nil
	case !ok:
		a.notify("There is no list to export on this screen.")
		return nil
	}
	f := a.frame()
	a.deck.sync(a.deck.active, f)
	var list screen.Listing
	a.deck.tabs[a.deck.active].safely(func(screen.Screen) { list = l.Listing(f) })
	if len(list.Rows) == 0 {
		a.notify("The list is empty: there is nothing to export.")
		return nil
	}
	var rows []choice
	for _, format := range export.Formats() {
		rows = append(rows, choice{id: format.String(), text: format.String(), detail: format.Name(list, f.Now.In(f.Zone)),
			do: func(a *App) tea.Cmd { return exported(a, list, format) }})
	}
	return newPicker(&picker{title: "Export " + rowsOf(len(list.Rows)), find: always(rows), whole: true, note: "into the current folder; nothing is replaced"}, 0)
}

// rowsOf counts rows in words.
func rowsOf(n int) string {
	if n == 1 {
		return "1 row"
	}
	return widget.Count(n) + " rows"
}

// exported writes the file in a command, since a disk may be slow, and says
// where it is.
func exported(a *App, list screen.Listing, format export.Format) tea.Cmd {
	at, write := a.world.now.In(a.opts.Zone), a.opts.Export
	return func() tea.Msg {
		path, err := guarded(func() (string, error) { return write(format.Name(list, at), format.Write(list, at)) })
		if err != nil {
			return done{notice{text: "The file can't be written: " + model.Disarmed(err.Error())}}
		}
		return done{notice{text: "Written: " + model.Disarmed(path)}}
	}
}
