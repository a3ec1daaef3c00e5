package settings

// Kinds are the names that a file may use for what other packages offer: each
// is the list of the package that has the table, so that a new section, column
// or page is known here by itself. A list that is empty is not checked.
type Kinds struct {
	Sections  []string // of the briefing
	Columns   []string // of the ticket list
	WallPages []string

	more []row[Settings] // settings beside those that there are, for a test
}

// named is the check of a list's items against the names of a kind.
func named(names []string) func(string) string {
	if len(names) == 0 {
		return func(string) string { return "" }
	}
	return oneOf(names...)
}

// Load reads and checks a configuration file whose names are not checked; see
// Kinds.Load.
func Load(path string) (*Loaded, error) { return Kinds{}.Load(path) }

// Parse reads the text of a configuration without checking names; file is its
// name in messages.
func Parse(file string, data []byte) (Settings, error) { return Kinds{}.Parse(file, data) }
