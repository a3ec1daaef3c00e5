package setup

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/theme"
)

// Wizard is the first run. It implements tea.Model; run it in a program of its
// own and ask Result when that has ended.
type Wizard struct {
	*outside
	*form
	*trail
	*asking
	window
	test   trial
	people meeting
	draft  drafting
	start  choice // of the first page

	ask  *question // drawn instead of the page
	help *helpPage
	came *Result // nil until the end
}

// outside is what everything that asks or keeps needs from outside.
type outside struct {
	opts Options
	ctx  context.Context // of everything that has been begun; stop ends it
	stop context.CancelFunc
	now  time.Time
}

// New makes a wizard and asks nobody anything yet.
func New(o Options) (*Wizard, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	out := &outside{opts: o, now: o.Now()}
	out.ctx, out.stop = context.WithCancel(o.Context)
	form := newForm(o)
	trail := &trail{form: form}
	w := &Wizard{outside: out, form: form, trail: trail, asking: &asking{outside: out, trail: trail}}
	w.theme = theme.New(o.Background != Light, o.Glyphs)
	w.fill(o.Start)
	w.sealedAt = w.base()
	w.draft = drafting{asking: w.asking, from: o.Draft}
	w.draw()
	return w, nil
}

// Result is what the wizard came to, once its program has ended.
func (w *Wizard) Result() Result {
	if w.came == nil {
		return Cancelled
	}
	return *w.came
}

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
	if w.came != nil {
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
	if w.came != nil {
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
		w.people.take(msg, w.outside, w.form)
	case spotted:
		w.spots.take(msg)
	case saved:
		return w.kept(msg)
	case webFailed:
		w.notice = "The browser did not open. The page is " + msg.url
	case draftDue:
		return w.draft.write()
	case draftKept:
		return w.draft.done(msg)
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
	cmds = append(cmds, w.enterStep(), w.draft.keep())
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
	w.came = &r
	w.Close()
	w.drawn = drawn{}
	return tea.Quit
}
