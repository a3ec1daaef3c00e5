package cli

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/internal/mixpanel/hub"
)

// What is known of product usage is asked for by one program at a time, whichever
// way it is counted; where nothing can be kept nobody waits.
func TestUsageIsAskedForByOneProgramAtATime(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	maker := func() usageMaker {
		p := newProgram(d.env, Streams{}, d.opts)
		t.Cleanup(p.close)
		return usageMaker{p: p, log: slog.New(slog.DiscardHandler)}
	}
	release, err := remembered[mixpanel.State](maker(), "mixpanel project 1", "mixpanel.com").Alone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	other := remembered[hub.State](maker(), "gateway mixpanel instance 1", "api.cloud-elements.com")
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := other.Alone(ctx); err == nil {
		t.Error("two programs ask")
	}
	m := maker()
	m.forgetful = true
	if _, err := remembered[mixpanel.State](m, "mixpanel project 1", "mixpanel.com").Alone(t.Context()); err != nil {
		t.Error(err)
	}
}
