package setup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// maxHidden bounds the private key, in bytes. Real ones have 16 characters.
const maxHidden = 512

// hidden is the private key while the wizard has it. It is edited at its end
// only: moving about in dots would help nobody.
type hidden struct {
	text []byte
	// open shows the characters, on purpose and for as long as somebody looks.
	open bool
	// sealed is true once the server has accepted the key, or it came out of the
	// store: from then on it can be replaced but not shown.
	sealed bool
	gen    int // changes with the text
}

func (h *hidden) empty() bool { return len(h.text) == 0 }

// secret is a copy for those that may use it.
func (h *hidden) secret() model.Secret { return model.NewSecret(string(h.text)) }

// set replaces the key by what somebody typed or pasted.
func (h *hidden) set(text string) {
	h.wipe()
	h.add(text)
}

func (h *hidden) add(text string) {
	if h.sealed {
		h.wipe()
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
	for _, r := range text {
		if len(h.text)+utf8.RuneLen(r) > maxHidden {
			break
		}
		// append would leave copies of the key behind wherever it grows.
		grown := utf8.AppendRune(append(make([]byte, 0, len(h.text)+utf8.UTFMax), h.text...), r)
		clear(h.text)
		h.text = grown
	}
	h.gen++
}

// press takes a key; false when it means nothing here.
func (h *hidden) press(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "backspace", "ctrl+h":
		if h.sealed {
			h.wipe()
			return true
		}
		_, n := utf8.DecodeLastRune(h.text)
		clear(h.text[len(h.text)-n:])
		h.text = h.text[:len(h.text)-n]
		h.gen++
	case "ctrl+u", "ctrl+w", "alt+backspace":
		h.wipe()
	default:
		if k.Text == "" || k.Mod&^tea.ModShift != 0 {
			return false
		}
		h.add(k.Text)
	}
	return true
}

// seal makes the key one that can't be shown any more.
func (h *hidden) seal() { h.sealed, h.open = true, false }

// wipe forgets the key, as far as a program can.
func (h *hidden) wipe() {
	clear(h.text)
	h.text, h.open, h.sealed = nil, false, false
	h.gen++
}

// drawn is what the field shows: the characters when somebody asked for them,
// else a dot for each, and a fixed number of dots for one that is sealed.
func (h *hidden) drawn(dot string) string {
	switch {
	case h.empty():
		return ""
	case h.sealed:
		return strings.Repeat(dot, 16)
	case h.open:
		return string(h.text)
	}
	return strings.Repeat(dot, utf8.RuneCount(h.text))
}
