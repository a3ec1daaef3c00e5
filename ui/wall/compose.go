package wall

import (
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// The least area that gets a frame; the App says so below it.
const (
	leastW = 40
	leastH = 12
)

// text is some words and how they are painted.
type text struct {
	st theme.Style
	s  string
}

// canvas is what the frame and the pages share.
type canvas struct {
	*Screen
	f    screen.Frame
	th   *theme.Theme
	g    *theme.Glyphs
	v    redactor
	st   standing
	mood mood
	why  []string // behind the mood, the longest first
	z    Size
	w, h int // of the body, for the page
}

// Draw implements screen.Screen.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	if f.Zone == nil {
		f.Zone = time.UTC
	}
	if night(f.Now, f.Zone, s.set) {
		f.Theme = f.Theme.Night()
	}
	c := &canvas{Screen: s, f: f, th: f.Theme, g: &f.Theme.Glyphs, v: redactor{s.set.Redact, f}, st: standingOf(f)}
	c.mood, c.why = s.digest.moodOf(c.st, c.v)
	w, h := max(0, f.Area.W), max(0, f.Area.H)
	if w < leastW || h < leastH {
		return screen.Block{Lines: c.tiny(w, h)}
	}
	c.z, _ = s.sizeFor(w, h)
	return screen.Block{Lines: shifted(c.frame(w-1, h-1), w, h, s.drift.place)}
}

// shifted puts a picture that is a cell smaller than the area into one of four
// places, round and round.
func shifted(lines []string, w, h, at int) []string {
	at &= 3
	right := at == 1 || at == 2
	for i, l := range lines {
		if right {
			lines[i] = " " + l
		} else {
			lines[i] = l + " "
		}
	}
	if at >= 2 {
		lines = append([]string{widget.Spaces(w)}, lines...)
	}
	return widget.Pad(lines, w, h)
}

// tiny is the mood and the time, for what is too small for a frame.
func (c *canvas) tiny(w, h int) []string {
	var out []string
	for _, text := range []string{c.mood.String(), c.clock(), string(c.st.word)} {
		out = append(out, c.mood.ink(c.th).Paint(widget.Fit(text, w, "")))
	}
	return widget.Pad(out, w, h)
}

func (c *canvas) clock() string { return c.f.Now.In(c.f.Zone).Format("15:04") }

// sizeFor is the size that is drawn in an area, and whether it is the one that
// the settings ask for.
func (s *Screen) sizeFor(w, h int) (Size, bool) {
	fits := Normal
	switch {
	case w >= 160 && h >= 48:
		fits = XL
	case w >= 110 && h >= 32:
		fits = Large
	}
	if s.set.Size == Auto {
		return fits, true
	}
	return min(fits, s.set.Size), s.set.Size <= fits
}

// resize says of a size that does not fit that it does not.
func (s *Screen) resize(f screen.Frame) {
	s.remark = ""
	if z, ok := s.sizeFor(f.Area.W, f.Area.H); !ok && !f.Area.Empty() {
		s.remark = "The size " + s.set.Size.String() + " of [wall] does not fit this terminal, so " + z.String() +
			" is shown. xl needs 160 by 48 cells, large needs 110 by 32."
	}
}

// edge is how thick the frame's edge is, at its sides.
func (c *canvas) edge() int {
	if c.z == Normal || c.mood == calm {
		return 1
	}
	return 2
}

// frame is the whole picture in w by h cells.
func (c *canvas) frame(w, h int) []string {
	const air = 2 // between the edge and what is inside, whatever the mood
	side := 2 + air
	inner := layout.Rect{W: w, H: h}.Inset(side, 1, side, 1)
	head, foot := c.head(inner.W), c.foot(inner.W)
	gap := 0
	if c.z != Normal {
		gap = 1
		head = append([]string{widget.Spaces(inner.W)}, head...)
		foot = append(foot, widget.Spaces(inner.W))
	}
	c.w, c.h = inner.W, max(0, inner.H-len(head)-len(foot)-2*gap)
	lines := append(make([]string, 0, h), head...)
	for range gap {
		lines = append(lines, widget.Spaces(c.w))
	}
	lines = append(lines, widget.Pad(c.body(), c.w, c.h)...)
	for range gap {
		lines = append(lines, widget.Spaces(c.w))
	}
	return c.edged(append(lines, foot...), w, h, side)
}

// unknown is a page whose data was never had, with the cause.
func (c *canvas) unknown(what string) []string {
	return widget.Notice(c.w, c.h, c.th, widget.InkWarn, what, c.st.cause(c.v))
}

// body is the page, or a calm sentence while there is nothing to show on it.
func (c *canvas) body() []string {
	if c.f.Snapshot == nil || c.f.Briefing == nil || c.f.Lookup == nil || c.st.word == model.StateStarting {
		return widget.Notice(c.w, c.h, c.th, widget.InkDim, "Waiting for the first answer.")
	}
	return c.book.shown().draw(c)
}

// edged puts the edge around lines. Its thickness and its signs say the mood
// where colour does not.
func (c *canvas) edged(lines []string, w, h, side int) []string {
	g, ink := c.g, c.mood.ink(c.th)
	across, up := g.Horizontal, g.Vertical
	corner := [4]string{g.TopLeft, g.TopRight, g.BottomLeft, g.BottomRight}
	switch c.mood {
	case watch:
		across, up = g.HeavyH, g.HeavyV
		corner = [4]string{across, across, across, across}
	case act:
		across, up = g.Full, g.Full
		corner = [4]string{across, across, across, across}
	}
	e := c.edge()
	if c.mood == watch {
		e = 1
	}
	bar := ink.Paint(strings.Repeat(up, e))
	left, right := bar+widget.Spaces(side-e), widget.Spaces(side-e)+bar
	line := func(a, b string) string { return ink.Paint(a + strings.Repeat(across, max(0, w-2)) + b) }
	out := append(make([]string, 0, h), line(corner[0], corner[1]))
	for _, l := range widget.Pad(lines, max(0, w-2*side), max(0, h-2)) {
		out = append(out, left+l+right)
	}
	return append(out, line(corner[2], corner[3]))
}

// night reports whether the wall is dimmed at a time.
func night(now time.Time, zone *time.Location, s Settings) bool {
	if s.NightFrom == s.NightTo {
		return false
	}
	l := now.In(zone)
	at := time.Duration(l.Hour())*time.Hour + time.Duration(l.Minute())*time.Minute
	if s.NightFrom < s.NightTo {
		return at >= s.NightFrom && at < s.NightTo
	}
	return at >= s.NightFrom || at < s.NightTo
}
