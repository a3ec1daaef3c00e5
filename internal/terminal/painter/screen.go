package painter

import (
	"bytes"
	"strconv"
	"strings"
)

const (
	// shortGap is how many unchanged cells are written again, because to jump
	// over them is no shorter.
	shortGap = 6
	// shortTail is how many blanks at the end of a line are not worth an erase.
	shortTail = 3
	// shortBlank is how many blanks within a line are not worth an erase.
	shortBlank = 8
)

// screen is what the terminal shows, and what it is told to show something else.
// It knows no time and no file.
type screen struct {
	styles        *styles
	width, height int
	lines         []string // as they were given; "" and unknown cells after a resize
	rows          [][]cell
	fresh         []cell // the cells of the row that is being drawn
	out           bytes.Buffer
	x, y          int // where the terminal's cursor is; x < 0: not known
	pen           style
	still         bool // the terminal moves no lines
}

// resize sets the size, and forgets what is on the terminal.
func (s *screen) resize(width, height int) {
	s.width, s.height = max(width, 0), max(height, 0)
	s.rows = make([][]cell, s.height)
	s.lines = make([]string, s.height)
	s.forget()
}

// forget makes the next frame write every cell.
func (s *screen) forget() {
	for y := range s.rows {
		s.rows[y] = append(s.rows[y][:0], make([]cell, s.width)...)
		for x := range s.rows[y] {
			s.rows[y][x] = unknown()
		}
		s.lines[y] = "\x00" // no line of a frame
	}
	s.x, s.pen = -1, plain
	s.out.WriteString("\x1b[m")
}

// draw writes what makes the terminal show content, from what it shows now.
func (s *screen) draw(content string) {
	if s.width == 0 || s.height == 0 {
		return
	}
	if s.styles.full() {
		s.styles.clear()
		s.forget()
	}
	lines := s.split(content)
	s.scroll(lines)
	for y, line := range lines {
		if line == s.lines[y] {
			continue
		}
		s.fresh = s.styles.cells(s.fresh, line, s.width)
		s.row(y, s.rows[y], s.fresh)
		s.rows[y], s.fresh = s.fresh, s.rows[y]
		s.lines[y] = line
	}
	s.write(plain, "") // whoever writes next begins without a style
}

// split is the lines of a frame, as many as the screen has.
func (s *screen) split(content string) []string {
	lines := make([]string, s.height)
	for y := range lines {
		if content == "" {
			break
		}
		line, rest, _ := strings.Cut(content, "\n")
		lines[y], content = strings.TrimSuffix(line, "\r"), rest
	}
	return lines
}

// row writes what differs between two states of a row.
func (s *screen) row(y int, old, now []cell) {
	tail := s.tail(now)
	for x := 0; x < s.width; {
		if old[x] == now[x] {
			x++
			continue
		}
		for x > 0 && (now[x].width == 0 || old[x].width == 0) {
			x-- // the other half of a wide sign changes with it
		}
		if x >= tail && s.width-x > shortTail {
			s.move(x, y)
			s.write(s.blanking(plain), "\x1b[K")
			return
		}
		end := s.stretch(x, old, now)
		stop := end
		if end > tail && s.width-tail > shortTail {
			stop = max(tail, x)
		}
		s.put(x, y, now[x:stop])
		if stop < end {
			s.move(stop, y)
			s.write(s.blanking(plain), "\x1b[K")
			return
		}
		x = end
	}
}

// tail is where the blanks begin that reach to the end of the row.
func (s *screen) tail(row []cell) int {
	x := len(row)
	for x > 0 && row[x-1] == blank() {
		x--
	}
	return x
}

// stretch is where the cells that have to be written from x on end.
func (s *screen) stretch(x int, old, now []cell) int {
	end, same := x+1, 0
	for i := x + 1; i < s.width; i++ {
		if old[i] == now[i] && now[i].width != 0 {
			if same++; same > shortGap {
				break
			}
			continue
		}
		end, same = i+1, 0
	}
	for end < s.width && (now[end].width == 0 || old[end].width == 0) {
		end++
	}
	return end
}

// put writes cells from column x of the row on.
func (s *screen) put(x, y int, cells []cell) {
	for i := 0; i < len(cells); i++ {
		c := &cells[i]
		if c.width == 0 {
			continue
		}
		if *c == blank() {
			if n := blanks(cells[i:]); n > shortBlank {
				s.move(x+i, y)
				s.write(s.blanking(plain), "")
				s.csi(n, 0, 'X')
				i += n - 1
				continue
			}
		}
		s.move(x+i, y)
		if c.doubtful { // the ground first: the sign may take fewer cells than are kept for it
			s.write(c.style, strings.Repeat(" ", int(c.width)))
			s.x = -1
			s.move(x+i, y)
		}
		if in := c.style; c.text == " " {
			s.write(s.blanking(in), c.text)
		} else {
			s.write(in, c.text)
		}
		s.x += int(c.width)
		narrow := i+int(c.width) < len(cells) && cells[i+int(c.width)].width == 1
		if c.doubtful || c.width > 1 && narrow || s.x >= s.width {
			s.x = -1 // terminals differ about wide signs, and about what comes after the last column
		}
	}
}

// blanks is how many of the cells are blank before another comes.
func blanks(cells []cell) int {
	n := 0
	for n < len(cells) && cells[n] == blank() {
		n++
	}
	return n
}

// write writes text in a style.
func (s *screen) write(in style, text string) {
	if in != s.pen {
		s.out.WriteString(s.styles.move(s.pen, in))
		s.pen = in
	}
	s.out.WriteString(text)
}

// blanking is the style to write a blank in: the present one if it shows the same.
func (s *screen) blanking(ground style) style {
	if s.styles.ground(s.pen) == ground {
		return s.pen
	}
	return ground
}

// move puts the cursor somewhere.
func (s *screen) move(x, y int) {
	if s.x == x && s.y == y {
		return
	}
	b := s.out.AvailableBuffer()
	switch {
	case s.x >= 0 && s.y == y && x > s.x:
		b = append(b, "\x1b["...)
		if n := x - s.x; n > 1 {
			b = strconv.AppendInt(b, int64(n), 10)
		}
		b = append(b, 'C')
	default:
		b = append(b, "\x1b["...)
		b = strconv.AppendInt(b, int64(y+1), 10)
		if x > 0 {
			b = append(b, ';')
			b = strconv.AppendInt(b, int64(x+1), 10)
		}
		b = append(b, 'H')
	}
	s.out.Write(b)
	s.x, s.y = x, y
}
