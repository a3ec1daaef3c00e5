package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
)

// App is the dashboard. It implements tea.Model.
type App struct {
	opts     Options
	ctx      context.Context // of everything the App has begun; stop ends it
	stop     context.CancelFunc
	keys     keyMap
	display  display
	deck     deck
	world    world
	records  records
	timers   timers
	notices  notices
	alerter  alerter
	page     page // open on top of the screen; nil for none
	finder   finder
	lastLook look
	chosen   chosen
}

var _ tea.Model = (*App)(nil)

// New makes a dashboard. It asks for nothing yet: Bubble Tea's Init does.
func New(o Options) (*App, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	a := &App{opts: o, keys: newKeyMap(o.Screens, actions(), o.Bare), display: newDisplay(o), deck: newDeck(o.Screens)}
	a.ctx, a.stop = context.WithCancel(o.Context)
	a.records = newRecords(a.ctx, o.Provider, o.clock)
	a.alerter.alerts, a.lastLook.port, a.chosen.keep = o.Alerts, o.Looks, o.KeepHabits
	a.finder = finder{ctx: a.ctx, past: past{ask: o.Past}, world: &a.world, display: &a.display, zone: o.Zone, deck: &a.deck}
	rebind(&a.keys, o.Screens, o.Keys)
	a.chosen.adopt(o.Habits, &a.deck, &a.opts.Rules, &a.display)
	a.world.now = o.clock()
	a.want()
	a.reload()
	a.draw()
	return a, nil
}

// Init asks for the terminal's background and for the first data.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.settle(), hear(a.ctx, a.opts.Said), listen(a.ctx, a.opts.Feed)}
	if !a.display.prefers.fixed() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Close ends whatever the App has begun. Quitting does it too; after a kill
// the caller must.
func (a *App) Close() {
	a.keep()
	a.stop()
}

// keep hands out what has to outlast this run.
func (a *App) keep() {
	a.chosen.handOut(&a.deck, a.opts.Rules, a.display.prefers)
	a.lastLook.keep(&a.world)
}

// Update sorts a message to where it belongs. The clock is read here, once a
// message, and nowhere else.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.tellTime()
	var cmd tea.Cmd
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg: // a person is there
		a.notices.acted()
		a.chosen.acted(a.world.now)
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.display.resize(layout.Bounded(msg.Width, msg.Height))
		a.deck.outdate()
	case tea.ResumeMsg: // the program was stopped for who knows how long
		a.opts.Feed.Woke()
	case tea.BackgroundColorMsg:
		a.display.recolour(msg.IsDark())
		a.deck.outdate()
	case tea.ColorProfileMsg:
		a.display.limit(msg.Profile)
		a.deck.outdate()
	case news:
		cmd = listen(a.ctx, a.opts.Feed) // onTime looks at what there is
	case rang:
		if !a.timers.alarm.heard(msg) {
			return a, nil
		}
	case tea.KeyPressMsg:
		if a.lastLook.watched(&a.world) {
			a.world.outdated = true
		}
		cmd = a.press(msg)
	case tea.PasteMsg:
		cmd = a.pasted(msg)
	case tea.MouseMsg:
		cmd = a.moused(msg)
	default:
		var known bool
		if cmd, known = a.answered(msg); !known {
			return a, nil
		}
	}
	return a, tea.Batch(cmd, a.settle())
}

// answered takes what a command of the App or of a screen has brought back;
// false for a message of somebody else.
func (a *App) answered(msg tea.Msg) (cmd tea.Cmd, known bool) {
	switch msg := msg.(type) {
	case judged:
		a.world.judging = false
		if msg.round == a.world.round { // else the rules have become others meanwhile
			take(a, msg.verdict)
		}
	case ticketAnswer:
		a.records.keepTicket(msg)
		a.deck.outdate()
	case recalled:
		if p := a.searching(); a.finder.past.remembered(msg) && p != nil {
			p.ask(true)
		}
	case recollected:
		if a.lastLook.recollect(msg) {
			a.world.outdated = true
		}
	case companyAnswer:
		a.records.keepCompany(msg)
		a.deck.outdate()
	case changed:
		a.heard(msg)
	case done:
		a.notices.put(msg.notice, a.world.now)
	case told:
		a.remark(msg.text)
		cmd = hear(a.ctx, a.opts.Said)
	case reply:
		cmd, _ = a.offerTo(msg.tab, msg.msg)
	default:
		return nil, false
	}
	return cmd, true
}

// settle does what follows from a message: what the clock asks for, the rows of
// the active screen, the alarm, and the frame.
func (a *App) settle() tea.Cmd {
	cmd := tea.Batch(a.onTime(), a.alert())
	a.deck.sync(a.deck.active, a.frame())
	cmd = tea.Batch(cmd, a.tick())
	if a.timers.closesIdle(a.display.bare && a.page != nil, a.world.now) {
		a.page = nil
	}
	a.looked()
	a.syncTicket()
	cmd = tea.Batch(cmd, a.arm())
	a.draw()
	return cmd
}
