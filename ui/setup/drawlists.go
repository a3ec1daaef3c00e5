package setup

import (
	"fmt"
	"slices"
	"strings"

	"daybrief/ui/layout"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// draw writes the live test as a table of ticks and crosses.
func (t *trial) draw(s *sheet) {
	th, g := s.th, &s.th.Glyphs
	done, all := t.tried(), len(t.checks)
	p := s.pen()
	if t.done {
		verdict, ink := t.verdict(th)
		p.Text(ink, verdict)
	} else {
		p.Text(th.Accent, widget.Gauge(float64(done)/float64(max(1, all)), min(30, s.w/2), g))
		p.Text(th.Dim, fmt.Sprintf(" %d of %d", done, all))
	}
	s.done(p)
	s.blank()
	sight := t.sight()
	for _, i := range t.order() {
		if i == sight {
			s.begin()
		}
		t.checks[i].draw(s)
		if i == sight {
			s.end()
		}
	}
}

// order is that in which the checks are shown: as they are asked, and once all have
// answered the faults first.
func (t *trial) order() []int {
	out := make([]int, 0, len(t.checks))
	for i := range t.checks {
		out = append(out, i)
	}
	if t.done {
		rank := map[State]int{Bad: -2, Warned: -1}
		slices.SortStableFunc(out, func(x, y int) int { return rank[t.checks[x].State] - rank[t.checks[y].State] })
	}
	return out
}

// verdict sums the live test up.
func (t *trial) verdict(th *theme.Theme) (string, theme.Style) {
	c, stopped := t.stopper()
	switch {
	case stopped && c.Field != FieldNone:
		return "This has to be fixed first: enter goes to the field at fault.", th.Bad
	case stopped:
		return "This has to be fixed first: enter tests again.", th.Bad
	case t.worst() == Bad:
		return "Something that daybrief needs is missing.", th.Bad
	case t.worst() == Warned:
		return "Works, with warnings. enter continues.", th.Warn
	}
	return "Everything works. enter continues.", th.Good
}

func (c Check) draw(s *sheet) {
	th, g := s.th, &s.th.Glyphs
	mark, ink, title, detail := g.Dot, th.Faint, th.Faint, c.Detail.String()
	switch c.State {
	case Running:
		mark, ink, title, detail = g.Right, th.Accent, th.Text, "asking"+g.Ellipsis
	case Good:
		mark, ink, title = g.Good, th.Good, th.Text
	case Warned:
		mark, ink, title = g.Warn, th.Warn, th.Text
	case Bad:
		mark, ink, title = g.Bad, th.Bad, th.Text
	case Skipped:
		mark, detail = g.Dash, orElse(detail, "not tried")
	}
	p := s.pen()
	p.Text(ink, mark)
	p.Gap(1)
	n := min(max(widget.Width(c.Title.String())+2, min(34, s.w/2)), s.w-2)
	p.Cell(title, c.Title.String(), n)
	p.Text(th.Dim, detail)
	s.done(p)
	if c.Problem == nil || c.State != Bad && c.State != Warned {
		return
	}
	s.say(ink, 2, c.Problem.What.String())
	if !c.Problem.Cure.IsEmpty() {
		s.say(th.Text, 2, c.Problem.Cure.String())
	}
	if need := c.Problem.Needs; need != "" && !strings.Contains(c.Problem.Cure.String(), need) {
		s.say(th.Text, 2, "The row of the security role: "+need+".")
	}
}

// draw writes the search and the list of members.
func (p *meeting) draw(s *sheet, m *form, on bool, h int) {
	th, g := s.th, &s.th.Glyphs
	if self := p.all.Self; !self.IsEmpty() {
		s.say(th.Dim, 0, "This key belongs to "+self.String()+".")
		s.blank()
	}
	if bad := p.all.Partial; bad != nil {
		s.hang(th.Warn, 0, g.Warn, th.Dim, "Open tickets could not be counted. "+bad.What.String())
		s.blank()
	}
	for _, missing := range []string{p.all.Unlisted, p.all.Uncounted} {
		if missing != "" {
			s.hang(th.Warn, 0, g.Warn, th.Dim, "Not all is here: without "+missing+".")
			s.blank()
		}
	}
	label := about(FieldMember).label
	if p.problem != nil {
		label = "Type your login"
	}
	pen := s.pen()
	pen.Text(th.Strong, label)
	count := ""
	switch {
	case p.busy:
		count = "reading the members" + g.Ellipsis
	case p.problem == nil:
		count = fmt.Sprintf("%d of %s", len(p.found), least(len(p.all.Members), p.all.Unlisted != ""))
	}
	pen.To(s.w - widget.Width(count))
	pen.Text(th.Dim, count)
	s.done(pen)
	m.inputLine(s, FieldMember, on, false)
	if p.problem != nil {
		s.problem(2, p.problem, th.Warn, g.Warn)
		s.say(th.Dim, 2, "Type the login that you use in ConnectWise; with nothing typed, enter tries again.")
		return
	}
	rows := max(3, h-len(s.lines))
	top := layout.Scroll(max(0, p.at-rows/2), p.at, rows, len(p.found))
	for i := top; i < min(len(p.found), top+rows); i++ {
		p.found[i].draw(s, i == p.at, p.all.Uncounted != "")
	}
	if len(p.found) == 0 && !p.busy {
		s.say(th.Dim, 2, "No match")
	}
}

func (one Person) draw(s *sheet, selected, uncounted bool) {
	th := s.th
	open := openWords(one.Open, uncounted)
	n := max(8, widget.Width(open))
	name, login := s.w*2/5, s.w/4
	text, dim, mark := th.Text, th.Dim, th.Text.Paint(" ")
	if selected {
		text, dim, mark = th.Sel, th.SelDim, th.SelAccent.Paint(th.Glyphs.Cursor)
	}
	p := s.pen()
	p.Paint(mark, 1)
	p.Cell(text, " "+one.Name.String(), name-2)
	p.Cell(text, " ", 1)
	p.Cell(dim, one.Login.String(), login)
	p.Cell(dim, " "+one.Title.String(), max(0, p.Left()-n))
	p.Right(dim, open, n)
	s.done(p)
}

func openWords(n int, uncounted bool) string {
	if n < 0 {
		return ""
	}
	return least(n, uncounted) + " open"
}

// least is a number, with a plus when it is the least that it can be.
func least(n int, more bool) string {
	if more {
		return widget.Count(n) + "+"
	}
	return widget.Count(n)
}

// boardsInSight is how many boards are shown at once.
const boardsInSight = 5

// draw writes the list of boards with their marks.
func (b *watching) draw(s *sheet, on bool) {
	th, g := s.th, &s.th.Glyphs
	label := th.Dim
	if on {
		label = th.Strong
	}
	p := s.pen()
	p.Text(label, "Your boards")
	p.Text(th.Dim, fmt.Sprintf(" %s %d of %d marked %s space marks one: it becomes a saved view", g.Dot, len(b.names()), len(b.list), g.Dot))
	s.done(p)
	top := layout.Scroll(max(0, b.at-boardsInSight/2), b.at, boardsInSight, len(b.list))
	for i := top; i < min(len(b.list), top+boardsInSight); i++ {
		one := b.list[i]
		bar, mark, ink := th.Faint, " ", th.Text
		if i == b.at && on {
			bar, mark, ink = th.Accent, g.Cursor, th.Strong
		}
		box := "[ ] "
		if b.on[one.Name.String()] {
			box = "[x] "
		}
		p := s.pen()
		p.Text(bar, mark)
		p.Gap(1)
		p.Text(th.Accent, box)
		p.Cell(ink, one.Name.String(), max(0, p.Left()-14))
		p.Right(th.Dim, openWords(one.Open, b.uncounted), 12)
		if from, to := thumb(top, boardsInSight, len(b.list)); i-top >= from && i-top < to {
			p.Gap(1)
			p.Text(th.Rule, g.Thumb)
		}
		s.done(p)
	}
}

// draw writes the places for the key.
func (k *keeping) draw(s *sheet, on bool) {
	th, g := s.th, &s.th.Glyphs
	if k.busy && len(k.list) == 0 {
		s.line(th.Dim, "Checking where a key can be kept"+g.Ellipsis)
	}
	for i, one := range k.list {
		name, remark := placeWords(one)
		if !one.Closed.IsEmpty() {
			remark = "Not here: " + one.Closed.String()
		}
		if i > 0 {
			s.blank()
		}
		s.option(name, remark, i == k.at, on, true)
	}
	if k.problem != nil {
		s.blank()
		s.problem(0, k.problem, th.Bad, g.Bad)
		s.say(th.Dim, 2, "Nothing has been changed.")
	}
}

// placeWords name a place and say what it means.
func placeWords(one Spot) (name, remark string) {
	where := one.Where.String()
	switch one.Place {
	case InKeyring:
		return "The keyring of this computer", where + ", locked with your session. The best place."
	case InFile:
		return "A file that only you can read", where + ", mode 0600. Backups hold it too."
	case InCommand:
		return "A command that prints it", "Your password manager keeps it and is asked at each start."
	case InEnvironment:
		return "A variable of the environment", where + ", set by you before each start."
	}
	return string(one.Place), where
}

// drawSaved writes the last page: what is where.
func (m *form) drawSaved(s *sheet) {
	th, g, k := s.th, &s.th.Glyphs, &m.spots.saved
	row := func(ink theme.Style, mark, text string) { s.hang(ink, 0, mark, th.Text, text) }
	row(th.Good, g.Good, "The settings: "+k.Config.String()+". There is no secret in them; change them with any editor.")
	gone := ". It is no longer in this window and is not shown again."
	if m.gateway {
		gone = ". They are no longer in this window and are not shown again."
	}
	row(th.Good, g.Good, m.theSecrets()+": "+k.Key.String()+gone)
	row(th.Good, g.Good, "You: "+m.member+", "+strings.ToLower(duties()[m.duty.at].name)+".")
	if !k.Usage.IsEmpty() {
		row(th.Good, g.Good, "Product usage: "+k.Usage.String()+".")
	}
	for _, n := range k.Notes {
		row(th.Warn, g.Warn, n.String())
	}
	s.blank()
	s.say(th.Dim, 0, "`daybrief check` repeats the test at any time; `daybrief setup` changes the answers; `daybrief logout` removes every secret.")
	s.blank()
	s.say(th.Strong, 0, "Press enter to open the dashboard.")
}
