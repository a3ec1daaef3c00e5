package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// tile is a number of the front page by what stands below it.
func tile(t *testing.T, x *uitest.Term, name string) int {
	t.Helper()
	lines := x.Lines()
	for i, line := range lines {
		at := strings.Index(line, name)
		if i == 0 || at < 0 || !strings.Contains(line, "unassigned") {
			continue
		}
		above := []rune(lines[i-1])
		text := regexp.MustCompile(`[0-9]+`).FindString(string(above[min(at, len(above)):]))
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	t.Fatalf("no tile %q:\n%s", name, x.Text())
	return 0
}

// hearSignals has the runtime begin to hear signals, which must not be inside a bubble
// of virtual time; what prints and exits hears them.
func hearSignals() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	signal.Stop(c)
}

// comes waits for words that may pass.
func comes(t *testing.T, x *uitest.Term, words string) {
	t.Helper()
	for began := time.Now(); !x.Has(words); x.Pass(time.Second) {
		if time.Since(began) > 75*time.Second {
			t.Fatalf("no %q:\n%s", words, x.Text())
		}
	}
}

// printed is what brief says at this moment, by the configuration as it is now.
func (d *days) printed(args ...string) (out struct {
	Numbers  map[string]any
	Sections []struct {
		ID    string
		Count int
		Items []struct {
			ID      int64
			Summary string
			Reasons []string
		}
	}
}) {
	d.t.Helper()
	_, text, errs := d.run(append([]string{"brief", "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		d.t.Fatalf("%v: %s %s", err, text, errs)
	}
	return out
}

// Settings that change while the dashboard runs are taken up within a minute and
// without a new start: what it says, whom it calls for what, and what is kept of the
// day are by the new ones. It keeps its connection, its place and its data.
func TestSettingsChangeWhileTheDashboardRuns(t *testing.T) {
	t.Parallel()
	hearSignals()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		step := 0
		put := func(text string) {
			age(t, d.configure(text), step)
			step++
		}
		members := d.server.Members()
		me, other := d.server.Me(), members[0]
		if other == me {
			other = members[1]
		}
		const called = "[notify]\non = true\nkinds = [\"replied\"]\nchannels = [\"bell\"]\n"
		put(fmt.Sprintf("[me]\nmember = %q\nrole = \"manager\"\nzone = \"UTC\"\n[status]\nwaiting = [\"In Progress\", \"Assigned\", \"New\"]\n[ui]\nglyphs = \"unicode\"\n%s", me, called))
		x := d.begin()
		x.Pass(4 * time.Minute)
		x.Wants("LIVE", "manager · everybody", "next poll 15:0")
		few := tile(t, x, "breached")
		requests := len(d.server.Journal())

		put(fmt.Sprintf("[me]\nmember = %q\nrole = \"manager\"\nzone = \"Asia/Tokyo\"\n[poll]\nevery = \"20s\"\n[ui]\ntheme = \"none\"\nglyphs = \"unicode\"\n%s", other, called))
		comes(t, x, "The settings have changed.")
		x.Pass(20 * time.Second)
		x.Wants("LIVE", "next poll 00:0")
		x.Lacks("customer has answered")
		for _, e := range d.server.Journal()[requests:] {
			if strings.Contains(e.Path, "/company/companies") || strings.Contains(e.Path, "/system/members") {
				t.Errorf("a new feed: %s", e.Path)
			}
		}
		many := tile(t, x, "breached")
		if want := d.printed().Numbers["breached"]; many <= few || float64(many) != want {
			t.Errorf("breached: %d, then %d; brief says %v", few, many, want)
		}
		if got := d.dash.Snapshot().HealthOf(model.SourceTickets).Every; got != 20*time.Second {
			t.Errorf("the interval is %v", got)
		}
		d.server.AddTicket(cwtest.Draft{Summary: "Whose is it", Owner: other})
		id := d.server.AddTicket(cwtest.Draft{Summary: "Theirs", Owner: other})
		x.Pass(25 * time.Second)
		d.server.Reply(id, "Any news?")
		comes(t, x, "The customer has answered: #"+strconv.FormatInt(id, 10))
		x.Pass(4 * time.Minute) // the day is counted every three
		h := d.dash.Snapshot().History
		if n := h[len(h)-1].All.Breached; n < many {
			t.Errorf("the history counts %d breached, the page %d", n, many)
		}

		put("[me]\nrole = \"manger\"\n")
		comes(t, x, "The old settings stay: config.toml:2")
		x.Pass(time.Minute)
		x.Press("!")
		x.Wants("The old settings stay: config.toml:2")
	})
}

// What the dashboard and brief say of companies is the same at any moment, whatever
// the one has polled for hours and the other asks for now.
func TestDashboardAndBriefAgreeOnCompanies(t *testing.T) {
	t.Parallel()
	hearSignals()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[poll]\nevery = \"20m\"\nreconcile = \"2h\"\n[me]\nrole = \"manager\"\n[briefing]\nsections = [\"companies\", \"numbers\"]\n")
		x := d.begin()
		agree := func(when string) {
			t.Helper()
			x.Press("r")
			x.Pass(30 * time.Second)
			x.Wants("LIVE")
			out := d.printed("--section", "companies", "--limit", "0")
			if len(out.Sections) != 1 {
				t.Fatalf("%s: %+v", when, out)
			}
			x.Press("1", "G", "k", "k") // the rows below tiles and Now
			text := x.Text()
			m := regexp.MustCompile(`Which client is heating up\?\s+(?:\+\d+ already above\s+)?(?:\d+ of )?(\d+)`).FindStringSubmatch(text)
			if m == nil || m[1] != strconv.Itoa(out.Sections[0].Count) || out.Sections[0].Count == 0 {
				t.Errorf("%s: brief counts %d companies, the dashboard says %q:\n%s", when, out.Sections[0].Count, m, text)
			}
			for _, it := range out.Sections[0].Items[:min(3, len(out.Sections[0].Items))] {
				name, _, _ := strings.Cut(it.Summary, " ")
				if !strings.Contains(text, name) {
					t.Errorf("%s: the dashboard does not show %s", when, it.Summary)
				}
			}
		}
		x.Pass(4 * time.Minute)
		agree("after a start")
		x.Pass(2 * time.Hour)
		agree("hours later")
		x.Pass(8 * time.Hour)
		agree("on another day")
	})
}
