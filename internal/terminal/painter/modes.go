package painter

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// LeaveAll undoes whatever a painter may have done to a terminal, for one that
// died without having done it itself.
const LeaveAll = "\x1b[?2026l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[>4m\x1b[r\x1b[?7h\x1b[m\x1b[?25h\x1b[?1049l" + popTitle

const (
	pushTitle = "\x1b[22;0t"
	popTitle  = "\x1b[23;0t"
	// noWrap: a terminal that lies about its size cuts lines and does not break them.
	noWrap, wrap = "\x1b[?7l", "\x1b[?7h"
	mouseOn      = ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	mouseOff     = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr
)

// modes is how the terminal was set up.
type modes struct {
	keys    bool
	mouse   bool
	title   string
	visible bool // the cursor
}

func (m *modes) enter(ask bool) string {
	text := pushTitle + ansi.SetModeAltScreenSaveCursor + ansi.HideCursor + noWrap
	if m.keys {
		text += ansi.SetModeBracketedPaste + ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(ansi.KittyDisambiguateEscapeCodes)
		if ask {
			text += ansi.RequestModeSynchronizedOutput
		}
	}
	return text
}

func (m *modes) leave() string {
	var b strings.Builder
	if m.mouse {
		b.WriteString(mouseOff)
	}
	if m.keys {
		b.WriteString(ansi.PopKittyKeyboard(1) + ansi.ResetModifyOtherKeys + ansi.ResetModeBracketedPaste)
	}
	b.WriteString(ansi.ResetStyle + wrap + ansi.ResetModeAltScreenSaveCursor + ansi.ShowCursor)
	if m.title != "" {
		b.WriteString(ansi.SetWindowTitle("")) // for those that have no stack of titles
	}
	b.WriteString(popTitle)
	return b.String()
}

// become sets what a frame wants besides its content.
func (m *modes) become(s *screen, v tea.View) {
	if mouse := v.MouseMode != tea.MouseModeNone; mouse != m.mouse {
		if m.mouse = mouse; mouse {
			s.out.WriteString(mouseOn)
		} else {
			s.out.WriteString(mouseOff)
		}
	}
	if v.WindowTitle != m.title {
		m.title = v.WindowTitle
		s.out.WriteString(ansi.SetWindowTitle(strings.Map(titled, m.title)))
	}
}

// titled drops what would end a title early.
func titled(r rune) rune {
	if r < ' ' || r >= 0x7f && r < 0xa0 {
		return -1
	}
	return r
}

// point puts the cursor where a frame has it.
func (m *modes) point(s *screen, v tea.View) {
	c := v.Cursor
	if c == nil || c.X < 0 || c.X >= s.width || c.Y < 0 || c.Y >= s.height {
		if m.visible {
			m.visible = false
			s.out.WriteString(ansi.HideCursor)
		}
		return
	}
	s.move(c.X, c.Y)
	if !m.visible {
		m.visible = true
		s.out.WriteString(ansi.ShowCursor)
	}
}
