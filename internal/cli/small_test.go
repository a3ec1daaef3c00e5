package cli

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/feed"
	"daybrief/internal/feed/hub"
	"daybrief/internal/settings"
	"daybrief/internal/tempdir"
	"daybrief/internal/terminal"
	"daybrief/model"
	"daybrief/ui/uitest"
)

func TestSafeLink(t *testing.T) {
	t.Parallel()
	for _, link := range []string{"https://na.myconnectwise.net/v4_6_release/x?a=b&c=d#e", "http://127.0.0.1:8080/x", "http://[::1]/"} {
		if err := safeLink(link); err != nil {
			t.Errorf("%s: %v", link, err)
		}
	}
	for _, link := range []string{
		"", "http://example.com", "HTTPS://x", "file:///etc/passwd", "javascript:alert(1)", "--help", "-https://x", "https://", "https:///x",
		"https://user:pass@example.com/", "https://x/ y", "https://x/\n", "https://x/$(id)`", "https://x/\x1b[2J", "https://x/\u202e", "ftp://x",
		"https:x", "//x", "http://127.0.0.1.example.com/", "http://localhost/", "vscode://x", "https://x/" + strings.Repeat("a", 5000), `https://x/\..`,
	} {
		if err := safeLink(link); err == nil {
			t.Errorf("%q would be opened", link)
		}
	}
}

func TestBrowse(t *testing.T) {
	t.Parallel()
	var opened []string
	p := &program{machine: machine{opts: Options{Open: func(u string) error { opened = append(opened, u); return nil }}}}
	if err := p.browse("https://x.example/1"); err != nil || len(opened) != 1 {
		t.Errorf("%v %v", err, opened)
	}
	if err := p.browse("file:///x"); err == nil || len(opened) != 1 {
		t.Errorf("%v %v", err, opened)
	}
	p = &program{machine: machine{environ: []string{"SystemRoot=C", "PATH=relative:" + tempdir.New(t)}}}
	if name, args, err := p.opener("darwin"); name != "/usr/bin/open" || len(args) != 0 || err != nil {
		t.Error(name, args, err)
	}
	if name, args, err := p.opener("windows"); !strings.HasSuffix(name, "rundll32.exe") || args[0] != "url.dll,FileProtocolHandler" || err != nil {
		t.Error(name, args, err)
	}
	if _, _, err := p.opener("linux"); err == nil {
		t.Error("found a browser where there is none")
	}
}

func TestLogIsCapped(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "log")
	l, err := openLog(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	line := bytes.Repeat([]byte("x"), 1<<20)
	for range 23 {
		if _, err := l.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{path, path + ".1"} {
		info, err := os.Stat(name)
		if err != nil || info.Size() > maxLog || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s: %v %v", filepath.Base(name), info, err)
		}
	}
}

func TestLogAttributesAreAllowListed(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&b, &slog.HandlerOptions{ReplaceAttr: harmless}))
	log.Info("said", "path", "/x\x1b[2J", "authorization", secretWord, slog.Group("headers", "path", secretWord), "key", model.NewSecret(secretWord))
	if s := b.String(); strings.Contains(s, secretWord) || strings.Contains(s, "authorization") || strings.Contains(s, "u001b") || !strings.Contains(s, `"path":"/x`) {
		t.Error(s)
	}
}

func TestClockOfTheDemo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := &clock{start: noon(), begun: time.Now(), speed: 60, real: time.Now}
		c.sleep(t.Context(), time.Minute)
		if got := c.now().Sub(noon()); got != time.Minute {
			t.Errorf("after a minute of its own it shows %s", got)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		c.sleep(ctx, time.Hour)
		if got := c.now().Sub(noon()); got != 2*time.Minute {
			t.Errorf("the context did not end the wait: %s", got)
		}
		still := &clock{start: noon(), begun: time.Now(), real: time.Now}
		<-time.After(time.Hour)
		if !still.now().Equal(noon()) {
			t.Error("a clock that stands still moved")
		}
	})
}

func TestZone(t *testing.T) {
	t.Parallel()
	p := &program{machine: machine{environ: []string{"TZ=Asia/Kathmandu"}}}
	if got := p.zone("").String(); got != "Asia/Kathmandu" {
		t.Error(got)
	}
	if got := p.zone("Europe/Berlin").String(); got != "Europe/Berlin" {
		t.Error(got)
	}
	p.environ = []string{"TZ=nonsense"}
	now := time.Now()
	_, want := now.Zone()
	if _, got := now.In(p.zone("")).Zone(); got != want && os.Getenv("TZ") == "" {
		t.Errorf("the system's zone is %d s from UTC, not %d", got, want)
	}
}

func TestGlyphsFollowTheLocale(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set, goos string
		env       []string
		ascii     bool
	}{
		{"auto", "linux", []string{"LANG=en_US.UTF-8"}, false},
		{"auto", "linux", []string{"LANG=en_US.utf8", "LC_ALL=C"}, true},
		{"auto", "linux", nil, true},
		{"auto", "linux", []string{"LANG=en_US.UTF-8", "TERM=linux"}, true},
		{"auto", "linux", []string{"LANG=en_US.UTF-8", "TERM=xterm"}, false},
		{"unicode", "linux", []string{"LANG=en_US.UTF-8", "TERM=linux"}, false},
		{"unicode", "linux", nil, false},
		{"ascii", "darwin", []string{"LANG=en_US.UTF-8"}, true},
		{"auto", "windows", nil, false},
	} {
		p := &program{machine: machine{environ: c.env}}
		if got := p.glyphs(c.set, c.goos).Ellipsis == "~"; got != c.ascii {
			t.Errorf("%+v: ASCII %v", c, got)
		}
	}
}

// bomb is a program that panics where it is told to.
func TestCrashReport(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
	p := &program{machine: machine{environ: homeAt(home), opts: Options{Now: noon}}}
	p.known.add(model.NewSecret(secretWord))
	tn := &tenant{set: settings.Default()}
	err := p.report(&terminal.Crash{Value: "boom " + secretWord + "\x1b[2J", Stack: "small_test.go:1 " + secretWord}, tn)
	dir, _ := settings.StateFolder(p.env)
	files, _ := filepath.Glob(filepath.Join(dir, "report-*.txt"))
	if err == nil || len(files) != 1 || !strings.Contains(err.Error(), files[0]) {
		t.Fatalf("%v, files %v", err, files)
	}
	text, _ := os.ReadFile(files[0])
	if bytes.Contains(text, []byte(secretWord)) || bytes.ContainsRune(text, 0x1b) || !bytes.Contains(text, []byte("small_test.go")) {
		t.Errorf("%s", text)
	}
	if info, _ := os.Stat(files[0]); info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("mode %o", info.Mode().Perm())
	}
}

// What panics while polling ends the dashboard as what panics on screen does.
func TestPanicWhilePolling(t *testing.T) {
	t.Parallel()
	source := uitest.Source(func(context.Context, feed.Query) (feed.Batch, error) { return feed.Batch{}, nil })
	m := &memory{front: newFront(), hub: hub.New(hub.Options{Feed: feed.New(feed.Options{}), Source: source, Changed: func(*feed.Feed) { panic("a bomb") }})}
	caught := make(chan any, 1)
	m.poll(t.Context(), func() { caught <- recover() })
	if r := <-caught; r != "a bomb" {
		t.Error(r)
	}
	m.close()
}

func TestScrubbed(t *testing.T) {
	t.Parallel()
	s := settings.Default()
	s.Connection.Company, s.Connection.PublicKey = "acme", "Public"
	p := &program{}
	p.known.add(model.NewSecret(secretWord))
	p.known.add(model.Secret{})
	pair := base64.StdEncoding.EncodeToString([]byte("acme+Public:" + secretWord))
	if got := p.scrubberOf(&tenant{set: s}).scrub("a " + secretWord + " b Basic " + pair + " c"); got != "a [redacted] b Basic [redacted] c" {
		t.Error(got)
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("x"), 1},
		{&model.Problem{Kind: model.Unauthorized}, 4},
		{&model.Problem{Kind: model.Misconfigured}, 2},
		{&model.Problem{Kind: model.Offline}, 1},
		{&coded{5, nil}, 5},
		{&terminal.Signal{Number: 2}, 130},
	} {
		var e bytes.Buffer
		p := &program{machine: machine{streams: Streams{Err: &e}}}
		if got := p.finish(ran(c.err)); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}
