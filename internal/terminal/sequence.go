package terminal

import "bytes"

// controlEnd finds the end of ESC [ … final. A byte that has no place in it
// ends it early.
func controlEnd(b []byte) (n int, whole bool) {
	if len(b) >= 3 && b[2] == '[' { // the Linux console's function keys: ESC [ [ A
		if len(b) >= 4 && (b[3] < 'A' || b[3] > 'Z') {
			return 3, true
		}
		return 4, len(b) >= 4
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c >= '@' && c <= '~':
			return i + 1, true
		case c < ' ' || c > '~':
			return i, true
		}
	}
	return 0, false
}

// stringEnd finds the end of a control string: BEL, ESC \, or an escape that
// begins something else.
func stringEnd(b []byte) (n int, whole bool) {
	for i := 2; i < len(b); i++ {
		switch {
		case b[i] == bel:
			return i + 1, true
		case b[i] == esc && i+1 == len(b):
			return 0, false
		case b[i] == esc && b[i+1] == '\\':
			return i + 2, true
		case b[i] == esc:
			return i, true
		}
	}
	return 0, false
}

// plain reports whether a control sequence is whole and small.
func plain(s []byte) bool {
	final := s[len(s)-1]
	if len(s) < 3 || final < '@' || final > '~' || len(s) == 3 && final == '[' {
		return false
	}
	separators := 0
	for _, c := range s {
		if c == ';' || c == ':' {
			separators++
		}
	}
	return separators < mostParameters
}

// answer reports whether a control string answers a question of ours: a colour
// (OSC 10, 11, 12), the terminal's name (DCS >|) or a capability (DCS 1+r).
func answer(s []byte) bool {
	body := bytes.TrimSuffix(bytes.TrimSuffix(s[2:], []byte("\x1b\\")), []byte{bel})
	if len(body) == len(s)-2 {
		return false // cut off
	}
	for _, c := range body {
		if c < ' ' || c > '~' {
			return false
		}
	}
	prefixes := []string{"10;", "11;", "12;"}
	if s[1] == 'P' {
		prefixes = []string{">|", "1+r", "0+r"}
	} else if s[1] != ']' {
		return false
	}
	for _, p := range prefixes {
		if bytes.HasPrefix(body, []byte(p)) {
			return true
		}
	}
	return false
}
