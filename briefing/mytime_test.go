package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// logs are time entries of jdoe: "09 17:00 2" begins on the 9th and lasts two hours.
func logs(s *model.Snapshot, lines ...string) *model.Snapshot {
	for i, l := range lines {
		f := strings.Fields(l)
		hours, _ := time.ParseDuration(f[2] + "h")
		s.Time.Value = append(s.Time.Value, model.TimeEntry{ID: int64(i + 1), Member: model.MemberRef{Identifier: model.Clean("JDoe")},
			Ticket: model.TicketID(i + 1), Start: at("2026-03-" + f[0] + " " + f[1]), Hours: hours.Hours()})
	}
	return s
}

func mine(s *model.Snapshot, change ...func(*Rules)) *Section {
	return build(s, noon(), append([]func(*Rules){as(Technician, "jdoe")}, change...)...).Section(SectionMyTime)
}

func TestMyTime(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1), ticket(7, func(t *model.Ticket) { t.UpdatedBy = model.Clean("jdoe") }),
		ticket(8, closed("2026-03-09 11:00"), func(t *model.Ticket) { t.UpdatedBy, t.Updated = model.Clean("JDOE"), at("2026-03-09 11:00") }),
		ticket(2, func(t *model.Ticket) { t.UpdatedBy = model.Clean("jdoe") })) // has an entry
	// From the night before into the morning; then a gap, an overlap, and too short a gap.
	sec := mine(logs(s, "08 23:00 10", "09 10:00 4", "09 13:00 3.75", "10 08:00 2", "10 10:20 1.66"))
	want := `Yesterday day: 7.75 h logged of 9.00 h that have passed
Yesterday gap: nothing logged from 09:00 to 10:00, 1 h
Yesterday overlap: 13:00 to 16:45 on #3 overlaps 10:00 to 14:00 on #2
Today day: 3.66 h logged of 4.00 h that have passed
Printer jams In Progress: no time logged, changed by the member 11:59
Printer jams In Progress: no time logged, changed by the member Mon 9 Mar 11:00`
	if got := strings.TrimSpace(texts(sec)); got != want || sec.Quiet() {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A night is logged on two days: at noon on Tuesday the end of Monday's is behind.
func TestMyTimeOfNights(t *testing.T) {
	t.Parallel()
	s := logs(tenant(noon(), ticket(1)), "09 22:00 3", "10 02:00 4")
	sec := mine(s, func(r *Rules) { r.Hours.From, r.Hours.To = 22*time.Hour, 6*time.Hour })
	want := `Yesterday day: 3.00 h logged of 2.00 h that have passed
Today day: 4.00 h logged of 6.00 h that have passed
Today gap: nothing logged from 01:00 to 02:00, 1 h`
	if got := strings.TrimSpace(texts(sec)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMyTimeAllLogged(t *testing.T) {
	t.Parallel()
	s := logs(tenant(noon(), ticket(1, func(t *model.Ticket) { t.UpdatedBy = model.Clean("asmith") })), "09 08:00 9", "10 08:00 4")
	if sec := mine(s); !sec.Quiet() || sec.Count != 2 || sec.Nothing() != "all time logged" {
		t.Errorf("%v %d %q %q", sec.Quiet(), sec.Count, sec.Partial, texts(sec))
	}
	// An entry with neither an end nor hours, or a list that is not all there, is no
	// proof that all is logged.
	if sec := mine(logs(s, "10 09:00 0")); sec.Quiet() || !strings.Contains(sec.Partial, "1 entry with neither an end nor hours") {
		t.Errorf("%q", sec.Partial)
	}
	for i := range s.Health {
		if s.Health[i].Source == model.SourceTime {
			s.Health[i].Skipped = 2
		}
	}
	if sec := mine(s); sec.Quiet() || !strings.Contains(sec.Partial, "2 records that could not be read") {
		t.Errorf("%q", sec.Partial)
	}
}

// Without hours there is no working day; without a member, or a list, no answer.
func TestMyTimeThatCannotBeTold(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1))
	if sec := mine(s, func(r *Rules) { r.Hours = model.Hours{} }); !strings.Contains(sec.Partial, "no working hours") || !strings.Contains(texts(sec), "0.00 h logged, no working day") {
		t.Errorf("%q\n%s", sec.Partial, texts(sec))
	}
	if sec := build(s, noon()).Section(SectionMyTime); sec.Unavailable != model.NoMember {
		t.Errorf("%q", sec.Unavailable)
	}
	s.Time = model.Fresh[[]model.TimeEntry]{}
	if sec := mine(s); !strings.HasPrefix(sec.Unavailable, "time entries: ") || len(sec.Items) != 0 {
		t.Errorf("%q", sec.Unavailable)
	}
	s = tenant(noon())
	s.ServiceTickets, s.ProjectTickets = model.Fresh[[]*model.Ticket]{}, model.Fresh[[]*model.Ticket]{}
	if sec := mine(s); !strings.Contains(sec.Partial, "which tickets were changed is not known") || sec.Quiet() {
		t.Errorf("%q", sec.Partial)
	}
}

// A day on which clocks change has its working hours by the wall.
func TestMyTimeWhenClocksChange(t *testing.T) {
	t.Parallel()
	zone := zoneOf(t, "Europe/Berlin")
	now := time.Date(2026, 3, 29, 16, 0, 0, 0, time.UTC) // a Sunday, 18:00 there
	s := tenant(now)
	b := build(s, now, as(Technician, "jdoe"), func(r *Rules) {
		r.Zone, r.Hours = zone, model.Hours{Days: [7]bool{true, true, true, true, true, true, true}, From: time.Hour, To: 9 * time.Hour}
	})
	if got := texts(b.Section(SectionMyTime)); !strings.Contains(got, "Today day: 0.00 h logged of 7.00 h that have passed") || !strings.Contains(got, "from 01:00 to 09:00, 7 h") {
		t.Errorf("%s", got)
	}
}

func TestActivities(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	of := func(id int64, who string, closed *bool, end time.Time) model.Activity {
		return model.Activity{ID: id, Name: model.Clean("Call"), Assigned: model.MemberRef{Identifier: model.Clean(who)}, Closed: closed, End: end, Company: model.CompanyRef{ID: 3, Name: model.Clean("Acme")}}
	}
	s := tenant(noon())
	s.Activities.Value = []model.Activity{
		of(1, "jdoe", &no, at("2026-03-10 11:59")), of(2, "jdoe", &yes, at("2026-03-01 11:00")), of(3, "jdoe2", &no, at("2026-03-15 20:00")),
		of(4, "jdoe2", &no, at("2026-03-16 00:00")), of(5, "jdoe2", nil, at("2026-03-02 11:00")), of(6, "jdoe", &no, time.Time{}), of(7, "jdoe", &no, at("2026-03-10 00:00")),
	}
	sec := build(s, noon(), as(Manager, "jdoe")).Section(SectionActivities)
	if got := strings.TrimSpace(texts(sec)); got != "Call : past due since 11:59\nCall : due Tue 10 Mar\nCall : due Sun 15 Mar 20:00" || !sec.Items[2].Others || sec.Items[2].Owner.String() != "Jim Doe" {
		t.Errorf("%s", got)
	}
	if sec.Partial != "of 1 activity it is not said whether it is open; 1 activity with neither an end nor a start" {
		t.Errorf("%q", sec.Partial)
	}
	if sec := build(s, noon(), as(Technician, "jdoe2")).Section(SectionActivities); sec.Count != 1 || sec.Items[0].ID != 3 || sec.Items[0].CompanyID != 3 {
		t.Errorf("%s", texts(sec))
	}
}

func TestAgreementsThatEnd(t *testing.T) {
	t.Parallel()
	s := tenant(noon())
	for i, days := range []int{-1, 0, 30, 31, 60, 61, 90, 91} {
		s.Ending.Value = append(s.Ending.Value, model.Agreement{ID: model.AgreementID(i + 1), Name: model.Clean("Care"), End: at("2026-03-10 00:00").AddDate(0, 0, days)})
	}
	sec := build(s, noon(), as(Manager, "jdoe")).Section(SectionAgreements)
	var tones []Tone
	for _, it := range sec.Items {
		tones = append(tones, it.Tone)
	}
	if len(tones) != 6 || tones[0] != Bad || tones[1] != Bad || tones[2] != Warn || tones[3] != Warn || tones[4] != Calm || tones[5] != Calm ||
		sec.Items[0].Reasons[0] != "ends today, on Tue 10 Mar 2026" {
		t.Errorf("%v\n%s", tones, texts(sec))
	}
}

// Who is asked what: time for technicians, contracts for managers.
func TestSourcesOfSections(t *testing.T) {
	t.Parallel()
	for role, want := range map[Role]model.Source{Technician: model.SourceTime, Manager: model.SourceEnding, Dispatcher: ""} {
		got := Sources(Rules{Role: role})
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || got[0] != want) {
			t.Errorf("%s: %v", role, got)
		}
	}
	if got := Sources(Rules{Sections: []string{SectionActivities, "sla", SectionActivities}}); len(got) != 1 || got[0] != model.SourceActivities {
		t.Errorf("%v", got)
	}
}
