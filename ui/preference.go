package ui

import "daybrief/ui/theme"

// Preference is which colours the person wants.
type Preference uint8

// The preferences. Auto and those that go by what somebody sees ask the
// terminal for its background; Dark and Light know it.
const (
	Auto Preference = iota
	Dark
	Light
	HighContrast
	ColourBlind
	Sixteen
	NoColour
)

// Themes are all preferences, in the order in which they are offered.
func Themes() []Preference {
	return []Preference{Auto, Dark, Light, HighContrast, ColourBlind, Sixteen, NoColour}
}

// String is the name in the configuration.
func (p Preference) String() string {
	return [...]string{"auto", "dark", "light", "high-contrast", "colour-blind", "16-colours", "none"}[p]
}

// ThemeNamed is the preference with a name; false when there is none.
func ThemeNamed(name string) (Preference, bool) {
	for _, p := range Themes() {
		if p.String() == name {
			return p, true
		}
	}
	return Auto, false
}

// says describes a preference in a few words.
func (p Preference) says() string {
	return [...]string{
		"by the terminal's background", "for a dark background", "for a light background",
		"stronger ink, for dark or light", "blue, orange and signs instead of red and green",
		"the terminal's own sixteen colours", "no colour: bold, underline and reverse",
	}[p]
}

func (p Preference) kind() theme.Kind {
	switch p {
	case HighContrast:
		return theme.HighContrast
	case ColourBlind:
		return theme.ColourBlind
	case Sixteen:
		return theme.Sixteen
	case NoColour:
		return theme.None
	}
	return theme.Usual
}

// fixed reports whether the terminal's background does not matter.
func (p Preference) fixed() bool { return p == Dark || p == Light || p == NoColour }
