package cli

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/report"
	"daybrief/internal/report/render"
)

// A report that takes hundreds of requests (one for each agreement) stays within 30
// a minute from the first on, on the command line too.
func TestReportStaysWithinTheBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(noon())) // virtual time begins long ago
		d := newDesk(t)
		d.server = cwtest.New(cwtest.Options{Now: time.Now, Still: true, PrivateKey: secretWord, Size: cwtest.Middle, Open: 150})
		d.opts.Now, d.opts.Transport = time.Now, d.server.Transport()
		d.configure("[history]\non = false\n")
		var out, wrong bytes.Buffer
		p := newProgram(d.env, Streams{In: strings.NewReader(""), Out: &out, Err: &wrong}, d.opts)
		defer p.close()
		tenant, err := p.connect(t.Context(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		kind, _ := report.Find("agreements")
		f := &reportFlags{format: choice{"json", render.Formats()}, timeout: lengthFlag{value: time.Hour}}
		ask, err := f.ask(kind, tenant)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.answer(t.Context(), p, tenant, kind, ask); err != nil {
			t.Fatal(err)
		}
		journal := d.server.Journal()
		if len(journal) < 90 {
			t.Fatalf("%d requests: the test sees too little", len(journal))
		}
		for i := 30; i < len(journal); i++ {
			if journal[i].At.Sub(journal[i-30].At) < time.Minute {
				t.Fatalf("requests %d to %d within %v", i-30, i, journal[i].At.Sub(journal[i-30].At))
			}
		}
	})
}
