package cli

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/ownfile"
	"daybrief/internal/settings"
	"daybrief/model"
)

// crash remembers the first panic of a dashboard and ends it.
type crash struct {
	once  sync.Once
	stop  func()
	value string
	stack string
}

// caught is deferred wherever our code runs inside the framework.
func (c *crash) caught() {
	if r := recover(); r != nil {
		stack := string(debug.Stack())
		c.once.Do(func() {
			c.value, c.stack = fmt.Sprint(r), stack
			c.stop()
		})
	}
}

// guard is a tea.Model that turns a panic of the one inside into an orderly end.
// Bubble Tea catches panics too, but prints the stack on the screen. Once it is
// shut, the one inside is left alone: a program whose terminal is blocked may be
// left behind, and still be running.
type guard struct {
	mu     sync.Mutex
	shut   bool
	inside tea.Model
	crash  *crash
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

var _ tea.Model = (*guard)(nil)

// Init implements tea.Model.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.crash.caught()
	return g.watch(g.inside.Init())
}

// Update implements tea.Model.
func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.crash.caught()
	if g.shut {
		return g, nil
	}
	inside, cmd := g.inside.Update(msg)
	g.inside = inside
	return m, g.watch(cmd)
}

// View implements tea.Model.
func (g *guard) View() (v tea.View) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.crash.caught()
	if g.shut {
		return v
	}
	return g.inside.View()
}

// watch guards a command, and those of a batch, which run in goroutines of
// their own.
func (g *guard) watch(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.crash.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = g.watch(c)
			}
		}
		return msg
	}
}

// report writes what happened to a file that only the owner can read, and says
// so in a sentence.
func (p *program) report(c *crash, t *tenant) error {
	return p.reported(t.made, c.value, c.value+"\n\n"+c.stack, scrubberOf(t))
}

// reported is report for a crash that is told in text alone; what is its gist.
// The demo writes no files.
func (p *program) reported(made bool, what, text string, s scrubber) error {
	what = model.Disarmed(s.scrub(what))
	if made {
		return fmt.Errorf("the demo has stumbled and stopped: %s", what)
	}
	text = fmt.Sprintf("daybrief %s %s/%s %s\n%s\n\n%s", version(), runtime.GOOS, runtime.GOARCH, runtime.Version(),
		p.opts.Now().UTC().Format("2006-01-02 15:04:05"), model.CleanLines(s.scrub(text)))
	dir, err := settings.StateFolder(p.env)
	path := filepath.Join(dir, "report-"+p.opts.Now().UTC().Format("20060102-150405")+".txt")
	if err == nil {
		err = ownfile.Write(path, []byte(text), ownfile.Options{OwnFolder: true})
	}
	if err != nil {
		return fmt.Errorf("daybrief has stumbled and stopped, and could not write a report (%w): %s", err, what)
	}
	return fmt.Errorf("daybrief has stumbled and stopped; a report without secrets is in %s", path)
}

// scrubber takes out what must not be in a report, also in the forms in which it
// is sent.
type scrubber struct {
	Company, Public string
	Hidden          []string
}

func scrubberOf(t *tenant) scrubber {
	s := scrubber{Company: t.set.Connection.Company, Public: t.set.Connection.PublicKey}
	for _, h := range t.secrets() {
		s.Hidden = append(s.Hidden, h.Reveal())
	}
	return s
}

func (s scrubber) scrub(text string) string {
	for _, word := range s.Hidden {
		if word != "" {
			text = strings.ReplaceAll(text, base64.StdEncoding.EncodeToString([]byte(s.Company+"+"+s.Public+":"+word)), "[redacted]")
		}
	}
	return model.Scrub(text, s.Hidden)
}
