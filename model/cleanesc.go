package model

// Terminals understand two spellings of each introducer: ESC and a letter, and
// one code point of the C1 block. Both are taken out with all that belongs to
// them. One that nothing ends loses only itself, so that the text behind it
// stays readable.

// escape deals with ESC at i and returns how many bytes belong to it.
func (c *cleaner) escape(i int) int {
	if i+1 >= len(c.src) {
		c.tampered()
		return 1
	}
	switch b := c.src[i+1]; {
	case b == '[':
		return 2 + csi(c.src[i+2:])
	case b == ']' || b == 'P' || b == 'X' || b == '^' || b == '_':
		return 2 + controlString(c.src[i+2:], b == ']')
	case b >= 0x20 && b < 0x7f:
		return 1 + plainEscape(c.src[i+1:])
	}
	// ESC before a control or a letter of another script introduces nothing.
	c.tampered()
	return 1
}

// c1 deals with a C1 code point r of n bytes at i.
func (c *cleaner) c1(i int, r rune, n int) int {
	rest := c.src[i+n:]
	switch r {
	case 0x9b:
		return n + csi(rest)
	case 0x9d:
		return n + controlString(rest, true)
	case 0x90, 0x98, 0x9e, 0x9f:
		return n + controlString(rest, false)
	case 0x85:
		c.lineBreak()
	default:
		c.tampered()
	}
	return n
}

// csi is the length of a control sequence's parameters, intermediates and
// final byte. Terminals obey controls in the midst of a sequence and go on with
// it, so those belong to it too. It is 0 when nothing ends the sequence.
func csi(s string) int {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= 0x40 && b <= 0x7e:
			return i + 1
		case b == 0x18 || b == 0x1a:
			return i + 1 // cancelled
		case b == 0x1b || b >= 0x7f:
			return 0
		}
	}
	return 0
}

// plainEscape is the length of intermediates and a final byte after ESC.
func plainEscape(s string) int {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= 0x30 && b <= 0x7e:
			return i + 1
		case b < 0x20 || b >= 0x7f:
			return 0
		}
	}
	return 0
}

// controlString is the length of the payload of an OSC, DCS, SOS, PM or APC
// with its terminator: ST, BEL (for OSC), CAN or SUB. Another introducer ends
// it too and begins a new sequence, which also keeps the whole pass linear. It
// is 0 when nothing ends it.
func controlString(s string, osc bool) int {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == 0x18 || b == 0x1a || b == '\a' && osc:
			return i + 1
		case b == 0x1b:
			if i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
			return i
		case b == 0xc2 && i+1 < len(s):
			switch s[i+1] {
			case 0x9c:
				return i + 2
			case 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f:
				return i
			}
		}
	}
	return 0
}
