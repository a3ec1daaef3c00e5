package ui

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// health is the state of the whole, as the status bar says it.
type health struct {
	word    model.State
	names   []model.Source // behind the word, when it is not LIVE
	problem *model.Problem // of the first of them
	next    time.Time      // the next try that could change it
	data    time.Time      // when the tickets were last confirmed
	limited time.Time      // until when the server wants us to wait
	// restored: the first of names shows the data of an earlier run.
	restored bool
}

// status is what the last line tells of.
type status struct {
	world   *world
	notices *notices
	display *display
	zone    *time.Location
}

// healthOf reads the state out of a snapshot. The age is that of the tickets,
// the older of both kinds, and comes from answers only.
func healthOf(s *model.Snapshot, now time.Time) health {
	var h health
	h.word, h.names = model.Overall(s.Health, now)
	for _, one := range s.Health {
		if one.Source == model.SourceUsage && !slices.Contains(h.names, one.Source) {
			continue // it is no part of the whole
		}
		if one.Source == model.SourceTickets || one.Source == model.SourceProjectTickets {
			h.data = earliest(h.data, one.At)
		}
		failing := one.Failing()
		h.restored = h.restored || one.Restored && len(h.names) > 0 && one.Source == h.names[0]
		if failing && h.problem == nil && (len(h.names) == 0 || one.Source == h.names[0]) {
			h.problem = one.Problem
		}
		if failing && one.Problem.Kind == model.RateLimited {
			h.limited = earliest(h.limited, one.Next)
		}
		if failing || h.word == model.StateLive || h.word == model.StateStale {
			h.next = earliest(h.next, one.Next)
		}
	}
	return h
}

// turns is when the status bar must be drawn anew by itself: when the
// age or the countdown would read differently.
func (s status) turns() time.Time {
	if s.display.bare {
		return time.Time{}
	}
	now := s.world.now
	h := healthOf(s.world.snapshot, now)
	var age, second time.Time
	if !h.data.IsZero() && now.Sub(h.data) < time.Hour {
		age = h.data.Add((max(0, now.Sub(h.data))/time.Minute + 1) * time.Minute)
	}
	if left := h.limited.Sub(now); h.word == model.StateLimited && left > 0 {
		second = now.Add(left - (left-1)/time.Second*time.Second)
		if !second.After(now) {
			second = now.Add(time.Second)
		}
	}
	return earliest(age, second)
}

// bar is the last line: the state word, the age of the data, what is
// wrong (or a notice), and the time.
func (s status) bar() string {
	t, now := s.display.theme, s.world.now
	h := healthOf(s.world.snapshot, now)
	clock := now.In(s.zone).Format("15:04") + " "
	p := widget.NewPen(s.display.size.W, t)
	p.Text(badgeOf(h.word, t), " "+string(h.word)+" ")
	p.Gap(1)
	room := p.Left() - len(clock) - 1
	said, ink := s.sentence(h)
	age, between := s.ages(h), " "+t.Glyphs.Separator+" "
	// What the person has just done, and what is wrong, matter more than the age.
	if least := said[len(said)-1]; least != "" && (s.notices.shown.text != "" || h.problem != nil) && widget.Width(age+between+least) > room {
		age = ""
	}
	if age != "" {
		age = widget.Truncate(age, room, t.Glyphs.Ellipsis)
		p.Text(t.Dim, age)
		room -= widget.Width(age) + widget.Width(between)
	} else {
		between = ""
	}
	if text := fitting(said, room); text != "" && room > 8 {
		p.Text(t.Faint, between)
		p.Text(ink, widget.Truncate(text, room, t.Glyphs.Ellipsis))
	}
	const hint = "? help  : menu   "
	if p.Left() > len(hint)+len(clock)+2 {
		p.Gap(p.Left() - len(hint) - len(clock))
		p.Text(t.Faint, hint)
	}
	p.Gap(p.Left() - len(clock))
	p.Text(t.Dim, clock)
	return p.Line()
}

// fitting is the first wording that fits, else the last: they are ordered from
// the longest to the shortest.
func fitting(wordings []string, room int) string {
	for _, w := range wordings {
		if widget.Width(w) <= room {
			return w
		}
	}
	return wordings[len(wordings)-1]
}

// badgeOf is how the state word is painted; the word itself is the sign.
func badgeOf(word model.State, t *theme.Theme) theme.Style {
	switch word {
	case model.StateLive:
		return t.BadgeLive
	case model.StateStarting:
		return t.Strong
	case model.StateOffline, model.StateAuth, model.StateBadReply:
		return t.BadgeBad
	}
	return t.BadgeWarn
}

// ages says how old the data is.
func (s status) ages(h health) string {
	if h.data.IsZero() {
		return "no data yet"
	}
	return "data " + ageWords(s.world.now.Sub(h.data)) + " old"
}

// sentence is the sentence of the status bar, in wordings from the longest to the
// shortest: a notice for a moment, else what is wrong and when it is tried
// again, else when the next poll is.
func (s status) sentence(h health) ([]string, theme.Style) {
	t, now := s.display.theme, s.world.now
	one := func(text string) []string { return []string{text} }
	switch {
	case s.notices.shown.text != "":
		return one(s.notices.shown.text), t.Accent
	case h.word == model.StateStarting:
		return one("waiting for " + model.Awaited(s.world.snapshot.Health, h.names)), t.Dim
	case h.word == model.StateLive:
		return s.calm(h)
	case h.word == model.StateStale && h.restored:
		return []string{"kept from the last run; waiting for " + model.SourceNames(h.names, mostSources), "from the last run"}, t.Warn
	case h.word == model.StateStale:
		return one("no answer for two intervals: " + model.SourceNames(h.names, mostSources)), t.Warn
	case h.word == model.StateLimited && h.limited.After(now):
		next := "next try " + countdown(h.limited.Sub(now))
		return []string{"the server asks us to wait: " + next, next}, t.Warn
	}
	return s.trouble(h), troubleInk(h.word, t)
}

// calm says when the next poll is, and what the lists are without.
func (s status) calm(h health) ([]string, theme.Style) {
	t := s.display.theme
	next, between := "", ""
	if h.next.After(s.world.now) {
		next, between = "next poll "+clockWords(h.next, s.world.now, s.zone), " "+t.Glyphs.Separator+" "
	}
	partial := screen.Partial(s.world.snapshot)
	if partial == "" {
		return []string{next, ""}, t.Faint
	}
	return []string{next + between + partial + " (! for more)", partial + " (! for more)", next + between + "not all is here (! for more)", "not all is here (!)"}, t.Warn
}

// trouble names the fault, and whose it is when only some sources have it.
func (s status) trouble(h health) []string {
	names := model.SourceNames(h.names, mostSources)
	text := names
	if p := h.problem; p != nil {
		switch h.word {
		case model.StateDegraded, model.StateDenied:
			text += ": " + p.What.String()
		default:
			text = p.What.String()
		}
	}
	short := shortCause(h)
	if h.next.After(s.world.now) && h.word != model.StateDenied && h.word != model.StateClock {
		next := " Next try " + clockWords(h.next, s.world.now, s.zone) + "."
		words := []string{text + next + " Press ! for more.", text + next, text}
		if h.word == model.StateDegraded && short != names {
			words = append(words, names+": "+short+" (! for more)")
		}
		return append(words, short+" (! for more)", short)
	}
	// What is refused says more than which lists lack it.
	words := []string{text + " Press ! for more.", text}
	if p := h.problem; p != nil && h.word == model.StateDenied {
		words = append(words, p.What.String())
	}
	return append(words, short+" (! for more)", short)
}

// shortCause is the fault in two or three words, for narrow screens. The code
// of the problem is made of words.
func shortCause(h health) string {
	if h.problem == nil {
		return model.SourceNames(h.names, mostSources)
	}
	switch h.problem.Kind {
	case model.Unauthorized:
		return "keys refused"
	case model.Forbidden:
		return "not allowed: " + model.SourceNames(h.names, mostSources)
	case model.TimedOut:
		return "no answer in time"
	case model.ServerDown:
		return "the server fails"
	case model.BadReply:
		return "not the API's answer"
	case model.ClockWrong:
		return "this computer's clock is wrong"
	}
	if code := strings.ReplaceAll(h.problem.Code, "-", " "); code != "" && len(code) <= 24 {
		return model.Clean(code).String()
	}
	return h.problem.Kind.String()
}

func troubleInk(word model.State, t *theme.Theme) theme.Style {
	switch word {
	case model.StateOffline, model.StateAuth, model.StateBadReply:
		return t.Bad
	}
	return t.Warn
}
