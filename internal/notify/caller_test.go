package notify

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/internal/tempdir"
	"daybrief/model"
)

// asProgram makes this test binary the program that is called.
const asProgram = "NOTIFY_TEST_PROGRAM"

func TestMain(m *testing.M) {
	switch os.Getenv(asProgram) {
	case "":
		os.Exit(m.Run())
	case "hang":
		time.Sleep(time.Hour)
	case "fail":
		os.Exit(3)
	}
	out, err := json.Marshal([][]string{os.Args[1:], os.Environ()})
	if err == nil {
		err = os.WriteFile(os.Getenv("NOTIFY_TEST_OUT"), out, 0o600)
	}
	if err != nil {
		os.Exit(9)
	}
}

func alert() model.Alert {
	return model.Alert{
		Kind: model.AlertBreach, Ticket: 48210, At: noon(), More: 2, Company: model.Clean("A & B $(id)"),
		Text: model.Clean("Breached: #48210 `id`; $(touch x) \"quoted\" <b>bold</b> --flag\nline"),
	}
}

func self(t *testing.T, as string, c Channels) (*Alerter, string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(tempdir.New(t), "out")
	if c.Use == nil {
		c.Use = []Channel{Command}
	}
	c.Command = []string{exe, "an argument", "$HOME"}
	c.Environ = []string{asProgram + "=" + as, "NOTIFY_TEST_OUT=" + out, "GOCOVERDIR=" + tempdir.New(t)}
	return New(rules(), c), out
}

func TestCommandGetsVariablesOnly(t *testing.T) {
	t.Parallel()
	d, out := self(t, "tell", Channels{})
	if err := d.Call(t.Context(), alert()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got[0], []string{"an argument", "$HOME"}) {
		t.Errorf("arguments: %q", got[0])
	}
	for _, want := range []string{
		"DAYBRIEF_ALERT_KIND=breach", "DAYBRIEF_ALERT_ID=48210", "DAYBRIEF_ALERT_COMPANY=A & B $(id)", "DAYBRIEF_ALERT_MORE=2", "DAYBRIEF_ALERT_AT=2026-03-10T12:00:00Z",
		"DAYBRIEF_ALERT_TEXT=Breached: #48210 `id`; $(touch x) \"quoted\" <b>bold</b> --flag line, and 2 more",
	} {
		if !slices.Contains(got[1], want) {
			t.Errorf("%q is not among the variables: %q", want, got[1])
		}
	}
	if i := slices.IndexFunc(got[1], func(s string) bool { return strings.HasPrefix(s, "HOME=") }); i >= 0 {
		t.Error("the program sees variables that it was not given")
	}
}

func TestFaultsAreNamedOnce(t *testing.T) {
	t.Parallel()
	d, _ := self(t, "fail", Channels{})
	err := d.Call(t.Context(), alert())
	if err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("the first time: %v", err)
	}
	if err := d.Call(t.Context(), alert()); err != nil {
		t.Errorf("the second time: %v", err)
	}
	for _, c := range [][]string{nil, {filepath.Join(tempdir.New(t), "nowhere")}} {
		d := New(rules(), Channels{Use: []Channel{Command}, Command: c})
		if err := d.Call(t.Context(), alert()); err == nil {
			t.Errorf("%q was called", c)
		}
	}
}

func TestHangingCommandIsStopped(t *testing.T) {
	t.Parallel()
	d, _ := self(t, "hang", Channels{Limit: 300 * time.Millisecond})
	began := time.Now()
	err := d.Call(t.Context(), alert())
	if err == nil || !strings.Contains(err.Error(), "did not end within 300ms") || time.Since(began) > time.Minute {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

func TestOneAtATime(t *testing.T) {
	t.Parallel()
	d, _ := self(t, "hang", Channels{Limit: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() { first <- d.Call(ctx, alert()) }()
	for len(d.out.turn) == 0 {
		runtime.Gosched()
	}
	if err := d.Call(ctx, alert()); err == nil || !strings.Contains(err.Error(), "still running") {
		t.Errorf("a second one: %v", err)
	}
	cancel() // the dashboard ends: so does the program, and nobody complains
	if err := <-first; err != nil {
		t.Error(err)
	}
}

func TestDesktopPrograms(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	if err := os.WriteFile(filepath.Join(dir, "notify-send"), nil, 0o700); err != nil {
		t.Fatal(err)
	}
	a, b := alert(), alert()
	b.Text = model.Clean("-e 'evil' ; rm; $x")
	for system, want := range map[string]int{"linux": 6, "freebsd": 6, "darwin": 9, "windows": 7} {
		if runtime.GOOS == "windows" && system != "windows" {
			continue // a program is found by its ending there
		}
		if system == "windows" != (runtime.GOOS == "windows") && system == "windows" {
			dir = "/" + dir // only the arguments are looked at
		}
		c := newCaller(Channels{System: system, Environ: []string{"PATH=.:relative:" + dir, "SystemRoot=C:\\Windows"}})
		for _, x := range []model.Alert{a, b} {
			args, err := c.desktop(x)
			if err != nil || len(args) != want {
				t.Errorf("%s: %q, %v", system, args, err)
				continue
			}
			last := args[len(args)-1]
			switch system {
			case "windows":
				if last != toast || strings.Contains(strings.Join(args, " "), "48210") {
					t.Errorf("the text is an argument: %q", args)
				}
			case "darwin":
				if last != shown(x) || args[len(args)-2] != "daybrief" {
					t.Errorf("%q", args)
				}
			default:
				if strings.ContainsAny(last, "<>") || args[3] != "--" {
					t.Errorf("markup gets through: %q", args)
				}
			}
		}
	}
	c := newCaller(Channels{System: "linux", Environ: []string{"PATH=."}})
	if _, err := c.desktop(a); err == nil || !strings.Contains(err.Error(), "notify-send") {
		t.Errorf("without the program: %v", err)
	}
}

func TestTerminalSequences(t *testing.T) {
	t.Parallel()
	d := New(rules(), Channels{Use: AllChannels()})
	got := d.Terminal(alert())
	for _, want := range []string{
		"\a", "\x1b]9;Breached: #48210", "\x1b]777;notify;daybrief;Breached: #48210 `id`, $(touch x)", "\x1b]99;i=daybrief:d=1:p=body:e=1;",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if New(rules(), Channels{Use: []Channel{Desktop, Command}}).Terminal(alert()) != "" {
		t.Error("something is written for channels that are no terminal's")
	}
}

// Whatever the text, nothing but our own sequences comes out: each begins with
// our introducer, ends with our terminator, and holds nothing that a terminal
// obeys in between.
func FuzzTerminal(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b]52;c;eA==\a", "a\x07b\u009cc\x9cd;e\\", "“Ü” 日本語 ž Ŝ", strings.Repeat("x;", 500), "4;1;50"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := model.Alert{Kind: model.AlertBreach, Ticket: 7, Text: model.Clean("Breached: #7 " + s)}
		for _, c := range []Channel{OSC9, OSC99, OSC777} {
			out := sequence(c, shown(a))
			if len(out) > 1500 {
				t.Errorf("%s: %d bytes", c, len(out))
			}
			parts := strings.Split(out, "\x1b]")
			if parts[0] != "" {
				t.Errorf("%s begins with %q", c, parts[0])
			}
			for _, p := range parts[1:] {
				body, found := strings.CutSuffix(p, "\x1b\\")
				if !found || strings.ContainsFunc(body, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) || strings.Contains(body, "\x9c") {
					t.Errorf("%s: %q", c, p)
				}
			}
			if want := map[Channel]int{OSC9: 1, OSC99: 2, OSC777: 1}[c]; len(parts)-1 != want {
				t.Errorf("%s: %d sequences", c, len(parts)-1)
			}
		}
	})
}
