package briefing

import (
	"slices"
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
	return write(kinds(), newLook(a, s, prev, l, r, now))
}

// write writes the briefing of a look, with the sections that there are.
func write(all catalogue, k *look) *Briefing {
	b := newBuilder(all, k)
	out := &Briefing{At: b.now.In(b.zone), Zone: b.zone, Role: b.r.Role, Scope: b.r.Scope, Member: b.r.Member, Numbers: b.numbers, Desk: b.desk, Stale: b.gone(), Assessment: b.a, Sources: b.sources()}
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
		if k, ok := b.find(sec.ID); ok && k.report != nil {
			k.report(b, sec, out.Sections)
			sec.Count = len(sec.Items)
		}
		if sec.Urgent && sec.Count > 0 {
			out.NeedsAttention = true
		}
	}
	out.Calling = calling(out.Sections)
	out.Summary = paragraph(b, out)
	return out
}

// calling counts the different things in the urgent sections; now repeats them.
func calling(all []Section) int {
	type thing struct {
		kind ItemKind
		id   int64
	}
	seen := map[thing]struct{}{}
	for i := range all {
		if s := &all[i]; s.Urgent && s.ID != SectionNow {
			for j := range s.Items {
				seen[thing{s.Items[j].Kind, s.Items[j].ID}] = struct{}{}
			}
		}
	}
	return len(seen)
}

// builder is what the sections are written from.
type builder struct {
	catalogue
	*coverage
	*book
	*dayPlan
	numbers Numbers // of the scope
	desk    Numbers // of the whole desk
}

func newBuilder(all catalogue, k *look) *builder {
	c := &coverage{k}
	b := &builder{catalogue: all, coverage: c, book: newBook(c), dayPlan: &dayPlan{coverage: c}}
	b.numbers, b.desk = (&counter{c, b.facts}).count()
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
		k, ok := b.find(id)
		if !ok || slices.Contains(out, id) || k.idle != nil && b.r.Sections == nil && k.idle(b) {
			continue
		}
		out = append(out, id)
	}
	return out
}

func (b *builder) section(id string) Section {
	k, _ := b.find(id)
	sec := Section{ID: id, Question: k.question, Urgent: k.urgent(b.r.Role)}
	if k.write != nil {
		k.write(b, &sec)
	}
	sec.Count = len(sec.Items)
	return sec
}
