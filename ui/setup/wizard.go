package setup

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Wizard is the first run. It implements tea.Model; run it in a program of its
// own and ask Result when that has ended.
type Wizard struct {
	opts  Options
	ctx   context.Context // of everything that has been begun; stop ends it
	stop  context.CancelFunc
	theme *theme.Theme
	size  layout.Rect
	now   time.Time
	steps []step

	at     int  // the step on the screen
	far    int  // the furthest one reached
	focus  int  // which of the step's focusable parts has the keys
	top    int  // the first line of the page on the screen
	looked bool // somebody scrolled: the focus no longer drags the page along

	inputs map[Field]*input
	// gateway is true when the connection goes through one.
	gateway bool
	secrets
	probes [4]probing
	hurry  bool // questions are asked now, and not when the typing rests
	wanted bool // enter was pressed: go on when the answers are good

	start  choice // of the first page
	duty   choice
	spots  keeping
	test   trial
	people meeting
	boards watching
	draft  drafting

	ask    *question // drawn instead of the page
	help   *helpPage
	notice string // a sentence above the keys, until the next key
	result Result
	ended  bool
	drawn  drawn
}

// input is a line to type in, and what is known about it. That of the private
// key holds no text: see hidden.
type input struct {
	widget.Field
	left bool   // it has been left: its faults may be named
	note string // what was understood of a paste
}

// choice is one of a few.
type choice struct{ at int }

// New makes a wizard and asks nobody anything yet.
func New(o Options) (*Wizard, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	w := &Wizard{opts: o, steps: allSteps(), inputs: map[Field]*input{}}
	w.ctx, w.stop = context.WithCancel(o.Context)
	w.theme = theme.New(o.Background != Light, o.Glyphs)
	for _, f := range []Field{FieldSite, FieldCompany, FieldPublic, FieldPrivate, FieldClient, FieldMember, FieldZone, FieldCommand, FieldBase, FieldInstance, FieldUser, FieldOrg, FieldToken} {
		w.inputs[f] = &input{}
	}
	w.fill(o.Start)
	if !o.Key.IsEmpty() {
		w.key.set(o.Key.Reveal())
		w.key.seal()
	}
	w.draft.from = o.Draft
	w.now = o.Now()
	w.draw()
	return w, nil
}

// Result is what the wizard came to, once its program has ended.
func (w *Wizard) Result() Result { return w.result }

// Close ends whatever has been begun and forgets the key. Quitting does it too;
// after a kill the caller must.
func (w *Wizard) Close() {
	w.stop()
	w.each((*hidden).wipe)
}

// Init asks for the terminal's background.
func (w *Wizard) Init() tea.Cmd {
	if w.opts.Background == AskTerminal {
		return tea.RequestBackgroundColor
	}
	return nil
}

// Update sorts a message to where it belongs. The clock is read here, once a
// message, and nowhere else.
func (w *Wizard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if w.ended {
		return w, nil
	}
	w.now = w.opts.Now()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w.resize(layout.Bounded(msg.Width, msg.Height))
	case tea.BackgroundColorMsg:
		if w.opts.Background == AskTerminal {
			w.theme = theme.New(msg.IsDark(), w.opts.Glyphs)
		}
	case tea.KeyPressMsg:
		cmd = w.press(msg)
	case tea.PasteMsg:
		w.pasted(msg.Content)
	default:
		cmd = w.heard(msg)
	}
	if w.ended {
		return w, cmd
	}
	return w, tea.Batch(cmd, w.settle())
}

// heard takes the answer to something that was begun before.
func (w *Wizard) heard(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case rested:
		w.rest(msg)
	case tried:
		return w.answered(msg)
	case told:
		return w.checked(msg)
	case met:
		w.introduced(msg)
	case spotted:
		w.spotted(msg)
	case saved:
		return w.kept(msg)
	case draftDue:
		return w.writeDraft()
	case draftKept:
		return w.draftDone(msg)
	}
	return nil
}

// settle does what follows from a message: questions about what has changed,
// the next step when it was waited for, the draft, and the frame.
func (w *Wizard) settle() tea.Cmd {
	cmds := []tea.Cmd{w.inquire()}
	if w.wanted {
		w.goOn()
		// The step that was gone to may have questions of its own.
		cmds = append(cmds, w.inquire())
	}
	cmds = append(cmds, w.enterStep(), w.keepDraft())
	w.hurry = false
	w.draw()
	return tea.Batch(cmds...)
}

// View hands out the frame that Update has composed.
func (w *Wizard) View() tea.View {
	v := tea.NewView(w.drawn.content)
	v.AltScreen = true
	v.WindowTitle = "daybrief setup"
	v.Cursor = w.drawn.cursor
	return v
}

// end is the last thing that happens.
func (w *Wizard) end(r Result) tea.Cmd {
	w.result, w.ended = r, true
	w.Close()
	w.drawn = drawn{}
	return tea.Quit
}

func (w *Wizard) step() step { return w.steps[w.at] }

func (w *Wizard) index(id stepID) int {
	for i, s := range w.steps {
		if s.id == id {
			return i
		}
	}
	return 0
}

func (w *Wizard) resize(width, height int) {
	w.size = layout.Rect{W: max(0, width), H: max(0, height)}
	w.looked = false
}
