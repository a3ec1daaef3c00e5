//go:build linux

package terminal

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"
)

// quitter ends when it hears an x.
type quitter struct{}

func (quitter) Init() tea.Cmd { return nil }

func (q quitter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "x" {
		return q, tea.Quit
	}
	return q, nil
}

func (quitter) View() tea.View { return tea.NewView("x ends it") }

// One program after the other on a terminal, as a wall does whose settings have
// changed: nothing is left behind, and each hears its key.
func TestRunAgain(t *testing.T) {
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("needs a pseudo-terminal:", err)
	}
	defer func() { _, _ = master.Close(), slave.Close() }()
	go func() { _, _ = io.Copy(io.Discard, master) }()
	run := func() {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		if _, err := master.WriteString("x"); err != nil {
			t.Fatal(err)
		}
		if err := Run(ctx, quitter{}, Options{TTY: TTY{In: slave, Out: slave}, Environ: []string{"TERM=xterm"}}); err != nil {
			t.Fatal(err)
		}
	}
	left := func() (goroutines, files int) {
		list, _ := filepath.Glob("/proc/" + strconv.Itoa(os.Getpid()) + "/fd/*")
		return runtime.NumGoroutine(), len(list)
	}
	run()
	g1, f1 := left()
	for range 20 {
		run()
	}
	g2, f2 := left()
	// What has ended takes a moment to be gone.
	for limit := time.Now().Add(20 * time.Second); (g2 > g1+1 || f2 > f1+1) && time.Now().Before(limit); g2, f2 = left() {
		runtime.Gosched()
	}
	if g2 > g1+1 || f2 > f1+1 {
		t.Errorf("%d goroutines became %d, %d files %d", g1, g2, f1, f2)
	}
}
