package reports

import (
	"strconv"
	"strings"
	"time"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Draw is pure: what is shown follows from the screen's state and the frame.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	w, h := f.Area.W, f.Area.H
	if w <= 0 || h <= 0 {
		return screen.Block{Lines: widget.Pad([]string{}, w, h)}
	}
	p, c := s.parts(f.Area), canvas{s}
	switch {
	case p.report.Empty():
		return screen.Block{Lines: widget.Pad(c.list(f, p.list), w, h)}
	case p.list.Empty():
		return screen.Block{Lines: widget.Pad(c.report(f, p.report), w, h), Cursor: c.caret(f, p.report)}
	}
	left, right := widget.Pad(c.list(f, p.list), p.list.W, h), widget.Pad(c.report(f, p.report), p.report.W, h)
	lines := make([]string, h)
	for i := range lines {
		lines[i] = left[i] + f.Theme.Rule.Paint(f.Theme.Glyphs.Vertical) + right[i]
	}
	return screen.Block{Lines: lines, Cursor: c.caret(f, p.report)}
}

// canvas draws what the screen has worked out, and changes nothing.
type canvas struct{ *Screen }

// list is the reports by name, and where there is room their questions.
func (s canvas) list(f screen.Frame, area layout.Rect) []string {
	th, w, h := f.Theme, area.W, area.H
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.Strong, "Reports")
	out := []string{p.Line(), s.lacks(f, w)}
	top := scrolled(s.at, len(s.kinds), h-head)
	for i := top; i < len(s.kinds) && len(out) < h; i++ {
		k, ink := s.kinds[i], row{mark: th.Text, name: th.Text, text: th.Dim}
		sign := " "
		if i == s.at {
			ink, sign = selected(th, s.view == viewList && f.Focused), th.Glyphs.Cursor
		}
		p := widget.NewPen(w, th)
		p.Text(ink.mark, sign)
		p.Cell(ink.gap, "", 1)
		p.Cell(ink.name, k.ID, min(17, w-2))
		p.Cell(ink.text, s.sign(k, th), 2)
		if n := p.Left() - 1; n > 20 {
			p.Cell(ink.text, k.Question, n)
		}
		p.Cell(ink.gap, "", p.Left())
		out = append(out, p.Line())
	}
	return out
}

// lacks is the line that says why there is nobody to ask, where no report has room
// to say it.
func (s canvas) lacks(f screen.Frame, w int) string {
	p := widget.NewPen(w, f.Theme)
	if s.source != nil && s.source.Lacks() != nil && f.Area.W < wide {
		p.Gap(1)
		p.Text(f.Theme.Warn, s.source.Lacks().What.String())
	}
	return p.Line()
}

// sign is what is known of a report: that it is asked for, or answered.
func (s canvas) sign(k report.Report, th *theme.Theme) string {
	switch {
	case s.runs(k):
		return th.Glyphs.Ellipsis
	case s.answerOf(k) != nil:
		return th.Glyphs.Bullet
	}
	return ""
}

// row is in which styles a line of a list is painted.
type row struct{ mark, name, text, gap theme.Style }

// selected are the styles of the selected line.
func selected(th *theme.Theme, focused bool) row {
	if focused {
		return row{th.SelAccent, th.Sel, th.SelDim, th.Sel}
	}
	return row{th.SelIdle, th.SelIdle, th.SelIdle, th.SelIdle}
}

// report is the selected report, whatever is known of it.
func (s canvas) report(f screen.Frame, area layout.Rect) []string {
	th, k, w := f.Theme, s.kind(), area.W
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.Strong, k.Question)
	out := []string{p.Line(), s.about(f, w)}
	rest := layout.Rect{W: w, H: max(0, area.H-head)}
	notice := func(ink widget.Ink, what string, more ...string) []string {
		return append(out, widget.Notice(w, rest.H, th, ink, what, more...)...)
	}
	switch a := s.answer(); {
	case s.source == nil:
		return notice(widget.InkDim, "There are no reports here.")
	case s.source.Lacks() != nil:
		return notice(widget.InkDim, s.source.Lacks().What.String(), s.source.Lacks().Cure.String())
	case s.runs(k):
		more := append(s.run.progress(zoneOf(f)), s.run.gauge(&th.Glyphs), "esc calls it off; everything else goes on meanwhile.")
		return notice(widget.InkDim, "Asking the server"+th.Glyphs.Ellipsis, more...)
	case a == nil:
		return append(out, s.facts(f, rest)...)
	case a.res.Unavailable != "":
		return notice(widget.InkBad, a.res.Unavailable, needs(a.res), "Press a to ask again.")
	case len(a.res.Groups) == 0 && lacking(a) != nil:
		return notice(widget.InkWarn, "Nothing was found in what could be read.", a.res.Notes...)
	case len(a.res.Groups) == 0:
		return notice(widget.InkGood, "Nothing was found.", a.res.Notes...)
	case s.view == viewRows:
		return append(out, s.records(f, a, rest)...)
	default:
		return append(out, s.answered(f, a, rest)...)
	}
}

// answered are the chart, the table with its totals, records behind the chosen
// figure where there is room, and what must be known.
func (s canvas) answered(f screen.Frame, a *answer, area layout.Rect) []string {
	p := s.plan(f, a, area)
	var out []string
	put := func(at layout.Rect, lines []string) {
		if !at.Empty() {
			out = append(widget.Pad(out, area.W, at.Y), widget.Pad(lines, at.W, at.H)...)
		}
	}
	put(p.chart, s.chart(f, a, p.chart))
	put(p.table, s.table(f, a, p))
	put(p.preview, s.preview(f, a, p.preview))
	return append(widget.Pad(out, area.W, area.H-len(p.remarks)), p.remarks...)
}

// needs names the rows of the security role that cure a refusal.
func needs(res report.Result) string {
	if res.Problem == nil || res.Problem.Kind != model.Forbidden {
		return ""
	}
	return "This report needs in the security role: " + strings.Join(res.Report.Role, "; ") + "."
}

// about is the period, the grouping and the age of the answer. An answer keeps
// the days that it was asked for, whatever day it is by now.
func (s canvas) about(f screen.Frame, w int) string {
	th, a := f.Theme, s.answer()
	if s.filter.on {
		line, _ := s.typedLine(f, w)
		return line
	}
	p, sep := widget.NewPen(w, th), " "+th.Glyphs.Separator+" "
	p.Gap(1)
	ask, err := s.ask(f.Now, zoneOf(f))
	words, moved := "as of now", false
	if err == nil && !s.kind().Now {
		moved = a != nil && !(a.res.Ask.From.Equal(ask.From) && a.res.Ask.To.Equal(ask.To))
		if a != nil {
			ask = a.res.Ask
		}
		words = strings.ReplaceAll(report.Periods()[s.choice().period], "-", " ") + ", " + span(ask.From, ask.To)
	}
	p.Text(th.Dim, words+sep+"by "+strings.ReplaceAll(s.kind().By[s.choice().by], "_", " "))
	p.Text(th.Warn, s.choice().words(sep))
	if a != nil {
		p.Text(th.Dim, sep+"asked "+widget.Moment(a.res.Ask.Now, f.Now, zoneOf(f)))
	}
	if moved {
		p.Text(th.Warn, sep+"the days have moved on; a asks again")
	}
	return p.Line()
}

// span is a period in words.
func span(from, to time.Time) string {
	const day = "2 Jan 2006"
	switch {
	case from.Equal(to):
		return from.Format(day)
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " to " + to.Format(day)
	}
	return from.Format(day) + " to " + to.Format(day)
}

// facts are what the report shows and needs, before it is asked for.
func (s canvas) facts(f screen.Frame, area layout.Rect) []string {
	th, k, out := f.Theme, s.kind(), []string{widget.Spaces(area.W)}
	line := func(left theme.Style, what string, right theme.Style, text string, indent int) {
		lines, _ := widget.Wrap(spelled(text, &th.Glyphs), max(1, min(100, area.W-indent-1)), 0)
		for i, l := range lines {
			p := widget.NewPen(area.W, th)
			p.Gap(1)
			if i == 0 {
				p.Cell(left, what, max(0, indent-2))
			}
			p.To(indent)
			p.Text(right, l)
			out = append(out, p.Line())
		}
	}
	line(th.Text, "", th.AccentStrong, "Press enter to ask.", 1)
	line(th.Text, "", th.Dim, "A report asks the server only when you want it. p, b and / choose period, grouping and filters.", 1)
	out = append(out, widget.Spaces(area.W))
	for _, c := range k.Columns {
		line(th.Text, c.Title, th.Dim, c.Meaning, 16)
	}
	out = append(out, widget.Spaces(area.W))
	line(th.Text, "by", th.Dim, strings.ReplaceAll(strings.Join(k.By, ", "), "_", " "), 16)
	line(th.Text, "role", th.Dim, strings.Join(k.Role, "; "), 16)
	for _, n := range k.Notes {
		line(th.Text, "note", th.Dim, n, 16)
	}
	if cut := len(out) - area.H + 1; cut > 1 && area.H > 0 {
		p := widget.NewPen(area.W, th)
		p.Gap(1)
		p.Text(th.Faint, strconv.Itoa(cut)+" more lines; a higher window shows them")
		out[area.H-1] = p.Line()
	}
	return widget.Pad(out, area.W, area.H)
}
