//go:build linux

package faulttest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// console is the binary in a pseudo-terminal, with what it has drawn. The modes
// of the terminal are read from its master's side, which stays open.
type console struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	before unix.Termios
	done   chan error
	home   string
	deaf   chan struct{} // a token while the terminal is read

	mu     sync.Mutex
	screen *vt.Emulator
	raw    bytes.Buffer
	drawn  chan struct{}
}

// setting is how a drill differs from a dashboard of the demo.
type setting struct {
	script string   // run by sh instead of the binary, which is "$0"
	args   []string // of the binary; demo
	env    []string
}

func open(t *testing.T, s setting) *console {
	t.Helper()
	bin := binary(t)
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slave.Close() }()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, master: master, done: make(chan error, 1), home: t.TempDir(), deaf: make(chan struct{}, 1),
		screen: vt.NewEmulator(120, 40), drawn: make(chan struct{}, 1)}
	c.deaf <- struct{}{}
	c.before = c.modes()
	if s.args == nil {
		s.args = []string{"demo", "--seed", "7"}
	}
	c.cmd = exec.Command(bin, s.args...)
	if s.script != "" {
		c.cmd = exec.Command("/bin/sh", append([]string{"-c", s.script, bin}, s.args...)...)
	}
	c.cmd.Env = append([]string{"HOME=" + c.home, "PATH=/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC"}, s.env...)
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = slave, slave, slave
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { c.done <- c.cmd.Wait() }()
	go c.read()
	go func() { _, _ = io.Copy(master, c.screen) }() // the terminal's answers
	t.Cleanup(func() {
		_ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
		_ = c.cmd.Process.Kill()
		_ = master.Close()
	})
	return c
}

func (c *console) modes() unix.Termios {
	m, err := unix.IoctlGetTermios(int(c.master.Fd()), unix.TCGETS)
	if err != nil {
		c.t.Fatal(err)
	}
	return *m
}

func (c *console) read() {
	buf := make([]byte, 32<<10)
	for {
		<-c.deaf
		c.deaf <- struct{}{}
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

// transcript is every byte that was sent to the terminal, and its length so far.
func (c *console) transcript() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.raw.String()
}

// busy is how many times longer than on a calm machine something may take
// before a drill calls it hung: CI runs all packages at once on two cores.
const busy = 6

// hung is when something that takes so long on a calm machine is given up: a minute at
// least, for beside other tests the start of a process alone may take several seconds.
func hung(within time.Duration) time.Duration { return busy * max(within, 10*time.Second) }

// until waits for a condition, woken by whatever is drawn.
func (c *console) until(what string, within time.Duration, ok func() bool) {
	c.t.Helper()
	limit := time.NewTimer(hung(within))
	defer limit.Stop()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-c.drawn:
		case <-look.C:
		case <-limit.C:
			c.t.Fatalf("not within %v: %s\n%s", hung(within), what, c.text())
		}
	}
}

func (c *console) sees(words ...string) {
	c.t.Helper()
	c.until(strings.Join(words, ", "), 30*time.Second, func() bool {
		text := c.text()
		for _, w := range words {
			if !strings.Contains(text, w) {
				return false
			}
		}
		return true
	})
}

func (c *console) press(keys string) {
	c.t.Helper()
	if _, err := c.master.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
}

// pressWhole presses when all that was pressed before has been read, so that what is
// pressed (of at most 4,096 bytes) arrives in one piece.
func (c *console) pressWhole(keys string) {
	c.t.Helper()
	n, err := unix.IoctlGetInt(int(c.master.Fd()), unix.TIOCGPTN)
	if err != nil {
		c.t.Fatal(err)
	}
	slave, err := os.OpenFile("/dev/pts/"+itoa(n), os.O_RDONLY|unix.O_NOCTTY, 0)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = slave.Close() }()
	for began := time.Now(); ; time.Sleep(200 * time.Microsecond) {
		left, err := unix.IoctlGetInt(int(slave.Fd()), unix.TIOCINQ)
		if err != nil || time.Since(began) > hung(10*time.Second) {
			c.t.Fatalf("it reads no more: %d bytes, %v\n%s", left, err, c.text())
		}
		if left == 0 {
			break
		}
	}
	c.press(keys)
}

// ends waits for the end of the process and gives its exit code. An end that
// comes later than promised is noted; one that does not come fails.
func (c *console) ends(within time.Duration) int {
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
		if errors.As(err, &exit) {
			if st, ok := exit.Sys().(syscall.WaitStatus); ok && st.Signaled() {
				return 128 + int(st.Signal())
			}
			return exit.ExitCode()
		}
		return 0
	case <-time.After(hung(within)):
		c.t.Fatalf("still runs after %v:\n%s", hung(within), c.text())
		return -1
	}
}

// restored waits until the terminal is as it was: its modes, the first screen,
// the cursor, the mouse and pastes.
func (c *console) restored() {
	c.t.Helper()
	c.until("the terminal's modes are as they were", 3*time.Second, func() bool { return c.modes() == c.before })
	for on, off := range map[string]string{
		"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?1002h": "\x1b[?1002l", "\x1b[?2004h": "\x1b[?2004l",
	} {
		c.until("switched off after "+strings.TrimPrefix(on, "\x1b"), 3*time.Second, func() bool {
			all := c.transcript()
			return strings.LastIndex(all, on) <= strings.LastIndex(all, off)
		})
	}
}

// child is the process id of the binary when a shell runs it.
func (c *console) child() int {
	c.t.Helper()
	n := childOf(c.t, c.cmd.Process.Pid)
	if n == 0 {
		c.t.Skip("needs a shell that starts the program as a child: this one became it")
	}
	return n
}

// childOf is the first child of a process; 0 for none.
func childOf(t *testing.T, pid int) int {
	t.Helper()
	lists, err := filepath.Glob("/proc/" + itoa(pid) + "/task/*/children")
	if err != nil || len(lists) == 0 {
		t.Skipf("needs a kernel that lists children (CONFIG_PROC_CHILDREN): %v", err)
	}
	for _, name := range lists { // each thread has its own
		list, _ := os.ReadFile(name)
		if f := strings.Fields(string(list)); len(f) > 0 {
			n, _ := strconv.Atoi(f[0])
			return n
		}
	}
	return 0
}
