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
	return styleOf(inked(lipgloss.NewStyle(), hex).Background(lipgloss.Color(ground)))
}

func badge(hex, ground string) Style {
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
