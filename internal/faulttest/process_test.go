//go:build linux

package faulttest

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"daybrief/connectwise/cwtest"
)

// tenant is a configuration in a home for a server on a loopback socket, with
// the arguments that use it.
func tenant(t *testing.T, server *httptest.Server) (args, env []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	text := fmt.Sprintf("[connection]\nsite = %q\ncompany = %q\npublic_key = %q\nclient_id = %q\n[me]\nrole = \"manager\"\n[poll]\nevery = \"1s\"\n",
		server.URL, cwtest.DemoCompany, cwtest.DemoPublicKey, cwtest.DemoClientID)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"--config", path}, []string{"DAYBRIEF_PRIVATE_KEY=" + key}
}

func loopback(t *testing.T) (*cwtest.Server, *httptest.Server) {
	t.Helper()
	s := cwtest.New(cwtest.Options{PrivateKey: key})
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return s, h
}

// TestSignalsWithRequestsInFlight (F76, F77, F79): each signal ends the program
// within two seconds while every request hangs, and the terminal is put back.
func TestSignalsWithRequestsInFlight(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			s, h := loopback(t)
			args, env := tenant(t, h)
			c := open(t, setting{args: args, env: env})
			c.sees("LIVE")
			s.Break(cwtest.Fault{Kind: cwtest.Hang})
			n := len(s.Journal())
			c.until("a request hangs", 10*time.Second, func() bool { return len(s.Journal()) > n })
			_ = c.cmd.Process.Signal(sig)
			if code := c.ends(2 * time.Second); code != 128+int(sig) {
				t.Errorf("exit code %d, want %d", code, 128+int(sig))
			}
			c.restored()
			if strings.Contains(c.transcript(), key) {
				t.Error("the key was sent to the terminal")
			}
		})
	}
}

// TestHangUp (F78): the terminal goes away, also from a program that was made
// deaf to the signal.
func TestHangUp(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{"heard": `exec "$0" "$@"`, "ignored": `trap "" HUP; exec "$0" "$@"`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := open(t, setting{script: script})
			c.sees("LIVE")
			_ = c.master.Close()
			if code := c.ends(5 * time.Second); code != 129 {
				t.Errorf("exit code %d, want 129 as for the signal", code)
			}
		})
		t.Run(name+", signal only", func(t *testing.T) {
			t.Parallel()
			c := open(t, setting{script: script})
			c.sees("LIVE")
			_ = c.cmd.Process.Signal(syscall.SIGHUP)
			if code := c.ends(2 * time.Second); code != 129 {
				t.Errorf("exit code %d", code)
			}
			c.restored()
		})
	}
}

// shell runs the binary as a job, says when it has the terminal back, and brings
// the job to the front again on a line of input.
const shell = `set -m; "$0" "$@"; echo "IN THE SHELL"; read line; fg >/dev/null; echo "OVER $?"`

// TestStopAndGoOn (F80, F55): ctrl+z, SIGTSTP and SIGSTOP. The shell is usable
// meanwhile; afterwards the frame is whole, with nothing of the shell in it, and
// the server has been asked.
func TestStopAndGoOn(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"key", "SIGTSTP", "SIGSTOP"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s, h := loopback(t)
			args, env := tenant(t, h)
			c := open(t, setting{script: shell, args: args, env: env})
			c.sees("LIVE")
			pid := c.child()
			switch how {
			case "key":
				c.press("\x1a")
			case "SIGTSTP":
				_ = syscall.Kill(pid, syscall.SIGTSTP)
			default:
				_ = syscall.Kill(pid, syscall.SIGSTOP)
			}
			c.until("the shell has the terminal", 5*time.Second, func() bool { return strings.Contains(c.transcript(), "IN THE SHELL") })
			if how != "SIGSTOP" { // which nobody can prepare for
				c.restored()
			}
			n, drawn := len(s.Journal()), len(c.transcript())
			c.press("\n")
			c.until("it is drawn again in full", 5*time.Second, func() bool {
				return strings.Contains(c.transcript()[drawn:], "\x1b[?1049h") && strings.Contains(c.text(), "LIVE") && strings.Contains(c.text(), "SLA: about to be missed, and missed")
			})
			if strings.Contains(c.text(), "IN THE SHELL") {
				t.Errorf("the shell shows through:\n%s", c.text())
			}
			c.until("the server is asked", 10*time.Second, func() bool { return len(s.Journal()) > n })
			c.press("q")
			c.until("the end", 3*time.Second, func() bool { return strings.Contains(c.transcript(), "OVER 0") })
			c.ends(2 * time.Second)
			c.restored()
		})
	}
}

// TestStopWithoutAShell: a dashboard that is all there is in its window can't be
// stopped, for nobody could wake it.
func TestStopWithoutAShell(t *testing.T) {
	t.Parallel()
	c := open(t, setting{})
	c.sees("LIVE")
	c.press("\x1a")
	n := len(c.transcript())
	c.until("it is drawn again", 5*time.Second, func() bool { return strings.Contains(c.transcript()[n:], "\x1b[?1049h") })
	c.sees("LIVE", "SLA: about to be missed, and missed")
	c.press("q")
	c.ends(2 * time.Second)
	c.restored()
}

// TestPanics (F81): wherever it stumbles, the
// terminal is restored, the exit code is no success, and the report is the
// owner's only and holds no key.
func TestPanics(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"update", "command", "view", "goroutine"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			_, h := loopback(t)
			args, env := tenant(t, h)
			c := open(t, setting{args: args, env: append(env, "DAYBRIEF_DRILL="+where)})
			c.sees("LIVE")
			c.press("\x18")
			if code := c.ends(5 * time.Second); code == 0 || code >= 128 {
				t.Errorf("exit code %d", code)
			}
			c.restored()
			report := c.report()
			text, err := os.ReadFile(report)
			if err != nil {
				t.Fatal(err)
			}
			if info, _ := os.Stat(report); info.Mode().Perm() != 0o600 {
				t.Errorf("mode %o", info.Mode().Perm())
			}
			for _, secret := range []string{key, key[:10]} {
				if strings.Contains(string(text), secret) || strings.Contains(c.transcript(), secret) {
					t.Error("the key got out")
				}
			}
			if !strings.Contains(string(text), ".go:") || strings.ContainsRune(string(text), 0x1b) {
				t.Errorf("the report is of no use:\n%.400s", text)
			}
		})
	}
}

// report waits for the one report of a crash, which the screen names.
func (c *console) report() (path string) {
	c.t.Helper()
	c.until("the report is there and named", 3*time.Second, func() bool {
		list, _ := filepath.Glob(filepath.Join(c.home, ".local", "state", "daybrief", "report-*.txt"))
		if len(list) == 1 {
			path = list[0]
		}
		// A long path is broken over two lines.
		return path != "" && strings.Contains(strings.ReplaceAll(c.transcript(), "\r\n", ""), filepath.Base(path))
	})
	return path
}

// TestKilled: even SIGKILL leaves the terminal usable.
func TestKilled(t *testing.T) {
	t.Parallel()
	c := open(t, setting{})
	c.sees("LIVE")
	_ = c.cmd.Process.Kill()
	c.ends(2 * time.Second)
	c.restored()
}

// TestNothingIsLeftBehind: an ordinary end takes the watchdog along.
func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	c := open(t, setting{env: []string{"MARK=drill-" + t.Name() + itoa(os.Getpid())}})
	c.sees("LIVE")
	if n := running("drill-" + t.Name() + itoa(os.Getpid())); n != 2 {
		t.Errorf("%d processes, want the dashboard and its watchdog", n)
	}
	c.press("q")
	c.ends(2 * time.Second)
	if n := running("drill-" + t.Name() + itoa(os.Getpid())); n != 0 {
		t.Errorf("%d processes are left", n)
	}
}

// running counts processes by a word in their environment.
func running(mark string) (n int) {
	list, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, name := range list {
		if text, err := os.ReadFile(name); err == nil && strings.Contains(string(text), mark) {
			n++
		}
	}
	return n
}

// TestBlockedOutput (F89): the terminal takes nothing, as after Ctrl-S. The
// program stays as small as it was, and draws the present when it may.
func TestBlockedOutput(t *testing.T) {
	t.Parallel()
	c := open(t, setting{args: []string{"demo", "--seed", "7", "--speed", "3600"}})
	c.sees("SLA: about to be missed, and missed") // LIVE it is for moments only, at this speed
	<-c.deaf                                      // from here on nobody reads; 3,600 minutes of its day go by in a minute
	c.press("2")
	before := c.memory()
	blocked := time.NewTimer(4 * time.Second)
	defer blocked.Stop()
	<-blocked.C
	if grown := c.memory() - before; grown > 24<<20 {
		t.Errorf("%d bytes more after four blocked hours of its time", grown)
	}
	n := len(c.transcript())
	c.deaf <- struct{}{}
	c.press("1")
	c.sees("SLA: about to be missed, and missed")
	if more := len(c.transcript()) - n; more > 512<<10 {
		t.Errorf("%d bytes had piled up", more)
	}
	c.press("q")
	c.ends(2 * time.Second)
	c.restored()
}

// memory is what is resident of the process.
func (c *console) memory() int {
	text, err := os.ReadFile("/proc/" + itoa(c.cmd.Process.Pid) + "/statm")
	f := strings.Fields(string(text))
	if err != nil || len(f) < 2 {
		c.t.Fatal(err)
	}
	pages, _ := strconv.Atoi(f[1])
	return pages * os.Getpagesize()
}

// TestResizeStormInATerminal (F75): two hundred sizes as fast as they go.
func TestResizeStormInATerminal(t *testing.T) {
	t.Parallel()
	c := open(t, setting{})
	c.sees("LIVE")
	for i := range 200 {
		w, h := uint16(1+i*37%200), uint16(1+i*11%60)
		if i%20 == 0 {
			w, h = 0, 0
		}
		if err := pty.Setsize(c.master, &pty.Winsize{Rows: h, Cols: w}); err != nil {
			t.Fatal(err)
		}
	}
	if err := pty.Setsize(c.master, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	c.press("\x0c") // ctrl+l
	c.sees("LIVE", "SLA: about to be missed, and missed")
	c.press("q")
	c.ends(2 * time.Second)
	c.restored()
}

// TestPoorTerminals (F82, F83, F84, F85): what is no terminal is told in one
// line without an escape byte; poor ones get what they can show.
func TestPoorTerminals(t *testing.T) {
	t.Parallel()
	bin := binary(t)
	for name, script := range map[string]string{
		"input closed": `"$0" demo <&-`, "input is a file": `"$0" demo </dev/null`, "output is a pipe": `"$0" demo | cat`,
		"no controlling terminal": `setsid -w "$0" demo </dev/null 2>&1 | cat`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("/bin/sh", "-c", script, bin)
			cmd.Env = []string{"HOME=" + t.TempDir(), "PATH=/usr/bin:/bin", "TERM=xterm"}
			out, _ := cmd.CombinedOutput()
			if strings.Count(string(out), "\n") != 1 || strings.ContainsRune(string(out), 0x1b) || !strings.Contains(string(out), "terminal") {
				t.Errorf("%q", out)
			}
		})
	}
	t.Run("dumb", func(t *testing.T) {
		t.Parallel()
		c := open(t, setting{env: []string{"TERM=dumb"}})
		if code := c.ends(5 * time.Second); code != 2 || strings.Contains(c.transcript(), "\x1b") {
			t.Errorf("code %d, %q", code, c.transcript())
		}
	})
	t.Run("LANG=C", func(t *testing.T) {
		t.Parallel()
		c := open(t, setting{env: []string{"LANG=C", "LC_ALL=C"}})
		c.sees("LIVE")
		frame := c.text()
		for _, sign := range "│─┃▌●▲…·–•" {
			if strings.ContainsRune(frame, sign) {
				t.Errorf("%q on a terminal that speaks ASCII:\n%s", sign, frame)
				break
			}
		}
		c.press("q")
		c.ends(2 * time.Second)
	})
	t.Run("NO_COLOR", func(t *testing.T) {
		t.Parallel()
		c := open(t, setting{env: []string{"NO_COLOR=1"}})
		c.sees("LIVE", "SLA: about to be missed, and missed")
		for _, sgr := range regexp.MustCompile(`\x1b\[([0-9;:]*)m`).FindAllStringSubmatch(c.transcript(), -1) {
			for _, n := range strings.FieldsFunc(sgr[1], func(r rune) bool { return r == ';' || r == ':' }) {
				if v, _ := strconv.Atoi(n); v >= 30 && v < 50 || v >= 90 && v < 108 {
					t.Fatalf("colour %q in spite of NO_COLOR", sgr[0])
				}
			}
		}
		c.press("q")
		c.ends(2 * time.Second)
	})
}

// TestStrangeAnswers (F86): answers of the terminal that come late, in pieces or
// as nonsense press no keys.
func TestStrangeAnswers(t *testing.T) {
	t.Parallel()
	c := open(t, setting{})
	c.sees("LIVE")
	for _, piece := range []string{"\x1b]11;rgb:1111", "/2222/", "3333\x1b\\", "\x1b[?62;4c", "\x1b[24;80R", "\x1b]11;rgb:zz\x07", "\x1bP1+r\x1b\\", "\x1b[?2026;2$y"} {
		c.press(piece)
	}
	c.press("2")
	c.sees("LIVE")
	c.press("1")
	c.sees("LIVE", "SLA: about to be missed, and missed")
	c.press("q")
	c.ends(2 * time.Second)
	c.restored()
}

// TestTwoAtOnce (F91, F67): two dashboards with one configuration, and the end
// of one is nothing to the other.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	_, h := loopback(t)
	args, env := tenant(t, h)
	home := t.TempDir()
	log := filepath.Join(home, "log")
	args = append(args, "--log", log)
	env = append(env, "HOME="+home)
	a, b := open(t, setting{args: args, env: env}), open(t, setting{args: args, env: env})
	a.sees("LIVE")
	b.sees("LIVE")
	a.press("q")
	if code := a.ends(2 * time.Second); code != 0 {
		t.Errorf("exit code %d", code)
	}
	b.press("2")
	b.sees("LIVE")
	_ = b.cmd.Process.Signal(syscall.SIGTERM)
	b.ends(2 * time.Second)
	b.restored()
	c := open(t, setting{args: args, env: env}) // and what they have left is of use
	c.sees("LIVE")
	c.press("q")
	c.ends(2 * time.Second)
}

// TestFewDescriptors (F92): a program that may hardly open anything says so, or
// works; it does not spin.
func TestFewDescriptors(t *testing.T) {
	t.Parallel()
	c := open(t, setting{script: `ulimit -n 16; exec "$0" "$@"`})
	c.until("a dashboard or a sentence", 10*time.Second, func() bool {
		return strings.Contains(c.text(), "LIVE") || strings.Contains(c.transcript(), "daybrief: ")
	})
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	c.ends(3 * time.Second)
	c.restored()
}

// TestTimeZoneFile (F50): the zone is read from a file that TZ names.
func TestTimeZoneFile(t *testing.T) {
	t.Parallel()
	zone := filepath.Join("/usr/share/zoneinfo", "Pacific", "Chatham")
	if _, err := os.Stat(zone); err != nil {
		t.Skip("no zone files here")
	}
	want, err := time.LoadLocation("Pacific/Chatham")
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, setting{args: []string{"demo"}, env: []string{"TZ=" + zone}})
	c.until("the clock of Chatham", 5*time.Second, func() bool {
		now := time.Now().In(want)
		return strings.Contains(c.text(), now.Format("15:04")) || strings.Contains(c.text(), now.Add(-time.Minute).Format("15:04"))
	})
}
