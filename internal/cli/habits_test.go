package cli

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"daybrief/internal/settings"
	"daybrief/internal/tempdir"
	"daybrief/ui"
	"daybrief/ui/reports"
	"daybrief/ui/screen"
)

func TestExportReplacesNothing(t *testing.T) {
	dir := tempdir.New(t)
	t.Chdir(dir)
	p := &program{}
	var paths []string
	for _, text := range []string{"one", "two", "three"} {
		path, err := p.exportFile("../list.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, filepath.Base(path))
		if b, err := os.ReadFile(path); err != nil || string(b) != text {
			t.Errorf("%s holds %q, %v", path, b, err)
		}
		if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", path, info.Mode())
		}
	}
	if want := []string{"list.csv", "list-2.csv", "list-3.csv"}; !slices.Equal(paths, want) {
		t.Errorf("%v, want %v", paths, want)
	}
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		return
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(dir, 0o700) }()
	if _, err := p.exportFile("x.csv", nil); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("a folder that can't be written to: %v", err)
	}
}

func TestClipboardIsOfThisComputerOnly(t *testing.T) {
	t.Parallel()
	got := ""
	clip := func(s string) error { got = s; return nil }
	p := &program{machine: machine{environ: []string{"SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22"}, opts: Options{Clip: clip}}}
	if err := p.clipboard("x"); err != nil || got != "" {
		t.Errorf("over SSH: %q, %v", got, err)
	}
	p.environ = nil
	if err := p.clipboard("x"); err != nil || got != "x" {
		t.Errorf("here: %q, %v", got, err)
	}
	dir := tempdir.New(t)
	for _, name := range []string{"wl-copy", "xclip"} {
		tempdir.Program(t, filepath.Join(dir, name), "#!/bin/sh\ncat >\""+filepath.Join(dir, "out")+"\"\n")
	}
	if runtime.GOOS != "linux" {
		return
	}
	for _, env := range [][]string{{"WAYLAND_DISPLAY=x"}, {"DISPLAY=:0"}} {
		p := &program{machine: machine{environ: append(env, "PATH="+dir+":/bin:/usr/bin")}}
		if err := p.clipboard("grün #48210"); err != nil {
			t.Error(err)
		}
		if b, err := os.ReadFile(filepath.Join(dir, "out")); err != nil || string(b) != "grün #48210" {
			t.Errorf("%v: %q, %v", env, b, err)
		}
	}
	p = &program{machine: machine{environ: []string{"PATH=" + dir}}}
	if args, _ := p.clipper("linux"); args != nil {
		t.Errorf("no display, but %v", args)
	}
	if args, wide := (&program{machine: machine{environ: []string{`SystemRoot=C:\Windows`}}}).clipper("windows"); len(args) != 1 || !wide {
		t.Errorf("windows: %v %v", args, wide)
	}
	if got := wideText("ä😀"); got != "\xff\xfe\xe4\x00\x3d\xd8\x00\xde" {
		t.Errorf("UTF-16: %q", got)
	}
}

func TestHabitsAreChecked(t *testing.T) {
	t.Parallel()
	l := &settings.Loaded{File: "c.toml", Settings: settings.Default()}
	if err := habitFaults(l); err != nil {
		t.Fatal(err)
	}
	l.Settings.Keys.Quit = []string{"x"}
	l.Settings.Keys.Actions = map[string][]string{"tickets.sort": {"x"}, "tickets.nothing": {"z"}}
	l.Settings.Views = []settings.View{{Name: "a", Sort: "colour"}, {Name: "b", Filter: "bord:x"}, {Name: "c", Sort: "-age", Group: "status", Filter: "owner:me is:breached"}}
	err := habitFaults(l)
	var c *coded
	if !errors.As(err, &c) || c.code != exitUsage {
		t.Fatalf("%v", err)
	}
	for _, want := range []string{"c.toml: ", `"x" is both`, `no action "tickets.nothing"`, `"a" can't be sorted by colour`, `"b" has a fault in its filter`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	if strings.Contains(err.Error(), `"c" `) {
		t.Errorf("a good view is refused: %v", err)
	}
}

// What settings offer by name must be what the dashboard has.
func TestNamesOfSettingsAreTheDashboards(t *testing.T) {
	t.Parallel()
	for _, theme := range ui.Themes() {
		if _, err := settings.Parse("c", []byte("[ui]\ntheme = \""+theme.String()+"\"\n")); err != nil {
			t.Error(err)
		}
	}
	for name := range keysOf(settings.Keys{Quit: []string{"1"}}) {
		if !slices.Contains(ui.ActionNames(screens(reports.New(t.Context(), nil, nil))), name) {
			t.Errorf("%s is no action", name)
		}
	}
}

// The keys that product-wide habits promise work in every list; what a list leaves to
// the App, or means by another key, stands here with its reason.
func TestEveryListHasTheHabitKeys(t *testing.T) {
	t.Parallel()
	keys := []string{"up", "down", "k", "j", "left", "right", "h", "l", "home", "end", "g", "G", "pgup", "pgdown", "ctrl+u", "ctrl+d", "space", "/", "enter", "esc", "tab", "o", "y", "n", "N"}
	without := map[string]string{
		"reports.o": "a report has no page in the server's web", "reports.y": "and no link", "reports.n": "a period is the list: p and [ ] go through it", "reports.N": "",
		"companies.n": "the list holds the matches only: j and k go over them", "companies.N": "",
		"companies.left": "esc comes back from the pane", "companies.h": "", "schedule.N": "n and p are days",
	}
	for _, s := range screens(reports.New(t.Context(), nil, nil)) {
		has := map[string]bool{}
		for _, act := range s.(screen.Actor).Actions() {
			for _, k := range act.Key.Keys() {
				has[k] = true
			}
		}
		for _, k := range keys {
			if _, left := without[s.ID()+"."+k]; has[k] == left {
				t.Errorf("%s: %s works: %v", s.ID(), k, has[k])
			}
		}
	}
}
