package cli

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"daybrief/internal/settings"
	"daybrief/ui"
	"daybrief/ui/wall"
)

// The settings and the wall agree on what sizes there are.
func TestSettingsKnowTheSizes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"auto", "normal", "large", "xl"} {
		if wall.ParseSize(name).String() != name {
			t.Errorf("the wall has no size %q", name)
		}
	}
}

func TestWallCommandLine(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if code, _, err := d.run("wall"); code != exitUsage || !strings.Contains(err, "config") {
		t.Errorf("without a configuration: %d %q", code, err)
	}
	for _, c := range []struct{ args, want string }{
		{"--seed 3", "--seed is about the made-up company: add --demo"},
		{"--demo --pages numbers,tickets", "must be one of numbers, attention, today, team, companies"},
		{"--demo --display huge", "must be one of auto, normal, large, xl"},
		{"--demo --seconds 0s", "must be a number and a unit"},
		{"--demo", "the wall needs a terminal to be shown on"},
		{"--demo now", "takes no words after it"},
	} {
		args := append([]string{"wall"}, strings.Fields(c.args)...)
		if code, out, err := d.run(args...); code != exitUsage || out != "" || !strings.Contains(err, c.want) {
			t.Errorf("%s: %d %q, want %q", c.args, code, err, c.want)
		}
	}
}

// The flags stand above the file, and a demo's faster day does not turn the
// pages faster.
func TestWallFlags(t *testing.T) {
	t.Parallel()
	file := settings.Wall{Pages: []string{"team"}, Seconds: 20, PageSeconds: map[string]int{"team": 9}, Size: "large", Night: settings.Night{From: time.Hour, To: 2 * time.Hour}}
	w := &wallFlags{made: newMade()}
	got := w.settings(file)
	if got.Pages[0] != "team" || got.Stay != 20*time.Second || got.PageStay["team"] != 9*time.Second || got.Size != wall.Large || got.Redact || got.NightTo != 2*time.Hour {
		t.Errorf("from the file: %+v", got)
	}
	w.demo, w.made.speed.value = true, 60
	if got := w.settings(file); got.Stay != 20*time.Minute || got.PageStay["team"] != 9*time.Minute {
		t.Errorf("at 60 times the speed: %+v", got)
	}
	w.made.speed.value = 1
	w.pages.values, w.seconds.value, w.size.value, w.redact = []string{"numbers"}, 5*time.Second, "xl", true
	if got := w.settings(file); got.Pages[0] != "numbers" || got.Stay != 5*time.Second || len(got.PageStay) != 0 || got.Size != wall.XL || !got.Redact {
		t.Errorf("with flags: %+v", got)
	}
}

// watched is an eye on the desk's configuration, for a wall.
func watched(t *testing.T, d *desk) (*configEye, *error) {
	t.Helper()
	path := d.configure("[wall]\nseconds = 9\n")
	p := &program{machine: machine{environ: d.env, opts: d.opts}}
	l, err := settings.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	var ended error
	everybody(&l.Settings)
	e := eyeOf(p, &tenant{set: l.Settings, zone: time.UTC}, nil, func(err error) { ended = err })
	w := &wallFlags{made: newMade()}
	e.wall = &wallEye{w, wall.New(wall.Options{Settings: w.settings(l.Settings.Wall)})}
	return e, &ended
}

// age makes a file look changed whatever the resolution of its clock.
func age(t *testing.T, path string, n int) {
	t.Helper()
	at := time.Date(2026, 1, 1, n, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func TestConfigurationChangesWhileTheWallRuns(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	e, ended := watched(t, d)
	if _, some := e.ask(); some {
		t.Fatal("news without a change")
	}
	step := 0
	put := func(more string) (ui.Change, bool) {
		step++
		age(t, d.configure(more), step)
		return e.ask()
	}
	c, some := put("[wall]\nseconds = 11\nredact = true\n[briefing.sla]\nat_risk = \"2h\"\n[me]\nzone = \"Asia/Tokyo\"\n[ui]\ntheme = \"light\"\n[poll]\nevery = \"90s\"\n[notify]\non = true\n")
	if o := c.Options; !some || c.Fault != "" || o.Rules.SLA.AtRisk != 2*time.Hour || o.Zone.String() != "Asia/Tokyo" || o.Theme != ui.Light || o.Mouse {
		t.Errorf("a good change: %v %+v", some, c)
	}
	if c.Take(nil) == nil || e.tenant.Load().set.Poll.Every != 90*time.Second {
		t.Error("alerts or the interval are as before")
	}
	c, some = put("[wall]\npages = [\"numbrs\"]\n")
	if !some || !strings.Contains(c.Fault, `config.toml:2:1: pages in [wall] has a fault in item 1: it is no page of the wall; the nearest is "numbers".`) || strings.Contains(c.Fault, d.home) {
		t.Errorf("a fault: %v %+v", some, c)
	}
	if _, again := e.ask(); again {
		t.Error("the same fault is news twice")
	}
	if c, some = put("half a li"); !some || c.Fault == "" {
		t.Errorf("no TOML: %v %+v", some, c)
	}
	if c, some = put("[wall]\nseconds = 9\n"); !some || c.Fault != "" || c.Take(nil) != nil {
		t.Errorf("mended: %v %+v", some, c)
	}
	if err := os.Remove(e.file); err != nil {
		t.Fatal(err)
	}
	if c, some = e.ask(); !some || c.Fault != "config.toml is gone." {
		t.Errorf("gone: %v %+v", some, c)
	}
	if *ended != nil {
		t.Errorf("ended with %v", *ended)
	}
	if _, some = put("[keys]\nquit = [\"Q\"]\n"); some || !errors.Is(*ended, errAnew) {
		t.Errorf("other keys: %v, ended with %v", some, *ended)
	}
}
