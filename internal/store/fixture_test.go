package store

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"daybrief/internal/tempdir"
	"daybrief/model"
)

func noon() time.Time { return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC) }

// filler sets every field of a value to something of its own, so that a field
// that is not kept is missed.
type filler struct{ n int64 }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch x := v.Addr().Interface().(type) {
	case *model.Text:
		*x = model.Clean(fmt.Sprintf("text %d – öß", f.n))
		return
	case *time.Time:
		*x = noon().Add(time.Duration(f.n) * time.Second)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			f.fill(v.Index(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(f.n)
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(uint64(f.n%200 + 1))
	case reflect.Float64:
		v.SetFloat(float64(f.n) + 0.25)
	case reflect.String:
		v.SetString(fmt.Sprintf("https://psa.example.com/%d/{id}", f.n))
	case reflect.Map: // Snapshot.RepliedSince, which internal/history keeps
	default:
		panic("no way to fill a " + v.Type().String())
	}
}

// full is a snapshot with every field of every record set, but for those that
// are not kept: what was planned, and the problems of that hour.
func full() *model.Snapshot {
	s := &model.Snapshot{}
	f := &filler{}
	f.fill(reflect.ValueOf(s).Elem())
	s.Gen, s.History, s.Usage = 0, nil, model.Fresh[model.Usage]{}                                                                                                // the usage has a file of its own
	s.Time, s.TimeFrom, s.Activities, s.Ending = model.Fresh[[]model.TimeEntry]{}, time.Time{}, model.Fresh[[]model.Activity]{}, model.Fresh[[]model.Agreement]{} // read anew
	for i := range s.Health {
		h := &s.Health[i]
		*h = model.Health{Source: h.Source, At: h.At, Skipped: h.Skipped, Shown: h.Shown, Total: h.Total}
	}
	return s
}

// crowd is a tenant of n open tickets as they look in life.
func crowd(n int, at time.Time) *model.Snapshot {
	s := full()
	s.ServiceTickets, s.ProjectTickets = model.Fresh[[]*model.Ticket]{At: at}, model.Fresh[[]*model.Ticket]{At: at}
	for i := range n {
		s.ServiceTickets.Value = append(s.ServiceTickets.Value, ticketNo(i, at))
	}
	s.ClosedService, s.ClosedProject = model.Fresh[[]*model.Ticket]{At: at}, model.Fresh[[]*model.Ticket]{At: at}
	s.ClosedSince, s.SLAAt, s.ScheduleEntries.At = at.AddDate(0, 0, -3), at, at
	return s
}

func ticketNo(i int, at time.Time) *model.Ticket {
	c, o := i%400, i%40
	t := &model.Ticket{
		ID: model.TicketID(40_000 + i), Summary: model.Clean(fmt.Sprintf("VPN drops every few minutes for user %d at the branch office", i)),
		Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Service Desk")}, Status: model.Ref[model.StatusID]{ID: 11, Name: model.Clean("In Progress")},
		Priority: model.PriorityRef{ID: 3, Name: model.Clean("Priority 3 - Medium"), Sort: 3}, Severity: model.ParseGrade("Medium"), Impact: model.ParseGrade("Low"),
		Type: model.Clean("Incident"), SubType: model.Clean("Network"), Source: model.Clean("Email"),
		Company:      model.CompanyRef{ID: model.CompanyID(c + 1), Identifier: model.Clean(fmt.Sprintf("C%d", c)), Name: model.Clean(fmt.Sprintf("Company number %d", c))},
		Contact:      model.Ref[model.ContactID]{ID: model.ContactID(i), Name: model.Clean(fmt.Sprintf("Robin Vale %d", i))},
		ContactEmail: model.Clean(fmt.Sprintf("robin%d@example.com", i)), ContactPhone: model.Clean("+1 555 0100"),
		Owner:     model.MemberRef{ID: model.MemberID(o + 1), Identifier: model.Clean(fmt.Sprintf("tech%d", o)), Name: model.Clean(fmt.Sprintf("Technician %d", o))},
		Resources: []model.Text{model.Clean(fmt.Sprintf("tech%d", o))},
		Entered:   at.Add(-time.Duration(i%2000) * time.Minute), Updated: at.Add(-time.Duration(i%500) * time.Minute), UpdatedBy: model.Clean("tech1"),
	}
	t.SLA.Name = model.Clean("Standard")
	t.SLA.Resolve.Due = at.Add(time.Duration(i%900-100) * time.Minute)
	t.SLA.StatusText = model.Clean("Resolve by Tue 03/10 5:00 PM UTC+00")
	return t
}

func newStore(t testing.TB) *Store {
	t.Helper()
	return New(tempdir.New(t)+"/daybrief", "acme", "psa.example.com")
}
