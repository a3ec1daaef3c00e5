package wall

import (
	"strings"

	"daybrief/ui/widget"
)

// slot is booked time: an edge, and what for, over as many lines as it has;
// crossed by the line of now.
func (p *today) slot(pen *widget.Pen, s *stint, from, to, line int) {
	ink, sign, label := p.th.Slot, "", p.v.visit(s.v)
	switch late := s.to.Before(p.f.Now) && s.v.Unfinished(); {
	case s.v.Done:
		ink, sign = p.th.SlotDim, p.g.Good
	case late:
		sign = p.g.Warn
	}
	edge := p.g.Vertical
	if len(p.g.Bar) > 3 && len(p.g.Full) > 1 {
		edge = p.g.Bar[3]
	}
	pen.Text(p.th.SlotEdge, edge)
	from++
	now := p.crossing(from, to)
	if now < 0 {
		pen.Cell(ink, p.labelLine(sign, label, to-from, line), to-from)
		return
	}
	left, right := now-from, to-now-1
	signR, before, after := "", label, ""
	if right > left {
		sign, signR, before, after = "", sign, "", label
	}
	pen.Cell(ink, p.labelLine(sign, before, left, line), left)
	pen.Text(p.th.SlotEdge, p.g.Vertical)
	pen.Cell(ink, p.labelLine(signR, after, right, line), right)
}

// labelLine is one line of a label in n cells. What is too narrow for words has
// its sign only. The first line goes on as a rule, so that booked time can be
// told from free time without colours.
func (p *today) labelLine(sign, label string, n, line int) string {
	if label == "" || n < 6 || p.thick == 1 && n < 8 {
		if line > 0 || n < 1 {
			sign = ""
		}
		return p.ruled(sign, n, line)
	}
	if sign != "" {
		label = sign + " " + label
	}
	lines, _ := widget.Wrap(label, n-2, p.thick)
	if p.thick == 1 {
		lines = []string{widget.Truncate(label, n-2, p.g.Ellipsis)}
	}
	if line >= len(lines) {
		return p.ruled("", n, line)
	}
	return p.ruled(" "+widget.Truncate(lines[line], n-1, p.g.Ellipsis), n, line)
}

// ruled adds the rule to the last line of a slot.
func (p *today) ruled(text string, n, line int) string {
	if rest := n - widget.Width(text) - 1; line == p.thick-1 && rest > 0 {
		text += " " + strings.Repeat(p.g.Horizontal, rest)
	}
	return text
}
