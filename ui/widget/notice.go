package widget

import (
	"time"

	"daybrief/model"
	"daybrief/ui/theme"
)

// Standing says in words what can be believed of a list: what is wrong with it
// and what to do about it. Both are empty when all is well.
type Standing struct {
	What, Cure string
	// Ink is InkBad for a refusal, InkWarn for a passing fault, InkDim while
	// nothing has been heard yet.
	Ink Ink
	// Have is true when there are rows to show, of whatever age.
	Have bool
}

// Stand judges one source. noun is the list in the middle of a sentence ("the
// schedule"); at is the age of the data at hand, zero when there is none.
func Stand(h model.Health, at time.Time, noun string, now time.Time) Standing {
	s := Standing{Have: !at.IsZero(), Ink: InkWarn}
	switch {
	case h.Problem == nil && at.IsZero():
		return Standing{What: "Loading " + noun + ".", Ink: InkDim}
	case h.Problem != nil:
		s.What, s.Cure = h.Problem.What.String(), h.Problem.Cure.String()
		if h.Absent() {
			s.Ink = InkDim
		} else if k := h.Problem.Kind; k == model.Unauthorized || k == model.Forbidden || k == model.Misconfigured {
			s.Ink = InkBad
		}
		if s.What == "" {
			s.What = "Asking for " + noun + " failed (" + h.Problem.Kind.String() + ")."
		}
		if s.Cure == "" && h.Problem.Needs != "" {
			s.Cure = "The keys' role needs " + h.Problem.Needs + "."
		}
	case h.State(now) == model.StateStale:
		s.What = "Nothing new about " + noun + " for " + Duration(now.Sub(at)) + "."
	}
	return s
}

// AgeMark is the age of a list for its head: "14 min old" with the state word
// when something is wrong, "" when all is well.
func AgeMark(h model.Health, at, now time.Time) (string, Ink) {
	st := h.State(now)
	if at.IsZero() || st == model.StateLive || st == model.StateStarting {
		return "", InkDim
	}
	ink := InkWarn
	if st == model.StateAuth || st == model.StateDenied {
		ink = InkBad
	}
	return string(st) + ", " + Duration(now.Sub(at)) + " old", ink
}

// Notice is a few sentences in the middle of w by h cells, each of them a
// paragraph of its own: the calm page that stands where there are no rows.
func Notice(w, h int, th *theme.Theme, ink Ink, what string, more ...string) []string {
	var lines []string
	room := min(w-2, 64)
	add := func(text string, st theme.Style) {
		wrapped, _ := Wrap(Steady(text), room, max(1, h))
		for _, l := range wrapped {
			p := NewPen(w, th)
			p.Gap((w - room) / 2)
			p.Text(st, l)
			lines = append(lines, p.Line())
		}
	}
	if room > 0 {
		add(what, ink.Style(th))
		for _, m := range more {
			if m != "" {
				add(m, th.Dim)
			}
		}
	}
	out := make([]string, 0, h)
	for range max(0, (h-len(lines))/3) {
		out = append(out, Spaces(w))
	}
	return Pad(append(out, lines...), w, h)
}

// Pad cuts or fills a list of lines so that there are exactly h of w cells.
func Pad(lines []string, w, h int) []string {
	h = max(0, h)
	if len(lines) > h {
		return lines[:h]
	}
	for len(lines) < h {
		lines = append(lines, Spaces(w))
	}
	return lines
}
