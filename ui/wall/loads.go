package wall

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// load is what one member has to do.
type load struct {
	name          string
	open, overdue int
	out           *model.ScheduleEntry // why the member is away; nil when not
}

// memberKey tells members apart; a login where there is one.
func memberKey(m model.MemberRef) string {
	if !m.Identifier.IsEmpty() {
		return strings.ToLower(m.Identifier.String())
	}
	return "#" + num(int64(m.ID))
}

// memberName is what to call a member: the name in the member list, else the one
// that came along.
func memberName(m model.MemberRef, l *model.Lookup) string {
	if name := l.MemberName(m); !name.IsEmpty() {
		return name.String()
	}
	return "#" + num(int64(m.ID))
}

// team counts the open tickets by owner, and who is out.
func (d *digest) team(f screen.Frame) {
	today := f.Assessed.Days.Today
	by := map[string]*load{}
	of := func(m model.MemberRef) *load {
		key := memberKey(m)
		if by[key] == nil {
			by[key] = &load{name: memberName(m, f.Lookup)}
		}
		return by[key]
	}
	total, owners := 0, 0
	for t := range f.Snapshot.Open {
		if t.Owner.IsZero() {
			continue
		}
		l := of(t.Owner)
		if l.open == 0 {
			owners++
		}
		l.open++
		total++
		if due, ok := t.DueDate(f.Zone); ok && due.Before(today) {
			l.overdue++
		}
	}
	for _, v := range f.Snapshot.ScheduleEntries.Value {
		if o := f.Assessed.Absence(v.Member); o != nil {
			of(v.Member).out = o.Entry
		}
	}
	d.mean = float64(total) / float64(max(1, owners))
	for _, l := range by {
		d.loads = append(d.loads, *l)
	}
	slices.SortFunc(d.loads, func(a, b load) int {
		return cmp.Or(cmp.Compare(b.open, a.open), strings.Compare(a.name, b.name))
	})
}

// wholeDay reports whether an entry takes all of the day.
func wholeDay(v *model.ScheduleEntry, today, tomorrow time.Time, zone *time.Location) bool {
	from, to := v.Span(zone)
	return v.DateOnly || !from.After(today) && !to.Before(tomorrow)
}
