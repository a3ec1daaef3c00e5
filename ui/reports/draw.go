package reports

import (
	"strings"
	"time"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// listW is how wide the list is beside a report.
const listW = 22

// Draw is pure: what is shown follows from the screen's state and the frame.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	w, h := f.Area.W, f.Area.H
	if w <= 0 || h <= 0 {
		return screen.Block{Lines: widget.Pad([]string{}, w, h)}
	}
	if w < wide {
		if s.view == viewList {
			return screen.Block{Lines: widget.Pad(s.list(f, w, h, true), w, h)}
		}
		return screen.Block{Lines: widget.Pad(s.report(f, w, h), w, h)}
	}
	left := widget.Pad(s.list(f, listW, h, false), listW, h)
	right := widget.Pad(s.report(f, w-listW-1, h), w-listW-1, h)
	lines := make([]string, h)
	for i := range lines {
		lines[i] = left[i] + f.Theme.Rule.Paint(f.Theme.Glyphs.Vertical) + right[i]
	}
	return screen.Block{Lines: lines}
}

// list is the reports by name, and where there is room their questions.
func (s *Screen) list(f screen.Frame, w, h int, questions bool) []string {
	th := f.Theme
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.Strong, "Reports")
	out := []string{p.Line(), widget.Spaces(w)}
	top := scrolled(s.at, len(s.kinds), h-2)
	for i := top; i < len(s.kinds) && len(out) < h; i++ {
		k, ink, mark := s.kinds[i], th.Text, " "
		if i == s.at {
			mark, ink = th.Glyphs.Cursor, th.Strong
		}
		bar := th.Accent
		if s.view != viewList || !f.Focused {
			bar = th.Faint
		}
		p := widget.NewPen(w, th)
		p.Text(bar, mark)
		p.Gap(1)
		p.Cell(ink, k.ID, min(18, w-2))
		if questions {
			p.Text(th.Dim, widget.Truncate(k.Question, p.Left(), th.Glyphs.Ellipsis))
		}
		out = append(out, p.Line())
	}
	return out
}

// scrolled is the first of n lines to show on h of them, so that at is seen.
func scrolled(at, n, h int) int {
	if h <= 0 || n <= h {
		return 0
	}
	return max(0, min(at-h/2, n-h))
}

// report is the selected report, whatever is known of it.
func (s *Screen) report(f screen.Frame, w, h int) []string {
	th, k := f.Theme, s.kind()
	p := widget.NewPen(w, th)
	p.Gap(1)
	p.Text(th.Strong, widget.Truncate(k.Question, w-1, th.Glyphs.Ellipsis))
	out := []string{p.Line(), s.about(f, w)}
	rest := h - len(out)
	notice := func(ink widget.Ink, what string, more ...string) []string {
		return append(out, widget.Notice(w, rest, th, ink, what, more...)...)
	}
	switch a := s.answer(); {
	case s.source == nil:
		return notice(widget.InkDim, "There are no reports here.")
	case s.source.Lacks() != nil:
		return notice(widget.InkDim, s.source.Lacks().What.String())
	case s.run.busy && s.run.id == k.ID && s.run.choice == s.choice():
		return notice(widget.InkDim, "Asking the server"+th.Glyphs.Ellipsis, s.run.progress(), "esc calls it off.")
	case a == nil:
		return notice(widget.InkDim, "Press enter to ask.", "A report asks the server only when you want it. p and g choose the period and the grouping.")
	case a.res.Unavailable != "":
		return notice(widget.InkBad, a.res.Unavailable, needs(a.res))
	case len(a.res.Groups) == 0:
		return notice(widget.InkGood, "Nothing was found.", strings.Join(a.res.Notes, " "))
	case s.view == viewRows:
		return append(out, s.records(f, a.res, layout.Rect{W: w, H: rest})...)
	default:
		return append(out, s.figures(f, a.res, layout.Rect{W: w, H: rest})...)
	}
}

// needs names the rows of the security role that cure a refusal.
func needs(res report.Result) string {
	if res.Problem == nil || res.Problem.Kind != model.Forbidden {
		return ""
	}
	return "This report needs: " + strings.Join(res.Report.Role, "; ") + "."
}

// about is the period, the grouping and the age of the answer.
func (s *Screen) about(f screen.Frame, w int) string {
	th := f.Theme
	p, sep := widget.NewPen(w, th), " "+th.Glyphs.Separator+" "
	p.Gap(1)
	words := "as of now"
	if a, err := s.ask(f.Now, zoneOf(f)); err == nil && !s.kind().Now {
		words = strings.ReplaceAll(report.Periods()[s.choice().period], "-", " ") + ", " + span(a.From, a.To)
	}
	words += sep + "by " + strings.ReplaceAll(s.kind().By[s.choice().by], "_", " ")
	if a := s.answer(); a != nil {
		words += sep + "asked " + widget.Moment(a.res.Ask.Now, f.Now, zoneOf(f))
	}
	p.Text(th.Dim, widget.Truncate(words, w-1, th.Glyphs.Ellipsis))
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

// progress says how far it is.
func (r running) progress() string {
	switch {
	case r.list == "":
		return ""
	case r.total > 0:
		return model.Grouped(r.had) + " of " + model.Grouped(r.total) + " " + r.list
	default:
		return model.Grouped(r.had) + " " + r.list
	}
}
