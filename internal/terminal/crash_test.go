package terminal

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

type bomb struct{ at string }

func (b bomb) Init() tea.Cmd {
	b.maybe("init")
	return tea.Batch(func() tea.Msg { b.maybe("command"); return nil }, nil)
}
func (b bomb) Update(tea.Msg) (tea.Model, tea.Cmd) { b.maybe("update"); return b, nil }
func (b bomb) View() tea.View                      { b.maybe("view"); return tea.NewView("") }
func (b bomb) maybe(at string) {
	if b.at == at {
		panic("boom")
	}
}

func TestPanicsAreCaught(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"init", "command", "update", "view"} {
		stopped := 0
		c := newCatch(func() { stopped++ })
		g := &guard{inside: bomb{at}, catch: c, show: func(tea.View) {}}
		runAll(g.Init())
		_, _ = g.Update(nil)
		g.View()
		if stopped != 1 || c.crash.Value != "boom" || !strings.Contains(c.crash.Stack, "crash_test.go") {
			t.Errorf("%s: stopped %d times, %q\n%s", at, stopped, c.crash.Value, c.crash.Stack)
		}
	}
}

// A program that is left behind is not touched after its end, and one that is
// busy is not closed.
func TestGuardIsShut(t *testing.T) {
	t.Parallel()
	closed := 0
	g := &guard{inside: bomb{"update"}, catch: newCatch(func() {}), show: func(tea.View) { t.Error("a frame after the end") }}
	g.mu.Lock()
	g.close(func() { closed++ }, 0)
	g.mu.Unlock()
	if closed != 0 {
		t.Error("closed while busy")
	}
	g.close(func() { closed++ }, 0)
	_, _ = g.Update(nil)
	g.View()
	if closed != 1 || g.catch.crash.Value != "" {
		t.Errorf("closed %d times, %q", closed, g.catch.crash.Value)
	}
}

// runAll does what Bubble Tea does with a command.
func runAll(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			runAll(c)
		}
	}
}
