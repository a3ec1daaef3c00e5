package ui_test

import (
	"sync/atomic"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// A key after a pause begins a new look; what was there before it is kept, also
// when the program ends, and is compared with.
func TestChangedSinceTheLastLook(t *testing.T) {
	t.Parallel()
	before := uitest.Tenant(uitest.Noon(), 90)
	var kept atomic.Pointer[model.Snapshot]
	with := func(load *model.Snapshot) func() *rig {
		return func() *rig {
			r := whole(uitest.Tenant(uitest.Noon(), 92))
			r.opts.Rules.Sections = []string{briefing.SectionChanged}
			r.opts.Looks = ui.Looks{Load: func() *model.Snapshot { return load }, Keep: func(s *model.Snapshot) { kept.Store(s) }}
			return r
		}
	}
	inTerm(t, with(nil), 120, 40, func(x *uitest.Term, _ *rig) {
		x.Wants("this is the first look")
		x.Pass(31 * time.Minute)
		if kept.Load() != nil {
			t.Error("nobody has looked, and a look was kept")
		}
		x.Press("g")
		x.Wants("this is the first look")
		x.Pass(31 * time.Minute)
		if s := kept.Load(); s == nil || len(s.ServiceTickets.Value) != 92 {
			t.Error("the pause did not keep the look")
		}
		x.Press("g")
		x.Lacks("this is the first look")
	})
	kept.Store(nil)
	inTerm(t, with(before), 120, 40, func(x *uitest.Term, _ *rig) {
		x.Wants("new among the open tickets")
		x.Press("g", "q")
		if kept.Load() == nil {
			t.Error("the end did not keep the look")
		}
	})
}
