//go:build linux

package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/creack/pty"

	"daybrief/internal/terminal"
	"daybrief/ui"
)

// A wall that begins anew for twenty changes of its settings leaves no goroutine,
// no file and no memory behind, and hears the key that ends it. It runs by
// itself, since it counts what the whole process holds.
func TestWallBeginsAnewTwentyTimes(t *testing.T) {
	if raced {
		t.Skip("the race detector counts its own memory too; it runs without")
	}
	d := newDesk(t)
	d.configure("")
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("needs a pseudo-terminal:", err)
	}
	defer func() { _, _ = master.Close(), slave.Close() }()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, master) }()
	p := newProgram(append(d.env, "TERM=xterm-256color"), Streams{In: slave, Out: slave, Err: io.Discard}, d.opts)
	defer p.close()
	w, tty, log := &wallFlags{made: newMade()}, terminal.TTY{In: slave, Out: slave}, slog.New(slog.DiscardHandler)
	anew := func() {
		defer p.closeTo(len(p.closer))
		tenant, err := w.tenant(t.Context(), p, log)
		if err != nil {
			t.Fatal(err)
		}
		change := w.options(p, tenant, log)
		err = p.play(t.Context(), tty, tenant, func(o *ui.Options, e *configEye) {
			change(o, e)
			time.AfterFunc(40*time.Millisecond, func() { e.end(errAnew) })
		})
		if !errors.Is(err, errAnew) {
			t.Fatalf("ended with %v", err)
		}
	}
	left := func() (goroutines, files int, heap uint64) {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		list, _ := filepath.Glob("/proc/self/fd/*")
		return runtime.NumGoroutine(), len(list), m.HeapAlloc
	}
	anew()
	anew()
	g1, f1, h1 := left()
	for range 20 {
		anew()
	}
	d.server.ForgetJournal()
	g2, f2, h2 := left()
	// What has ended takes a moment to be gone.
	leaks := func() bool { return g2 > g1+2 || f2 > f1+1 || h2 > h1+1<<19 }
	for limit := time.Now().Add(20 * time.Second); leaks() && time.Now().Before(limit); g2, f2, h2 = left() {
		runtime.Gosched()
	}
	t.Logf("goroutines %d → %d, files %d → %d, heap %d → %d", g1, g2, f1, f2, h1, h2)
	if leaks() {
		t.Error("it leaks")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := master.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	if err := w.once(ctx, p, tty, log); err != nil {
		t.Errorf("q: %v", err)
	}
}
