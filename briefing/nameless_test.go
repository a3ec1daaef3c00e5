package briefing

import (
	"strings"
	"testing"

	"daybrief/model"
)

// Where no entry of today says whose it is, nobody's day is empty: it is not known.
func TestEntriesOfNobodyAreNoEmptyDay(t *testing.T) {
	t.Parallel()
	nameless := func(v *model.ScheduleEntry) *model.ScheduleEntry {
		v.Member = model.MemberRef{}
		return v
	}
	one := plan(tenant(noon(), ticket(1)), nameless(visit(1, "2026-03-10 16:00", "2026-03-10 17:00")), nameless(visit(2, "2026-03-10 17:00", "2026-03-10 17:30")))
	for _, role := range []Role{Technician, Dispatcher} {
		b := build(one, noon(), as(role, "jdoe"))
		for _, sec := range []*Section{b.Section(SectionMyDay), &b.Now, b.Section(SectionTeamLoad)} {
			if !strings.Contains(sec.Partial, "2 schedule entries of today do not say whose they are") {
				t.Errorf("%s, %s: %q", role, sec.ID, sec.Partial)
			}
		}
	}
	some := plan(tenant(noon(), ticket(1)), nameless(visit(1, "2026-03-10 16:00", "2026-03-10 17:00")), visit(2, "2026-03-10 17:00", "2026-03-10 17:30"))
	if b := build(some, noon(), as(Technician, "jdoe")); b.Now.Partial != "" { // those are planned for nobody
		t.Errorf("%q", b.Now.Partial)
	}
}
