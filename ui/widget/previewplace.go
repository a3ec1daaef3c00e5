package widget

// part is where something begins that is still the same when the ticket comes
// again: a note, a field, a heading. A reader who has scrolled looks at a part
// and not at a line number: what grows or goes above it must not move it.
type part struct {
	name string
	id   int64
	line int
}

func (s *sheet) part(name string, id int64) {
	s.parts = append(s.parts, part{name, id, len(s.lines)})
}

// held is the line to begin with now so that what was at the top of the screen
// stays there. If that has gone, it goes by the next part that has not. Who has
// not scrolled stays at the top.
func held(top int, was, now []part) int {
	if top == 0 {
		return 0
	}
	first := 0
	for i, p := range was {
		if p.line <= top {
			first = i
		}
	}
	for _, p := range was[first:] {
		for i, q := range now {
			if q.name != p.name || q.id != p.id {
				continue
			}
			line := q.line + top - p.line
			if i+1 < len(now) {
				line = min(line, max(q.line, now[i+1].line-1)) // it has become shorter
			}
			return max(0, line)
		}
	}
	return top
}
