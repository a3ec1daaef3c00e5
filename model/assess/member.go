package assess

import (
	"cmp"
	"strings"

	"daybrief/model"
)

// Login is a member's login in lower case: as the reference says, else from
// the member list; "" when neither does.
func (a *Assessment) Login(ref model.MemberRef) string {
	if !ref.Identifier.IsEmpty() {
		return strings.ToLower(ref.Identifier.String())
	}
	if m := a.lookup.MemberByID(ref.ID); m != nil && ref.ID != 0 {
		return strings.ToLower(m.Identifier.String())
	}
	return ""
}

// Name is what to call a member: the reference's name, else the member list's,
// else the login.
func (a *Assessment) Name(ref model.MemberRef) model.Text {
	if !ref.Name.IsEmpty() {
		return ref.Name
	}
	if m := a.lookup.Member(ref.Identifier.String()); m != nil {
		return m.Name()
	}
	if m := a.lookup.MemberByID(ref.ID); m != nil && ref.ID != 0 {
		return m.Name()
	}
	return ref.Identifier
}

// Out says why a member is away for the whole of today ("Vacation"); "" when
// nothing says so, which is also the case where the schedule is not known.
func (a *Assessment) Out(ref model.MemberRef) string { return a.out[a.Login(ref)] }

// absences finds who has an entry for the whole of today that is no work: for the
// calendar day, or for its working hours, as leave is often booked.
func absences(a *Assessment) map[string]string {
	out := map[string]string{}
	y, m, d := a.Days.Today.Date()
	from, to, works := a.Rules.Hours.Span(y, m, d, a.Rules.Zone)
	for _, v := range a.snapshot.ScheduleEntries.Value {
		if v.Member.IsZero() || v.Kind != model.ScheduleOther || !v.On(a.Days.Today, a.Days.Tomorrow, a.Rules.Zone) {
			continue
		}
		start, end := v.Span(a.Rules.Zone)
		whole := !start.After(a.Days.Today) && !end.Before(a.Days.Tomorrow)
		if !v.DateOnly && !whole && (!works || start.After(from) || end.Before(to)) {
			continue
		}
		login := a.Login(v.Member)
		out[login] = max(out[login], cmp.Or(v.Name.String(), v.Type.String(), "all day"))
	}
	delete(out, "")
	return out
}
