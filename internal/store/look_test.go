package store

import (
	"testing"
	"time"

	"daybrief/model"
)

// A look keeps the tickets that the next one is compared with, all but their SLA,
// which is then unread and not "none"; what is compared with nothing is left out.
func TestLookKeepsTicketsOnly(t *testing.T) {
	t.Parallel()
	s := New(t.TempDir(), "northwind_demo", "psa.example").Look("brief jdoe")
	was := crowd(3, noon())
	if err := s.Save(was, noon()); err != nil {
		t.Fatal(err)
	}
	got, err := s.Load(noon().Add(time.Hour))
	if err != nil || got == nil {
		t.Fatal(got, err)
	}
	if got.ScheduleEntries.Known() || got.Companies.Known() || got.Boards.Known() || len(got.ScheduleEntries.Value) > 0 {
		t.Error("a look keeps what nothing is compared with")
	}
	if !got.ServiceTickets.Known() || len(got.ServiceTickets.Value) != len(was.ServiceTickets.Value) || len(got.ClosedService.Value) != len(was.ClosedService.Value) {
		t.Errorf("%d of %d tickets, %d of %d closed ones", len(got.ServiceTickets.Value), len(was.ServiceTickets.Value), len(got.ClosedService.Value), len(was.ClosedService.Value))
	}
	for i, x := range got.ServiceTickets.Value {
		full := was.ServiceTickets.Value[i]
		if x.ID != full.ID || x.Summary != full.Summary || x.Owner != full.Owner || x.Priority != full.Priority || !x.Updated.Equal(full.Updated) {
			t.Errorf("#%d is not what it was", full.ID)
		}
		if !x.SLA.Unread || !x.SLA.Resolve.Due.IsZero() || full.SLA.Unread {
			t.Errorf("#%d: the SLA of a look is %+v, that of the ticket itself %+v", full.ID, x.SLA, full.SLA)
		}
	}
}

// What has not changed since a look is there once; what has is as it was.
func TestLookSharesWhatIsTheSame(t *testing.T) {
	t.Parallel()
	s := New(t.TempDir(), "northwind_demo", "psa.example").Look("brief jdoe")
	was, later := crowd(4, noon()), crowd(4, noon())
	if err := s.Save(was, noon()); err != nil {
		t.Fatal(err)
	}
	list := later.ServiceTickets.Value
	list[1].Owner.Identifier = model.Clean("kwei")
	list[2].Updated = list[2].Updated.Add(time.Minute)
	list = append(list[:3:3], list[4:]...) // the fourth is gone
	later.ServiceTickets.Value = list
	got, err := s.LoadBeside(noon(), later)
	if err != nil || len(got.ServiceTickets.Value) != len(was.ServiceTickets.Value) {
		t.Fatal(got, err)
	}
	for i, x := range got.ServiceTickets.Value {
		shared := i < len(list) && x == list[i]
		if want := i == 0; i < 3 && shared != want {
			t.Errorf("#%d is shared: %v, want %v", x.ID, shared, want)
		}
		if full := was.ServiceTickets.Value[i]; x.ID != full.ID || x.Owner != full.Owner || !x.Updated.Equal(full.Updated) {
			t.Errorf("#%d is not what it was", full.ID)
		}
	}
}
