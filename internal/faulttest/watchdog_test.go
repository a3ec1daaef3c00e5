//go:build linux

package faulttest

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybrief/model"
)

// TestWatchdogIsReplaced: a watchdog that dies has a successor, which restores
// the terminal as it was before the first one was there.
func TestWatchdogIsReplaced(t *testing.T) {
	t.Parallel()
	c := open(t, setting{})
	c.sees("LIVE")
	for range 2 {
		var first int
		c.until("there is a watchdog", 5*time.Second, func() bool { first = childOf(t, c.cmd.Process.Pid); return first != 0 })
		if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		c.until("there is another watchdog", 5*time.Second, func() bool {
			n := childOf(t, c.cmd.Process.Pid)
			return n != 0 && n != first
		})
	}
	_ = c.cmd.Process.Kill()
	c.ends(2 * time.Second)
	c.restored()
}

// TestKeyFoundLater: a crash that the runtime tells of holds no key that was
// found long after the start, nor the one before it.
func TestKeyFoundLater(t *testing.T) {
	t.Parallel()
	const old = "OldDrillKey4711"
	_, h := loopback(t)
	args, _ := tenant(t, h)
	file := filepath.Join(filepath.Dir(args[1]), "key")
	text, err := os.ReadFile(args[1])
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, old)
	write(t, args[1], strings.Replace(string(text), "[me]", "private_key_file = \""+file+"\"\n[me]", 1))
	c := open(t, setting{args: args, env: []string{"DAYBRIEF_DRILL=goroutine"}})
	c.sees("AUTH")
	write(t, file, key)
	c.press("r")
	c.sees("LIVE")
	c.press("\x18")
	if code := c.ends(5 * time.Second); code == 0 {
		t.Error("exit code 0 after a crash")
	}
	c.restored()
	report, err := os.ReadFile(c.report())
	if err != nil || !strings.Contains(string(report), "drill [redacted] [redacted]") {
		t.Errorf("the report has not held both keys: %v\n%.300s", err, report)
	}
	for _, word := range []string{old, key} {
		for _, form := range model.SecretForms(word) {
			if strings.Contains(string(report)+c.transcript(), form) {
				t.Errorf("%q got out", form)
			}
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
