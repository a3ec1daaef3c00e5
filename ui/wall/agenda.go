package wall

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// mostLanes is how many entries at once are drawn; what goes beyond is counted.
const mostLanes = 2

// plan is one member's day.
type plan struct {
	name  string
	out   *model.ScheduleEntry // why they are away
	all   []*model.ScheduleEntry
	stint []stint // by start
	lanes int
	more  int // entries that found no lane
}

// stint is an entry with times.
type stint struct {
	v        *model.ScheduleEntry
	from, to time.Time // within the day
	lane     int
}

// busy is the entry that runs at a moment; nil for none.
func (p *plan) busy(now time.Time) *stint {
	for i := range p.stint {
		if s := &p.stint[i]; !now.Before(s.from) && now.Before(s.to) && !s.v.Done {
			return s
		}
	}
	return nil
}

// next is the first entry that begins after a moment; nil for none.
func (p *plan) next(now time.Time) *stint {
	for i := range p.stint {
		if s := &p.stint[i]; s.from.After(now) && !s.v.Done {
			return s
		}
	}
	return nil
}

// agenda sorts today's schedule by member, in the order of their names, and
// lists who has nothing planned.
func (d *digest) agenda(f screen.Frame) {
	today, tomorrow := f.Assessed.Days.Today, f.Assessed.Days.Tomorrow
	d.nameless, _ = model.Nameless(f.Snapshot.ScheduleEntries.Value, today, tomorrow, f.Zone)
	by := map[string]*plan{}
	for _, v := range f.Snapshot.ScheduleEntries.Value {
		if v == nil || v.Member.IsZero() || !v.On(today, tomorrow, f.Zone) {
			continue
		}
		key := memberKey(v.Member)
		p := by[key]
		if p == nil {
			p = &plan{name: memberName(v.Member, f.Lookup), lanes: 1}
			by[key] = p
		}
		if o := f.Assessed.Absence(v.Member); o != nil {
			p.out = o.Entry
		}
		p.add(v, today, tomorrow, f.Zone)
	}
	for _, m := range f.Snapshot.Members.Value {
		if key := memberKey(model.MemberRef{ID: m.ID, Identifier: m.Identifier}); by[key] == nil && !m.Inactive && m.License != model.APILicense {
			d.idle = append(d.idle, m.Name().String())
		}
	}
	slices.Sort(d.idle)
	for _, p := range by {
		p.share()
		d.planned = append(d.planned, *p)
	}
	slices.SortFunc(d.planned, func(a, b plan) int {
		return cmp.Or(cmp.Compare(rank(a.out != nil), rank(b.out != nil)), strings.Compare(a.name, b.name))
	})
}

func (p *plan) add(v *model.ScheduleEntry, today, tomorrow time.Time, zone *time.Location) {
	switch whole := wholeDay(v, today, tomorrow, zone); {
	case whole && v == p.out:
	case whole:
		p.all = append(p.all, v)
	default:
		from, to := v.Span(zone)
		if from.Before(today) {
			from = today
		}
		if to.After(tomorrow) {
			to = tomorrow
		}
		p.stint = append(p.stint, stint{v: v, from: from, to: to})
	}
}

// share puts entries that overlap on lanes of their own.
func (p *plan) share() {
	slices.SortFunc(p.stint, func(a, b stint) int {
		return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to), cmp.Compare(a.v.ID, b.v.ID))
	})
	var ends [mostLanes]time.Time
	for i := range p.stint {
		s := &p.stint[i]
		s.lane = mostLanes
		for lane := range ends {
			if !s.from.Before(ends[lane]) {
				s.lane, ends[lane] = lane, s.to
				p.lanes = max(p.lanes, lane+1)
				break
			}
		}
		if s.lane == mostLanes {
			p.more++
		}
	}
}
