package schedule

import (
	"strconv"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// canvas is what the drawing functions share: the frame, and the screen's state
// to read.
type canvas struct {
	*Screen
	f   screen.Frame
	th  *theme.Theme
	g   *theme.Glyphs
	foc bool
}

// Draw joins what Sync has worked out.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	c := canvas{Screen: s, f: f, th: f.Theme, g: &f.Theme.Glyphs, foc: f.Focused}
	block := screen.Block{Lines: c.compose()}
	if len(block.Lines) > 0 && c.filter.on() {
		if block.Lines[0], block.Cursor = c.filter.line(c.geo.w, len(c.plan.rows), c.th); !f.Focused {
			block.Cursor = nil
		}
	}
	return block
}

func (c canvas) compose() []string {
	w, h := c.geo.w, c.geo.h
	if w <= 0 || h <= 0 {
		return widget.Pad([]string{}, w, h)
	}
	out := append(make([]string, 0, h), c.head())
	if notice := c.notice(h - 1); notice != nil {
		return widget.Pad(append(out, notice...), w, h)
	}
	switch {
	case c.free != nil && !c.geo.wide:
		out = append(out, c.freeLines(w, h-1)...)
	case c.geo.wide:
		out = append(out, c.timeline()...)
		out = append(out, c.below()...)
		if c.geo.legend {
			out = append(out, c.legend())
		}
	default:
		out = append(out, c.agenda()...)
	}
	return widget.Pad(out, w, h)
}

// head is the day, the scope, and what is wrong in it.
func (c canvas) head() string {
	p := widget.NewPen(c.geo.w, c.th)
	age, ink := "", widget.InkDim
	if c.f.Snapshot != nil {
		age, ink = widget.AgeMark(c.f.Snapshot.HealthOf(model.SourceSchedule), c.f.Snapshot.ScheduleEntries.At, c.f.Now)
		if part := partly(c.f); age == "" && len(part) > 0 {
			age, ink = "incomplete: "+model.SourceNames(part, 2), widget.InkWarn
		}
	}
	room := c.geo.w
	if age != "" {
		room -= widget.Width(age) + 2
	}
	l := widget.NewPen(max(0, room), c.th)
	l.Gap(1)
	l.Text(c.th.Strong, c.title())
	sep := " " + c.g.Separator + " "
	l.Text(c.th.Dim, sep+whose(c.crewNow(c.f)))
	if c.plan.known[c.plan.index(c.day)] {
		c.figures(l, sep)
	}
	p.Paint(l.Line(), max(0, room))
	p.Right(ink.Style(c.th), age, p.Left()-1)
	return p.Line()
}

// partly are the sources behind the rows of which something may be missing.
func partly(f screen.Frame) []model.Source {
	if len(f.Snapshot.Health) == 0 || !f.Snapshot.ScheduleEntries.Known() {
		return nil
	}
	return screen.Partly(f.Snapshot, model.SourceSchedule, model.SourceMembers)
}

// whose is a scope in a word.
func whose(c *model.Crew) string {
	if c.All() {
		return string(model.ScopeEverybody)
	}
	return string(c.Scope)
}

func (c canvas) title() string {
	today := dateOf(c.f.Now, zoneOf(c.f))
	if c.modeNow() == week {
		return "Week of " + c.plan.days[0].noon().Format("Mon 2 January 2006")
	}
	return c.day.title(today)
}

// figures are the counts: what is booked, and what is wrong with it.
func (c canvas) figures(l *widget.Pen, sep string) {
	if c.modeNow() == day {
		if len(c.day.work(c.f.Rules.Hours, zoneOf(c.f))) == 0 {
			phrase(l, sep, c.th.Dim, c.th.Dim, "not a working day")
		}
	}
	t := c.plan.sum
	_, mark := screen.Seen(c.f, model.SourceSchedule)
	phrase(l, sep, c.th.Dim, c.th.Dim, widget.Count(t.entries)+mark+" "+map[bool]string{true: "entry", false: "entries"}[t.entries == 1 && mark == ""])
	for _, n := range []struct {
		n    int
		text string
		st   theme.Style
	}{
		{t.clashing, " double-booked", c.th.Warn},
		{t.late, " past, not done", c.th.Warn},
		{t.undone, " not known whether done", c.th.Dim},
		{t.unasked, " not known whether acknowledged", c.th.Dim},
		{t.unacked, " not acknowledged", c.th.Dim},
	} {
		if n.n > 0 {
			phrase(l, sep, c.th.Dim, n.st, widget.Count(n.n)+mark+n.text)
		}
	}
}

// phrase writes a separator and some words, or nothing when they don't all fit:
// half a count would be a wrong one.
func phrase(l *widget.Pen, sep string, quiet, st theme.Style, text string) {
	if widget.Width(sep)+widget.Width(text) > l.Left() {
		l.Gap(l.Left())
		return
	}
	l.Text(quiet, sep)
	l.Text(st, text)
}

// notice is the calm page that stands where there is nothing to show; nil when
// there is.
func (c canvas) notice(h int) []string {
	w, s := c.geo.w, c.f.Snapshot
	if s == nil {
		return widget.Notice(w, h, c.th, widget.InkDim, "Loading the schedule.")
	}
	if st := widget.Stand(s.HealthOf(model.SourceSchedule), s.ScheduleEntries.At, "the schedule", c.f.Now); !st.Have {
		return widget.Notice(w, h, c.th, st.Ink, st.What, st.Cure)
	}
	today := dateOf(c.f.Now, zoneOf(c.f))
	if c.modeNow() == day && !c.plan.known[0] {
		first, last := window(s, today, zoneOf(c.f))
		return widget.Notice(w, h, c.th, widget.InkDim, c.day.title(today)+" is not loaded.",
			"daybrief keeps the schedule of "+first.short()+" to "+last.short()+". Press t for today.")
	}
	switch {
	case c.plan.why != "":
		return widget.Notice(w, h, c.th, widget.InkDim, c.plan.why, "Press m for everybody.")
	case len(c.plan.rows) == 0 && c.filter.on():
		return widget.Notice(w, h, c.th, widget.InkDim, "No member and no entry matches.", "Press esc to clear the filter.")
	case len(c.plan.rows) == 0:
		return widget.Notice(w, h, c.th, widget.InkDim, nothing(c.f)+" is booked.", readWords(c.f, "no entry and no member here"))
	case !c.geo.wide && c.free == nil && c.plan.sum.entries == 0:
		return widget.Notice(w, h, c.th, widget.InkDim, c.emptyWords(), readWords(c.f, "nothing here")+" Press m for another scope.")
	}
	return nil
}

// nothing is the subject of a sentence about an empty schedule.
func nothing(f screen.Frame) string {
	seen, _ := screen.Seen(f, model.SourceSchedule)
	return "Nothing" + seen
}

// readWords say that the schedule is empty, or that there may be more in it.
func readWords(f screen.Frame, nothing string) string {
	if _, mark := screen.Seen(f, model.SourceSchedule); mark != "" {
		return "There may be entries that can't be seen (! says why)."
	}
	return "The schedule was read and holds " + nothing + "."
}

func (c canvas) emptyWords() string {
	who := nothing(c.f) + " is booked"
	if whose(c.crewNow(c.f)) == "mine" {
		who += " for you"
	}
	if c.modeNow() == week {
		return who + " in this week."
	}
	return who + " on " + c.day.short() + "."
}

// legend explains the signs.
func (c canvas) legend() string {
	p := widget.NewPen(c.geo.w, c.th)
	p.Gap(1)
	for i, s := range []struct {
		ink        theme.Style
		sign, text string
	}{
		{c.th.Warn, "2x", "double-booked"}, {c.th.Warn, c.g.Warn, "past, not done"}, {c.th.Accent, c.g.Bullet, "not acknowledged"},
		{c.th.Dim, c.g.Good, "done"}, {c.th.Dim, c.g.Vertical, "tentative"}, {c.th.Accent, c.g.HeavyV, "now"},
	} {
		if c.modeNow() == week {
			break
		}
		if i > 0 {
			p.Gap(3)
		}
		p.Text(s.ink, s.sign)
		p.Gap(1)
		p.Text(c.th.Faint, s.text)
	}
	if c.modeNow() == week && len(c.g.Spark) == 8 {
		p.Text(c.th.Faint, c.g.Spark[0]+" free   "+c.g.Spark[3]+" booked   ")
		p.Text(c.th.Warn, c.g.Spark[7])
		p.Text(c.th.Faint, " double-booked   "+c.g.Dash+" not loaded")
	}
	return p.Line()
}

func id(n model.TicketID) string { return "#" + strconv.FormatInt(int64(n), 10) }
