package painter

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// words are what frames are made of: colours, wide signs, marks that join,
// signs whose width is doubted, and what must not get through.
var words = []string{
	"printer", "offline", " ", "  ", "          ", "SLA", "due in 13 min", "│", "●", "▲", "東雲精密", "e\u0301", "ü", "…", "한",
	"\x1b[m", "\x1b[1m", "\x1b[0;38;2;10;200;30m", "\x1b[38;5;33m", "\x1b[48;2;40;40;60m", "\x1b[7m", "\x1b[4m", "\x1b[31;44m",
	"\x1b[2J", "\x1b]0;x\a", "\x1b[10;10H", "\t", "\x07", "\u0085", "\x1b[?1049l",
}

func madeLine(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(16) {
		b.WriteString(words[r.IntN(len(words))])
	}
	return b.String()
}

// edited changes a frame as programs do: a line, a swap, a scroll, all.
func edited(r *rand.Rand, lines []string) []string {
	out := append([]string(nil), lines...)
	if len(out) == 0 {
		return out
	}
	switch r.IntN(5) {
	case 0:
		for i := range out {
			out[i] = madeLine(r)
		}
	case 1:
		out[r.IntN(len(out))] = madeLine(r)
	case 2:
		i, j := r.IntN(len(out)), r.IntN(len(out))
		out[i], out[j] = out[j], out[i]
	case 3:
		by := 1 + r.IntN(len(out))
		out = append(out[by:], out[:by]...)
	case 4:
		i := r.IntN(len(out))
		out[i] = "\x1b[1m" + out[i]
	}
	return out
}

// Whatever frames and sizes come in whatever order, the terminal shows the last
// frame, as one that has seen nothing else does.
func TestTheTerminalShowsTheFrame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		w, h := 1+r.IntN(90), 1+r.IntN(30)
		emu := vt.NewEmulator(w, h)
		defer emu.Close()
		s := &screen{styles: newStyles(colorprofile.TrueColor), still: seed%3 == 0}
		s.resize(w, h)
		lines := make([]string, h)
		for n := range 12 {
			if r.IntN(6) == 0 {
				w, h = 1+r.IntN(90), 1+r.IntN(30)
				emu.Resize(w, h)
				s.resize(w, h)
				lines = make([]string, h)
			}
			lines = edited(r, lines)
			feed(emu, s, strings.Join(lines, "\n"))
			fresh := vt.NewEmulator(w, h)
			defer fresh.Close()
			anew := &screen{styles: newStyles(colorprofile.TrueColor)}
			anew.resize(w, h)
			feed(fresh, anew, strings.Join(lines, "\n"))
			if got, want := look(emu, w, h), look(fresh, w, h); got != want {
				t.Fatalf("seed %d, frame %d, %d×%d:\n%s\nwant\n%s", seed, n, w, h, got, want)
			}
		}
	}
}

func feed(emu *vt.Emulator, s *screen, content string) {
	s.draw(content)
	_, _ = emu.Write(s.out.Bytes())
	s.out.Reset()
}

// look is every cell of an emulator, with what can be seen of its style: a blank's
// colour of text can't.
func look(emu *vt.Emulator, w, h int) string {
	var b strings.Builder
	for y := range h {
		for x := range w {
			c := emu.CellAt(x, y)
			if c == nil {
				b.WriteString("?")
				continue
			}
			seen := c.Style
			if c.Content == " " && seen.Underline == 0 && seen.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0 {
				seen.Fg, seen.Attrs = nil, 0
			}
			if !seen.IsZero() {
				fmt.Fprintf(&b, "<%s>", strings.ReplaceAll(seen.String(), "\x1b", ""))
			}
			b.WriteString(c.Content)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A frame is its own text, too: not only equal to another painting of it.
func TestTextOfAFrame(t *testing.T) {
	t.Parallel()
	emu := vt.NewEmulator(20, 4)
	defer emu.Close()
	s := &screen{styles: newStyles(colorprofile.TrueColor)}
	s.resize(20, 4)
	for _, tt := range []struct{ content, want string }{
		{"one\ntwo\nthree", "one\ntwo\nthree\n"},
		{"one\n\x1b[31mtwo\x1b[m!\nthree and far beyond the end", "one\ntwo!\nthree and far beyond\n"},
		{"東雲精密\n\x1b]0;evil\x07two\x1b[2J\n\x1b[5;5Hx", "東雲精密\n0;eviltwo\nx\n"},
		{"a\x1b[?1049l東\n\n\n\u0085last", "a東\n\n\nlast"},
		{"", "\n\n\n"},
	} {
		feed(emu, s, tt.content)
		if got := strings.Join(trimmed(emu.String()), "\n"); got != tt.want {
			t.Errorf("%q shows %q, want %q", tt.content, got, tt.want)
		}
	}
}

func trimmed(text string) []string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// What a frame costs on the wire.
func TestBytes(t *testing.T) {
	t.Parallel()
	s := &screen{styles: newStyles(colorprofile.TrueColor)}
	s.resize(80, 24)
	lines := make([]string, 24)
	for i := range lines {
		lines[i] = fmt.Sprintf("  %05d  Printer on the second floor offline   Kestrel Logistics   In Progress", 48000+7*i)
	}
	cost := func(change func()) int {
		change()
		s.draw(strings.Join(lines, "\n"))
		n := s.out.Len()
		s.out.Reset()
		return n
	}
	cost(func() {})
	for _, tt := range []struct {
		name   string
		most   int
		change func()
	}{
		{"nothing", 0, func() {}},
		{"a digit", 12, func() { lines[3] = strings.Replace(lines[3], "48021", "48022", 1) }},
		{"a line that ends early", 40, func() { lines[5] = "  short" }},
		{"one line up", 120, func() { lines = append(lines[1:], "  a new line at the end") }},
		{"one line down", 120, func() { lines = append([]string{"  a new line at the top"}, lines[:23]...) }},
		{"two words far apart", 40, func() {
			lines[9] = strings.Replace(strings.Replace(lines[9], "Printer", "printer", 1), "Progress", "progress", 1)
		}},
	} {
		if got := cost(tt.change); got > tt.most {
			t.Errorf("%s: %d bytes, want at most %d", tt.name, got, tt.most)
		}
	}
}

// slow is a terminal that may take nothing for a while.
type slow struct {
	mu      sync.Mutex
	out     bytes.Buffer
	writes  int
	blocked chan struct{}
}

func (s *slow) Write(b []byte) (int, error) {
	if s.blocked != nil {
		<-s.blocked
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	return s.out.Write(b)
}

func (s *slow) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

func (s *slow) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writes
}

func (s *slow) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out.Reset()
}

// At most 60 frames a second, the last one always, and no byte without a change.
func TestPace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &slow{}
		p := New(out, Options{Profile: colorprofile.TrueColor, Keys: true, Ask: true})
		p.Resize(40, 5)
		p.Enter()
		for i := range 1000 {
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)})
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Second)
		if n := out.count(); n < 50 || n > 62 {
			t.Errorf("%d writes in a second of a thousand frames", n)
		}
		if text := shownOn(out); text != "frame 999" {
			t.Errorf("the last frame was dropped: %q", text)
		}
		n := len(out.text())
		p.Show(tea.View{Content: "frame 999"})
		time.Sleep(time.Hour)
		if len(out.text()) != n {
			t.Errorf("%q was written though nothing has changed", out.text()[n:])
		}
		if !p.Leave(time.Second) {
			t.Error("did not leave")
		}
		p.Close(time.Minute)
	})
}

// shownOn is the first line of what a terminal shows.
func shownOn(out *slow) string {
	emu := vt.NewEmulator(40, 5)
	text := strings.ReplaceAll(out.text(), "\x1b[?2026$p", "") // it would wait for somebody to read its answer
	_, _ = emu.Write([]byte(text))
	line, _, _ := strings.Cut(emu.String(), "\n")
	return strings.TrimRight(line, " ")
}

// While a terminal takes nothing one frame waits, the newest.
func TestBlocked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &slow{blocked: make(chan struct{})}
		p := New(out, Options{Profile: colorprofile.TrueColor})
		p.Resize(40, 5)
		p.Enter()
		for i := range 10000 {
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)})
			p.Raw("\a")
		}
		time.Sleep(3 * time.Minute)
		if p.Leave(time.Second) {
			t.Error("a blocked terminal was left")
		}
		p.Enter()
		close(out.blocked)
		time.Sleep(time.Second)
		if text := shownOn(out); out.count() > 2 || text != "frame 9999" {
			t.Errorf("%d writes, %q on the screen", out.count(), text)
		}
		p.Leave(time.Second)
		p.Close(time.Minute)
	})
}

// What a painter sets on a terminal it unsets, and again after coming back.
func TestModes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &slow{}
		p := New(out, Options{Profile: colorprofile.ANSI, Keys: true, Ask: true})
		p.Resize(40, 5)
		p.Show(tea.View{Content: "\x1b[38;2;255;0;0mred", WindowTitle: "day\x07brief", MouseMode: tea.MouseModeCellMotion, Cursor: tea.NewCursor(2, 1)})
		for range 2 {
			out.forget()
			p.Enter()
			p.Whole()
			time.Sleep(time.Second)
			in := out.text()
			for _, set := range []string{"\x1b[?1049h", "\x1b[?25h", "\x1b[?1002h", "\x1b[?1006h", "\x1b[?2004h", "\x1b[?7l", "\x1b]2;daybrief\x07", "\x1b[91mred", "\x1b[>1u", "\x1b[22;0t", "\x1b[?2026$p"} {
				if !strings.Contains(in, set) {
					t.Errorf("%q is not set in %q", set, in)
				}
			}
			out.forget()
			p.Leave(time.Second)
			left := out.text()
			for _, unset := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?1002l", "\x1b[?1006l", "\x1b[?2004l", "\x1b[?7h", "\x1b[<1u", "\x1b[23;0t", "\x1b[m"} {
				if !strings.Contains(left, unset) {
					t.Errorf("%q is not unset in %q", unset, left)
				}
			}
		}
		p.Close(time.Minute)
	})
}

type exploding struct{}

func (exploding) Write([]byte) (int, error) { panic("boom") }

// A panic in the painter's goroutine is the caller's to end.
func TestPanicIsCaught(t *testing.T) {
	t.Parallel()
	caught := make(chan any, 1)
	p := New(exploding{}, Options{Caught: func() { caught <- recover() }})
	p.Enter()
	if r := <-caught; r != "boom" {
		t.Error(r)
	}
	if p.Leave(time.Minute) {
		t.Error("says that it has left")
	}
}

// One row of a list is selected after another, at 200×60.
func BenchmarkSelectionMoves(b *testing.B) {
	s := &screen{styles: newStyles(colorprofile.TrueColor)}
	s.resize(200, 60)
	frames := [2]string{}
	for f := range frames {
		lines := make([]string, 60)
		for i := range lines {
			ground := "\x1b[m"
			if i == 20+f {
				ground = "\x1b[48;2;40;60;90m"
			}
			lines[i] = ground + "  \x1b[38;2;200;80;80m●" + ground + fmt.Sprintf("  %05d  ", 48000+i) + strings.Repeat("Printer on the second floor ", 6) + ground
		}
		frames[f] = strings.Join(lines, "\n")
	}
	bytes := 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.draw(frames[i%2])
		bytes += s.out.Len()
		s.out.Reset()
	}
	b.ReportMetric(float64(bytes)/float64(b.N), "bytes/frame")
}

// FuzzFrames: no text makes the painter panic, or send anything but text,
// colours and its own moves.
func FuzzFrames(f *testing.F) {
	for _, w := range words {
		f.Add("before "+w+" after", w, uint8(40), uint8(3))
		f.Add("\xc2", w+"\x8d", uint8(40), uint8(1))
	}
	f.Fuzz(func(t *testing.T, a, b string, w, h uint8) {
		s := &screen{styles: newStyles(colorprofile.TrueColor)}
		s.resize(int(w), int(h))
		for _, content := range []string{a, b, a + b} {
			s.draw(content)
			harmless(t, s.out.Bytes())
			s.out.Reset()
		}
	})
}

func harmless(t *testing.T, out []byte) {
	t.Helper()
	for len(out) > 0 {
		i := bytes.IndexByte(out, esc)
		text := out
		if i >= 0 {
			text = out[:i]
		}
		if bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
			t.Fatalf("control characters in %q", text)
		}
		if i < 0 {
			return
		}
		out = out[i:]
		if len(out) < 3 || out[1] != '[' {
			t.Fatalf("a sequence of another kind: %q", out[:min(len(out), 20)])
		}
		end := bytes.IndexFunc(out[2:], func(r rune) bool { return r >= '@' && r <= '~' })
		if end < 0 || !bytes.ContainsRune([]byte("mHCKXrST"), rune(out[2+end])) {
			t.Fatalf("%q", out[:min(len(out), 20)])
		}
		out = out[end+3:]
	}
}
