package setup

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/ui/layout"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// The smallest terminal that is drawn on; below it one sentence says so.
const (
	leastW = 40
	leastH = 12
)

// From this width on the list of steps stands beside the page.
const (
	wideW = 104
	sideW = 24
)

// window is the terminal and what is on it.
type window struct {
	theme *theme.Theme
	size  layout.Rect
	drawn drawn
}

// drawn is the frame as composed by the latest Update.
type drawn struct {
	content string
	cursor  *tea.Cursor
	more    bool // the page is longer than its area
}

func (d *window) tooSmall() bool { return d.size.W < leastW || d.size.H < leastH }

// frame are the areas: the head, the list of steps, the page, the notice and
// the line of keys.
func (d *window) frame() (head, side, body, foot layout.Rect) {
	air := 0
	if d.size.H >= 20 {
		air = 1
	}
	rows := d.size.Rows(layout.Fixed(2+air), layout.Fill(1), layout.Fixed(2))
	head, body, foot = rows[0], rows[1], rows[2]
	if d.size.W >= wideW {
		cols := body.Cols(layout.Fixed(sideW), layout.Fill(1))
		side, body = cols[0], cols[1]
	}
	return head, side, body, foot
}

func (d *window) body() layout.Rect {
	_, _, body, _ := d.frame()
	return body
}

// draw composes the frame. It is called once for each message.
func (w *Wizard) draw() {
	w.drawn.cursor, w.drawn.more = nil, false
	switch {
	case w.size.Empty():
		w.drawn.content = ""
		return
	case w.tooSmall():
		w.drawn.content = strings.Join(w.smallLines(), "\n")
		return
	}
	head, side, body, foot := w.frame()
	lines := w.head(head, w.theme)
	page := w.pageLines(body)
	if side.W > 0 {
		for i, l := range w.side(side, w.theme) {
			page[i] = l + page[i]
		}
	}
	lines = append(lines, page...)
	lines = append(lines, w.footLines(foot)...)
	w.drawn.content = strings.Join(lines, "\n")
}

func (d *window) smallLines() []string {
	lines, _ := widget.Wrap("The setup needs 40 by 12 cells; this terminal is smaller. Make it larger, or press ctrl+c to quit.", d.size.W, d.size.H)
	for i := range lines {
		lines[i] = widget.Fit(lines[i], d.size.W, "")
	}
	return widget.Pad(lines, d.size.W, d.size.H)
}

// head is the name, how far one has come, and the same as a line.
func (k *trail) head(area layout.Rect, th *theme.Theme) []string {
	g := &th.Glyphs
	p := widget.NewPen(area.W, th)
	p.Gap(2)
	p.Text(th.AccentStrong, "daybrief setup")
	where := fmt.Sprintf("%d of %d", k.at+1, len(k.steps))
	if named := k.step().name + " " + g.Dot + " " + where; area.W < wideW && widget.Width(named) <= p.Left()-4 {
		where = named
	}
	p.To(area.W - 2 - widget.Width(where))
	p.Text(th.Dim, where)
	part := area.W * (k.at + 1) / len(k.steps)
	rule := th.RuleFocus.Paint(strings.Repeat(g.Horizontal, part)) + th.Rule.Paint(strings.Repeat(g.Horizontal, area.W-part))
	return widget.Pad([]string{p.Line(), rule}, area.W, area.H)
}

// side is the list of steps.
func (q *asking) side(area layout.Rect, th *theme.Theme) []string {
	g := &th.Glyphs
	var out []string
	for i, s := range q.steps {
		p := widget.NewPen(area.W, th)
		p.Gap(2)
		switch {
		case i == q.at:
			p.Text(th.AccentStrong, g.Cursor+" "+s.name)
		case q.blamedStep(s.id):
			p.Text(th.Bad, g.Bad+" "+s.name)
		case i < q.far:
			p.Text(th.Good, g.Good)
			p.Text(th.Dim, " "+s.name)
		default:
			p.Text(th.Faint, "  "+s.name)
		}
		out = append(out, p.Line())
	}
	return widget.Pad(out, area.W, area.H)
}

// blamedStep tells whether an answer on the step is known to be wrong.
func (q *asking) blamedStep(id stepID) bool {
	if q.step().id == stepDone {
		return false // the key is not here any more, and that is right
	}
	for _, p := range q.steps[q.index(id)].parts {
		if p.kind == kindField && q.index(id) <= q.far {
			if state, _, _ := q.standing(p.field); state == Bad {
				return true
			}
		}
	}
	return false
}

// pageLines is the window on the page, with a mark when there is more of it.
func (w *Wizard) pageLines(area layout.Rect) []string {
	switch {
	case w.ask != nil:
		return w.questionLines(area)
	case w.help != nil:
		return w.help.lines(w, area)
	}
	s := &sheet{w: max(1, min(area.W-5, measure)), th: w.theme}
	w.page(s, area.H)
	h, n := area.H, len(s.lines)
	w.drawn.more = n > h
	if !w.looked {
		w.top = layout.Scroll(w.top, min(s.to, n)-1, h, n)
		w.top = min(w.top, max(0, min(s.from, n-h)))
	}
	w.top = layout.Scroll(w.top, w.top, h, n)
	out := make([]string, 0, h)
	from, to := thumb(w.top, h, n)
	for i := range h {
		line := widget.Spaces(s.w)
		if w.top+i < n {
			line = s.lines[w.top+i]
		}
		edge := " "
		if i >= from && i < to {
			edge = w.theme.Rule.Paint(w.theme.Glyphs.Thumb)
		}
		out = append(out, "  "+line+widget.Spaces(area.W-4-s.w)+edge+" ")
	}
	if c := s.cursor; c != nil && c.Y >= w.top && c.Y < w.top+h {
		w.drawn.cursor = tea.NewCursor(area.X+2+c.X, area.Y+c.Y-w.top)
	}
	return out
}

// thumb is which lines of the window the scroll mark covers.
func thumb(top, h, n int) (from, to int) {
	if n <= h || h <= 0 {
		return 0, 0
	}
	size := max(1, h*h/n)
	from = (h - size) * top / (n - h)
	return from, from + size
}

// footLines are a sentence about what was just done, and the keys.
func (w *Wizard) footLines(area layout.Rect) []string {
	th, g := w.theme, &w.theme.Glyphs
	n := widget.NewPen(area.W, th)
	n.Gap(2)
	switch {
	case w.notice != "":
		n.Text(th.Warn, widget.Steady(widget.Spell(w.notice, g)))
	case w.spots.saving:
		n.Text(th.Accent, "Saving"+g.Ellipsis)
	case w.step().id == stepTest && w.test.done && w.top > 0 && w.ask == nil && w.help == nil:
		verdict, ink := w.test.verdict(w.theme) // its own line has been scrolled away
		n.Text(ink, verdict)
	case w.wanted && w.gateway:
		n.Text(th.Accent, "Asking the gateway"+g.Ellipsis)
	case w.wanted && w.step().id == stepUsage:
		n.Text(th.Accent, "Asking Mixpanel"+g.Ellipsis)
	case w.wanted:
		n.Text(th.Accent, "Asking your ConnectWise"+g.Ellipsis)
	}
	bindings := w.live()
	switch {
	case w.ask != nil:
		k := newKeys()
		bindings = []key.Binding{k.forward, k.choose, named(k.back, "go on with the setup"), named(k.abort, "quit at once")}
	case w.help != nil:
		k := newKeys()
		bindings = []key.Binding{named(k.back, "close")}
	}
	return []string{n.Line(), keyLine(bindings, area.W, w)}
}

// keyLine shows as many keys as there is room for; ctrl+c always has its place.
func keyLine(bindings []key.Binding, width int, w *Wizard) string {
	th := w.theme
	p := widget.NewPen(width, th)
	p.Gap(2)
	last := bindings[len(bindings)-1].Help()
	tail := widget.Width(last.Key) + 1 + widget.Width(last.Desc) + 2
	k := newKeys()
	for i, b := range bindings {
		h := b.Help()
		if h.Key == k.redraw.Help().Key || h.Key == k.pageUp.Help().Key || h.Key == k.previous.Help().Key {
			continue // known to whoever needs them, and in the help
		}
		n := widget.Width(h.Key) + 1 + widget.Width(h.Desc)
		if i < len(bindings)-1 && p.Left() < n+3+tail {
			continue
		}
		p.Text(th.Key, h.Key)
		p.Text(th.KeyText, " "+h.Desc)
		p.Gap(3)
	}
	return p.Line()
}

func (w *Wizard) resize(width, height int) {
	w.size = layout.Rect{W: max(0, width), H: max(0, height)}
	w.looked = false
}
