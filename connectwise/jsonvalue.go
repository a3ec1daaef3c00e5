package connectwise

// blanks skips white space.
func (s *scanner) blanks() {
	for s.at < len(s.in) {
		switch s.in[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// takes skips white space, and the character when it comes next.
func (s *scanner) takes(c byte) bool {
	s.blanks()
	if s.at < len(s.in) && s.in[s.at] == c {
		s.at++
		return true
	}
	return false
}

// text is the string that begins here, with its quotation marks; nil for none.
func (s *scanner) text() []byte {
	from := s.at
	if from >= len(s.in) || s.in[from] != '"' {
		return nil
	}
	for i := from + 1; i < len(s.in); i++ {
		switch c := s.in[i]; {
		case c == '"':
			s.at = i + 1
			return s.in[from:s.at]
		case c < ' ':
			return nil
		case c == '\\':
			n := escaped(s.in[i+1:])
			if n == 0 {
				return nil
			}
			i += n
		}
	}
	return nil
}

// escaped is how long the escape is whose backslash stands before; 0 for none.
func escaped(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	switch b[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 1
	case 'u':
		if len(b) < 5 {
			return 0
		}
		for _, c := range b[1:5] {
			if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
				return 0
			}
		}
		return 5
	}
	return 0
}

// value skips a value of any kind; false for what is none, or is too deep.
func (s *scanner) value(depth int) bool {
	if s.at >= len(s.in) || depth > mostDepth {
		return false
	}
	switch c := s.in[s.at]; c {
	case '"':
		return s.text() != nil
	case '{':
		return s.group(depth, '}', true)
	case '[':
		return s.group(depth, ']', false)
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	}
	return s.number()
}

// group skips an object or a list.
func (s *scanner) group(depth int, end byte, keyed bool) bool {
	s.at++
	for more := !s.takes(end); more; {
		s.blanks()
		if keyed && (s.text() == nil || !s.takes(':')) {
			return false
		}
		s.blanks()
		if !s.value(depth + 1) {
			return false
		}
		if more = s.takes(','); !more && !s.takes(end) {
			return false
		}
	}
	return true
}

func (s *scanner) word(w string) bool {
	if len(s.in)-s.at < len(w) || string(s.in[s.at:s.at+len(w)]) != w {
		return false
	}
	s.at += len(w)
	return true
}

// number skips a number as JSON writes it.
func (s *scanner) number() bool {
	if s.at < len(s.in) && s.in[s.at] == '-' {
		s.at++
	}
	first := s.at
	whole := s.digits()
	if whole == 0 || whole > 1 && s.in[first] == '0' {
		return false
	}
	if s.at < len(s.in) && s.in[s.at] == '.' {
		s.at++
		if s.digits() == 0 {
			return false
		}
	}
	if s.at < len(s.in) && (s.in[s.at] == 'e' || s.in[s.at] == 'E') {
		s.at++
		if s.at < len(s.in) && (s.in[s.at] == '+' || s.in[s.at] == '-') {
			s.at++
		}
		return s.digits() > 0
	}
	return true
}

func (s *scanner) digits() int {
	from := s.at
	for s.at < len(s.in) && s.in[s.at] >= '0' && s.in[s.at] <= '9' {
		s.at++
	}
	return s.at - from
}
