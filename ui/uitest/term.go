package uitest

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"github.com/charmbracelet/colorprofile"

	"daybrief/internal/terminal/painter"
)

// rest is how long it takes at most until what happens now is on the screen.
const rest = 200 * time.Millisecond

// Term is a running program with the terminal it believes to have.
type Term struct {
	t    testing.TB
	prog *tea.Program
	scr  *screen
	done chan struct{}
	end  error
}

// Start runs the model on a terminal of w by h cells until the test ends. It
// must be called inside synctest.Test: time is virtual, no sleep is real.
func Start(t testing.TB, m tea.Model, w, h int) *Term {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	x := &Term{t: t, scr: newScreen(w, h), done: make(chan struct{})}
	paint := painter.New(x.scr, painter.Options{Profile: colorprofile.TrueColor, Keys: true})
	paint.Resize(w, h)
	paint.Enter()
	x.prog = tea.NewProgram(&painted{m, paint}, tea.WithFilter(toTerminal(paint)),
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(w, h),
		tea.WithoutSignalHandler(), tea.WithoutRenderer(), tea.WithFPS(1), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	go func() {
		defer close(x.done)
		_, x.end = x.prog.Run()
	}()
	t.Cleanup(func() {
		cancel()
		<-x.done
		paint.Leave(time.Minute)
		paint.Close(time.Minute)
		x.scr.close()
	})
	x.Settle()
	return x
}

// painted hands the frames of a model to a painter, as the program does on a
// real terminal.
type painted struct {
	tea.Model
	to *painter.Painter
}

// Update implements tea.Model.
func (p *painted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := p.Model.Update(msg)
	p.Model = m
	return p, cmd
}

// View implements tea.Model.
func (p *painted) View() tea.View {
	p.to.Show(p.Model.View())
	return tea.View{}
}

// toTerminal takes out what concerns the terminal.
func toTerminal(p *painter.Painter) func(tea.Model, tea.Msg) tea.Msg {
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch m := msg.(type) {
		case tea.WindowSizeMsg:
			p.Resize(m.Width, m.Height)
		case tea.RawMsg:
			if text, ok := m.Msg.(string); ok {
				p.Raw(text)
			}
		}
		if msg == tea.ClearScreen() {
			p.Redraw()
			return nil
		}
		return msg
	}
}

// Settle lets everything happen that happens now: it waits until the program
// rests and its frame is drawn.
func (x *Term) Settle() {
	x.t.Helper()
	x.Pass(rest)
}

// Pass lets virtual time go by.
func (x *Term) Pass(d time.Duration) {
	x.t.Helper()
	synctest.Wait()
	time.Sleep(d) // virtual: returns when everybody else rests
	synctest.Wait()
}

// Press presses keys one after the other and settles. A key is a single sign
// ("j", "?"), or a name as Bubble Tea prints it ("enter", "ctrl+l", "pgdown").
func (x *Term) Press(keys ...string) {
	x.t.Helper()
	for _, k := range keys {
		x.prog.Send(Key(k))
	}
	x.Settle()
}

// Send gives the program any message and settles.
func (x *Term) Send(msg tea.Msg) {
	x.t.Helper()
	x.prog.Send(msg)
	x.Settle()
}

// Resize changes the size of the terminal.
func (x *Term) Resize(w, h int) {
	x.t.Helper()
	x.scr.resize(w, h)
	x.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Text is the screen as plain text, lines cut at their last sign.
func (x *Term) Text() string { return strings.Join(x.Lines(), "\n") }

// Lines are the lines of the screen.
func (x *Term) Lines() []string {
	lines := strings.Split(x.scr.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// Cell is one cell of the screen with its colours.
func (x *Term) Cell(column, line int) uv.Cell { return x.scr.cell(column, line) }

// Has reports whether the screen shows the text on one line.
func (x *Term) Has(text string) bool { return strings.Contains(x.Text(), text) }

// Wants fails the test unless every text is on the screen.
func (x *Term) Wants(texts ...string) {
	x.t.Helper()
	for _, text := range texts {
		if !x.Has(text) {
			x.t.Errorf("the screen does not show %q:\n%s", text, x.Text())
		}
	}
}

// Lacks fails the test when any of the texts is on the screen.
func (x *Term) Lacks(texts ...string) {
	x.t.Helper()
	for _, text := range texts {
		if x.Has(text) {
			x.t.Errorf("the screen shows %q:\n%s", text, x.Text())
		}
	}
}

// Ended reports whether the program has ended, and with what.
func (x *Term) Ended() (bool, error) {
	select {
	case <-x.done:
		return true, x.end
	default:
		return false, nil
	}
}

// Written is how many bytes the program has sent to the terminal so far.
func (x *Term) Written() int { return x.scr.count() }

// Key is the message of a key by its name.
func Key(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for rest := name; ; {
		mod, after, found := strings.Cut(rest, "+")
		if !found || after == "" {
			return named(k, rest)
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "shift":
			k.Mod |= tea.ModShift
		case "alt":
			k.Mod |= tea.ModAlt
		}
		rest = after
	}
}

func named(k tea.KeyPressMsg, name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "delete": tea.KeyDelete,
	}
	if code, ok := codes[name]; ok {
		k.Code = code
		if name == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	k.Code, _ = utf8.DecodeRuneInString(name)
	if k.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		k.Text = name
	}
	return k
}

// screen is the emulated terminal, behind a lock: the program writes to it from
// its own goroutine.
type screen struct {
	mu    sync.Mutex
	em    *vt.Emulator
	text  string // what it shows; "" when that is to be read anew
	bytes int
	gone  chan struct{}
}

func newScreen(w, h int) *screen {
	s := &screen{em: vt.NewEmulator(w, h), gone: make(chan struct{})}
	go func() { // drain what the emulator answers to queries
		defer close(s.gone)
		_, _ = io.Copy(io.Discard, s.em)
	}()
	return s
}

// Write does what the line discipline of a terminal does to line feeds.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes += len(p)
	s.text = ""
	if _, err := s.em.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.text == "" {
		s.text = s.em.String()
	}
	return s.text
}

func (s *screen) cell(x, y int) uv.Cell {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.em.CellAt(x, y); c != nil {
		return *c
	}
	return uv.Cell{}
}

func (s *screen) resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = ""
	s.em.Resize(w, h)
}

func (s *screen) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes
}

func (s *screen) close() {
	_ = s.em.Close()
	<-s.gone
}
