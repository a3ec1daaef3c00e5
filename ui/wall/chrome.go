package wall

import (
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// headSize is how big the word and the clock are.
func (c *canvas) headSize() int { return [...]int{Normal: 1, Large: 2, XL: 2}[c.z] }

// head is the word of the mood, why, which page this is, and the time.
func (c *canvas) head(w int) []string {
	k := c.headSize()
	word, clock := c.mood.String(), c.clock()
	wordW, clockW := c.font.width(word, k), c.font.width(clock, k)
	if wordW+clockW+24 > w {
		k = 1
		wordW, clockW = c.font.width(word, k), c.font.width(clock, k)
	}
	words, hours := c.font.big(word, k, c.g), c.font.big(clock, k, c.g)
	out := make([]string, tall(k))
	mid := c.between(max(0, w-wordW-clockW-8), tall(k))
	for i := range out {
		p := widget.NewPen(w, c.th)
		p.Paint(c.mood.ink(c.th).Paint(words[i]), wordW)
		p.Gap(4)
		p.Paint(mid[i], max(0, w-wordW-clockW-8))
		p.To(w - clockW)
		p.Paint(c.th.Strong.Paint(hours[i]), clockW)
		out[i] = p.Line()
	}
	return append(out, widget.Spaces(w))
}

// between is what stands between the word and the clock: the reason, and the
// page with the age of what it is made of.
func (c *canvas) between(w, h int) []string {
	page := c.book.shown()
	var list []text
	for _, l := range c.reason(max(1, w), max(1, h-1)) {
		list = append(list, text{c.th.Strong, l})
	}
	if h > len(list)+1 {
		list = append(list, text{c.th.Text, ""})
	}
	list = append(list, text{c.th.Dim, page.title})
	if a, fault := ages(page.sources, c.f); a != "" {
		list[len(list)-1].s = page.title + ": " + a
		if fault {
			list[len(list)-1].st = c.th.Warn
		}
	}
	var out []string
	if len(list) < h {
		out = append(out, widget.Spaces(w))
	}
	for _, t := range list {
		out = append(out, t.st.Paint(widget.Fit(t.s, w, c.g.Ellipsis)))
	}
	return widget.Pad(out, w, h)
}

// reason is why, as long as it fits: broken between what it says, else anywhere.
func (c *canvas) reason(w, h int) (lines []string) {
	more := true
	for _, why := range c.why {
		why = capital(why) + "."
		if lines, more = widget.Wrap(widget.Lay(why, "; ", ";", w), w, h); more {
			lines, more = widget.Wrap(why, w, h)
		}
		if !more {
			return lines
		}
	}
	last := len(lines) - 1
	lines[last] = widget.Truncate(lines[last], w-1, "") + c.g.Ellipsis
	return lines
}

// foot is what can be believed: the state word and of when the data is, the
// cause when something is wrong; and where we are among the pages.
func (c *canvas) foot(w int) []string {
	out := []string{widget.Spaces(w)}
	if c.fault != "" {
		for _, l := range widget.Lines("The old settings stay: "+c.fault, max(1, w), 2, c.g.Ellipsis) {
			out = append(out, c.th.Warn.Paint(widget.Fit(l, w, c.g.Ellipsis)))
		}
	}
	cause := c.st.cause(c.v)
	if c.st.good() && c.f.Snapshot != nil {
		cause = capital(screen.Partial(c.f.Snapshot))
	}
	if c.z != Normal && !c.st.good() && c.st.word != model.StateStarting {
		return append(out, c.alarm(w, cause)...)
	}
	if cause != "" {
		out = append(out, c.th.Text.Paint(widget.Fit(cause, w, c.g.Ellipsis)))
	}
	return append(out, c.status(w))
}

// status is the line with the state word and the data's time.
func (c *canvas) status(w int) string {
	p := widget.NewPen(w, c.th)
	text := " " + string(c.st.word) + " "
	if c.st.good() {
		text = string(c.st.word) + " "
	}
	p.Text(c.st.badge(c.th), text)
	p.Gap(1)
	marks, cells := c.marks()
	ink := c.th.Dim
	if !c.st.good() {
		ink = c.th.Strong
	}
	p.Text(ink, widget.Truncate(c.st.dataWords(c.f), max(0, p.Left()-cells-1), c.g.Ellipsis))
	p.To(w - cells)
	p.Paint(marks, min(cells, p.Left()))
	return p.Line()
}

// alarm is the foot when something is wrong and there is room: the state word in
// big signs, readable from afar.
func (c *canvas) alarm(w int, cause string) []string {
	word := string(c.st.word)
	big, n := c.font.big(word, 1, c.g), c.font.width(word, 1)
	ink := c.th.Warn
	if c.st.word == model.StateOffline || c.st.word == model.StateAuth || c.st.word == model.StateBadReply {
		ink = c.th.Bad
	}
	room := max(0, w-n-4)
	texts := []string{
		c.th.Strong.Paint(widget.Fit(capital(c.st.dataWords(c.f))+".", room, c.g.Ellipsis)),
		c.th.Text.Paint(widget.Fit(cause, room, c.g.Ellipsis)),
		c.dots(room),
	}
	out := make([]string, len(big))
	for i := range out {
		p := widget.NewPen(w, c.th)
		p.Paint(ink.Paint(big[i]), n)
		p.Gap(4)
		p.Paint(texts[i], room)
		out[i] = p.Line()
	}
	return out
}

func (c *canvas) dots(w int) string {
	p := widget.NewPen(w, c.th)
	marks, cells := c.marks()
	p.Gap(w - cells)
	p.Paint(marks, min(cells, p.Left()))
	return p.Line()
}

// marks are the dots, and what keeps the page from turning; with their width.
func (c *canvas) marks() (string, int) {
	var b strings.Builder
	n := 0
	put := func(st theme.Style, s string) {
		st.To(&b, s)
		n += widget.Width(s)
	}
	if c.set.Redact {
		put(c.th.Faint, "redacted   ")
	}
	switch {
	case c.f.Now.Before(c.book.paused):
		put(c.th.Accent, "paused   ")
	case c.breach.holds():
		put(c.th.Warn, "held by a new breach   ")
	}
	if len(c.book.pages) > 1 {
		for i := range c.book.pages {
			st, s := c.th.Faint, c.g.Off
			if i == c.book.at {
				st, s = c.th.Accent, c.g.On
			}
			if i > 0 {
				put(st, " ")
			}
			put(st, s)
		}
	}
	return b.String(), n
}
