package painter

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// frameTime is the least time between two frames: 60 a second.
const frameTime = time.Second / 60

// mostRaw bounds what waits for a terminal that takes nothing, besides a frame.
const mostRaw = 1 << 20

// Options say what a terminal can do.
type Options struct {
	Profile colorprofile.Profile
	// Keys: somebody types at it, and so keyboard and paste modes are set.
	Keys bool
	// Still: it is not asked to move lines (the Windows console does it badly).
	Still bool
	// Ask whether it can hold a frame back until it is whole (mode 2026).
	Ask bool
	// Shown is called once, in the painter's goroutine, when the terminal has taken
	// a first frame. nil for nobody.
	Shown func()
	// Caught is deferred in the painter's goroutine: it may recover. nil lets a
	// panic be one.
	Caught func()
}

// Painter draws frames in a goroutine of its own, which sleeps while there is
// nothing to draw. Its methods never wait for the terminal, but Leave. When the
// terminal takes nothing, the newest frame waits and those before it are dropped.
type Painter struct {
	out  io.Writer
	opts Options
	wake chan struct{}
	done chan struct{}

	mu   sync.Mutex
	next job

	// The rest is the goroutine's.
	screen  *screen
	last    time.Time
	entered bool
	is      modes
}

// New makes a painter and starts its goroutine. It draws nothing before Enter.
func New(out io.Writer, o Options) *Painter {
	p := &Painter{
		out: out, opts: o, wake: make(chan struct{}, 1), done: make(chan struct{}), next: job{profile: o.Profile},
		screen: &screen{styles: newStyles(o.Profile), still: o.Still},
	}
	go p.run()
	return p
}

func (p *Painter) change(do func(*job)) {
	p.mu.Lock()
	do(&p.next)
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Enter takes the screen.
func (p *Painter) Enter() { p.change(func(j *job) { j.shown = true }) }

// Show has a frame drawn; the one that was to be drawn before is dropped.
func (p *Painter) Show(v tea.View) { p.change(func(j *job) { j.frame = v }) }

// Resize says how many columns and rows the terminal has; beyond 500×200 it is
// left alone.
func (p *Painter) Resize(width, height int) {
	p.change(func(j *job) { j.size, j.forget = [2]int{min(width, 500), min(height, 200)}, true })
}

// Redraw erases the screen and draws everything.
func (p *Painter) Redraw() { p.change(func(j *job) { j.forget, j.erase = true, true }) }

// Reduce sets how many colours the terminal has.
func (p *Painter) Reduce(to colorprofile.Profile) {
	p.change(func(j *job) { j.forget, j.profile = j.forget || j.profile != to, to })
}

// Whole says that the terminal can hold a frame back until it is whole.
func (p *Painter) Whole() { p.change(func(j *job) { j.whole = true }) }

// Raw sends a sequence of ours that is no part of a frame.
func (p *Painter) Raw(sequence string) {
	p.change(func(j *job) {
		if len(j.raw)+len(sequence) <= mostRaw {
			j.raw = append(j.raw, sequence...)
		}
	})
}

// Leave gives the screen back as it was, and reports whether the terminal took
// that in time. Enter takes it again.
func (p *Painter) Leave(patience time.Duration) bool {
	left := make(chan struct{})
	p.change(func(j *job) { j.shown, j.left = false, append(j.left, left) })
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case <-left:
		return true
	case <-p.done: // of a panic
		return false
	case <-t.C:
		return false
	}
}

// Close ends the goroutine once it has done what it does, and waits for that as
// long as it is told to. It does not leave.
func (p *Painter) Close(patience time.Duration) {
	p.change(func(j *job) { j.closed = true })
	select {
	case <-p.done:
	case <-time.After(patience):
	}
}

// job is what there is to do at one moment.
type job struct {
	frame   tea.View
	raw     []byte // sequences to be sent with the frame
	shown   bool   // the screen is ours, or is to be
	forget  bool   // what the terminal shows is not known any more
	erase   bool
	size    [2]int
	profile colorprofile.Profile
	whole   bool // the terminal holds frames back until they are whole
	closed  bool
	left    []chan struct{} // who waits for the screen to have been given back
}

func (p *Painter) take() job {
	p.mu.Lock()
	defer p.mu.Unlock()
	j := p.next
	p.next.raw, p.next.forget, p.next.erase, p.next.left = nil, false, false, nil
	return j
}

func (p *Painter) run() {
	defer close(p.done)
	if p.opts.Caught != nil {
		defer p.opts.Caught()
	}
	for range p.wake {
		if wait := frameTime - time.Since(p.last); wait > 0 && !p.last.IsZero() {
			time.Sleep(wait) // what comes meanwhile is drawn with it
		}
		j := p.take()
		p.draw(j)
		if p.screen.out.Len() > 0 {
			if j.frame.Content != "" {
				p.last = time.Now()
			}
			_, _ = p.out.Write(p.screen.out.Bytes()) // a terminal that has gone is noticed by whoever reads it
			p.screen.out.Reset()
			if p.opts.Shown != nil && j.frame.Content != "" {
				p.opts.Shown()
				p.opts.Shown = nil
			}
		}
		for _, left := range j.left {
			close(left)
		}
		if j.closed {
			return
		}
	}
}

// draw writes what leads from what the terminal shows to what it should.
func (p *Painter) draw(j job) {
	s := p.screen
	if !j.shown {
		if p.entered {
			s.out.WriteString(p.is.leave())
			p.entered, p.is = false, modes{}
		}
		s.out.Write(j.raw)
		return
	}
	if !p.entered {
		p.entered, j.forget, j.erase = true, true, true
		p.is = modes{keys: p.opts.Keys}
		s.out.WriteString(p.is.enter(p.opts.Ask))
	}
	s.out.Write(j.raw)
	if j.frame.Content == "" {
		return // nothing to show yet: the first frame must not wait for a blank one
	}
	if [2]int{s.width, s.height} != j.size || s.styles.profile != j.profile {
		if s.styles.profile != j.profile {
			s.styles = newStyles(j.profile)
		}
		s.resize(j.size[0], j.size[1])
	} else if j.forget {
		s.forget()
	}
	before := s.out.Len()
	if j.erase {
		s.out.WriteString("\x1b[m\x1b[2J")
	}
	p.is.become(s, j.frame)
	s.draw(j.frame.Content)
	p.is.point(s, j.frame)
	p.hold(before, j.whole)
}

// hold puts what was written from a place on into brackets, between which the
// terminal shows nothing.
func (p *Painter) hold(from int, whole bool) {
	s := p.screen
	if !whole || s.out.Len() == from {
		return
	}
	text := string(s.out.Bytes()[from:])
	s.out.Truncate(from)
	s.out.WriteString(ansi.SetModeSynchronizedOutput + text + ansi.ResetModeSynchronizedOutput)
}
