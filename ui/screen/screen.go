package screen

import (
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/theme"
)

// Screen is one tab. A screen keeps its own selection, scroll and filter; the
// data is never copied into it but arrives with each Frame.
type Screen interface {
	// ID is stable: "brief", "tickets", "schedule", "companies".
	ID() string
	// Title is the tab's label; Count its live number ("" for none).
	Title() string
	Count(f Frame) string
	// Sync is called after data, size, theme or minute changed, before Draw: the
	// place to work out rows. Selection is kept by identity.
	Sync(f Frame)
	// Handle takes a key, paste or mouse message, or the reply to one of its own
	// commands. Claimed is false when the message was of no use to it.
	Handle(msg tea.Msg, f Frame) Outcome
	// Draw is pure: the same state and Frame give the same Block.
	Draw(f Frame) Block
	// Keys are the bindings that work now; help is drawn from them.
	Keys() help.KeyMap
	// Show goes to a place in the screen (from another screen, a palette or a
	// search); false when the place is not there.
	Show(p Place, f Frame) bool
}

// Looker is a screen that can tell which ticket it shows in its preview, 0 for
// none. The App asks after each change, so that the first ticket's conversation
// is fetched too; a Look intent is not needed then.
type Looker interface{ Looking() model.TicketID }

// Timed is a screen that does something by itself when its time has come. The
// App calls OnTime after each message, with the clock as it is then; it comes
// again at wake at the latest (zero: no later than the next minute). The results
// of cmd go to Handle.
type Timed interface {
	OnTime(f Frame) (cmd tea.Cmd, wake time.Time)
}

// Refresher is a screen that asks for more than the sources: refresh asks it too.
// The results of the command go to Handle.
type Refresher interface{ Refresh(f Frame) tea.Cmd }

// Remarker is a screen with something to say on the page of sources: what of
// the settings can't be had, for example. Sentences, in our own words.
type Remarker interface{ Remarks() []string }

// Frame is what a screen sees of the world, read-only.
type Frame struct {
	Snapshot *model.Snapshot
	Lookup   *model.Lookup
	Assessed *assess.Assessment // the judgement of every open ticket; screens judge nothing themselves
	Briefing *briefing.Briefing
	Rules    briefing.Rules
	// Crew is who is in the scope of Rules; nil is everybody.
	Crew    *model.Crew
	Now     time.Time
	Zone    *time.Location
	Theme   *theme.Theme
	Area    layout.Rect // X and Y are 0 for drawing; mouse cells are relative to it
	Focused bool
	// Views are the saved views of the tickets; Columns are the ticket columns
	// that the person wants, by id (nil: the screen's own choice).
	Views   []View
	Columns []string
	// Detail is what is known beyond the list about one ticket, Company the same
	// about a company.
	Detail  func(model.TicketID) psa.TicketDetail
	Company func(model.CompanyID) psa.CompanyDetail
	// System is the name of the PSA system, for texts ("ConnectWise").
	System string
}

// TicketLink is the address of a ticket's page with "{id}" for its number; ""
// where it is not known.
func (f Frame) TicketLink() string {
	if f.Snapshot == nil {
		return ""
	}
	return f.Snapshot.System.Value.TicketLink
}

// NoLink says that there is no page in the browser to go to.
func (f Frame) NoLink() Notify {
	if f.Snapshot != nil && f.Snapshot.System.Known() {
		return Notify{Text: "No address of " + f.System + "'s own pages is known."}
	}
	return Notify{Text: "The address of " + f.System + "'s own pages is not known yet."}
}

// Block is a drawn area: exactly Area.H lines, each exactly Area.W cells wide.
type Block struct {
	Lines  []string
	Cursor *tea.Cursor // position relative to the area; nil hides it
}

// Outcome is what handling a message came to.
type Outcome struct {
	Cmd     tea.Cmd
	Intent  Intent
	Claimed bool
}

// Intent is what a screen may ask of the App. The set is closed.
type Intent interface{ intent() }

// The intents.
type (
	// Open goes to a place on another screen.
	Open struct{ Place Place }
	// Look tells that a ticket is being looked at, so that its conversation is
	// wanted (the App waits until the selection rests).
	Look struct{ Ticket model.TicketID }
	// Read opens the page of one ticket; the list it stands in says which are
	// next and previous.
	Read struct {
		Tickets []model.TicketID
		At      int
	}
	// WhoTakes lists who can take a ticket.
	WhoTakes struct{ Ticket model.TicketID }
	// Refresh asks for new data now.
	Refresh struct{}
	// Copy puts text on the clipboard; Label says what it was ("link").
	Copy struct{ Text, Label string }
	// Browse opens a URL in the browser.
	Browse struct{ URL string }
	// Notify shows a sentence in the status bar for a few seconds.
	Notify struct{ Text string }
	// Adopt takes other rules and another zone than the App was started with: the
	// configuration has been changed. A nil zone is that of the rules.
	Adopt struct {
		Rules briefing.Rules
		Zone  *time.Location
	}
	// Choose lets the person take one of a list. The screen gets a Chosen with
	// the same ID; nothing when nothing was taken.
	Choose struct {
		ID, Title string
		List      []Choice
		At        int // the line to begin on
	}
	// SaveView saves what is shown as a view; the person is asked for its name.
	SaveView struct{ View View }
	// Quit ends the program.
	Quit struct{}
)

func (Open) intent()     {}
func (Look) intent()     {}
func (Read) intent()     {}
func (WhoTakes) intent() {}
func (Refresh) intent()  {}
func (Copy) intent()     {}
func (Browse) intent()   {}
func (Notify) intent()   {}
func (Choose) intent()   {}
func (SaveView) intent() {}
func (Quit) intent()     {}

// Place is somewhere to go: a screen, and on it a record, a section of the
// briefing or a filter.
type Place struct {
	Screen  string
	Ticket  model.TicketID
	Company model.CompanyID
	Member  string
	Section string // a section id: the ticket list shows just its tickets
	Filter  string
	View    string // a saved view, by name
	// Exact is true for going back: the place is shown just as it was, and a
	// ticket that has gone does not keep from it.
	Exact bool
}
