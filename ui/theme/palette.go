package theme

// palette holds the colours of one background, as #rrggbb. The terminal's own
// background stays: text of ordinary weight has no colour of its own, and the
// inks are chosen to read well on anything from black to dark grey (or from
// white to light grey). A test measures their contrast, and that red, yellow and
// green are still that when a terminal has sixteen colours: the renderer's own
// arithmetic decides (a warmer amber would turn red there).
type palette struct {
	text, dim, faint      string
	accent                string
	good, warn, bad       string
	selected, selectedDim string // background of the selected row; its dim ink
	idle                  string // the same in a panel without focus
	slot                  string // background of booked time
	rule                  string
	badgeInk              string
}

func darkPalette() palette {
	return palette{
		text: "#f2f4f7", dim: "#a3abb8", faint: "#7d8696",
		accent: "#6fc3df",
		good:   "#86c78a", warn: "#e5c34b", bad: "#ff8080",
		selected: "#39404f", selectedDim: "#c9ced6", idle: "#303236",
		slot:     "#26344a",
		rule:     "#4a5160",
		badgeInk: "#101318",
	}
}

func lightPalette() palette {
	return palette{
		text: "#14181f", dim: "#56606e", faint: "#6c7685",
		accent: "#0a5cc2",
		good:   "#1f7a33", warn: "#6b5f00", bad: "#c01c28",
		selected: "#dadfe8", selectedDim: "#3d4754", idle: "#ebedf0",
		slot:     "#dbe7f5",
		rule:     "#b5b9c0",
		badgeInk: "#ffffff",
	}
}
