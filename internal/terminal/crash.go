package terminal

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Crash is a panic that ended a program. Both texts may hold secrets.
type Crash struct{ Value, Stack string }

func (c *Crash) Error() string { return "the program has panicked" }

// catch remembers the first panic of a program and ends it.
type catch struct {
	once  sync.Once
	stop  func()
	crash Crash
}

func newCatch(stop func()) *catch { return &catch{stop: stop} }

// caught is deferred wherever the program's code runs.
func (c *catch) caught() {
	if r := recover(); r != nil {
		stack := string(debug.Stack())
		c.once.Do(func() {
			c.crash = Crash{fmt.Sprint(r), stack}
			c.stop()
		})
	}
}

// guard is a tea.Model that turns a panic of the one inside into an orderly end,
// and hands its frames over. Bubble Tea catches panics too, but prints the stack
// on the screen. Once it is shut, the one inside is left alone: a program that
// hangs may be left behind, and still be running.
type guard struct {
	mu     sync.Mutex
	shut   bool
	inside tea.Model
	catch  *catch
	show   func(tea.View)
}

var _ tea.Model = (*guard)(nil)

// Init implements tea.Model.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch.caught()
	return g.watch(g.inside.Init())
}

// Update implements tea.Model.
func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.catch.caught()
	if g.shut {
		return g, nil
	}
	inside, cmd := g.inside.Update(msg)
	g.inside = inside
	return m, g.watch(cmd)
}

// View implements tea.Model. The framework has no renderer: the frame goes to
// show.
func (g *guard) View() (v tea.View) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.catch.caught()
	if !g.shut {
		g.show(g.inside.View())
	}
	return v
}

// close shuts the guard and closes the one inside, unless that is busy for
// longer than patience.
func (g *guard) close(inside func(), patience time.Duration) {
	for end := time.Now().Add(patience); !g.mu.TryLock(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			return
		}
	}
	defer g.mu.Unlock()
	g.shut = true
	inside()
}

// watch guards a command, and those of a batch, which run in goroutines of
// their own.
func (g *guard) watch(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.catch.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = g.watch(c)
			}
		}
		return msg
	}
}
