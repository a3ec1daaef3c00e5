package brief

import (
	"strconv"
	"strings"

	"daybrief/briefing"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// idWidth is the width of the longest ticket number.
func idWidth(lists []listing) int {
	var longest int64
	for _, l := range lists {
		for _, it := range l.items {
			if it.Kind == briefing.KindTicket {
				longest = max(longest, it.ID)
			}
		}
	}
	if longest == 0 {
		return 0
	}
	return min(9, len(strconv.FormatInt(longest, 10)))
}

// look is how a row is painted.
type look uint8

const (
	plain  look = iota
	chosen      // selected, keys come here
	idle        // selected, keys go elsewhere
)

// paint paints the rows in sight that are not painted yet, and the
// selected one.
func (p *page) paint(t *theme.Theme) {
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		if p.lines[i] == "" {
			p.lines[i] = p.rows[i].paint(p.cols, t, plain)
		}
	}
	p.marked = ""
	if i := p.list.Index(); i >= 0 && i < len(p.rows) {
		p.marked = p.rows[i].paint(p.cols, t, chosen)
	}
}

// paint draws a row on exactly c.w cells, of which the last c.edge are blank.
func (r row) paint(c columns, t *theme.Theme, l look) string {
	if c.w < margin+mark+4 {
		return widget.Spaces(c.w)
	}
	dots := t.Glyphs.Ellipsis
	switch r.kind {
	case heading:
		return r.heading(c, t, l)
	case quiet:
		return widget.Spaces(margin) + t.Faint.Paint(widget.Fit(r.text, c.w-margin-c.edge, dots)) + widget.Spaces(c.edge)
	case calm:
		sign, st := t.Glyphs.Good, t.Good
		if r.section.Least { // no tick for what may be missing
			sign, st = t.Glyphs.Dash, t.Text
		}
		return widget.Spaces(margin) + st.Paint(widget.Fit(sign+" "+r.text, c.w-margin-c.edge, dots)) + widget.Spaces(c.edge)
	case bygone:
		return r.aside(t.Glyphs.Quiet, c, t, l)
	case remark:
		return widget.Spaces(margin+mark) + t.Dim.Paint(widget.Fit(r.text, c.w-margin-mark-c.edge, dots)) + widget.Spaces(c.edge)
	case entry:
		return r.entry(c, t, l)
	case because:
		return widget.Spaces(margin+mark) + reasonStyle(r.item.Tone, t, plain).Paint(widget.Fit(widget.Clip(reasons(r.item, t), c.w-margin-mark-c.edge, &t.Glyphs), c.w-margin-mark-c.edge, dots)) + widget.Spaces(c.edge)
	}
	return widget.Spaces(c.w)
}

// begin is the cursor of a selected row and the margin of any other.
func begin(t *theme.Theme, l look) string {
	if l == plain {
		return widget.Spaces(margin)
	}
	ground, _ := styles(t, l)
	return cursorStyle(t, l).Paint(t.Glyphs.Cursor) + ground.Paint(" ")
}

// heading draws a section's question and count.
func (r row) heading(c columns, t *theme.Theme, l look) string {
	right := widget.Truncate(r.right, c.w-margin-c.edge-8, t.Glyphs.Ellipsis)
	text := widget.Fit(r.text, c.w-margin-c.edge-widget.Width(right), t.Glyphs.Ellipsis)
	if l == plain {
		return begin(t, l) + t.Strong.Paint(text) + t.Dim.Paint(right) + widget.Spaces(c.edge)
	}
	ground, dim := styles(t, l)
	return begin(t, l) + ground.Paint(text) + dim.Paint(right) + ground.Paint(widget.Spaces(c.edge))
}

// aside draws a line of its own below the items.
func (r row) aside(sign string, c columns, t *theme.Theme, l look) string {
	text := widget.Fit(sign, mark, "") + widget.Fit(r.text, max(0, c.w-margin-mark-c.edge), t.Glyphs.Ellipsis)
	if l == plain {
		return begin(t, l) + t.Faint.Paint(text) + widget.Spaces(c.edge)
	}
	ground, _ := styles(t, l)
	return begin(t, l) + ground.Paint(text+widget.Spaces(c.edge))
}

// entry draws an item: sign, number, what, whose, why.
func (r row) entry(c columns, t *theme.Theme, l look) string {
	it, dots := r.item, t.Glyphs.Ellipsis
	ground, dim := styles(t, l)
	tone := toneStyle(it.Tone, t, l)
	var b strings.Builder
	b.Grow(c.w + 96)
	b.WriteString(begin(t, l))
	tone.To(&b, widget.Fit(toneSign(it.Tone, t), mark, ""))
	if one := r.visit(); one != nil && c.id > 0 {
		it = one
	} else if gathers(it) {
		b.WriteString(r.gathered(c, t, l))
		return b.String()
	}
	summary, reason := c.summary, c.reason
	if bare(it) && reason > 0 {
		b.WriteString(r.named(c, t, l))
		return b.String()
	}
	if c.id > 0 && it.Kind == briefing.KindTicket {
		dim.To(&b, widget.Fit(strconv.FormatInt(it.ID, 10), c.id+gap, dots))
	} else if c.id > 0 {
		summary += c.id + gap
	}
	if c.company > 0 && it.Company.IsEmpty() {
		summary += c.company + gap
	}
	ground.To(&b, widget.Fit(title(it), summary, dots))
	if c.company > 0 && !it.Company.IsEmpty() {
		dim.To(&b, widget.Spaces(gap)+widget.Fit(it.Company.String(), c.company, dots))
	}
	if reason > 0 {
		reasonStyle(it.Tone, t, l).To(&b, widget.Spaces(gap)+widget.Fit(widget.Clip(reasons(it, t), reason, &t.Glyphs), reason, dots))
	}
	ground.To(&b, widget.Spaces(c.edge))
	return b.String()
}

// named draws a name and, in all the room that is left, what there is to say.
func (r row) named(c columns, t *theme.Theme, l look) string {
	ground, _ := styles(t, l)
	dots, why := t.Glyphs.Ellipsis, max(0, c.w-margin-mark-c.name-gap-c.edge)
	return ground.Paint(widget.Fit(title(r.item), c.name, dots)) +
		reasonStyle(r.item.Tone, t, l).Paint(widget.Spaces(gap)+widget.Fit(widget.Clip(reasons(r.item, t), why, &t.Glyphs), why, dots)) + ground.Paint(widget.Spaces(c.edge))
}

// gathers reports whether an item is a situation and not one thing of a list.
func gathers(it *briefing.Item) bool {
	switch it.Kind {
	case briefing.KindIncident, briefing.KindAppointment, briefing.KindAbsent, briefing.KindFlood, briefing.KindPile:
		return true
	}
	return false
}

// visit is an appointment for one ticket as a row of that ticket, so that it stands
// in the columns of its neighbours; nil for anything else.
func (r row) visit() *briefing.Item {
	it := r.item
	if it.Kind != briefing.KindAppointment || it.Ticket == nil {
		return nil
	}
	whose, what, ok := strings.Cut(it.Summary.String(), "#"+strconv.FormatInt(int64(it.Ticket.ID), 10)+" "+it.Ticket.Summary.String())
	if !ok {
		return nil
	}
	what = strings.TrimLeft(what, ": ")
	if whose != "" && !it.Owner.IsEmpty() {
		what = it.Owner.String() + ": " + what
	}
	one := *it
	one.Kind, one.ID, one.Summary = briefing.KindTicket, int64(it.Ticket.ID), it.Ticket.Summary
	one.Reasons = append([]string{what}, it.Reasons...)
	return &one
}

// gathered draws what follows the sign of a situation: its words, and the reasons
// where there is room.
func (r row) gathered(c columns, t *theme.Theme, l look) string {
	ground, _ := styles(t, l)
	room := max(0, c.w-margin-mark-c.edge)
	text := widget.Truncate(title(r.item), room, t.Glyphs.Ellipsis)
	left := room - widget.Width(text)
	out := ground.Paint(text)
	why := widget.Steady(reasons(r.item, t))
	if c.reason > 0 && left-gap >= min(24, widget.Width(why[:widget.ClauseEnd(why, &t.Glyphs)])) { // a few letters of it tell nothing
		out += reasonStyle(r.item.Tone, t, l).Paint(widget.Spaces(gap) + widget.Fit(widget.Clip(why, left-gap, &t.Glyphs), left-gap, t.Glyphs.Ellipsis))
	} else {
		out += ground.Paint(widget.Spaces(left))
	}
	return out + ground.Paint(widget.Spaces(c.edge))
}

// title is what an item is about; strangers may have sent nothing.
func title(it *briefing.Item) string {
	if it.Summary.IsEmpty() {
		return "(no summary)"
	}
	return it.Summary.String()
}

// reasons are whose the item is, where that matters, and why it is here, the most
// telling first.
func reasons(it *briefing.Item, t *theme.Theme) string {
	return told(it, " "+t.Glyphs.Separator+" ")
}

func told(it *briefing.Item, sep string) string {
	why := strings.Join(it.Reasons, sep)
	if it.Others && !it.Owner.IsEmpty() {
		return it.Owner.String() + " - " + why
	}
	return why
}

// styles are the ordinary and the dim ink of a row.
func styles(t *theme.Theme, l look) (ground, dim theme.Style) {
	switch l {
	case chosen:
		return t.Sel, t.SelDim
	case idle:
		return t.SelIdle, t.SelIdle
	}
	return t.Text, t.Dim
}

func cursorStyle(t *theme.Theme, l look) theme.Style {
	if l == idle {
		return t.SelIdle
	}
	return t.SelAccent
}

// reasonStyle is the ink of the reasons: red for what is red, else quiet. A
// page full of yellow sentences would warn of nothing; the sign does that.
func reasonStyle(tone briefing.Tone, t *theme.Theme, l look) theme.Style {
	if tone == briefing.Warn {
		tone = briefing.Calm
	}
	return toneStyle(tone, t, l)
}

// toneStyle is the ink of the sign.
func toneStyle(tone briefing.Tone, t *theme.Theme, l look) theme.Style {
	switch {
	case l == idle:
		return inkOf(tone).Idle(t)
	case tone == briefing.Bad && l == chosen:
		return t.SelBad
	case tone == briefing.Warn && l == chosen:
		return t.SelWarn
	case l == chosen:
		return t.SelDim
	}
	return inkOf(tone).Style(t)
}

func inkOf(tone briefing.Tone) widget.Ink {
	switch tone {
	case briefing.Bad:
		return widget.InkBad
	case briefing.Warn:
		return widget.InkWarn
	case briefing.Quiet:
		return widget.InkFaint
	}
	return widget.InkDim
}

// toneSign is the tone for eyes that see no colour.
func toneSign(tone briefing.Tone, t *theme.Theme) string {
	switch tone {
	case briefing.Bad:
		return t.Glyphs.Bad
	case briefing.Warn:
		return t.Glyphs.Warn
	case briefing.Quiet:
		return t.Glyphs.Quiet
	}
	return t.Glyphs.Dot
}

func repeat(s string, n int) string { return strings.Repeat(s, max(0, n)) }
