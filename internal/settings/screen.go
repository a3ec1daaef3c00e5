package settings

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

// View is a saved ticket view.
type View struct{ Name, Filter, Sort, Group string }

// defaultScreen fills how the screen looks and is worked.
func defaultScreen(s *Settings) {
	s.UI = UI{Theme: "auto", Glyphs: "auto", Mouse: true}
	s.Keys = Keys{
		Quit: []string{"q"}, Help: []string{"?"}, Refresh: []string{"r"}, Redraw: []string{"ctrl+l"},
		Open: []string{"o"}, Copy: []string{"y"}, Filter: []string{"/"},
	}
}

func screenSchema(k Kinds) []row[Settings] {
	return []row[Settings]{
		word("ui.theme", func(s *Settings) *string { return &s.UI.Theme }, "auto", "dark", "light", "high-contrast", "colour-blind", "16-colours", "none"),
		word("ui.glyphs", func(s *Settings) *string { return &s.UI.Glyphs }, "auto", "unicode", "ascii"),
		toggle("ui.mouse", func(s *Settings) *bool { return &s.UI.Mouse }),
		among("ui.columns", func(s *Settings) *[]string { return &s.UI.Columns }, k.Columns...),
		list("keys.quit", func(s *Settings) *[]string { return &s.Keys.Quit }, keyName),
		list("keys.help", func(s *Settings) *[]string { return &s.Keys.Help }, keyName),
		list("keys.refresh", func(s *Settings) *[]string { return &s.Keys.Refresh }, keyName),
		list("keys.redraw", func(s *Settings) *[]string { return &s.Keys.Redraw }, keyName),
		list("keys.open", func(s *Settings) *[]string { return &s.Keys.Open }, keyName),
		list("keys.copy", func(s *Settings) *[]string { return &s.Keys.Copy }, keyName),
		list("keys.filter", func(s *Settings) *[]string { return &s.Keys.Filter }, keyName),
	}
}

// viewSchema is the settings of one [[view]].
func viewSchema() []row[View] {
	return []row[View]{
		checked(text("name", func(v *View) *string { return &v.Name }), notEmpty),
		text("filter", func(v *View) *string { return &v.Filter }),
		text("sort", func(v *View) *string { return &v.Sort }),
		word("group", func(v *View) *string { return &v.Group }, "", "board", "company", "owner", "priority", "status"),
	}
}
