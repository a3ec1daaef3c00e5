package wall

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// standing is what can be believed of the whole.
type standing struct {
	word    model.State
	names   []model.Source // behind the word
	problem *model.Problem
	data    time.Time // when the tickets were last confirmed, the older of both kinds
	next    time.Time // the next try of what fails
	limited time.Time // until when the server wants us to wait
}

func standingOf(f screen.Frame) standing {
	var st standing
	if f.Snapshot == nil {
		st.word = model.StateStarting
		return st
	}
	st.word, st.names = model.Overall(f.Snapshot.Health, f.Now)
	for _, h := range f.Snapshot.Health {
		if h.Source == model.SourceUsage && !slices.Contains(st.names, h.Source) {
			continue // it is no part of the whole
		}
		if h.Source == model.SourceTickets || h.Source == model.SourceProjectTickets {
			st.data = sooner(st.data, h.At)
		}
		if !h.Failing() {
			continue
		}
		st.next = sooner(st.next, h.Next)
		if st.problem == nil && (len(st.names) == 0 || h.Source == st.names[0]) {
			st.problem = h.Problem
		}
		if h.Problem.Kind == model.RateLimited {
			st.limited = sooner(st.limited, h.Next)
		}
	}
	return st
}

// sooner is the earlier of two moments; a zero one is none.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// good reports whether all data is as fresh as it should be.
func (st standing) good() bool { return st.word == model.StateLive }

// dataWords says of when the data is, and how old when that is not as it should
// be. After a failure it never sounds fresh.
func (st standing) dataWords(f screen.Frame) string {
	switch {
	case st.data.IsZero():
		return "no data yet"
	case st.good():
		return "data as of " + widget.Moment(st.data, f.Now, f.Zone)
	}
	return "data of " + widget.Moment(st.data, f.Now, f.Zone) + ", " + old(f.Now.Sub(st.data))
}

func old(d time.Duration) string {
	if d < time.Minute {
		return "under 1 min old"
	}
	return widget.Duration(d) + " old"
}

// cause says what is wrong and when it is tried again; "" when all is well.
func (st standing) cause(v redactor) string {
	f := v.f
	switch {
	case st.good():
		return ""
	case st.word == model.StateStarting && f.Snapshot == nil:
		return "Waiting for the first answer."
	case st.word == model.StateStarting:
		return "Waiting for " + model.Awaited(f.Snapshot.Health, st.names) + "."
	case st.word == model.StateStale:
		return "No answer for two intervals: " + model.SourceNames(st.names, mostSources) + "."
	case st.word == model.StateLimited && st.limited.After(f.Now):
		return "The server asks us to wait. Next try " + countdown(st.limited.Sub(f.Now)) + "."
	}
	text := v.cause(st.problem)
	if st.word == model.StateDegraded || st.word == model.StateDenied {
		text = capital(model.SourceNames(st.names, mostSources)) + ": " + text
	}
	if st.next.After(f.Now) && st.word != model.StateDenied && st.word != model.StateClock {
		text += " Next try " + widget.Moment(st.next, f.Now, f.Zone) + "."
	}
	return text
}

// countdown is the time left, to the second.
func countdown(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s < 60 {
		return fmt.Sprintf("in %d s", s)
	}
	return fmt.Sprintf("in %d:%02d min", s/60, s%60)
}

// badge is how the state word is painted; the word itself is the sign.
func (st standing) badge(t *theme.Theme) theme.Style {
	switch st.word {
	case model.StateLive:
		return t.BadgeLive
	case model.StateStarting:
		return t.Strong
	case model.StateOffline, model.StateAuth, model.StateBadReply:
		return t.BadgeBad
	}
	return t.BadgeWarn
}

func missing(b *briefing.Briefing, key string) string {
	if b == nil {
		return ""
	}
	return b.Numbers.Missing[key]
}

// over is how long ago a goal has passed, in words.
func over(d time.Duration) string {
	if d.Abs() < time.Minute {
		return "just now"
	}
	return widget.Duration(d) + " over"
}

// within is a time ahead, in words.
func within(d time.Duration) string {
	if d < time.Minute {
		return "now"
	}
	return "in " + widget.Duration(d)
}

// ages says how old the sources of a page are that are not live, each by
// itself: "OFFLINE, 2 h old: schedule". fault is false when they are only not offered.
func ages(sources []model.Source, f screen.Frame) (says string, fault bool) {
	if f.Snapshot == nil {
		return "", false
	}
	var order []string
	by := map[string][]model.Source{}
	for _, src := range sources {
		h := f.Snapshot.HealthOf(src)
		st := h.State(f.Now)
		if st == model.StateLive || st == model.StateStarting {
			continue
		}
		text := string(st) + ", never loaded"
		switch {
		case h.Absent():
			text = "not offered"
		case !h.At.IsZero():
			text = string(st) + ", " + old(f.Now.Sub(h.At))
		}
		fault = fault || !h.Absent()
		if by[text] == nil {
			order = append(order, text)
		}
		by[text] = append(by[text], src)
	}
	if len(order) == 1 && len(by[order[0]]) == len(sources) {
		return order[0], fault
	}
	for i, text := range order { // the age first: it must not be cut off
		order[i] = text + ": " + model.SourceNames(by[text], mostSources)
	}
	return strings.Join(order, "; "), fault
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// mostSources is how many sources are named in a row.
const mostSources = 3
