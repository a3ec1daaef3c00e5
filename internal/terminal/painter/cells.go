package painter

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// cell is one column of a line. The second column of a wide sign has no text
// and no width.
type cell struct {
	text  string
	style style
	width uint8
	// doubtful: terminals do not agree on how wide it is.
	doubtful bool
}

func blank() cell { return cell{text: " ", width: 1} }

// unknown equals no cell of a frame: what the terminal shows there is not known.
func unknown() cell { return cell{width: 255} }

const esc = 0x1b

// mostParts of a sequence of colours: a bold text with its colour and its
// ground in 24 bits has 11. The parser's limit is 32.
const mostParts = 24

// cells takes a line apart, as wide as the screen, into dst.
func (s *styles) cells(dst []cell, line string, width int) []cell {
	dst = dst[:0]
	pen := plain
	for len(line) > 0 && len(dst) < width {
		switch c := line[0]; {
		case c == esc:
			by, n, ok := colours(line)
			if ok {
				pen = s.after(pen, by)
			}
			line = line[n:]
		case c == '\t':
			dst = append(dst, cell{text: " ", style: s.ground(pen), width: 1})
			line = line[1:]
		case c < ' ' || c == 0x7f:
			line = line[1:]
		case len(line) == 1 || line[1] < utf8.RuneSelf: // ASCII, with nothing to be joined to it
			if c < utf8.RuneSelf {
				one := cell{text: line[:1], style: pen, width: 1}
				if c == ' ' {
					one.style = s.ground(pen)
				}
				dst = append(dst, one)
				line = line[1:]
				continue
			}
			fallthrough
		default:
			var n int
			dst, n = s.cluster(dst, line, pen, width)
			line = line[n:]
		}
	}
	for len(dst) < width {
		dst = append(dst, blank())
	}
	return dst
}

// cluster adds the first sign of a line, which may be several runes.
func (s *styles) cluster(dst []cell, line string, pen style, width int) ([]cell, int) {
	end := strings.IndexByte(line, esc)
	if end < 0 {
		end = len(line)
	}
	g := displaywidth.StringGraphemes(line[:end])
	if !g.Next() {
		return dst, end
	}
	text := g.Value()
	if !utf8.ValidString(text) { // a byte here and one there could make a control character
		return append(dst, cell{text: "?", style: pen, width: 1}), len(text)
	}
	one, sum := g.Width(), 0
	for _, r := range text {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return dst, len(text) // a control character of eight bits
		}
		sum += displaywidth.Rune(r)
	}
	w := max(one, sum)
	switch {
	case w == 0:
		return dst, len(text) // nothing to stand on
	case len(dst)+w > width: // half a sign can't be shown
		for len(dst) < width {
			dst = append(dst, cell{text: " ", style: s.ground(pen), width: 1})
		}
		return dst, len(text)
	}
	dst = append(dst, cell{text: text, style: pen, width: uint8(min(w, 8)), doubtful: one != sum || w > 2})
	for range w - 1 {
		dst = append(dst, cell{style: pen})
	}
	return dst, len(text)
}

// colours reads a sequence at the beginning of line: how long it is, and what it
// says if it is one of colours.
func colours(line string) (by string, n int, ok bool) {
	if len(line) < 2 || line[1] != '[' {
		return "", min(len(line), 2), false
	}
	parts := 0
	for i := 2; i < len(line); i++ {
		switch c := line[i]; {
		case c == 'm':
			return line[2:i], i + 1, parts < mostParts
		case c == ';' || c == ':':
			parts++
		case c >= '0' && c <= '9':
		case c >= '@' && c <= '~':
			return "", i + 1, false
		case c < ' ' || c > '~':
			return "", i, false
		}
	}
	return "", len(line), false
}
