//go:build linux

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybrief/internal/tempdir"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// kiosk runs the program on a terminal from which it reads nothing, with no
// session of its own there, as a service does.
func kiosk(t *testing.T, home string, args ...string) *console {
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
	c.cmd.Env = []string{childOf + "=1", "HOME=" + home, "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC"}
	c.cmd.Stdout, c.cmd.Stderr = slave, slave // and no input at all: /dev/null
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { c.done <- c.cmd.Wait() }()
	go c.read()
	t.Cleanup(func() {
		_ = c.cmd.Process.Kill()
		_ = master.Close()
		_ = slave.Close()
	})
	return c
}

func TestWallInATerminal(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
	c := open(t, home, "wall", "--demo", "--seed", "7", "--now", "2026-03-10T15:00:00Z", "--seconds", "1m")
	c.see("LIVE", "data as of 15:00", "Numbers", "1 breached")
	c.press("n")
	c.see("Attention", "Printing only half the page")
	c.press("?")
	c.see("next page")
	c.press("?")
	c.press("q")
	c.ends(2*time.Second, 0)
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Errorf("the demo has left %v", left)
	}
}

// Without a keyboard the pages turn all the same, and SIGTERM ends it.
func TestWallWithoutAKeyboard(t *testing.T) {
	t.Parallel()
	c := kiosk(t, tempdir.New(t), "wall", "--demo", "--seed", "7", "--now", "2026-03-10T15:00:00Z", "--seconds", "1s", "--pages", "numbers,team")
	c.see("LIVE", "Numbers")
	c.see("Team")
	c.see("Numbers")
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	c.ends(2*time.Second, 143)
}

// Its terminal goes, and no signal tells of it: it is no session leader. It ends
// all the same.
func TestWallWithoutAKeyboardWhoseTerminalVanishes(t *testing.T) {
	t.Parallel()
	c := kiosk(t, tempdir.New(t), "wall", "--demo", "--seconds", "1s") // what it draws lets go of our end
	c.see("LIVE")
	_ = c.slave.Close()
	_ = c.master.Close()
	select {
	case <-c.done:
	case <-time.After(hung(5 * time.Second)):
		t.Error("still runs without a terminal")
	}
}

// A wall that can't reach its server says so, and says nothing of the key.
func TestWallWithoutAServer(t *testing.T) {
	t.Parallel()
	home := tempdir.New(t)
	path := filepath.Join(home, "config.toml")
	text := "[connection]\nsite = \"http://127.0.0.1:1\"\ncompany = \"acme\"\npublic_key = \"Public\"\nclient_id = \"00000000-0000-4000-8000-000000000000\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := open(t, home, "wall", "--config", path)
	c.see("127.0.0.1", "No data yet", "Next try")
	if strings.Contains(c.text(), secretWord) {
		t.Error("the private key is on the screen")
	}
	c.press("q")
	c.ends(2*time.Second, 0)
}
