package painter

import "strconv"

// leastScroll is how many lines must have moved together before the terminal is
// asked to move them.
const leastScroll = 4

// scroll has the terminal move lines that stand elsewhere in the new frame, where
// that is shorter than to write them again.
func (s *screen) scroll(now []string) {
	if s.still {
		return
	}
	from, to, by := s.moved(now)
	if by == 0 {
		return
	}
	top, bottom := min(from, from+by), max(to, to+by)
	s.write(plain, "")
	s.csi(top+1, bottom, 'r')
	if by > 0 {
		s.csi(by, 0, 'S')
	} else {
		s.csi(-by, 0, 'T')
	}
	s.out.WriteString("\x1b[r")
	s.x = -1
	s.shift(top, bottom, by)
}

// shift does to what is known what the terminal did to its lines: those from top
// to bottom went up by some; the rest of them are blank.
func (s *screen) shift(top, bottom, by int) {
	lines, rows := make([]string, bottom-top), make([][]cell, bottom-top)
	var free [][]cell
	for y := top; y < bottom; y++ {
		if at := y - by; at >= top && at < bottom {
			lines[at-top], rows[at-top] = s.lines[y], s.rows[y]
		} else {
			free = append(free, s.rows[y])
		}
	}
	for i := range rows {
		if rows[i] == nil {
			rows[i], free = s.styles.cells(free[0], "", s.width), free[1:]
		}
	}
	copy(s.lines[top:], lines)
	copy(s.rows[top:], rows)
}

// moved finds the lines from..to of a frame that the terminal shows by lines
// further down (up when negative); 0 when it is not worth it.
func (s *screen) moved(now []string) (from, to, by int) {
	first := 0
	for first < s.height && now[first] == s.lines[first] {
		first++
	}
	last := s.height
	for last > first && now[last-1] == s.lines[last-1] {
		last--
	}
	if last-first < 2*leastScroll {
		return 0, 0, 0
	}
	middle := (first + last) / 2
	for d := 1; d < last-first; d++ {
		for _, k := range [2]int{d, -d} {
			if y := middle + k; y < first || y >= last || s.lines[y] != now[middle] || now[middle] == "" {
				continue
			}
			from, to = middle, middle+1
			for from > first && from-1+k >= first && now[from-1] == s.lines[from-1+k] {
				from--
			}
			for to < last && to+k < last && now[to] == s.lines[to+k] {
				to++
			}
			if to-from >= leastScroll && to-from > (last-first)/2 {
				return from, to, k
			}
			return 0, 0, 0
		}
	}
	return 0, 0, 0
}

// csi writes a control sequence of one number, or of two.
func (s *screen) csi(a, b int, final byte) {
	buf := append(s.out.AvailableBuffer(), "\x1b["...)
	buf = strconv.AppendInt(buf, int64(a), 10)
	if b > 0 {
		buf = append(buf, ';')
		buf = strconv.AppendInt(buf, int64(b), 10)
	}
	s.out.Write(append(buf, final))
}
