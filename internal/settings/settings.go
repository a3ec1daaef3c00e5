package settings

import "time"

// Settings is the whole configuration. Default fills every field; Load changes
// what the file names.
type Settings struct {
	Connection Connection
	Me         Me
	Hours      Hours
	Poll       Poll
	Status     Status
	Briefing   Briefing
	Views      []View
	Wall       Wall
	Notify     Notify
	History    History
	UI         UI
	Keys       Keys
}

// Connection says which server is asked, and as whom.
type Connection struct {
	Provider  string // "connectwise" is the only one
	Site      string // as pasted
	Company   string // the login company id
	PublicKey string
	ClientID  string
	// PrivateKeyCommand prints the private key: a program and its arguments,
	// run without a shell.
	PrivateKeyCommand []string
	// PrivateKeyFile holds the private key; absolute after Load, or empty.
	PrivateKeyFile string
}

// Me is the person in front of the screen.
type Me struct {
	Member string // login, or empty
	Role   string // technician, dispatcher or manager; empty: technician with a member, else manager
	Scope  string // mine, team or everybody; empty: the role's own
	Zone   string // IANA name; empty for the system's
}

// Hours are the working hours, in the zone of Me.
type Hours struct {
	Days     []string      // mon … sun
	From, To time.Duration // since midnight
	Holidays []time.Time   // days, at midnight UTC
}

// Poll says how often the server is asked.
type Poll struct {
	Every     time.Duration
	Reconcile time.Duration
}

// Status names statuses beyond what the boards say; * stands for anything.
type Status struct {
	New     []string
	Waiting []string
}

// Briefing holds the sections and their thresholds.
type Briefing struct {
	Sections []string // empty: the role's own choice
	SLA      SLA
	Stale    Stale
	Waiting  Waiting
	Priority Priority
	MyDay    MyDay
	Budget   Budget
	Points   map[string]int // by key, all of Points()
	VIP      []string       // patterns of companies and ticket types
}

// SLA are the thresholds of the section sla.
type SLA struct{ AtRisk, Red time.Duration }

// Stale are the thresholds of the section stale, by priority level.
type Stale struct {
	Critical, High, Medium, Low time.Duration
	Clock                       string // working or wall
}

// Waiting is the threshold of the section waiting.
type Waiting struct {
	After time.Duration
	Clock string // working or wall
}

// Priority says which tickets are on fire.
type Priority struct {
	TopLevels  int
	Escalation int // 0: escalation does not count
	BothHigh   bool
}

// MyDay is the threshold of the section my-day: free time that is worth a word.
type MyDay struct{ Gap time.Duration }

// Budget is the threshold of the section budget, in percent of the hours.
type Budget struct{ Percent int }

// View is a saved ticket view.
type View struct{ Name, Filter, Sort, Group string }

// Wall is the wall mode.
type Wall struct {
	Pages       []string       // in order; empty: all
	Seconds     int            // a page is shown for
	PageSeconds map[string]int // pages that are shown for another time
	Size        string         // auto, normal, large or xl
	Night       Night
	Redact      bool
}

// Notify says when and how daybrief calls somebody.
type Notify struct {
	On    bool
	Kinds []string // AlertKinds
	// Due is how near a goal must be, Unassigned how long nobody has taken a
	// ticket, Stale how old the data must be.
	Due, Unassigned, Stale time.Duration
	Quiet                  Night    // hours without calls
	Channels               []string // ChannelNames
	// Command is a program and its arguments, run without a shell.
	Command []string
}

// History says what is kept of the past on this computer.
type History struct {
	On      bool
	Keep    int // days
	MaxRows int // tickets
}

// UI is how the screen looks.
type UI struct {
	Theme  string // auto, dark, light, high-contrast, colour-blind, 16-colours or none
	Glyphs string // auto, unicode or ascii
	Mouse  bool
	// Columns are those of the ticket list, in order; empty: the usual ones.
	Columns []string
}

// Keys are the person's own keys: of what works on every screen, and of single
// actions by their names ("tickets.filter"), which the dashboard checks.
type Keys struct {
	Quit, Help, Refresh, Redraw, Open, Copy, Filter []string

	Actions map[string][]string
}
