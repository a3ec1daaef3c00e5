package tickets

import (
	"testing"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
)

// Site, subtype, item, parent and the next schedule entry can be asked for; what
// is scheduled is not guessed while the schedule is not known.
func TestFurtherFields(t *testing.T) {
	t.Parallel()
	entry := func(ticket model.TicketID, from time.Duration, done bool) *model.ScheduleEntry {
		return &model.ScheduleEntry{Ticket: ticket, Start: noon().Add(from), End: noon().Add(from + time.Hour), Done: done}
	}
	snap := tenant(12)
	snap.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{At: noon(), Value: []*model.ScheduleEntry{
		entry(48001, 24*time.Hour, false), entry(48002, 90*time.Hour, false), entry(48003, -30*time.Minute, false),
		entry(48004, -5*time.Hour, false), entry(48005, 2*time.Hour, true), entry(48002, 200*time.Hour, false),
	}}
	for i, tk := range snap.ServiceTickets.Value[:4] {
		one := *tk
		one.Site, one.SubType, one.Item = model.Clean([]string{"Main", "North depot", "Main", ""}[i]), model.Clean([]string{"Driver", "", "", "Toner"}[i]), model.Clean([]string{"", "Canon", "", ""}[i])
		if i == 2 {
			one.Parent = 48000
		}
		snap.ServiceTickets.Value[i] = &one
	}
	s, _ := started(t, snap, 160, 45)
	for filter, want := range map[string]string{
		"site:north": "1", "site=main": "0 2", "subtype:toner": "3", "item:canon": "1", "parent:48000": "2", "is:child": "2", "-is:child site:main": "0",
		"scheduled<3d": "1 3", "scheduled>3d": "2", "planned:3d": "1 3", "scheduled<=0m": "3",
	} {
		if got := passing(s, filter); got != want {
			t.Errorf("%q finds %q, want %q", filter, got, want)
		}
	}
	snap.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	s, _ = started(t, snap, 160, 45)
	s.field.Set("scheduled<3d")
	s.refilter()
	if len(s.query.wrong) != 1 {
		t.Errorf("the schedule is not known, and nothing says so: %+v", s.query)
	}
	if bad := CheckView(screen.View{Name: "x", Filter: "scheduled<3d site:main parent:1"}); bad != "" {
		t.Errorf("a saved view: %s", bad)
	}
}
