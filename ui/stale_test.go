package ui_test

import (
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// STALE appears when two intervals are over, and not when something else
// happens to draw the screen anew.
func TestStaleToTheSecond(t *testing.T) {
	t.Parallel()
	for name, bare := range map[string]bool{"dashboard": false, "wall": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := uitest.Tenant(uitest.Noon(), 30)
				for i := range s.Health {
					s.Health[i].Every, s.Health[i].Next = time.Hour, uitest.Noon().Add(time.Hour)
					if s.Health[i].Source == model.SourceTickets {
						s.Health[i].Every = 47 * time.Second // between two minutes
					}
				}
				r := newRig(s)
				if bare {
					r.opts.Bare = true
					r.opts.Screens = []screen.Screen{wall.New(wall.Options{Settings: wall.Settings{Pages: []string{"team"}, Stay: time.Hour}})}
				}
				began := time.Now()
				x := uitest.Start(t, r.app(t), 140, 40)
				x.Pass(92*time.Second - time.Since(began))
				x.Lacks("STALE")
				x.Pass(2500 * time.Millisecond)
				x.Wants("STALE")
			})
		})
	}
}
