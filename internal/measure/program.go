package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// The terminal that the program runs in.
const (
	columns = 200
	lines   = 60
)

// chunk is what came from the program at once.
type chunk struct {
	at   time.Time
	cpu  time.Duration // that the program had used by then
	text []byte
}

// program is daybrief in a pseudo-terminal.
type program struct {
	cmd    *exec.Cmd
	master *os.File
	began  time.Time
	done   chan struct{} // closed when it has ended

	mu     sync.Mutex
	chunks []chunk
	fresh  chan struct{} // a token: there are more chunks
	screen *vt.Emulator
	shown  int // chunks that the screen has taken
}

// launch starts the program.
func launch(path string, env []string, args ...string) (*program, error) {
	p := &program{done: make(chan struct{}), fresh: make(chan struct{}, 1), screen: vt.NewEmulator(columns, lines)}
	p.cmd = exec.Command(path, args...)
	p.cmd.Env = append(env, "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "TZ=UTC")
	p.began = time.Now()
	var err error
	if p.master, err = pty.StartWithSize(p.cmd, &pty.Winsize{Rows: lines, Cols: columns}); err != nil {
		return nil, err
	}
	go func() { _ = p.cmd.Wait(); close(p.done) }()
	go p.read()
	go func() { _, _ = io.Copy(p.master, p.screen) }() // the terminal's answers
	return p, nil
}

func (p *program) pid() int { return p.cmd.Process.Pid }

// read keeps what comes and when; the screen is drawn later, by whoever looks,
// so that it takes no time from a start.
func (p *program) read() {
	buf := make([]byte, 64<<10)
	for {
		n, err := p.master.Read(buf)
		if err != nil {
			return
		}
		c := chunk{time.Now(), cpu(p.pid()), append([]byte(nil), buf[:n]...)}
		p.mu.Lock()
		p.chunks = append(p.chunks, c)
		p.mu.Unlock()
		select {
		case p.fresh <- struct{}{}:
		default:
		}
	}
}

// count is how many chunks there are.
func (p *program) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.chunks)
}

// since are the chunks from one on.
func (p *program) since(n int) []chunk {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.chunks[n:]
}

func size(list []chunk) (n int) {
	for _, c := range list {
		n += len(c.text)
	}
	return n
}

// look is what the screen shows.
func (p *program) look() string {
	for _, c := range p.since(p.shown) {
		_, _ = p.screen.Write(c.text)
		p.shown++
	}
	return p.screen.String()
}

// first waits for a frame that satisfies good, and is the chunk with which it
// was there.
func (p *program) first(patience time.Duration, good func(screen string) bool) (chunk, error) {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		for _, c := range p.since(p.shown) {
			_, _ = p.screen.Write(c.text)
			p.shown++
			if good(p.screen.String()) {
				return c, nil
			}
		}
		select {
		case <-p.fresh:
		case <-p.done:
			return chunk{}, fmt.Errorf("the program ended by itself:\n%s", p.look())
		case <-limit.C:
			return chunk{}, fmt.Errorf("not seen within %v:\n%s", patience, p.look())
		}
	}
}

// press types keys.
func (p *program) press(keys string) error {
	_, err := p.master.WriteString(keys)
	return err
}

// answer waits for what a key brings and is how long that took; false when
// nothing comes within a while.
func (p *program) answer(key string, patience time.Duration) (took time.Duration, ok bool) {
	n, began := p.count(), time.Now()
	if p.press(key) != nil {
		return 0, false
	}
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		if new := p.since(n); len(new) > 0 {
			return new[0].at.Sub(began), true
		}
		select {
		case <-p.fresh:
		case <-p.done:
			return 0, false
		case <-limit.C:
			return 0, false
		}
	}
}

// end ends the program.
func (p *program) end() {
	_ = p.press("q")
	t := time.NewTimer(5 * time.Second)
	defer t.Stop()
	select {
	case <-p.done:
	case <-t.C:
		_ = p.cmd.Process.Kill()
		<-p.done
	}
	_ = p.master.Close()
}

// state is the state word of the status bar; "" for none.
func state(screen string) string {
	all := strings.Split(strings.TrimRight(screen, " \n"), "\n")
	if f := strings.Fields(all[len(all)-1]); len(f) > 0 {
		return f[0]
	}
	return ""
}
