package terminal

import (
	"bytes"
	"time"
	"unicode/utf8"
)

// Bounds of what a terminal may say at once.
const (
	// longestSequence is in bytes. The longest honest answer is a colour or the
	// terminal's name and version.
	longestSequence = 256
	// mostParameters of a control sequence: honest ones have up to seven. The
	// framework's decoder panics at 32.
	mostParameters = 16
	// longestPaste is in bytes; the rest of a longer one is dropped.
	longestPaste = 1 << 20
	// abandoned is after how long a piece of a sequence is given up. An answer
	// that the network delays arrives in pieces up to 150 ms apart.
	abandoned = 500 * time.Millisecond
	// unfinished is after how long a paste that nobody ends is over.
	unfinished = 2 * time.Second
	// together is within what time an escape and a character are one key (alt and
	// that character). Nobody types two keys so fast.
	together = 30 * time.Millisecond
)

// Filter takes a terminal's input apart before anybody else reads it. It lets
// through text, keys, mouse events and the answers that daybrief asks for, each
// whole; it drops sequences that are too long, have too many parameters, or are
// of a kind that no key and no answer is; and in a paste everything but text.
// A sequence that arrives in pieces is held back until it is whole, so that its
// pieces are never taken for keys. The zero value is ready for use.
type Filter struct {
	held   []byte // the beginning of a sequence, with its escape
	at     time.Time
	skip   int  // bytes that belong to a dropped sequence and are still to come
	drop   bool // the sequence in held is too long: wait for its end and forget it
	apart  bool // held is an escape, and what follows came later
	paste  bool
	pasted int
	given  time.Time // when an escape came that was given away as the key
}

const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	// escapeKey says "the escape key" so that nothing that follows can change it
	// (the keyboard protocol of kitty, which the framework always reads).
	escapeKey = "\x1b[27u"
)

// Clean returns what may be read of the bytes that came in at a moment. The
// result is never longer than what is held back and b together, times five.
func (f *Filter) Clean(b []byte, at time.Time) []byte {
	out := f.expire(at)
	if f.paste && len(b) == 1 && b[0] == interrupt && at.Sub(f.at) > together { // by itself it is no part of a paste: somebody wants to get out
		f.paste, f.held, f.drop = false, nil, false
		out = append(out, pasteEnd...)
	}
	if late(b) && at.Sub(f.given) < abandoned {
		f.held = []byte{esc} // its escape was given away as the key
	}
	f.given = time.Time{}
	f.apart = f.Escape() && at.Sub(f.at) > together
	f.at = at
	b = append(f.held, b...)
	f.held = nil
	for len(b) > 0 {
		if f.skip > 0 && b[0] != esc {
			b, f.skip = b[1:], f.skip-1
			continue
		}
		f.skip = 0
		n, keep, whole := f.next(b)
		if !whole {
			f.hold(b)
			break
		}
		out = append(out, keep...)
		b = b[n:]
	}
	return out
}

// expire gives up what has waited for its end for too long.
func (f *Filter) expire(at time.Time) (out []byte) {
	if f.at.IsZero() {
		return nil
	}
	idle := at.Sub(f.at)
	if idle > abandoned {
		f.held, f.drop, f.skip = nil, false, 0
	}
	if f.paste && idle > unfinished {
		f.paste = false
		return []byte(pasteEnd)
	}
	return nil
}

// Escape reports whether the only thing held back is one escape: the key, if
// nothing follows.
func (f *Filter) Escape() bool { return len(f.held) == 1 && f.held[0] == esc }

// Release gives the escape that is held back away, as the key.
func (f *Filter) Release() []byte {
	f.held, f.given = nil, f.at
	return f.key([]byte(escapeKey))
}

// late reports whether bytes look like the rest of a sequence: nobody types so much
// at once.
func late(b []byte) bool { return len(b) > 1 && bytes.IndexByte([]byte("[]OP"), b[0]) >= 0 }

// hold keeps an unfinished piece for later; of one that is too long only so
// much that its end can be told.
func (f *Filter) hold(b []byte) {
	if len(b) > longestSequence {
		f.drop = true
		b = append(bytes.Clone(b[:2]), b[len(b)-1])
	}
	f.held = bytes.Clone(b)
}

const (
	esc = 0x1b
	bel = 0x07
	// interrupt is ctrl+c.
	interrupt = 0x03
)

// next looks at the first thing in b: how long it is, what of it may be read,
// and whether it is there as a whole.
func (f *Filter) next(b []byte) (n int, keep []byte, whole bool) {
	switch c := b[0]; {
	case c == esc:
		return f.sequence(b)
	case c >= utf8.RuneSelf:
		return f.rune(b)
	case f.paste && c < ' ' && c != '\t' && c != '\n' && c != '\r' || f.paste && c == 0x7f:
		return 1, nil, true
	}
	return 1, f.text(b[:1]), true
}

func (f *Filter) rune(b []byte) (n int, keep []byte, whole bool) {
	if !utf8.FullRune(b) {
		return 0, nil, false
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError && n == 1 || r < 0xa0 {
		return n, nil, true // not UTF-8, or a control character of eight bits
	}
	return n, f.text(b[:n]), true
}

// text is what was typed or pasted, up to the bound of a paste.
func (f *Filter) text(b []byte) []byte {
	if f.paste {
		if f.pasted += len(b); f.pasted > longestPaste {
			return nil
		}
	}
	return b
}

// sequence looks at an escape and what follows.
func (f *Filter) sequence(b []byte) (n int, keep []byte, whole bool) {
	if len(b) == 1 {
		return 0, nil, false
	}
	switch b[1] {
	case '[':
		n, whole = controlEnd(b)
	case 'O':
		n, whole = 3, len(b) >= 3
		if whole && (b[2] < '@' || b[2] > '~') {
			n = 2 // what follows is not of it
		}
	case ']', 'P', '_', '^', 'X':
		n, whole = stringEnd(b)
	case esc:
		return 1, f.key([]byte(escapeKey)), true
	default:
		if f.apart {
			f.apart = false
			return 1, f.key([]byte(escapeKey)), true
		}
		if b[1] >= utf8.RuneSelf {
			n, _, whole = f.rune(b[1:])
			n++
			break
		}
		n, whole = 2, true
	}
	if !whole {
		return 0, nil, false
	}
	dropped := f.drop
	f.drop = false
	if dropped || n > longestSequence {
		return n, nil, true
	}
	return n, f.admit(b[:n]), true
}

// admit is the sequence if it is a key or an answer that daybrief asks for.
func (f *Filter) admit(s []byte) []byte {
	switch {
	case string(s) == pasteBegin:
		if f.paste {
			return nil
		}
		f.paste, f.pasted = true, 0
		return s
	case string(s) == pasteEnd:
		if !f.paste {
			return nil
		}
		f.paste = false
		return s
	}
	switch s[1] {
	case '[':
		if string(s) == "\x1b[M" {
			if !f.paste {
				f.skip = 3 // an old mouse report, which we never ask for
			}
			return nil
		}
		if !plain(s) {
			return nil
		}
	case 'O':
		if len(s) < 3 {
			return nil
		}
	case ']', 'P', '_', '^', 'X':
		if !answer(s) {
			return nil
		}
	}
	return f.key(s)
}

// key is a sequence outside a paste; inside one there are no keys.
func (f *Filter) key(s []byte) []byte {
	if f.paste {
		return nil
	}
	return s
}
