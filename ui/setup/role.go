package setup

// Use says how much daybrief depends on a row of the security role.
type Use uint8

// The uses. Unused rows stay at None; they are listed because other guides ask
// for them.
const (
	Unused Use = iota
	Optional
	Needed
)

// RoleRow is one row of the read-only security role: what to set, and what it
// unlocks here (connectwise-api 10.1).
type RoleRow struct {
	Module, Function string // in ConnectWise's words
	Level            string // of Inquire: "All" or "None"
	Use              Use
	Unlocks          string // what daybrief shows with it
	Customise        string // what to pick behind the row's Customize link; may be empty
}
