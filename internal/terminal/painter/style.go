package painter

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// mostStyles bounds what is remembered of styles. A theme has some forty; a
// terminal whose frames had this many begins anew.
const mostStyles = 4096

// plain is the style of text without any.
const plain style = 0

// style is the number of a style that was seen.
type style uint16

// styles numbers the styles of frames, as the terminal can show them, and
// remembers what leads from one to another.
type styles struct {
	profile colorprofile.Profile
	list    []uv.Style // as they were meant; what is sent is reduced
	grounds []style    // what of each a blank shows
	known   map[string]style
	steps   map[step]style
	moves   map[[2]style]string
}

// step is a style and the sequence that changes it.
type step struct {
	from style
	by   string
}

func newStyles(p colorprofile.Profile) *styles {
	s := &styles{profile: p}
	s.clear()
	return s
}

// clear forgets all styles. Cells that were numbered before mean nothing then.
func (s *styles) clear() {
	s.list, s.grounds = []uv.Style{{}}, []style{plain}
	s.known = map[string]style{"": plain}
	s.steps = map[step]style{}
	s.moves = map[[2]style]string{}
}

func (s *styles) full() bool { return len(s.list) >= mostStyles || len(s.steps) >= 4*mostStyles }

// after is the style that a sequence of the SGR kind makes of another; by is
// what stands between "ESC [" and "m".
func (s *styles) after(from style, by string) style {
	if to, ok := s.steps[step{from, by}]; ok {
		return to
	}
	pen := s.list[from]
	parser := ansi.NewParser()
	for _, c := range []byte("\x1b[" + by + "m") {
		parser.Advance(c)
	}
	uv.ReadStyle(parser.Params(), &pen)
	to := s.number(pen)
	s.steps[step{from, strings.Clone(by)}] = to
	return to
}

func (s *styles) number(pen uv.Style) style {
	key := ""
	if !pen.IsZero() {
		key = pen.String()
	}
	to, ok := s.known[key]
	if ok {
		return to
	}
	ground := pen
	if pen.Underline == uv.UnderlineNone && pen.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0 {
		ground = uv.Style{Bg: pen.Bg}
	}
	to = style(len(s.list))
	s.list, s.grounds = append(s.list, pen), append(s.grounds, to)
	s.known[key] = to
	s.grounds[to] = s.number(ground)
	return to
}

// ground is what a blank shows of a style: without lines through or below it, its
// background. Blanks are kept and compared so, and written in whatever style shows
// the same of it.
func (s *styles) ground(of style) style { return s.grounds[of] }

// move is what makes the terminal go on in another style: the shorter of the
// difference and a fresh start.
func (s *styles) move(from, to style) string {
	if from == to {
		return ""
	}
	if m, ok := s.moves[[2]style{from, to}]; ok {
		return m
	}
	a, b := uv.ConvertStyle(s.list[from], s.profile), uv.ConvertStyle(s.list[to], s.profile)
	m := uv.StyleDiff(&a, &b)
	if anew := strings.Replace(b.String(), "\x1b[", "\x1b[0;", 1); len(anew) > 0 && len(anew) < len(m) {
		m = anew
	}
	s.moves[[2]style{from, to}] = m
	return m
}
