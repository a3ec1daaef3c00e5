package model

import (
	"strings"
	"unicode/utf8"
)

// Limits on what is kept of one field. Input beyond the byte limits is not
// even looked at: a field of a megabyte must not cost a frame.
const (
	maxLineBytes  = 8 << 10
	maxLineRunes  = 512
	maxLinesBytes = 64 << 10
	maxLinesRunes = 16 << 10
	// maxMarks is how many combining marks one character keeps.
	maxMarks = 4
	// maxBreaks is how many line feeds in a row are kept: one empty line.
	maxBreaks = 2
	// maxIndent is how many spaces in a row are kept in text of several lines.
	maxIndent = 64
	tabWidth  = 4
)

// Clean disarms one line of text: a summary, a name, a status. Line breaks and
// tabs become single spaces, and the result holds at most 512 characters, the
// last one being "…" when something was cut.
//
// What is removed, and why, is the policy of docs/text.md: whole control
// sequences, whatever ESC or C1 introduced them; bidi controls, invisible
// characters and joiners, because no two terminals agree on their width.
// Controls that remain become U+FFFD, so that a tampered ticket looks tampered.
func Clean(s string) Text {
	if plainLine(s) {
		return Text{s}
	}
	c := cleaner{src: s, maxBytes: maxLineBytes, maxRunes: maxLineRunes}
	return Text{c.run()}
}

// CleanLines disarms text of several lines, such as a note: line feeds stay
// (at most one empty line in a row), tabs become spaces, and the result holds
// at most 16,384 characters.
func CleanLines(s string) Text {
	if len(s) <= maxLineRunes && plainLine(s) {
		return Text{s}
	}
	c := cleaner{src: s, multi: true, maxBytes: maxLinesBytes, maxRunes: maxLinesRunes}
	return Text{c.run()}
}

// Disarmed is what Clean makes of s, as a string, for the program's own
// messages that quote something from outside.
func Disarmed(s string) string { return Clean(s).s }

// plainLine reports whether s is already what Clean would make of it: short
// printable ASCII with single spaces inside. Most fields are, and cost nothing.
func plainLine(s string) bool {
	if len(s) > maxLineRunes {
		return false
	}
	space := true
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b < ' ' || b > '~' || b == ' ' && space {
			return false
		}
		space = b == ' '
	}
	return !space || s == ""
}

// cleaner makes one pass over src, forwards only. It never looks at its own
// output again, so that removing something can't join two harmless halves into
// a new introducer.
type cleaner struct {
	src                string
	multi              bool
	maxBytes, maxRunes int

	out            strings.Builder
	runes          int
	spaces, breaks int  // seen but not written yet
	marks          int  // combining marks on the present character
	base           bool // the last thing written can carry a combining mark
	last           rune // the last rune written
	room           int  // length of out with one rune to spare, for the "…"
	full           bool
}

func (c *cleaner) run() string {
	cut := false
	if len(c.src) > c.maxBytes {
		end := c.maxBytes
		for end > 0 && !utf8.RuneStart(c.src[end]) {
			end--
		}
		c.src, cut = c.src[:end], true
	}
	c.out.Grow(min(len(c.src), c.maxRunes) + 8)
	for i := 0; i < len(c.src) && !c.full; {
		i += c.step(i)
	}
	if c.full {
		return c.out.String()[:c.room] + "…"
	}
	if cut && c.last != '…' {
		c.spaces, c.breaks = 0, 0
		c.emit('…')
		if c.full {
			return c.out.String()[:c.room] + "…"
		}
	}
	return c.out.String()
}

// step deals with what begins at i and returns how many bytes it took.
func (c *cleaner) step(i int) int {
	b := c.src[i]
	switch {
	case b > ' ' && b < 0x7f:
		c.emit(rune(b))
		return 1
	case b == 0x1b:
		return c.escape(i)
	case b < 0x80:
		return c.control(i)
	}
	r, n := utf8.DecodeRuneInString(c.src[i:])
	if r >= 0x80 && r < 0xa0 {
		return c.c1(i, r, n)
	}
	if r >= jamoL && r <= jamoLast {
		r, n = hangul(c.src[i:])
	}
	c.wide(r)
	return n
}

// control deals with ASCII space, C0 and DEL.
func (c *cleaner) control(i int) int {
	switch c.src[i] {
	case ' ':
		c.space(1)
	case '\t':
		c.space(tabWidth)
	case '\r':
		c.lineBreak()
		if i+1 < len(c.src) && c.src[i+1] == '\n' {
			return 2
		}
	case '\n', '\v', '\f':
		c.lineBreak()
	default:
		c.tampered()
	}
	return 1
}

func (c *cleaner) space(n int) {
	c.spaces = min(c.spaces+n, maxIndent)
	c.base = false
}

func (c *cleaner) lineBreak() {
	if !c.multi {
		c.space(1)
		return
	}
	c.spaces, c.base = 0, false
	c.breaks = min(c.breaks+1, maxBreaks)
}

// tampered leaves one visible mark for a run of controls.
func (c *cleaner) tampered() {
	if c.last != utf8.RuneError || c.spaces > 0 || c.breaks > 0 {
		c.emit(utf8.RuneError)
	}
}

// emit writes a visible rune, after whatever space is owed before it.
func (c *cleaner) emit(r rune) {
	if c.out.Len() == 0 {
		if !c.multi {
			c.spaces = 0
		}
		c.breaks = 0
	}
	for ; c.breaks > 0; c.breaks-- {
		c.write('\n')
	}
	if !c.multi {
		c.spaces = min(c.spaces, 1)
	}
	for ; c.spaces > 0; c.spaces-- {
		c.write(' ')
	}
	c.write(r)
	c.base, c.marks = true, 0
}

func (c *cleaner) write(r rune) {
	if c.runes >= c.maxRunes {
		c.full = true
		return
	}
	if c.runes < c.maxRunes {
		if c.runes == c.maxRunes-1 {
			c.room = c.out.Len()
		}
		c.out.WriteRune(r)
		c.runes++
		c.last = r
	}
}
