//go:build linux

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"daybrief/internal/tempdir"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// childOf marks this test binary as the program itself: TestMain then runs the
// command line and nothing else.
const childOf = "CLI_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(childOf) == "" {
		debug.SetGCPercent(400) // a third of the time of these tests was spent on collecting
		debug.SetMemoryLimit(2 << 30)
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
	return openIn(t, home, []string{"DAYBRIEF_PRIVATE_KEY=" + secretWord}, args...)
}

// openIn is open with other variables on top of the usual ones.
func openIn(t *testing.T, home string, environ []string, args ...string) *console {
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
	races := tempdir.New(t) // the detector's words would go to a terminal that may be blocked
	c.cmd.Env = append([]string{"GORACE=log_path=" + filepath.Join(races, "race"), childOf + "=1", "HOME=" + home, "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC"}, environ...)
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
		reports, _ := filepath.Glob(filepath.Join(races, "race*"))
		for _, file := range reports {
			text, _ := os.ReadFile(file)
			t.Errorf("in the program:\n%s", text)
		}
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
	limit := time.After(hung(20 * time.Second))
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

// busy is how many times longer than on a calm machine something may take
// before a test calls it hung: CI runs all packages at once on two cores.
const busy = 6

// hung is when something that takes so long on a calm machine is given up: a minute at
// least, for beside other tests the start of a process alone may take several seconds.
func hung(within time.Duration) time.Duration { return busy * max(within, 10*time.Second) }

// ends waits for the end, and checks that the terminal is as it was. An end that
// comes later than promised is noted; one that does not come fails.
func (c *console) ends(within time.Duration, code int) {
	c.t.Helper()
	began := time.Now()
	defer func() {
		if took := time.Since(began); took > within {
			c.t.Logf("the end took %s, more than the %s of a calm machine", took, within)
		}
	}()
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
	case <-time.After(hung(within)):
		c.t.Fatalf("still runs after %s", hung(within))
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
	limit := time.After(hung(2 * time.Second))
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
