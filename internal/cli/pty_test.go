//go:build linux

package cli

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/tempdir"
)

func TestDemoInATerminal(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
	c := open(t, home, "demo", "--seed", "7", "--now", "2026-03-10T15:00:00Z")
	c.see("LIVE", "SLA: about to be missed, and missed", "breached", "150")
	c.press("2")
	c.see("Tickets", "LIVE")
	c.press("1")
	c.see("SLA: about to be missed, and missed")
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
			c := open(t, tempdir.New(t), "demo")
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
	c := open(t, tempdir.New(t), "demo")
	c.see("LIVE")
	c.press("\x03")
	c.ends(2*time.Second, 0)
}

// Nobody reads the terminal any more, as after Ctrl-S: the end still comes.
func TestEndWithBlockedOutput(t *testing.T) {
	t.Parallel()
	c := open(t, tempdir.New(t), "demo", "--speed", "60")
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
	case <-time.After(hung(4 * time.Second)):
		t.Error("still runs")
	}
}

// The terminal goes away: so does the program, also when nohup made it deaf to
// the hang-up.
func TestTerminalThatVanishes(t *testing.T) {
	t.Parallel()
	c := open(t, tempdir.New(t), "demo")
	c.see("LIVE")
	_ = c.slave.Close()
	_ = c.master.Close()
	select {
	case <-c.done:
	case <-time.After(hung(5 * time.Second)):
		t.Error("still runs without a terminal")
	}
}

// The dashboard starts without a network, says what is wrong, and takes keys.
func TestDashboardWithoutAServer(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
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
	home, o := tempdir.New(t), server.Options()
	path := filepath.Join(home, "config.toml")
	text := fmt.Sprintf("[connection]\nsite = %q\ncompany = %q\npublic_key = %q\nclient_id = %q\n[poll]\nevery = \"1s\"\nreconcile = \"5s\"\n",
		web.URL, o.Company, o.PublicKey, o.ClientID)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := open(t, home, "--config", path)
	c.see("LIVE", "SLA: about to be missed, and missed", "150")
	server.Break(cwtest.Fault{Kind: cwtest.HTMLPage})
	c.see("BADREPLY", "SLA: about to be missed, and missed", "150")
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
		if code != exitUsage || !strings.Contains(e.String(), `"daybrief brief --demo"`) {
			t.Errorf("%s: code %d, %q", term, code, e.String())
		}
	}
}
