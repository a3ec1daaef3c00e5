package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
)

// App is the dashboard. It implements tea.Model.
type App struct {
	opts      Options
	ctx       context.Context // of everything the App has begun; stop ends it
	stop      context.CancelFunc
	keys      keyMap
	theme     *theme.Theme
	dark      bool // the terminal's background, as far as it has told
	colours   colorprofile.Profile
	size      layout.Rect
	tabs      []tab
	active    int
	world     world
	tickets   *ticketDetails
	companies *companyDetails
	alarm     alarm
	nextTick  time.Time // when the active screen wants to be called again
	closeAt   time.Time // when an open page is closed; zero for never
	notices   notices
	alerted   alerted
	page      page // open on top of the screen; nil for none
	visited   history
	index     index
	past      past
	lastLook  look
	chosen    chosen
	drawn     drawn
}

// tab is a screen with what the App keeps about it.
type tab struct {
	screen screen.Screen
	count  string // its live number, worked out when the world changes
	stale  bool   // has to Sync before it is drawn
	failed string // says how it stumbled; "" when it has not
}

var _ tea.Model = (*App)(nil)

// New makes a dashboard. It asks for nothing yet: Bubble Tea's Init does.
func New(o Options) (*App, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	a := &App{opts: o, keys: newKeyMap(o.Screens, o.Bare), tickets: newTicketDetails(), companies: newCompanyDetails()}
	a.ctx, a.stop = context.WithCancel(o.Context)
	a.colours = colorprofile.TrueColor // until the terminal says otherwise
	a.theme = theme.Make(o.Theme.kind(), o.Theme != Light, o.Glyphs)
	for _, s := range o.Screens {
		a.tabs = append(a.tabs, tab{screen: s, stale: true})
	}
	a.dark = o.Theme != Light
	a.rebind(o.Keys)
	a.adoptHabits(o.Habits)
	a.world.now = a.clock()
	a.reload()
	a.draw()
	return a, nil
}

// Init asks for the terminal's background and for the first data.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.settle(), a.hear(), a.listenToFeed()}
	if !a.opts.Theme.fixed() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Close ends whatever the App has begun. Quitting does it too; after a kill
// the caller must.
func (a *App) Close() {
	a.keepHabits()
	a.keepLook()
	a.stop()
}

// Update sorts a message to where it belongs. The clock is read here, once a
// message, and nowhere else.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.tellTime()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(layout.Bounded(msg.Width, msg.Height))
	case tea.ResumeMsg: // the program was stopped for who knows how long
		a.opts.Feed.Woke()
	case tea.BackgroundColorMsg:
		a.recolour(msg.IsDark())
	case tea.ColorProfileMsg:
		a.limit(msg.Profile)
	case news:
		cmd = a.listenToFeed() // onTime looks at what there is
	case rang:
		if !a.alarm.heard(msg) {
			return a, nil
		}
	case ticketAnswer:
		a.keepTicket(msg)
	case recalled:
		a.remembered(msg)
	case recollected:
		a.recollect(msg)
	case companyAnswer:
		a.keepCompany(msg)
	case done:
		a.notices.put(msg.notice, a.world.now)
	case told:
		cmd = a.heard(msg)
	case reply:
		cmd = a.deliver(msg)
	case tea.KeyPressMsg:
		a.notices.acted()
		a.watched()
		cmd = a.press(msg)
	case tea.PasteMsg:
		a.notices.acted()
		cmd = a.pasted(msg)
	case tea.MouseMsg:
		a.notices.acted()
		cmd = a.moused(msg)
	default:
		return a, nil
	}
	return a, tea.Batch(cmd, a.settle())
}

// settle does what follows from a message: what the clock asks for, the rows of
// the active screen, the alarm, and the frame.
func (a *App) settle() tea.Cmd {
	cmd := tea.Batch(a.onTime(), a.alert())
	a.sync(a.active)
	cmd = tea.Batch(cmd, a.tick())
	a.closeIdle()
	a.looked()
	a.lookedAt()
	a.syncTicket()
	cmd = tea.Batch(cmd, a.arm())
	a.draw()
	return cmd
}

// View hands out the frame that Update has composed.
func (a *App) View() tea.View {
	v := tea.NewView(a.drawn.content)
	v.AltScreen = true
	v.WindowTitle = a.drawn.title
	v.Cursor = a.drawn.cursor
	if a.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// clock is the time without its monotonic part: that stands still while the
// machine sleeps, and an age must not.
func (a *App) clock() time.Time { return a.opts.Now().Round(0) }

func (a *App) resize(w, h int) {
	a.size = layout.Rect{W: max(0, w), H: max(0, h)}
	a.outdate()
}

// recolour takes the terminal's answer about its background.
func (a *App) recolour(dark bool) {
	a.dark = dark
	if a.opts.Theme.fixed() || dark == a.theme.Dark {
		return
	}
	a.paintIn(a.opts.Theme)
}

// outdate makes every screen Sync before it is drawn again.
func (a *App) outdate() {
	for i := range a.tabs {
		a.tabs[i].stale = true
	}
}
