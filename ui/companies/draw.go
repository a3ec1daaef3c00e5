package companies

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Draw joins what Sync has worked out.
func (s *Screen) Draw(f screen.Frame) screen.Block {
	if f.Theme == nil {
		f.Theme = theme.New(true, theme.Unicode())
	}
	lines, cursor := s.compose(f)
	b := screen.Block{Lines: lines}
	if s.pick.typing && f.Focused && !f.Area.Empty() {
		b.Cursor = tea.NewCursor(cursor, 0)
	}
	return b
}

// compose gives the lines, and the column of the cursor on the first.
func (s *Screen) compose(f screen.Frame) (lines []string, cursor int) {
	w, h := s.geo.w, s.geo.h
	if w <= 0 || h <= 0 {
		return widget.Pad([]string{}, w, h), 0
	}
	head, cursor := s.head(f)
	out := append(make([]string, 0, h), head)
	if notice := s.notice(f, h-1); notice != nil {
		return widget.Pad(append(out, notice...), w, h), cursor
	}
	switch {
	case s.geo.wide:
		left, right := s.tableLines(f), s.pane.draw(f.Focused && s.inPane, f.Theme)
		for i := range left {
			out = append(out, left[i]+widget.Spaces(w-s.geo.table.W-s.geo.pane.W)+right[i])
		}
	case s.inPane:
		out = append(out, s.pane.draw(f.Focused, f.Theme)...)
	default:
		out = append(out, s.tableLines(f)...)
	}
	if s.geo.foot {
		out = append(widget.Pad(out, w, h-1), s.foot(f))
	}
	return widget.Pad(out, w, h), cursor
}

// tableLines is the table, or the sentence that stands for it.
func (s *Screen) tableLines(f screen.Frame) []string {
	w, h := s.geo.table.W, s.geo.table.H
	switch {
	case s.shown > 0:
		return widget.Pad(s.table.Draw(f.Focused && !s.inPane && !s.pick.typing), w, h)
	case s.pick.filter.String() != "":
		return widget.Notice(w, h, f.Theme, widget.InkDim, "No company matches.", "Press esc to clear the filter, or a to look among all companies.")
	}
	if seen := screen.Unseen(f); seen != "" {
		return widget.Notice(w, h, f.Theme, widget.InkDim, "No company has an open ticket"+seen+".", "There may be others. Press a for all companies.")
	}
	return widget.Notice(w, h, f.Theme, widget.InkGood, "No company has an open ticket.", "The tickets were read, and none is open. Press a for all companies.")
}

// notice is the calm page that stands where there is nothing to show; nil when
// there is.
func (s *Screen) notice(f screen.Frame, h int) []string {
	if f.Snapshot == nil {
		return widget.Notice(s.geo.w, h, f.Theme, widget.InkDim, "Loading the tickets.")
	}
	if s.ledger != nil {
		return nil
	}
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets} {
		if hl := f.Snapshot.HealthOf(src); hl.Problem != nil {
			st := widget.Stand(hl, time.Time{}, "the tickets", f.Now)
			return widget.Notice(s.geo.w, h, f.Theme, st.Ink, st.What, st.Cure)
		}
	}
	return widget.Notice(s.geo.w, h, f.Theme, widget.InkDim, "Loading the tickets.")
}

// head says how many there are, in which order, and how old it is; while a
// filter is typed it is the line to type in, with a cursor.
func (s *Screen) head(f screen.Frame) (line string, cursor int) {
	p, th := widget.NewPen(s.geo.w, f.Theme), f.Theme
	age, ink := s.age(f)
	sep := " " + th.Glyphs.Separator + " "
	p.Gap(1)
	if s.pick.typing || s.pick.filter.String() != "" {
		p.Text(th.AccentStrong, "/")
		n := min(max(0, p.Left()-14), 32)
		typed, at := s.pick.filter.Draw(n, 0, 0, th.Text, th.Bad)
		cursor = min(p.At()+at, s.geo.w-1)
		p.Paint(typed, n)
		p.Gap(1)
		if s.ledger != nil {
			p.Text(th.Dim, widget.Count(s.shown)+" of "+widget.Count(s.pick.size(s.ledger)))
		}
	} else if s.ledger != nil {
		p.Text(th.Strong, s.pick.title(s.ledger, s.sight))
		if words := sep + "by " + s.pick.order.String(); widget.Width(words) <= p.Left() {
			p.Text(th.Dim, words)
		}
	} else {
		p.Text(th.Strong, "Companies")
	}
	if n := widget.Width(age); n > 0 && n+2 <= p.Left() {
		p.Gap(p.Left() - n - 1)
		p.Text(ink.Style(th), age)
	}
	return p.Line(), cursor
}

// age is that of the tickets, which everything here is counted from.
func (s *Screen) age(f screen.Frame) (string, widget.Ink) {
	if f.Snapshot == nil {
		return "", widget.InkDim
	}
	return widget.AgeMark(f.Snapshot.HealthOf(model.SourceTickets), f.Snapshot.ServiceTickets.At, f.Now)
}

// foot says what the figures can't tell.
func (s *Screen) foot(f screen.Frame) string {
	p := widget.NewPen(s.geo.w, f.Theme)
	p.Gap(1)
	ink, text := s.caveat(f)
	p.Text(ink.Style(f.Theme), strings.ReplaceAll(text, "\n", " "))
	return p.Line()
}

func (s *Screen) caveat(f screen.Frame) (widget.Ink, string) {
	if s.ledger == nil {
		return widget.InkFaint, ""
	}
	if !s.ledger.known {
		st := widget.Stand(f.Snapshot.HealthOf(model.SourceCompanies), time.Time{}, "the company list", f.Now)
		return st.Ink, strings.TrimSpace(st.What + " " + st.Cure)
	}
	if words := caveatOpen(f.Briefing); words != "" {
		return widget.InkWarn, words + "."
	}
	return widget.InkFaint, s.ledger.history.words(zoneOf(f), &f.Theme.Glyphs)
}

// words tells how far back the number of new tickets is known.
func (h *history) words(zone *time.Location, g *theme.Glyphs) string {
	switch {
	case h.since.IsZero():
		return "Closed tickets are not known: week counts the open ones only (3+), no mean."
	case h.weeks == 0:
		return "Closed tickets are known since " + h.since.In(zone).Format("Mon 2 Jan") + ", too short for a mean; " + g.Dot + " marks earlier days."
	case h.weeks == 1:
		return "week: since Monday; prev: the whole week before"
	}
	return "week: since Monday; mean: of " + widget.Count(h.weeks) + " weeks"
}
