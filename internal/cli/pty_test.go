//go:build linux

package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"daybrief/connectwise/cwtest"
)

// childOf marks this test binary as the program itself: TestMain then runs the
// command line and nothing else.
const childOf = "CLI_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(childOf) == "" {
		os.Exit(m.Run())
	}
	os.Exit(Run(context.Background(), os.Args[1:], os.Environ(),
		Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, Options{Ring: noRing{}}))
}

// console is a program in a pseudo-terminal, with what it has drawn.
type console struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	slave  *os.File
	before *unix.Termios
	done   chan error

	mu     sync.Mutex
	screen *vt.Emulator
	raw    bytes.Buffer
	drawn  chan struct{} // a token whenever something was drawn
}

func open(t *testing.T, home string, args ...string) *console {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, master: master, slave: slave, done: make(chan error, 1), screen: vt.NewEmulator(120, 40), drawn: make(chan struct{}, 1)}
	if c.before, err = unix.IoctlGetTermios(int(slave.Fd()), unix.TCGETS); err != nil {
		t.Fatal(err)
	}
	c.cmd = exec.Command(os.Args[0], args...)
	c.cmd.Env = []string{childOf + "=1", "HOME=" + home, "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC", "DAYBRIEF_PRIVATE_KEY=" + secretWord}
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = slave, slave, slave
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { c.done <- c.cmd.Wait() }()
	go c.read()
	go func() { _, _ = io.Copy(master, c.screen) }() // the terminal's answers to questions
	t.Cleanup(func() {                               // the emulator's own Close races with its Read: it is left
		_ = c.cmd.Process.Kill()
		_ = master.Close()
		_ = slave.Close()
	})
	return c
}

func (c *console) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := c.master.Read(buf)
		if err != nil {
			return
		}
		c.mu.Lock()
		c.raw.Write(buf[:n])
		_, _ = c.screen.Write(buf[:n])
		c.mu.Unlock()
		select {
		case c.drawn <- struct{}{}:
		default:
		}
	}
}

func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.String()
}

// see waits until all words are on the screen.
func (c *console) see(words ...string) {
	c.t.Helper()
	limit := time.After(20 * time.Second)
	for {
		all := true
		for _, w := range words {
			all = all && strings.Contains(c.text(), w)
		}
		if all {
			return
		}
		select {
		case <-c.drawn:
		case err := <-c.done:
			c.done <- err
			c.t.Fatalf("ended (%v) before %q was on the screen:\n%s", err, words, c.text())
		case <-limit:
			c.t.Fatalf("%q never was on the screen:\n%s", words, c.text())
		}
	}
}

func (c *console) press(keys string) {
	c.t.Helper()
	if _, err := c.master.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
}

// ends waits for the end, and checks that the terminal is as it was.
func (c *console) ends(within time.Duration, code int) {
	c.t.Helper()
	select {
	case err := <-c.done:
		var exit *exec.ExitError
		got := 0
		if errors.As(err, &exit) {
			got = exit.ExitCode()
		}
		if got != code {
			c.t.Errorf("exit code %d, want %d:\n%s", got, code, c.text())
		}
	case <-time.After(within):
		c.t.Fatalf("still runs after %s", within)
	}
	after, err := unix.IoctlGetTermios(int(c.slave.Fd()), unix.TCGETS)
	if err != nil {
		c.t.Fatal(err)
	}
	if *after != *c.before {
		c.t.Errorf("the terminal's modes are others:\n%+v\n%+v", *after, *c.before)
	}
	// What was switched on last has to be off. The end may still be on its way.
	c.until("the second screen is left", func(raw []byte) bool { return last(raw, "\x1b[?1049h") < last(raw, "\x1b[?1049l") })
	c.until("the cursor is shown", func(raw []byte) bool { return last(raw, "\x1b[?25l") <= last(raw, "\x1b[?25h") })
	c.until("the mouse is let go", func(raw []byte) bool { return last(raw, "\x1b[?1002h") <= last(raw, "\x1b[?1002l") })
	c.until("pastes are plain again", func(raw []byte) bool { return last(raw, "\x1b[?2004h") <= last(raw, "\x1b[?2004l") })
}

func (c *console) until(what string, ok func([]byte) bool) {
	c.t.Helper()
	limit := time.After(2 * time.Second)
	for {
		c.mu.Lock()
		good := ok(c.raw.Bytes())
		c.mu.Unlock()
		if good {
			return
		}
		select {
		case <-c.drawn:
		case <-limit:
			c.t.Errorf("not seen: %s", what)
			return
		}
	}
}

func last(raw []byte, seq string) int { return bytes.LastIndex(raw, []byte(seq)) }

func TestDemoInATerminal(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	c := open(t, home, "demo", "--seed", "7", "--now", "2026-03-10T15:00:00Z")
	c.see("LIVE", "What will we miss?", "breached", "150")
	c.press("2")
	c.see("Tickets", "LIVE")
	c.press("1")
	c.see("What will we miss?")
	c.press("q")
	c.ends(2*time.Second, 0)
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Errorf("the demo wrote %v", left)
	}
}

func TestSignalsRestoreTheTerminal(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			c := open(t, t.TempDir(), "demo")
			c.see("LIVE")
			if err := c.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			c.ends(2*time.Second, 128+int(sig))
		})
	}
}

func TestCtrlCQuits(t *testing.T) {
	t.Parallel()
	c := open(t, t.TempDir(), "demo")
	c.see("LIVE")
	c.press("\x03")
	c.ends(2*time.Second, 0)
}

// Nobody reads the terminal any more, as after Ctrl-S: the end still comes.
func TestEndWithBlockedOutput(t *testing.T) {
	t.Parallel()
	c := open(t, t.TempDir(), "demo", "--speed", "3600")
	c.see("LIVE")
	c.press("\x13") // raw mode: an ordinary key, which must not matter
	if err := unix.IoctlSetInt(int(c.slave.Fd()), unix.TCXONC, unix.TCOOFF); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		c.press("2")
		c.press("1")
	}
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-c.done:
	case <-time.After(4 * time.Second):
		t.Error("still runs")
	}
}

// The terminal goes away: so does the program, also when nohup made it deaf to
// the hang-up.
func TestTerminalThatVanishes(t *testing.T) {
	t.Parallel()
	c := open(t, t.TempDir(), "demo")
	c.see("LIVE")
	_ = c.slave.Close()
	_ = c.master.Close()
	select {
	case <-c.done:
	case <-time.After(5 * time.Second):
		t.Error("still runs without a terminal")
	}
}

// The dashboard starts without a network, says what is wrong, and takes keys.
func TestDashboardWithoutAServer(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	path := filepath.Join(home, "config.toml")
	text := "[connection]\nsite = \"http://127.0.0.1:1\"\ncompany = \"acme\"\npublic_key = \"Public\"\nclient_id = \"" + cwtest.DemoClientID + "\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := open(t, home, "--config", path)
	c.see("OFFLINE", "127.0.0.1")
	if strings.Contains(c.text(), secretWord) {
		t.Error("the private key is on the screen")
	}
	c.press("q")
	c.ends(2*time.Second, 0)
}

// The dashboard against a server on a socket: rows, an outage that is named, and
// recovery without a key press.
func TestDashboardOutlivesAnOutage(t *testing.T) {
	t.Parallel()
	server := cwtest.New(cwtest.Options{Seed: 7, PrivateKey: secretWord})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	home, o := t.TempDir(), server.Options()
	path := filepath.Join(home, "config.toml")
	text := fmt.Sprintf("[connection]\nsite = %q\ncompany = %q\npublic_key = %q\nclient_id = %q\n[poll]\nevery = \"1s\"\nreconcile = \"5s\"\n",
		web.URL, o.Company, o.PublicKey, o.ClientID)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := open(t, home, "--config", path)
	c.see("LIVE", "What will we miss?", "150")
	server.Break(cwtest.Fault{Kind: cwtest.HTMLPage})
	c.see("BADREPLY", "What will we miss?", "150")
	server.Mend()
	c.see("LIVE", "150")
	if strings.Contains(c.text(), secretWord) {
		t.Error("the private key is on the screen")
	}
	c.press("q")
	c.ends(2*time.Second, 0)
	for _, r := range server.Refused() {
		t.Errorf("the server had to refuse: %v", r)
	}
}

func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = master.Close(), slave.Close() }()
	for _, term := range []string{"TERM=dumb", "X=1"} {
		var e bytes.Buffer
		code := Run(t.Context(), []string{"demo"}, []string{term}, Streams{In: slave, Out: slave, Err: &e}, Options{})
		if code != exitUsage || !strings.Contains(e.String(), `"daybrief brief"`) {
			t.Errorf("%s: code %d, %q", term, code, e.String())
		}
	}
}
