package wall

import (
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// mood is what the frame's edge says.
type mood uint8

const (
	calm mood = iota
	watch
	act
)

func (m mood) String() string { return [...]string{"CALM", "WATCH", "ACT"}[m] }

func (m mood) ink(t *theme.Theme) theme.Style {
	return [...]theme.Style{t.Good, t.Warn, t.BadStrong}[m]
}

// moodOf judges the whole, and says why in a sentence: at length, and shorter for
// where that has no room. Old data is never calm.
func (d *digest) moodOf(st standing, v redactor) (mood, []string) {
	f := v.f
	m, says := d.slaSays(v)
	switch why := missing(f.Briefing, "breached"); {
	case !d.sla && st.word == model.StateStarting:
		return max(m, watch), []string{"waiting for data"}
	case !d.sla && !v.hide && why != "":
		return max(m, watch), []string{"breaches are not known: " + why}
	case !d.sla:
		return max(m, watch), []string{"breaches are not known"}
	case len(says[0]) == 0 && f.Briefing != nil && f.Briefing.Numbers.UnknownSLA > 0:
		m = watch // it may be late
		says = [][]string{{"nothing known to be late", widget.Count(f.Briefing.Numbers.UnknownSLA) + " with unknown SLA"}}
	case len(says[0]) == 0 && (screen.Unseen(f) != "" || unoffered(f)):
		m = hollow(f)
		says = [][]string{{"nothing that can be seen is late or at risk"}}
	case len(says[0]) == 0:
		says = [][]string{{"no SLA is late or at risk"}}
	}
	gap, as := f.Snapshot.HealthOf(model.SourceTickets).Missing(), ""
	if doubtful(f) {
		m, as = max(m, watch), ", as of "+widget.Moment(st.data, f.Now, f.Zone)
	}
	var out []string
	for _, list := range says {
		if gap != "" {
			m, list = max(m, watch), append(list, "without "+gap)
		}
		out = append(out, strings.Join(list, "; ")+as)
	}
	return m, out
}

// slaSays is what there is to say of goals, as four lists: the whole, the counts
// only, without what the ticket is about, and the first of that.
func (d *digest) slaSays(v redactor) (m mood, says [][]string) {
	says = make([][]string, 4)
	put := func(words ...string) {
		for i := range says {
			if i < 3 || len(says[i]) == 0 {
				says[i] = append(says[i], words[min(i, len(words)-1)])
			}
		}
	}
	if d.act.calls() {
		m = act
		whole, short := d.act.words(v)
		put(whole, whole, short)
	}
	if late, n := d.first(breached); n > 0 {
		m = max(m, watch)
		count := widget.Count(n) + screen.Mark(v.f, "breached") + " breached"
		put(count+", worst "+over(late.t.Clock.Left), count)
	}
	if soon, n := d.first(atRisk); n > 0 {
		m = max(m, watch)
		count := widget.Count(n) + screen.Mark(v.f, "at_risk") + " at risk"
		put(count+", next "+within(soon.t.Clock.Left), count)
	}
	return m, says
}

// doubtful reports whether what breaches are told from is not as fresh as it
// should be. A schedule that may not be read, say, makes no difference to them.
func doubtful(f screen.Frame) bool {
	for _, src := range []model.Source{model.SourceTickets, model.SourceSLA, model.SourceBoards} {
		h := f.Snapshot.HealthOf(src)
		if st := h.State(f.Now); st != model.StateLive && st != model.StateStarting && !h.Absent() {
			return true
		}
	}
	return false
}

// unoffered reports whether this way in has less than breaches are told from.
func unoffered(f screen.Frame) bool {
	return f.Snapshot.HealthOf(model.SourceSLA).Absent() || f.Snapshot.HealthOf(model.SourceBoards).Absent()
}

// hollow is the mood while nothing is late that can be seen. Where no ticket came, and
// nobody can tell whether the keys see any, that is no quiet day.
func hollow(f screen.Frame) mood {
	if len(f.Snapshot.ServiceTickets.Value) == 0 && f.Snapshot.HealthOf(model.SourceTickets).Doubt != "" {
		return watch
	}
	return calm
}
