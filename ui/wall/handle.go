package wall

import (
	"time"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/screen"
)

// keymap is what works, as data: help is drawn from it.
type keymap struct{ next, prev, pause, release key.Binding }

func (s *Screen) keymap() keymap {
	bind := func(name, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
	}
	k := keymap{
		next: bind("right/n", "next page", "right", "n", "l"), prev: bind("left/p", "previous page", "left", "p", "h"),
		pause: bind("space", "pause for 10 minutes, or resume", "space"), release: bind("esc", "release the page of a new breach", "esc", "enter"),
	}
	k.release.SetEnabled(s.breach.holds())
	return k
}

// ShortHelp implements help.KeyMap.
func (k keymap) ShortHelp() []key.Binding {
	return []key.Binding{k.next, k.prev, k.pause, k.release}
}

// FullHelp implements help.KeyMap.
func (k keymap) FullHelp() [][]key.Binding { return [][]key.Binding{k.ShortHelp()} }

// Keys implements screen.Screen.
func (s *Screen) Keys() help.KeyMap { return s.keymap() }

// Handle implements screen.Screen.
func (s *Screen) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	m, ok := msg.(tea.KeyPressMsg)
	return screen.Outcome{Claimed: ok && s.press(m, f.Now)}
}

func (s *Screen) press(m tea.KeyPressMsg, now time.Time) bool {
	k, n := s.keymap(), len(s.book.pages)
	switch {
	case key.Matches(m, k.next):
		s.breach.release()
		s.turnTo((s.book.at+1)%n, now)
	case key.Matches(m, k.prev):
		s.breach.release()
		s.turnTo((s.book.at+n-1)%n, now)
	case key.Matches(m, k.pause):
		s.breach.release()
		s.book.pause(now)
	case key.Matches(m, k.release):
		s.breach.release()
	default:
		return false
	}
	return true
}
