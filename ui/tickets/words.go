package tickets

import (
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// nothing says in h lines why no ticket is shown: each reason has a sentence
// of its own, and a failure never looks like an empty list.
func (c canvas) nothing(h int) []string {
	th, w := c.frame.Theme, c.places.table.W
	what, cure := c.why()
	var out []string
	if h > 2 {
		out = append(out, widget.Spaces(w))
	}
	add := func(text string, st theme.Style) {
		for _, l := range widget.Lines(widget.Steady(text), w-4, 5, th.Glyphs.Ellipsis) {
			p := widget.NewPen(w, th)
			p.Gap(2)
			p.Text(st, l)
			out = append(out, p.Line())
		}
	}
	add(what, th.Text)
	add(cure, th.Dim)
	for len(out) < h {
		out = append(out, widget.Spaces(w))
	}
	return out[:max(0, h)]
}

// why is the sentence for an empty list, and what can be done.
func (c canvas) why() (what, cure string) {
	snap := c.frame.Snapshot
	loaded := snap != nil && (snap.ServiceTickets.Known() || snap.ProjectTickets.Known())
	switch {
	case !loaded:
		if p := c.problem(model.SourceTickets); p != nil {
			return p.What.String(), p.Cure.String()
		}
		return "Tickets have not been loaded yet.", ""
	case c.scope.missing != "":
		return c.scope.missing, "esc shows all tickets."
	case c.counts.all > 0 && c.query.text != "":
		g := &c.frame.Theme.Glyphs
		return widget.Spell("No ticket matches “", g) + widget.Truncate(c.query.text, longest, g.Ellipsis) + widget.Spell("”.", g), "esc clears the filter."
	case c.scope.section != "":
		return "Nothing is left in this section.", "esc shows all tickets."
	case !c.scope.isAll():
		return "No open ticket here.", "esc shows all tickets."
	}
	return "No open tickets" + screen.Unseen(c.frame) + ".", ""
}

// longest is how many cells of a filter are repeated in a sentence: somebody
// may have pasted a log.
const longest = 40

// problem is what keeps a source from answering; nil when nothing does.
func (c canvas) problem(src model.Source) *model.Problem {
	if c.frame.Snapshot == nil {
		return nil
	}
	return c.frame.Snapshot.HealthOf(src).Problem
}

// noticeLine is the sentence below the list: what just happened, else which
// part of the tickets is missing or cut.
func (s *Screen) noticeLine() string {
	if s.notice != "" {
		return s.notice
	}
	snap := s.frame.Snapshot
	if snap == nil || !snap.ServiceTickets.Known() && !snap.ProjectTickets.Known() {
		return ""
	}
	for _, part := range []struct {
		src   model.Source
		known bool
		name  string
	}{
		{model.SourceTickets, snap.ServiceTickets.Known(), "Service tickets"},
		{model.SourceProjectTickets, snap.ProjectTickets.Known(), "Project tickets"},
	} {
		h := snap.HealthOf(part.src)
		switch {
		case !part.known && h.Problem != nil:
			return part.name + " are missing: " + h.Problem.Error()
		case h.Reading != "":
			return part.name + ", still being read: " + h.Reading + "."
		case h.Total > h.Shown && h.Shown > 0:
			return part.name + ": showing " + widget.Count(h.Shown) + " of " + widget.Count(h.Total) + "."
		}
	}
	return ""
}
