package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// helpPage lists the keys that work, taken from the bindings themselves. It can
// be searched.
type helpPage struct {
	leaf
	name   string // with the version, for who asks for help elsewhere
	parts  []helpPart
	field  widget.Field
	typing bool
}

type helpPart struct {
	title string
	lines []helpLine
}

// helpLine is a key and what it does; name is the action's, for [keys].
type helpLine struct{ key, does, name string }

// newHelpPage reads the bindings as they are now. A key that the screen takes is
// left out of what works everywhere.
func newHelpPage(a *App) *helpPage {
	s := a.deck.tabs[a.deck.active].screen
	own, guide := helpPart{title: s.Title()}, helpPart{}
	taken := claimed(s)
	names := map[string]string{} // by first key and words: bindings are values
	for _, act := range actionsOf(s) {
		names[bindingID(act.Key)] = full(s.ID(), act.Name)
	}
	if m := s.Keys(); m != nil {
		for _, group := range m.FullHelp() {
			for _, b := range group {
				own.add(b, names[bindingID(b)], a)
			}
		}
	}
	if g, ok := s.(screen.Guide); ok {
		var words [][2]string
		guide.title, words = g.Guide()
		for _, w := range words {
			guide.lines = append(guide.lines, helpLine{key: w[0], does: w[1]})
		}
	}
	global := helpPart{title: "Everywhere"}
	for _, act := range a.keys.everywhere() {
		if ks := act.Key.Keys(); len(ks) > 0 && !taken[ks[0]] {
			global.add(act.Key, full(appName, act.Name), a)
		}
	}
	p := &helpPage{name: "Help", parts: []helpPart{own, global}}
	if v := a.opts.Version; v != "" {
		p.name = "Help of daybrief " + v
	}
	if on, ok := a.page.(*ticketPage); ok { // help about the page, which closing it shows again
		p.under, p.parts[0] = on, helpPart{title: "Ticket"}
		for _, act := range on.view.Actions() {
			p.parts[0].add(act.Key, full("ticket", act.Name), a)
		}
		return p
	}
	if len(guide.lines) > 0 {
		p.parts = append(p.parts, guide)
	}
	return p
}

// claimed are the keys that a screen takes as it is now.
func claimed(s screen.Screen) map[string]bool {
	taken := map[string]bool{}
	m := s.Keys()
	if m == nil {
		return taken
	}
	for _, group := range m.FullHelp() {
		for _, b := range group {
			for _, one := range b.Keys() {
				taken[one] = taken[one] || b.Enabled()
			}
		}
	}
	return taken
}

func bindingID(b key.Binding) string { return strings.Join(b.Keys(), " ") + "\x00" + b.Help().Desc }

func (p *helpPart) add(b key.Binding, name string, a *App) {
	if b.Enabled() && b.Help().Key != "" {
		p.lines = append(p.lines, helpLine{a.display.keyLabel(b), widget.Spell(b.Help().Desc, &a.display.theme.Glyphs), name})
	}
}

// press searches while something is typed, else scrolls.
func (p *helpPage) press(a *App, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case !p.typing && key.Matches(msg, a.keys.page.find):
		p.typing = true
	case !p.typing:
		return p.leaf.press(a, msg)
	case msg.String() == "enter" || msg.String() == "down":
		p.typing = false
	case msg.String() == "esc":
		p.typing = false
		p.field.Set("")
	default:
		p.field.Press(msg)
		p.top = 0
	}
	return nil
}

func (p *helpPage) taking() bool { return p.typing }

func (p *helpPage) paste(_ *App, text string) {
	if p.typing {
		p.field.Insert(text)
	}
}

func (p *helpPage) draw(_ *App, f screen.Frame, _ func() screen.Block) screen.Block {
	w := f.Area.W
	columns := make([][]string, 0, len(p.parts))
	n := min(len(p.parts), max(1, w/40))
	if n > 2 && w < 150 {
		n = 2
	}
	cw := min(60, w/n)
	for i, part := range p.parts {
		lines := part.draw(p.field.String(), f.Theme, cw)
		if i < n {
			columns = append(columns, lines)
			continue
		}
		// What has no column of its own goes below the shortest.
		short := 0
		for c := range columns {
			if len(columns[c]) < len(columns[short]) {
				short = c
			}
		}
		if len(columns[short]) > 0 && len(lines) > 0 {
			columns[short] = append(columns[short], widget.Spaces(cw))
		}
		columns[short] = append(columns[short], lines...)
	}
	lines := sideBySide(columns, cw, w)
	if len(lines) == 0 {
		lines = []string{f.Theme.Dim.Paint(widget.Fit("  No key does that here.", w, f.Theme.Glyphs.Ellipsis))}
	}
	if !p.typing && p.field.String() == "" {
		return p.lay(p.title(p.name, " / search ", f), lines, f)
	}
	head := f.Theme.AccentStrong.Paint("  / ")
	if w < 8 {
		return p.lay(widget.Spaces(w), lines, f)
	}
	text, x := p.field.Draw(w-4, 0, 0, f.Theme.Strong, f.Theme.Warn)
	b := p.lay(head+text, lines, f)
	if p.typing {
		b.Cursor = tea.NewCursor(4+x, 0)
	}
	return b
}

// draw gives a part's title and the lines that hold the words, w cells each;
// nothing when none do.
func (p helpPart) draw(words string, t *theme.Theme, w int) []string {
	const keys = 14
	out := []string{t.Dim.Paint(widget.Fit("  "+p.title, w, t.Glyphs.Ellipsis))}
	for _, l := range p.lines {
		if !holdsAll(l.key+" "+l.does+" "+l.name, words) {
			continue
		}
		pen := widget.NewPen(w, t)
		pen.Gap(2)
		pen.Text(t.Key, widget.Truncate(l.key, max(1, w/2), t.Glyphs.Ellipsis))
		pen.To(2 + keys)
		if pen.At() > 2+keys {
			pen.Gap(2)
		}
		text := l.does
		if words != "" && l.name != "" {
			text += " (" + l.name + ")"
		}
		out = append(out, hung(pen, text, w, t)...)
	}
	if len(out) == 1 {
		return nil
	}
	return out
}

// hung writes a text behind what the pen has written, and goes on below it.
func hung(pen *widget.Pen, text string, w int, t *theme.Theme) []string {
	at := pen.At()
	var out []string
	for i, l := range widget.Lines(text, max(1, w-at-1), 6, t.Glyphs.Ellipsis) {
		if i > 0 {
			pen = widget.NewPen(w, t)
			pen.To(at)
		}
		pen.Text(t.Text, l)
		out = append(out, pen.Line())
	}
	return out
}

// holdsAll reports whether the text holds every word, in whatever case.
func holdsAll(text, words string) bool {
	text = strings.ToLower(text)
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// sideBySide joins columns of w cells into lines of total cells.
func sideBySide(columns [][]string, w, total int) []string {
	n := 0
	for _, c := range columns {
		n = max(n, len(c))
	}
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for _, c := range columns {
			if i < len(c) {
				b.WriteString(c[i])
			} else {
				b.WriteString(widget.Spaces(w))
			}
		}
		b.WriteString(widget.Spaces(total - w*len(columns)))
		out[i] = b.String()
	}
	return out
}
