package cli

import (
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/terminal"
)

// Since when a customer waits is known to a dashboard that begins again hours
// later, as it was when it was first seen.
func TestSinceIsKeptOverARestart(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	// The runtime starts its goroutine for signals with the first Notify, which
	// must not be in the bubble.
	_, stop := terminal.Signals(t.Context())
	stop()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[briefing]\nsections = [\"customer-replied\"]")
		x := d.begin()
		x.Pass(3 * time.Minute)
		x.Wants("waits since", "or earlier")
		had := d.dash.Snapshot().RepliedSince
		d.end(x)
		time.Sleep(5 * time.Hour)
		x = d.begin()
		x.Pass(3 * time.Minute)
		again := 0
		for id, since := range d.dash.Snapshot().RepliedSince {
			if was, ok := had[id]; ok {
				again++
				if was != since {
					t.Errorf("%d: %v was %v", id, since, was)
				}
			}
		}
		if len(had) == 0 || again == 0 {
			t.Errorf("%d waited, %d of them still do", len(had), again)
		}
		d.end(x)
		if _, out, _ := d.run("brief", "--section", "customer-replied"); !strings.Contains(out, "waits since") {
			t.Errorf("brief does not know what the dashboard knows:\n%s", out)
		}
	})
}
