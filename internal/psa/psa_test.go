package psa

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// poor offers nothing but notes.
type poor struct{}

func (poor) Names() Names { return Names{System: "Tidewater", Way: "This gateway"} }
func (p poor) Lacks(f Feature) *model.Problem {
	if f == Notes {
		return nil
	}
	return NotOffered(p.Names(), f)
}
func (poor) Fetch(context.Context, Query) (Batch, error)                     { return Batch{}, nil }
func (poor) Ticket(context.Context, *model.Ticket, bool) (none TicketDetail) { return none }
func (poor) Company(context.Context, model.CompanyID) (none CompanyDetail)   { return none }

func TestEveryFeatureHasWords(t *testing.T) {
	t.Parallel()
	seen := map[Feature]bool{}
	for _, f := range Features() {
		p := NotOffered(Names{Way: "This gateway"}, f)
		if seen[f] || f.Noun() == string(f) && strings.Contains(string(f), "-") || p.Kind != model.NotOffered {
			t.Errorf("%q: %q", f, f.Noun())
		}
		seen[f] = true
		if got := p.What.String(); got != "This gateway does not offer "+f.Noun()+"." {
			t.Errorf("%q: %q", f, got)
		}
	}
	for _, src := range []model.Source{
		model.SourceSystem, model.SourceBoards, model.SourcePriorities, model.SourceMembers, model.SourceTickets, model.SourceProjectTickets,
		model.SourceSLA, model.SourceClosed, model.SourceClosedProject, model.SourceSchedule, model.SourceCompanies,
	} {
		if !seen[Offered(src)] {
			t.Errorf("%s has no words", src)
		}
	}
}

func TestPartKeepsWhatWasThere(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	var p Part[[]int]
	p.Keep(Got([]int{1, 2}, nil), at)
	if !p.Known() || len(p.Value) != 2 || p.Problem != nil {
		t.Fatalf("%+v", p)
	}
	p.Keep(Got[[]int](nil, errors.New("out of order")), at.Add(time.Minute))
	if len(p.Value) != 2 || !p.At.Equal(at) || p.Problem == nil || p.Problem.What.String() != "out of order" {
		t.Errorf("after a failure: %+v, %v", p, p.Problem)
	}
	p.Keep(Got([]int{}, nil), at.Add(2*time.Minute))
	if len(p.Value) != 0 || p.Problem != nil || !p.Known() {
		t.Errorf("after a success: %+v", p)
	}
}

// What is not offered is said before anything is asked, and never in the place
// of what is known.
func TestDetailOfAPoorProvider(t *testing.T) {
	t.Parallel()
	d := TicketDetail{}.Of(poor{})
	if d.Notes.Problem != nil || d.Time.Problem == nil || d.Devices.Problem == nil || d.Problem() != nil {
		t.Errorf("%+v", d)
	}
	known := CompanyDetail{}
	known.Contacts.Keep(Got([]model.Contact{{ID: 1}}, nil), time.Unix(1, 0))
	if d := known.Of(poor{}); d.Contacts.Problem != nil || d.Agreements.Problem == nil {
		t.Errorf("%+v", d)
	}
	if !Asks(poor{}, Notes, Time) || Asks(poor{}, Contacts, Agreements) {
		t.Error("who need ask")
	}
}
