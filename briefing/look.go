package briefing

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// look is one look at the data: a snapshot at a moment, whose it is, under which
// rules, and the judgement of it. All words of the briefing start here.
type look struct {
	s, prev *model.Snapshot
	l       *model.Lookup
	r       Rules
	now     time.Time
	zone    *time.Location
	cal     model.Days
	a       *assess.Assessment
	crew    *model.Crew
	link    [2]string // a ticket's address before and after its id
}

// newLook settles the rules and works out what is missing.
func newLook(a *assess.Assessment, s, prev *model.Snapshot, l *model.Lookup, r Rules, now time.Time) *look {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	r = r.Settled()
	r = r.filled()
	if r.Hours.Empty() {
		r.Stale.Clock, r.Waiting.Clock = model.WallClock, model.WallClock
	}
	if l == nil {
		l = model.NewLookup(s, r.Policy)
	}
	k := &look{s: s, prev: prev, l: l, r: r, now: now, zone: r.Zone, cal: model.DaysAt(now, r.Zone)}
	if k.a = a; a == nil {
		k.a = assess.Assess(s, l, r.Rules, now)
	}
	k.crew = model.NewCrew(r.Scope, r.Member, s, l)
	if before, after, ok := strings.Cut(s.System.Value.TicketLink, "{id}"); ok {
		k.link = [2]string{before, after}
	}
	return k
}

// ago is a past moment in words: "3 h 10 min ago".
func (k *look) ago(t time.Time) string { return model.Lasting(k.now.Sub(t)) + " ago" }

func (k *look) moment(t time.Time) string { return model.Moment(t, k.now, k.zone) }

func (k *look) url(id model.TicketID) string {
	if k.link[0] == "" {
		return ""
	}
	return k.link[0] + strconv.FormatInt(int64(id), 10) + k.link[1]
}

// worker is who works a ticket: its owner, else its resources, else nobody.
func (k *look) worker(t *model.Ticket) model.Text {
	if !t.Owner.IsZero() {
		return k.l.MemberName(t.Owner)
	}
	switch len(t.Resources) {
	case 0:
		return model.Text{}
	case 1:
		return k.l.MemberName(model.MemberRef{Identifier: t.Resources[0]})
	}
	names := ""
	for i, r := range t.Resources {
		if i > 0 {
			names += ", "
		}
		names += k.l.MemberName(model.MemberRef{Identifier: r}).String()
	}
	return model.Clean(names)
}

// isMember reports whether a reference is to the member this briefing is for.
func (k *look) isMember(ref model.MemberRef) bool {
	if !ref.Identifier.IsEmpty() {
		return k.r.Member != "" && strings.EqualFold(ref.Identifier.String(), k.r.Member)
	}
	m := k.l.MemberByID(ref.ID)
	return m != nil && ref.ID != 0 && k.r.Member != "" && strings.EqualFold(m.Identifier.String(), k.r.Member)
}

// known is a reference with the login filled in where the member list has it.
func (k *look) known(ref model.MemberRef) model.MemberRef {
	if m := k.l.MemberByID(ref.ID); m != nil && ref.Identifier.IsEmpty() && ref.ID != 0 {
		ref.Identifier = m.Identifier
	}
	return ref
}

// plansOthers reports whether the day is that of the scope and not one's own.
func (k *look) plansOthers() bool { return k.r.Role == Dispatcher && k.r.Scope != model.ScopeMine }

// attends reports whether a member's entries belong into the section.
func (k *look) attends(ref model.MemberRef) bool {
	if k.plansOthers() {
		return k.crew.HasMember(k.known(ref))
	}
	return k.isMember(ref)
}

// login tells members apart: by login, or by id where there is none.
func (k *look) login(ref model.MemberRef) string {
	if m := k.l.MemberByID(ref.ID); m != nil && ref.Identifier.IsEmpty() {
		return strings.ToLower(m.Identifier.String())
	}
	if ref.Identifier.IsEmpty() {
		return "#" + itoa(int64(ref.ID))
	}
	return strings.ToLower(ref.Identifier.String())
}

func (k *look) visitName(v *model.ScheduleEntry) string {
	name := v.Name
	if t := k.l.Ticket(v.Ticket); t != nil && v.Ticket != 0 {
		return "#" + itoa(int64(t.ID)) + " " + t.Summary.String()
	}
	if name.IsEmpty() {
		name = v.Type
	}
	return name.String()
}

// whoseVisit names an entry, with its member where it may be anybody's.
func (k *look) whoseVisit(st *stay) string {
	if k.plansOthers() {
		return k.l.MemberName(st.v.Member).String() + "'s " + k.visitName(st.v)
	}
	return k.visitName(st.v)
}
