package cli

import (
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/tempdir"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// line is a network that can be away.
type line struct {
	http.RoundTripper
	away atomic.Bool
}

// RoundTrip implements http.RoundTripper.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.away.Load() {
		return nil, errors.New("connection refused")
	}
	return l.RoundTripper.RoundTrip(r)
}

// days is a dashboard that is ended and begun again, on one server and one home.
type days struct {
	*desk
	line   *line
	server *cwtest.Server
	dash   *Assembled
}

func newDays(t *testing.T, more string) *days {
	t.Helper()
	d := &days{desk: newDesk(t)}
	now := uitest.Clock(uitest.Noon())
	d.server = cwtest.New(cwtest.Options{Seed: 4, Now: now, PrivateKey: secretWord})
	d.line = &line{RoundTripper: d.server.Transport()}
	d.opts.Now, d.opts.Transport = now, d.line
	d.opts.Jitter = func(n time.Duration) time.Duration { return n / 2 }
	d.configure(more)
	return d
}

// begin starts the dashboard; the test, or end, ends it.
func (d *days) begin() *uitest.Term {
	d.t.Helper()
	a, err := Assemble(d.t.Context(), d.env, Streams{In: strings.NewReader(""), Out: &strings.Builder{}, Err: &strings.Builder{}}, d.opts)
	if err != nil {
		d.t.Fatal(err)
	}
	d.dash = a
	d.t.Cleanup(a.Close)
	return uitest.Start(d.t, a.App, 120, 40)
}

func (d *days) end(x *uitest.Term) {
	x.Press("q")
	d.dash.Close()
}

func (d *days) kept() []string {
	list, err := filepath.Glob(filepath.Join(d.home, ".local", "state", "daybrief", "*"))
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

// Issue 5, shows 4: after one good run the network is away. The last picture is
// in the first frame, with its age; recovery comes by itself.
func TestStartWithTheNetworkAway(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[poll]\nevery = \"1m\"")
		x := d.begin()
		x.Pass(90 * time.Second)
		x.Wants("LIVE", "SLA: about to be missed, and missed")
		d.end(x)
		if n := len(d.kept()); n != 5 { // picture, its head, days, history, look
			t.Fatalf("kept: %v", d.kept())
		}
		time.Sleep(14 * time.Hour)
		d.line.away.Store(true)
		x = d.begin()
		x.Wants("SLA: about to be missed, and missed", "data 14 h old")
		x.Lacks("LIVE", "Loading")
		x.Pass(10 * time.Minute)
		x.Wants("OFFLINE", "data 14 h old")
		d.line.away.Store(false)
		x.Pass(90 * time.Second)
		x.Wants("LIVE", "data under 1 min old")
		if s := d.dash.Snapshot(); len(s.History) == 0 {
			t.Error("no day is in the history")
		}
	})
}

func TestDamagedPictureIsIgnored(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		x := d.begin()
		x.Pass(90 * time.Second)
		d.end(x)
		for _, path := range d.kept() {
			if err := os.WriteFile(path, []byte("\x1b[31mnonsense"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		d.line.away.Store(true)
		x = d.begin()
		// Each damaged file is told about; what is said last stands there.
		if !x.Has("The history was damaged and begins anew") && !x.Has("What was seen at the last look can't be read") {
			t.Errorf("the damage is not told:\n%s", x.Text())
		}
		x.Pass(time.Minute)
		x.Wants("no data yet")
		d.line.away.Store(false)
		x.Pass(3 * time.Minute)
		x.Wants("LIVE")
		d.end(x)
		d.line.away.Store(true)
		x = d.begin()
		x.Wants("SLA: about to be missed, and missed") // made anew
	})
}

// The state folder can't be made: that is said once, and all goes on.
func TestStateThatCannotBeKept(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		d.write(filepath.Join(d.home, ".local"), "a file where a folder should be")
		x := d.begin()
		x.Pass(20*time.Second + 500*time.Millisecond)
		x.Pass(400 * time.Millisecond)
		x.Wants("The last picture is not kept on disk")
		x.Pass(10 * time.Minute)
		x.Wants("LIVE")
		x.Lacks("not kept on disk")
		x.Press("!") // for the history it is said as long as it is so
		x.Wants("History: it can't be used.", "The history is not kept: ")
		x.Press("esc")
		x.Press("q")
		if ended, err := x.Ended(); !ended || err != nil {
			t.Errorf("%v %v", ended, err)
		}
	})
}

// [notify] from the file to the program that is called: a breach while running,
// told in variables only.
func TestNotifyCommand(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" { // Wine shows /bin/sh, but its programs are no Windows programs
		t.Skip("needs a shell script as the program that is called")
	}
	synctest.Test(t, func(t *testing.T) {
		out := filepath.Join(tempdir.New(t), "called")
		d := newDays(t, "[poll]\nevery = \"5m\"\n[notify]\non = true\nkinds = [\"breach\"]\nchannels = [\"command\"]\n"+
			`command = ["/bin/sh", "-c", 'echo "$DAYBRIEF_ALERT_KIND $DAYBRIEF_ALERT_ID [$DAYBRIEF_PRIVATE_KEY] $DAYBRIEF_ALERT_TEXT" >> "$0"', "`+out+`"]`)
		x := d.begin()
		x.Pass(3 * time.Hour)
		x.Press("A")
		x.Wants("Alerts (last 20)", "Breached: #")
		b, err := os.ReadFile(out)
		if err != nil || !strings.HasPrefix(string(b), "breach ") || !strings.Contains(string(b), "[] Breached: #") {
			t.Errorf("%v %q", err, b)
		}
		t.Logf("%d calls in three hours", strings.Count(string(b), "\n"))
	})
}

// The memory of weeks: 1,000 polls later nothing has grown. It runs by itself,
// since it counts what the whole process holds.
func TestFlatOverAThousandPolls(t *testing.T) {
	if raced {
		t.Skip("a minute and more under the race detector, which counts its own memory too; it runs without")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[poll]\nevery = \"6s\"\n[notify]\non = true\n")
		x := d.begin()
		heap := func() (objects, bytes uint64, goroutines int) {
			synctest.Wait()
			d.server.ForgetJournal()
			runtime.GC()
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return m.HeapObjects, m.HeapAlloc, runtime.NumGoroutine()
		}
		x.Pass(40 * time.Minute) // 400 polls: caches are full
		o1, b1, g1 := heap()
		x.Pass(100 * time.Minute)
		polls := len(d.server.Journal())
		o2, b2, g2 := heap()
		t.Logf("objects %d → %d, bytes %d → %d, goroutines %d → %d, %d answers", o1, o2, b1, b2, g1, g2, polls)
		if polls < 1000 {
			t.Errorf("only %d answers", polls)
		}
		// The made-up company has a few more tickets by then.
		if g2 > g1+2 || o2 > o1+o1/10 || b2 > b1+2<<20 {
			t.Error("it has grown")
		}
	})
}

// The first frame is drawn from the head of the picture; the rest of it, and the
// server, wait until the frame is on the screen.
func TestFirstFrameIsOfTheHead(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		x := d.begin()
		x.Pass(90 * time.Second)
		d.end(x)
		d.line.away.Store(true)
		p := newProgram(d.env, Streams{In: strings.NewReader(""), Out: &strings.Builder{}, Err: &strings.Builder{}}, d.opts)
		defer p.close()
		tenant, err := p.connect(t.Context(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		m := p.remember(tenant, true)
		defer m.close()
		o := p.options(t.Context(), tenant, eyeOf(p, tenant, m, func(error) {}))
		p.equip(&o, tenant, m)
		app, err := ui.New(o)
		if err != nil {
			t.Fatal(err)
		}
		defer app.Close()
		m.poll(t.Context(), func() {})
		synctest.Wait()
		head := o.Feed.Snapshot()
		if len(head.ServiceTickets.Value) == 0 || head.Reading() == "" {
			t.Fatalf("%d tickets, reading %q", len(head.ServiceTickets.Value), head.Reading())
		}
		m.front.show()
		synctest.Wait()
		whole := o.Feed.Snapshot()
		if len(whole.ServiceTickets.Value) < len(head.ServiceTickets.Value) || whole.Reading() != "" || !whole.ClosedService.Known() {
			t.Errorf("%d tickets after %d, reading %q", len(whole.ServiceTickets.Value), len(head.ServiceTickets.Value), whole.Reading())
		}
	})
}
