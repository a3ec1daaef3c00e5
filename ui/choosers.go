package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"daybrief/model"
	"daybrief/ui/export"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// always lists rows that do not depend on what is typed.
func always(rows []choice) func(string) ([]choice, int) {
	return func(string) ([]choice, int) { return rows, len(rows) }
}

// choose lets the person take a line of a screen's list.
func (a *App) choose(in screen.Choose) {
	tab := a.active
	var rows []choice
	for i, c := range in.List {
		rows = append(rows, choice{id: strconv.Itoa(i), text: c.Text, detail: c.Detail, do: func(a *App) tea.Cmd {
			cmd, _ := a.offerTo(tab, screen.Chosen{ID: in.ID, Index: i})
			return cmd
		}})
	}
	p := &picker{title: in.Title, find: always(rows), empty: "There is nothing to choose from."}
	p.ask(false)
	p.list.Move(in.At)
	p.remember()
	a.page = p
}

// themesOf lets the person choose the colours, and shows each as it is tried.
func (a *App) themesOf() *picker {
	was := a.opts.Theme
	var rows []choice
	for _, t := range Themes() {
		rows = append(rows, choice{id: t.String(), text: t.String(), detail: t.says(), do: func(a *App) tea.Cmd {
			a.paintIn(t)
			a.notify(`To keep it, set theme = "` + t.String() + `" in [ui] of the configuration.`)
			return nil
		}})
	}
	p := &picker{title: "Colours", find: always(rows)}
	p.ask(false)
	p.list.Move(int(was))
	p.remember()
	p.tried = func(a *App, c choice) {
		for _, t := range Themes() {
			if t.String() == c.id {
				a.paintIn(t)
			}
		}
	}
	p.quit = func(a *App) { a.paintIn(was) }
	return p
}

// paintIn changes the colours.
func (a *App) paintIn(t Preference) {
	a.opts.Theme = t
	dark := a.dark
	if t == Dark || t == Light {
		dark = t == Dark
	}
	a.theme = theme.Make(a.kindFor(t), dark, a.opts.Glyphs)
	a.outdate()
}

// limit takes what the terminal can show. Where that is sixteen colours, or
// none, Auto means the theme made for that: colours brought down from millions
// leave the selected row hard to read.
func (a *App) limit(p colorprofile.Profile) {
	if p != a.colours {
		a.colours = p
		a.paintIn(a.opts.Theme)
	}
}

func (a *App) kindFor(t Preference) theme.Kind {
	switch {
	case t == Auto && a.colours == colorprofile.ANSI:
		return theme.Sixteen
	case t == Auto && a.colours < colorprofile.ANSI:
		return theme.None
	}
	return t.kind()
}

// chooseExport asks for a format, and writes the list at hand.
func (a *App) chooseExport() {
	l, ok := a.tabs[a.active].screen.(screen.Lister)
	switch {
	case a.opts.Export == nil:
		a.notify("Files can't be written here.")
		return
	case !ok:
		a.notify("There is no list to export on this screen.")
		return
	}
	a.sync(a.active)
	f := a.frame()
	var list screen.Listing
	a.tabs[a.active].safely(func(screen.Screen) { list = l.Listing(f) })
	if len(list.Rows) == 0 {
		a.notify("The list is empty: there is nothing to export.")
		return
	}
	var rows []choice
	for _, format := range export.Formats() {
		rows = append(rows, choice{id: format.String(), text: format.String(), detail: format.Name(list, f.Now.In(f.Zone)),
			do: func(a *App) tea.Cmd { return a.exported(list, format) }})
	}
	p := &picker{title: "Export " + rowsOf(len(list.Rows)), find: always(rows), note: "into the current folder; nothing is replaced"}
	p.ask(false)
	a.page = p
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
func (a *App) exported(list screen.Listing, format export.Format) tea.Cmd {
	at, write := a.world.now.In(a.opts.Zone), a.opts.Export
	return func() tea.Msg {
		path, err := guarded(func() (string, error) { return write(format.Name(list, at), format.Write(list, at)) })
		if err != nil {
			return done{notice{text: "The file can't be written: " + model.Disarmed(err.Error())}}
		}
		return done{notice{text: "Written: " + model.Disarmed(path)}}
	}
}
