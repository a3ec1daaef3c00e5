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

// paletteOf is the palette of a kind; that of None is empty.
func paletteOf(kind Kind, dark bool) palette {
	switch {
	case kind == HighContrast && dark:
		return palette{
			text: "#ffffff", dim: "#dcdcdc", faint: "#c4c4c4",
			accent: "#9fe8ff",
			good:   "#8cff8c", warn: "#ffd700", bad: "#ff9c9c",
			selected: "#003a8c", selectedDim: "#f0f0f0", idle: "#303030",
			slot:     "#00306e",
			rule:     "#a0a0a0",
			badgeInk: "#000000",
		}
	case kind == HighContrast:
		return palette{
			text: "#000000", dim: "#262626", faint: "#3c3c3c",
			accent: "#003c9e",
			good:   "#00541c", warn: "#523c00", bad: "#920010",
			selected: "#cfe0ff", selectedDim: "#1a1a1a", idle: "#e4e4e4",
			slot:     "#d4e4ff",
			rule:     "#707070",
			badgeInk: "#ffffff",
		}
	case kind == ColourBlind:
		return colourBlind(dark)
	case kind == Sixteen:
		return sixteen(dark)
	case kind == None:
		return palette{}
	case dark:
		return darkPalette()
	}
	return lightPalette()
}

// colourBlind replaces red and green: what is bad is orange and darker than the
// yellow of a warning, what is good is blue.
func colourBlind(dark bool) palette {
	if dark {
		p := darkPalette()
		p.accent, p.good, p.warn, p.bad = "#c8b6ff", "#56b4e9", "#f0e442", "#ff9a57"
		return p
	}
	p := lightPalette()
	p.accent, p.good, p.warn, p.bad = "#5b3fb0", "#00639c", "#5f5500", "#a84300"
	return p
}

// sixteen names the terminal's own colours by number. Text has none.
func sixteen(dark bool) palette {
	p := palette{accent: "6", good: "2", warn: "3", bad: "1", faint: "8", rule: "8", badgeInk: "0"}
	if dark {
		p.accent, p.good, p.warn, p.bad = "14", "10", "11", "9"
		p.faint, p.rule = "7", "8"
	} else {
		p.badgeInk = "15"
	}
	return p
}
