package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style paints text with one set of attributes. It is made once a theme and is
// cheap to apply: the escape sequences are ready, nothing is measured. Text
// must not hold escapes of its own; concatenate painted segments instead.
type Style struct{ on, off string }

// Paint wraps the text in the style's escapes.
func (s Style) Paint(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	return s.on + text + s.off
}

// To writes the text to b as Paint would give it, without a string in between.
func (s Style) To(b *strings.Builder, text string) {
	if text == "" {
		return
	}
	b.WriteString(s.on)
	b.WriteString(text)
	b.WriteString(s.off)
}

func ink(hex string) Style { return styleOf(inked(lipgloss.NewStyle(), hex)) }

func bold(hex string) Style { return styleOf(inked(lipgloss.NewStyle().Bold(true), hex)) }

func on(hex, ground string) Style {
	if ground == "" {
		return Style{}
	}
	return styleOf(inked(lipgloss.NewStyle(), hex).Background(lipgloss.Color(ground)))
}

func badge(hex, ground string) Style {
	if ground == "" {
		return styleOf(lipgloss.NewStyle().Bold(true).Reverse(true))
	}
	return styleOf(inked(lipgloss.NewStyle().Bold(true), hex).Background(lipgloss.Color(ground)))
}

func inked(l lipgloss.Style, hex string) lipgloss.Style {
	if hex == "" {
		return l
	}
	return l.Foreground(lipgloss.Color(hex))
}

// styleOf takes the escapes out of what lipgloss would write.
func styleOf(l lipgloss.Style) Style {
	const mark = "x"
	on, off, found := strings.Cut(l.Inline(true).Render(mark), mark)
	if !found {
		return Style{}
	}
	return Style{on: on, off: off}
}

// reversed marks the selection by exchanging ink and ground, which every
// terminal shows and which is readable in any of its colours. Booked time is
// underlined.
func (t *Theme) reversed() {
	plain := lipgloss.NewStyle()
	row := styleOf(plain.Reverse(true))
	t.Sel, t.SelDim, t.SelAccent, t.SelWarn = row, row, row, row
	t.SelBad = styleOf(plain.Reverse(true).Bold(true))
	t.SelIdle = styleOf(plain.Underline(true))
	t.SelIdleWarn, t.SelIdleBad = t.SelIdle, styleOf(plain.Underline(true).Bold(true))
	t.Slot, t.SlotDim, t.SlotRule = t.SelIdle, t.SelIdle, t.SelIdle
	t.SlotEdge, t.SlotWarn = styleOf(plain.Underline(true).Bold(true)), styleOf(plain.Underline(true).Bold(true))
}

// colourless tells the inks apart by weight; their meaning is in the signs and
// words beside them.
func (t *Theme) colourless() {
	plain := lipgloss.NewStyle()
	weak, strong := styleOf(plain.Faint(true)), styleOf(plain.Bold(true))
	t.Dim, t.Faint, t.Rule, t.InternalInk = Style{}, weak, weak, weak
	t.KeyText, t.TabOff, t.TabCount = Style{}, Style{}, Style{}
	t.Accent, t.Key, t.RuleFocus = strong, strong, strong
	t.Bad, t.BadStrong = strong, strong
	t.TabOn = styleOf(plain.Bold(true).Underline(true))
}
