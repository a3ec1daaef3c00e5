package briefing

import (
	"slices"
	"strconv"
	"strings"

	"daybrief/model"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// dataHealth answers "can I trust this page?": what is wrong with the sources,
// which sections had to be left out, and what could not be read.
func dataHealth(b *builder, sec *Section, all []Section) {
	sec.Rule = "Every source that is not LIVE, every section left out, and what could not be read."
	live := 0
	for i, h := range b.s.Health {
		if h.State(b.now) == model.StateLive {
			live++
		} else {
			sec.Items = append(sec.Items, sourceItem(b.look, i, h))
		}
	}
	switch {
	case len(b.s.Health) == 0:
		sec.row("Sources", "nothing has been asked for yet").Tone = Warn
	case live == len(b.s.Health):
		calmRow(b.look, sec)
	}
	defer func() { sec.Healthy = live == len(b.s.Health) && len(sec.Items) == 1 }()
	for i := range all {
		if k, ok := b.find(all[i].ID); ok && k.idle != nil && k.idle(b) {
			continue // nobody counts it, which is no fault
		}
		if all[i].Unavailable != "" && (all[i].ID != SectionChanged || b.prev != nil) { // a first look has nothing to compare with
			sec.row("Left out: "+all[i].ID, all[i].Unavailable).Tone = Warn
		}
	}
	if n := b.numbers.UnknownSLA; n > 0 {
		sec.row("SLA unknown", model.Counted(n, "open ticket")+" with an SLA whose goals could not be read; not counted as fine").Tone = Warn
	}
	if b.undated > 0 {
		sec.row("Undated tickets", model.Counted(b.undated, "open ticket")+" without a time of the last change; stale and waiting can't judge them").Tone = Warn
	}
	for _, h := range b.s.Health {
		if h.Skipped > 0 {
			sec.row("Unreadable: "+h.Source.Records(), model.Counted(h.Skipped, "record")+" could not be read: left out").Tone = Warn
		}
		if h.Gap != "" {
			sec.row("Not seen: "+h.Source.Records(), "without "+h.Gap).Tone = Warn
		}
		if h.Doubt != "" {
			sec.row("In doubt: "+h.Source.Records(), h.Doubt).Tone = Warn
		}
		if h.Note != "" {
			sec.row("Changes: "+h.Source.Records(), h.Note).Tone = Warn
		}
		if h.Total > h.Shown {
			sec.row("Cut: "+h.Source.Records(), "showing "+model.Grouped(h.Shown)+" of "+model.Grouped(h.Total)).Tone = Warn
		}
	}
}

// calmRow says that all is well, and how old the oldest data are.
func calmRow(k *look, sec *Section) {
	oldest := slices.MinFunc(k.s.Health, func(x, y model.Health) int { return x.At.Compare(y.At) })
	sec.row("Sources", "all "+model.Counted(len(k.s.Health), "source")+" are live",
		"oldest data: "+oldest.Source.Records()+", "+model.Lasting(k.now.Sub(oldest.At))+" old")
}

func sourceItem(k *look, i int, h model.Health) Item {
	st := h.State(k.now)
	it := Item{Kind: KindSource, ID: int64(i + 1), Summary: model.Clean(h.Source.Records()), Status: model.Clean(string(st)), Tone: Warn}
	switch st {
	case model.StateAuth, model.StateOffline, model.StateBadReply, model.StateClock:
		it.Tone = Bad
	case model.StateStarting:
		it.Tone = Calm
	}
	if h.Absent() {
		it.Tone, it.Reasons = Calm, []string{h.Problem.Error()}
		return it
	}
	age := "never loaded"
	if !h.At.IsZero() {
		age = "data from " + k.moment(h.At) + ", " + model.Lasting(k.now.Sub(h.At)) + " old"
	}
	if h.Problem == nil {
		it.Reasons = append(it.Reasons, age)
	} else {
		// Reasons stand in a row, each without a full stop.
		it.Reasons = append(it.Reasons, strings.TrimSuffix(h.Problem.Error(), "."), age)
		if h.Problem.Needs != "" {
			it.Reasons = append(it.Reasons, whyNot(h.Problem))
		}
	}
	if h.Next.After(k.now) {
		it.Reasons = append(it.Reasons, "next try at "+k.moment(h.Next))
	}
	return it
}
