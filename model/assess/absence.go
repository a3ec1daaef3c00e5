package assess

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// What makes a member absent: leave for the working day but for an hour, as eight
// hours are booked in a day of nine, or from now to its end, when it is that long.
const (
	absentSlack = time.Hour
	absentLeast = 4 * time.Hour
)

// Absence is why a member is away today.
type Absence struct {
	Entry *model.ScheduleEntry // of several the longest
	words string
}

// Words are "Vacation", or "Vacation from 12:00"; "" for none.
func (o *Absence) Words() string {
	if o == nil {
		return ""
	}
	return o.words
}

// Absence tells whether and why a member is away: all day, or from now to the end
// of the working day; nil when nothing says so, which is also the case where the
// schedule is not known.
func (a *Assessment) Absence(ref model.MemberRef) *Absence { return a.out[a.Login(ref)] }

// leave is an entry that is no work, and when it is.
type leave struct {
	v        *model.ScheduleEntry
	from, to time.Time
}

// absences finds who is away. Leave is booked for the day, for its working hours,
// in halves around lunch, or from noon on. Pieces belong together by their name: what
// follows a training may be anything.
func absences(a *Assessment) map[string]*Absence {
	type piece struct{ login, name string }
	by := map[piece][]leave{}
	shift, _ := a.Rules.Hours.Shift(a.Now, a.Rules.Zone)
	end := model.Later(a.Days.Tomorrow, shift.To) // of a night
	for _, v := range a.snapshot.ScheduleEntries.Value {
		if v.Member.IsZero() || v.Kind != model.ScheduleOther || v.Meeting || !v.On(a.Days.Today, end, a.Rules.Zone) || here(a.Rules, v) {
			continue
		}
		from, to := v.Span(a.Rules.Zone)
		if p := (piece{a.Login(v.Member), name(v)}); p.login != "" {
			by[p] = append(by[p], leave{v, from, to})
		}
	}
	out := map[string]*Absence{}
	for p, list := range by {
		slices.SortFunc(list, func(x, y leave) int { return cmp.Or(x.from.Compare(y.from), cmp.Compare(x.v.ID, y.v.ID)) })
		if o := absence(a, list); o != nil && (out[p.login] == nil || out[p.login].words > o.words) {
			out[p.login] = o
		}
	}
	return out
}

// here reports whether an entry keeps nobody from work, like being on call.
func here(r Rules, v *model.ScheduleEntry) bool {
	return model.MatchAny(r.Here, v.Name) || model.MatchAny(r.Here, v.Type)
}

// absence judges one member's leave of today, which is sorted.
func absence(a *Assessment, list []leave) *Absence {
	for _, l := range list {
		if !l.from.After(a.Days.Today) && !l.to.Before(a.Days.Tomorrow) {
			return &Absence{l.v, name(l.v)}
		}
	}
	shift, works := a.Rules.Hours.Shift(a.Now, a.Rules.Zone)
	if !works {
		return nil
	}
	from, to := shift.From, shift.To
	var covered time.Duration
	var start, end time.Time // of what has no gap
	for _, l := range list {
		s, e := model.Later(l.from, from), model.Sooner(l.to, to)
		if start.IsZero() || s.After(end) {
			start = s
		}
		if s = model.Later(s, end); e.After(s) {
			covered += e.Sub(s)
			end = e
		}
	}
	v := longest(list)
	switch {
	case covered >= to.Sub(from)-absentSlack:
		return &Absence{v, name(v)}
	case end.Equal(to) && to.Sub(start) >= absentLeast && !start.After(a.Now) && a.Now.Before(to):
		return &Absence{v, name(v) + " from " + model.Moment(start, a.Now, a.Rules.Zone)}
	}
	return nil
}

func name(v *model.ScheduleEntry) string {
	return cmp.Or(v.Name.String(), v.Type.String(), "all day")
}

func longest(list []leave) *model.ScheduleEntry {
	return slices.MaxFunc(list, func(x, y leave) int { return cmp.Compare(x.to.Sub(x.from), y.to.Sub(y.from)) }).v
}
