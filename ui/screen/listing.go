package screen

// Listing is the list at hand as plain text, whole and in the order in which it
// is shown, to be exported.
type Listing struct {
	Name  string // for the name of a file: "tickets"
	Title string
	// Notes say what the list is without, or how old it is; none when all is well.
	Notes   []string
	Columns []string
	Rows    [][]string // one text a column
}

// Lister is a screen whose list can be exported.
type Lister interface{ Listing(f Frame) Listing }

// View is a saved view of the tickets: a filter with an order.
type View struct{ Name, Filter, Sort, Group string }

// Placer is a screen that can say where it is, so that the App can come back to
// exactly there (Place.Exact).
type Placer interface{ Here() Place }

// Choice is one line of a list to choose from.
type Choice struct{ Text, Detail string }

// Chosen tells a screen which line of its Choose was taken.
type Chosen struct {
	ID    string
	Index int
}

// Directory is a screen with places of its own that have names, such as
// reports: the palette goes there.
type Directory interface{ Places() []NamedPlace }

// NamedPlace is a place with what it is called.
type NamedPlace struct {
	Kind  string // "report"
	Name  string // its id
	Text  string // in words: its question
	Place Place
}
