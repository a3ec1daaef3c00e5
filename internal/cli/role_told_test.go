package cli

import (
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// One broken answer about the keys' role takes nothing back of what was told
// before; a refusal does, and the next good answer ends it.
func TestARoleThatWasTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		x := d.begin()
		doubt := func() string { return d.dash.Snapshot().HealthOf(model.SourceTickets).Doubt }
		x.Pass(time.Minute)
		for _, kind := range []cwtest.FaultKind{cwtest.ServerError, cwtest.TruncatedJSON, cwtest.HTMLPage, cwtest.EmptyBody} {
			d.server.Break(cwtest.Fault{Kind: kind, Path: "/system/mySecurity"})
			x.Pass(20 * time.Minute)
			if doubt() != "" {
				t.Errorf("after a broken answer (%d): %s", kind, doubt())
			}
			d.server.Mend()
			x.Pass(5 * time.Minute)
		}
		d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/mySecurity"})
		x.Pass(20 * time.Minute)
		if doubt() == "" {
			t.Error("a refusal is not said")
		}
		d.server.Mend()
		x.Pass(20 * time.Minute)
		if doubt() != "" {
			t.Errorf("after a good answer: %s", doubt())
		}
	})
}
