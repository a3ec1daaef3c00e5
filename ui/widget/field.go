package widget

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/clipperhouse/displaywidth"

	"daybrief/ui/theme"
)

// Field is a line of text that is being typed. Nothing but the keys changes
// it. It reads no clipboard: pasted text arrives as a message of its own.
type Field struct {
	text string
	at   int // cursor, in bytes, between clusters
}

// maxField bounds what can be typed or pasted, in bytes.
const maxField = 2000

// String is what has been typed.
func (f *Field) String() string { return f.text }

// Set replaces the text and puts the cursor at its end.
func (f *Field) Set(text string) {
	f.text = disarm(text)
	if len(f.text) > maxField {
		f.text, _ = cutBytes(f.text, maxField)
	}
	f.at = len(f.text)
}

// Insert types text at the cursor; line feeds and controls become blanks.
func (f *Field) Insert(text string) {
	text = disarm(text)
	if len(f.text)+len(text) > maxField {
		text, _ = cutBytes(text, max(0, maxField-len(f.text)))
	}
	f.text = f.text[:f.at] + text + f.text[f.at:]
	f.at += len(text)
}

func disarm(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}

func cutBytes(s string, n int) (string, string) {
	at := 0
	g := displaywidth.StringGraphemes(s)
	for g.Next() && at+len(g.Value()) <= n {
		at += len(g.Value())
	}
	return s[:at], s[at:]
}

// Press takes a key; false when it means nothing to a line of text.
func (f *Field) Press(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left", "ctrl+b":
		f.at = f.before()
	case "right", "ctrl+f":
		f.at = f.after()
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "backspace", "ctrl+h":
		f.cut(f.before(), f.at)
	case "delete", "ctrl+d":
		f.cut(f.at, f.after())
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		head := strings.TrimRight(f.text[:f.at], " ")
		f.cut(strings.LastIndexByte(head, ' ')+1, f.at)
	case "ctrl+u":
		f.cut(0, f.at)
	case "ctrl+k":
		f.cut(f.at, len(f.text))
	default:
		if k.Text == "" || k.Mod&^tea.ModShift != 0 {
			return false
		}
		f.Insert(k.Text)
	}
	return true
}

func (f *Field) cut(from, to int) {
	f.text = f.text[:from] + f.text[to:]
	f.at = from
}

func (f *Field) before() int {
	at, last := 0, 0
	g := displaywidth.StringGraphemes(f.text[:f.at])
	for g.Next() {
		last = at
		at += len(g.Value())
	}
	return last
}

func (f *Field) after() int {
	g := displaywidth.StringGraphemes(f.text[f.at:])
	if g.Next() {
		return f.at + len(g.Value())
	}
	return f.at
}

// Draw gives the text in w cells with the cursor in sight, and the cursor's
// cell. The bytes from..to are painted as a mistake (from == to: none).
func (f *Field) Draw(w, from, to int, ink, wrong theme.Style) (line string, cursor int) {
	if w <= 0 {
		return "", 0
	}
	head := Steady(f.text[:f.at])
	skip := max(0, Width(head)-w+1) // cells scrolled out at the left
	var b strings.Builder
	used, pos, at := 0, 0, 0
	g := displaywidth.StringGraphemes(f.text)
	for g.Next() {
		v := Steady(g.Value())
		cw := Width(v)
		in := at >= from && at < to
		at += len(g.Value())
		pos += cw
		if pos-cw < skip {
			continue
		}
		if used+cw > w {
			break
		}
		used += cw
		if in {
			wrong.To(&b, v)
		} else {
			ink.To(&b, v)
		}
	}
	return b.String() + Spaces(w-used), min(w-1, Width(head)-skip)
}
