package cli

import (
	"daybrief/briefing"
	"daybrief/internal/feed"
	"daybrief/model"
)

// wanted is what the sections of a briefing need beyond what is always read. The
// dashboard says it itself, because its role may be switched.
type wanted struct {
	sources []model.Source
	member  string // of --member, above the settings'
}

// want says what the sections need that brief is to print.
func (t *tenant) want(b *briefFlags) {
	r := rulesOf(t.set, t.zone)
	if len(b.sections.values) > 0 {
		r.Sections = b.sections.values
	}
	if b.member != "" {
		r.Member = b.member
	}
	t.sections = wanted{briefing.Sources(r), b.member}
}

// extras are the sources that only sections need, and what they are about.
func (t *tenant) extras() feed.Extras {
	x := feed.Extras{Sources: t.sections.sources, Member: t.set.Me.Member, Hours: hoursOf(t.set.Hours, t.zone), Within: t.set.Briefing.Ending.Within}
	if t.sections.member != "" {
		x.Member = t.sections.member
	}
	return x
}
