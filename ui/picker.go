package ui

import (
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/widget"
)

// picker is a box on top of the screen: a line to type into, and what fits it.
// The palette, the search and every chooser are pickers.
type picker struct {
	title string
	empty string // said when nothing fits
	note  string // below the list
	whole bool   // the selected row's detail is shown whole below the list
	field widget.Field
	typed bool // there is a line to type into
	older bool // the past is searched as well
	// find is asked after each keystroke, and after new data: what fits, and how
	// much there would be.
	find  func(text string) (rows []choice, total int)
	on    pickerEvents
	under page // that this one was opened on; nil for the screen
	hits  hits
	box   layout.Rect
}

// pickerEvents are told what the person does; each may be nil.
type pickerEvents struct {
	tried func(a *App, c choice) // selected
	took  func(a *App, c choice)
	quit  func(a *App) // nothing was taken
}

// newPicker opens a picker with a row selected.
func newPicker(p *picker, at int) *picker {
	p.ask(false)
	p.hits.list.Move(at)
	p.hits.remember()
	return p
}

// hits are the rows of a picker, and which of them is selected.
type hits struct {
	rows  []choice
	total int // how many there would be
	list  widget.List
	last  string // the id of the selected row, which new data must not move
}

// choice is one line of a picker.
type choice struct {
	id     string // names it among all, across new data
	kind   string // stands before it; may be empty
	text   string
	detail string
	whole  bool     // the detail is a name: half of it tells nothing
	right  string   // its key
	names  []string // what it can be called in the palette
	full   string   // an action's name with its screen's
	do     func(a *App) tea.Cmd
}

// ask finds again what fits. The selection stays with its row when keep is set,
// else goes to the first.
func (p *picker) ask(keep bool) {
	rows, total := p.find(p.field.String())
	p.hits.set(rows, total, keep)
}

func (h *hits) set(rows []choice, total int, keep bool) {
	h.rows, h.total = rows, total
	keys := make([]int64, len(rows))
	at := 0
	for i := range rows {
		keys[i] = int64(i)
		if keep && rows[i].id == h.last {
			at = i
		}
	}
	h.list.Set(keys)
	h.list.Home()
	h.list.Move(at)
	h.remember()
}

// remember remembers which row is selected.
func (h *hits) remember() {
	if c := h.chosen(); c != nil {
		h.last = c.id
	}
}

func (h *hits) chosen() *choice {
	i := h.list.Index()
	if i < 0 || i >= len(h.rows) {
		return nil
	}
	return &h.rows[i]
}

// press moves, types, takes or leaves.
func (p *picker) press(a *App, msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		p.close(a)
		return nil
	case "enter":
		return p.take(a)
	case "up", "ctrl+p", "shift+tab":
		p.hits.list.Move(-1)
	case "down", "ctrl+n", "tab":
		p.hits.list.Move(1)
	case "pgup":
		p.hits.list.Page(-1)
	case "pgdown":
		p.hits.list.Page(1)
	case "home", "end":
		if !p.typed || p.field.String() == "" {
			p.ends(msg.String())
			break
		}
		p.field.Press(msg)
		return nil
	default:
		p.other(a, msg)
		return nil
	}
	p.moved(a)
	return nil
}

func (p *picker) ends(key string) {
	if key == "home" {
		p.hits.list.Home()
	} else {
		p.hits.list.End()
	}
}

// other is a key that does not move: it is typed, or, where there is nothing to
// type into, moves as in any list.
func (p *picker) other(a *App, msg tea.KeyPressMsg) {
	if p.typed {
		was := p.field.String()
		if msg.String() == "backspace" && was == "" {
			p.close(a)
		} else if p.field.Press(msg) && p.field.String() != was {
			p.ask(false)
			p.moved(a)
		}
		return
	}
	switch msg.String() {
	case "k":
		p.hits.list.Move(-1)
	case "j":
		p.hits.list.Move(1)
	case "g":
		p.hits.list.Home()
	case "G":
		p.hits.list.End()
	case "q":
		p.close(a)
		return
	}
	p.moved(a)
}

func (p *picker) moved(a *App) {
	p.hits.remember()
	if c := p.hits.chosen(); p.on.tried != nil && c != nil && a.page == page(p) {
		p.on.tried(a, *c)
	}
}

func (p *picker) close(a *App) {
	a.page = p.under
	if p.on.quit != nil {
		p.on.quit(a)
	}
}

// take closes the picker and does what was chosen.
func (p *picker) take(a *App) tea.Cmd {
	c := p.hits.chosen()
	if c == nil {
		return nil
	}
	a.page = p.under
	if p.on.took != nil {
		p.on.took(a, *c)
	}
	return c.do(a)
}

func (p *picker) taking() bool { return p.typed }

func (p *picker) paste(a *App, text string) {
	if p.typed {
		p.field.Insert(text)
		p.ask(false)
		p.moved(a)
	}
}

func (p *picker) wheel(a *App, by int) {
	p.hits.list.Move(by)
	p.moved(a)
}

// click takes the row under it; beside the box it closes the picker.
func (p *picker) click(a *App, x, y int) tea.Cmd {
	if !p.box.Contains(x, y) {
		p.close(a)
		return nil
	}
	if p.hits.list.At(y - p.box.Y - p.headLines()) {
		return p.take(a)
	}
	return nil
}

// headLines are the border, and the line to type into with a blank below it.
func (p *picker) headLines() int {
	if p.typed {
		return 3
	}
	return 1
}
