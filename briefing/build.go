package briefing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// Build writes the briefing of a snapshot at a moment. It is pure: the same
// arguments give the same Briefing, and nothing it is given is changed. prev is
// the snapshot of the previous look and may be nil; l may be nil too and is then
// made from s and r.Policy. Unknown ids in r.Sections are passed over: the
// settings refuse them with a better message.
func Build(s, prev *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *Briefing {
	return From(nil, s, prev, l, r, now)
}

// From is Build with a judgement that there is already: of the same snapshot, rules
// and moment. nil: it is made.
func From(a *assess.Assessment, s, prev *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *Briefing {
	if s == nil {
		s = &model.Snapshot{}
	}
	b := newBuilder(a, s, prev, l, r, now)
	b.survey()
	out := &Briefing{At: now.In(b.zone), Zone: b.zone, Role: b.r.Role, Scope: b.r.Scope, Member: b.r.Member, Numbers: b.numbers, Desk: b.desk, Stale: b.gone(), Assessment: b.a, Sources: b.sources()}
	out.Now = b.section(SectionNow)
	for _, id := range b.chosen() {
		if id == SectionNow {
			out.Sections = append(out.Sections, out.Now)
		} else {
			out.Sections = append(out.Sections, b.section(id))
		}
	}
	for i := range out.Sections {
		sec := &out.Sections[i]
		if sec.ID == SectionDataHealth { // it reports on the others, wherever it stands
			b.dataHealth(sec, out.Sections)
			sec.Count = len(sec.Items)
		}
		if sec.Urgent && sec.Count > 0 {
			out.NeedsAttention = true
		}
	}
	out.Summary = b.paragraph(out)
	return out
}

// gone are the tickets that have gone quiet.
func (b *builder) gone() map[model.TicketID]bool {
	out := map[model.TicketID]bool{}
	for i := range b.facts {
		if b.facts[i].stale {
			out[b.facts[i].t.ID] = true
		}
	}
	return out
}

// builder is the state of one Build.
type builder struct {
	s, prev *model.Snapshot
	l       *model.Lookup
	r       Rules
	now     time.Time
	zone    *time.Location
	cal     model.Days
	facts   []fact
	a       *assess.Assessment
	crew    *model.Crew
	numbers Numbers   // of the scope
	desk    Numbers   // of the whole desk
	stays   []*stay   // of the local day, once they have been asked for
	undated int       // open tickets without any time of update or entry
	link    [2]string // a ticket's address before and after its id
}

func newBuilder(a *assess.Assessment, s, prev *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *builder {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	r = r.Settled()
	if r.MyDay.Gap <= 0 {
		r.MyDay.Gap = DefaultRules().MyDay.Gap
	}
	if r.Budget.Percent <= 0 {
		r.Budget.Percent = DefaultRules().Budget.Percent
	}
	if r.Hours.Empty() {
		r.Stale.Clock, r.Waiting.Clock = model.WallClock, model.WallClock
	}
	if l == nil {
		l = model.NewLookup(s, r.Policy)
	}
	b := &builder{s: s, prev: prev, l: l, r: r, now: now, zone: r.Zone, cal: model.DaysAt(now, r.Zone)}
	if b.a = a; a == nil {
		b.a = assess.Assess(s, l, r.Rules, now)
	}
	b.crew = model.NewCrew(r.Scope, r.Member, s, l)
	if before, after, ok := strings.Cut(s.System.Value.TicketLink, "{id}"); ok {
		b.link = [2]string{before, after}
	}
	return b
}

// chosen is the list of sections to write, each once.
func (b *builder) chosen() []string {
	ids := b.r.Sections
	if ids == nil {
		ids = Order(b.r.Role)
	}
	var out []string
	for _, id := range ids {
		if id == SectionUsage && b.r.Sections == nil && b.unpolled(model.SourceUsage) {
			continue // nobody counts it, and nobody asked for it by name
		}
		if Known(id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (b *builder) section(id string) Section {
	k, _ := find(id)
	sec := Section{ID: id, Question: k.question, Urgent: k.urgent(b.r.Role)}
	k.write(b, &sec)
	sec.Count = len(sec.Items)
	return sec
}

// ago is a past moment in words: "3 h 10 min ago".
func (b *builder) ago(t time.Time) string { return model.Lasting(b.now.Sub(t)) + " ago" }

func (b *builder) moment(t time.Time) string { return model.Moment(t, b.now, b.zone) }

func (b *builder) url(id model.TicketID) string {
	if b.link[0] == "" {
		return ""
	}
	return b.link[0] + strconv.FormatInt(int64(id), 10) + b.link[1]
}
