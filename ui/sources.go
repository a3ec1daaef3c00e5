package ui

import (
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// sourcesPage tells of every source of data how it is doing, and what cures
// what is wrong with it.
type sourcesPage struct {
	leaf
	remarks []string // what the screen has to say
}

func newSourcesPage(s screen.Screen) *sourcesPage {
	if r, ok := s.(screen.Remarker); ok {
		return &sourcesPage{remarks: r.Remarks()}
	}
	return &sourcesPage{}
}

// The columns, in cells. The name of the source gives way where there is little
// room; the next try is left out there.
const (
	sourceMost  = 24
	sourceLeast = 14
	stateCol    = 11
	ageCol      = 15
	nextCol     = 20
)

func sourceCol(w int) int {
	return min(sourceMost, max(sourceLeast, w-2-stateCol-ageCol))
}

func (p *sourcesPage) draw(a *App, f screen.Frame, _ func() screen.Block) screen.Block {
	t, w := f.Theme, f.Area.W
	head := "  " + widget.Fit("source", sourceCol(w), "") + widget.Fit("state", stateCol, "") + widget.Fit("age", ageCol, "")
	if w >= 2+sourceMost+stateCol+ageCol+nextCol {
		head += "next try"
	}
	lines := []string{t.Faint.Paint(widget.Fit(head, w, t.Glyphs.Ellipsis))}
	if len(f.Snapshot.Health) == 0 {
		lines = append(lines, widget.Fit("  Nothing has been asked for yet.", w, t.Glyphs.Ellipsis))
	}
	for _, h := range f.Snapshot.Health {
		lines = append(lines, sourceLine(h, f))
		lines = append(lines, sourceRemarks(h, f)...)
	}
	add := func(ink theme.Style, text string) {
		for _, l := range widget.Lines(text, max(1, w-4), 4, t.Glyphs.Ellipsis) {
			lines = append(lines, "  "+ink.Paint(widget.Fit(l, max(0, w-2), t.Glyphs.Ellipsis)))
		}
	}
	if a.opts.Kept != nil {
		reach, trouble := a.opts.Kept()
		add(t.Text, reach)
		if trouble != "" {
			add(t.Warn, trouble)
		}
	}
	if why := a.timers.config.fault; why != "" {
		add(t.Warn, "The old settings stay: "+why)
	}
	for _, r := range p.remarks {
		add(t.Warn, r)
	}
	return p.lay(p.title("Sources of data", "", f), lines, f)
}

func sourceLine(h model.Health, f screen.Frame) string {
	t, w := f.Theme, f.Area.W
	state := h.State(f.Now)
	age := "never"
	if !h.At.IsZero() {
		age = ageWords(f.Now.Sub(h.At))
	}
	next := ""
	switch {
	case h.Busy:
		next = "asking now"
	case h.Next.After(f.Now):
		next = clockWords(h.Next, f.Now, f.Zone)
	}
	var b strings.Builder
	room := w
	put := func(ink theme.Style, text string, cells int) {
		cells = min(cells, room)
		ink.To(&b, widget.Fit(text, cells, t.Glyphs.Ellipsis))
		room -= cells
	}
	put(t.Text, "  "+widget.Truncate(h.Source.Name(), sourceCol(w)-1, t.Glyphs.Ellipsis), 2+sourceCol(w))
	put(stateInk(state, t), string(state), stateCol)
	put(t.Text, age, ageCol)
	if room >= nextCol {
		put(t.Dim, next, nextCol)
	}
	put(t.Text, "", room)
	return b.String()
}

// sourceRemarks are the problem and its cure, and what the list leaves out.
func sourceRemarks(h model.Health, f screen.Frame) []string {
	var out []string
	add := func(ink theme.Style, text string) {
		for _, l := range widget.Lines(text, max(1, f.Area.W-6), 4, f.Theme.Glyphs.Ellipsis) {
			out = append(out, "    "+ink.Paint(widget.Fit(l, max(0, f.Area.W-4), f.Theme.Glyphs.Ellipsis)))
		}
	}
	if p := h.Problem; p != nil {
		add(stateInk(h.State(f.Now), f.Theme), p.What.String())
		add(f.Theme.Dim, p.Cure.String())
		if p.Request != "" {
			add(f.Theme.Dim, "For the server's support: request "+model.Disarmed(p.Request)+".")
		}
		if !h.Since.IsZero() && !h.Absent() {
			add(f.Theme.Dim, "Failing since "+widget.Moment(h.Since, f.Now, f.Zone)+".")
		}
	}
	if h.Restored {
		add(f.Theme.Dim, "Kept from the last run of daybrief; not confirmed in this one yet.")
	}
	if h.Reading != "" {
		add(f.Theme.Dim, "Still being read: "+h.Reading+".")
	}
	if h.Shown < h.Total {
		add(f.Theme.Warn, "Showing "+widget.Count(h.Shown)+" of "+widget.Count(h.Total)+": the list is longer than daybrief reads.")
	}
	if h.Skipped > 0 {
		add(f.Theme.Warn, model.Counted(h.Skipped, "record")+" could not be read: left out of every number.")
	}
	if h.Gap != "" {
		add(f.Theme.Warn, "Without "+h.Gap+".")
	}
	if h.Doubt != "" {
		add(f.Theme.Warn, h.Doubt)
	}
	if h.Note != "" {
		add(f.Theme.Warn, h.Note)
	}
	return out
}

func stateInk(s model.State, t *theme.Theme) theme.Style {
	switch s {
	case model.StateLive:
		return t.Good
	case model.StateStarting:
		return t.Dim
	}
	return troubleInk(s, t)
}
