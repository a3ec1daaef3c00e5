package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"daybrief/connectwise/cwtest"
)

// bench is one tenant and a home of its own for the program.
type bench struct {
	plan plan
	*server
	open   int
	home   string
	config string
}

func newBench(p plan, folder string, open int) (*bench, error) {
	s, err := serve(open)
	if err != nil {
		return nil, err
	}
	b := &bench{plan: p, server: s, open: open, home: filepath.Join(folder, fmt.Sprint(open))}
	b.config = filepath.Join(b.home, "config.toml")
	text := fmt.Sprintf("[connection]\nsite = %q\ncompany = %q\npublic_key = %q\nclient_id = %q\n[me]\nrole = \"manager\"\nzone = \"UTC\"\n",
		s.url, cwtest.DemoCompany, cwtest.DemoPublicKey, cwtest.DemoClientID)
	if err := os.MkdirAll(b.home, 0o700); err != nil {
		return nil, err
	}
	return b, os.WriteFile(b.config, []byte(text), 0o600)
}

func (b *bench) env() []string {
	return []string{"HOME=" + b.home, "DAYBRIEF_PRIVATE_KEY=" + cwtest.DemoPrivateKey}
}

func (b *bench) launch(args ...string) (*program, error) {
	return launch(b.plan.program, b.env(), append(args, "--config", b.config)...)
}

// full is a frame with rows of tickets and a state.
func full(screen string) bool { return state(screen) != "" && ticketRow().MatchString(screen) }

func ticketRow() *regexp.Regexp { return regexp.MustCompile(`#\d{5,}`) }

func live(screen string) bool { return state(screen) == "LIVE" }

// fill runs the program until it has kept a picture.
func (b *bench) fill() error {
	p, err := b.launch()
	if err != nil {
		return err
	}
	defer p.end()
	if _, err := p.first(3*time.Minute, live); err != nil {
		return err
	}
	seen := func() int {
		n, _ := filepath.Glob(filepath.Join(b.home, ".local/state/daybrief/picture-*"))
		return len(n)
	}
	for range 120 {
		time.Sleep(time.Second)
		if seen() > 0 {
			time.Sleep(b.plan.settle)
			return nil
		}
	}
	return fmt.Errorf("no picture is kept:\n%s", p.look())
}

// starts measures first frames of the last picture.
func (b *bench) starts(t *table) error {
	var took, work []float64
	for range b.plan.starts {
		p, err := b.launch()
		if err != nil {
			return err
		}
		c, err := p.first(30*time.Second, full)
		if err == nil {
			took, work = append(took, ms(c.at.Sub(p.began))), append(work, ms(c.cpu))
			time.Sleep(time.Second)
		}
		p.end()
		if err != nil {
			return err
		}
	}
	t.row(fmt.Sprintf("first frame of the last picture, %d", b.open), "%.0f ms, %.0f ms CPU (worst %.0f, %.0f)", median(took), median(work), slices.Max(took), slices.Max(work))
	return nil
}

// keys measures what a dashboard with all tickets does when keys are pressed
// and when none is.
func (b *bench) keys(t *table) error {
	p, err := b.launch()
	if err != nil {
		return err
	}
	defer p.end()
	if _, err := p.first(3*time.Minute, live); err != nil {
		return err
	}
	time.Sleep(b.plan.settle) // first lists, and what they leave behind
	u := used(p.pid())
	t.row(fmt.Sprintf("resident memory, %d open", b.open), "%.1f MB (peak %.1f)", mb(u.resident), mb(u.peak))
	if err := p.press("2"); err != nil {
		return err
	}
	time.Sleep(2 * time.Second)
	b.moves(t, p, "with preview")
	_ = p.press("p")
	time.Sleep(time.Second)
	b.moves(t, p, "without preview")
	b.filter(t, p)
	_ = p.press("1")
	time.Sleep(5 * time.Second)
	idle(t, p, fmt.Sprintf("dashboard, %d open", b.open), b.plan.idle)
	return nil
}

// moves presses arrows, down and up.
func (b *bench) moves(t *table, p *program, how string) {
	var took []float64
	n, before := p.count(), cpu(p.pid())
	for i := range 2 * b.plan.keys {
		key := "\x1b[B"
		if i >= b.plan.keys {
			key = "\x1b[A"
		}
		if d, ok := p.answer(key, time.Second); ok {
			took = append(took, ms(d))
		}
		time.Sleep(time.Duration(150+17*(i%4)) * time.Millisecond)
	}
	work := ms(cpu(p.pid())-before) / float64(2*b.plan.keys)
	bytes := size(p.since(n)) / (2 * b.plan.keys)
	slices.Sort(took)
	if len(took) == 0 {
		t.row("selection moves "+how, "nothing came")
		return
	}
	t.row(fmt.Sprintf("key to first cell, %d, %s", b.open, how), "%.1f ms median, %.1f ms p99, %.1f ms worst", median(took), took[len(took)*99/100], took[len(took)-1])
	t.row(fmt.Sprintf("CPU a key, %d, %s", b.open, how), "%.2f ms", work)
	t.row(fmt.Sprintf("bytes a selection move, %d, %s", b.open, how), "%d", bytes)
}

// filter types words into the filter.
func (b *bench) filter(t *table, p *program) {
	var took, work []float64
	for _, word := range []string{"printer", "vpn", "mail", "backup"} {
		_ = p.press("/")
		time.Sleep(300 * time.Millisecond)
		for _, c := range word {
			before := cpu(p.pid())
			if d, ok := p.answer(string(c), time.Second); ok {
				took = append(took, ms(d))
			}
			time.Sleep(250 * time.Millisecond)
			work = append(work, ms(cpu(p.pid())-before))
		}
		_ = p.press("\x1b")
		time.Sleep(400 * time.Millisecond)
	}
	slices.Sort(work)
	slices.Sort(took)
	if len(took) == 0 {
		return
	}
	t.row(fmt.Sprintf("filter letter, %d", b.open), "%.1f ms CPU median, %.1f p95; seen after %.1f ms median", median(work), work[len(work)*95/100], median(took))
}

// idle leaves a program alone.
func idle(t *table, p *program, what string, lasts time.Duration) {
	if lasts <= 0 {
		return
	}
	n, a := p.count(), used(p.pid())
	time.Sleep(lasts)
	z := used(p.pid())
	m := lasts.Minutes()
	t.row("idle, "+what, "%.3f CPU-s, %.0f switches, %.0f bytes a minute; %.1f → %.1f MB, %d → %d descriptors",
		(z.cpu-a.cpu).Seconds()/m, float64(z.switches-a.switches)/m, float64(size(p.since(n)))/m, mb(a.resident), mb(z.resident), a.files, z.files)
}

// walls leaves a wall alone.
func (b *bench) walls(t *table) error {
	p, err := b.launch("wall")
	if err != nil {
		return err
	}
	defer p.end()
	if _, err := p.first(time.Minute, func(s string) bool { return p.count() > 0 && len(s) > 0 }); err != nil {
		return err
	}
	time.Sleep(b.plan.settle)
	idle(t, p, fmt.Sprintf("wall, %d open", b.open), b.plan.idle)
	return nil
}

// briefs prints a briefing of a server that takes its time, and of one that
// refuses every fifth request.
func (b *bench) briefs(t *table, what string, latency time.Duration, nth int) error {
	b.behave(latency, nth)
	defer b.behave(0, 0)
	cmd := exec.Command(b.plan.program, "brief", "--format", "json", "--timeout", "10m", "--config", b.config)
	cmd.Env = append(b.env(), "TZ=UTC")
	began := time.Now()
	out, _ := cmd.Output() // it says with its exit code what needs attention
	took := time.Since(began)
	asked, early := b.counts()
	t.row("brief, "+what, "%.1f s, %.2f CPU-s, %.0f MB peak, %d requests, %d of them within a Retry-After, exit %d, open %s",
		took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), mb(peak(cmd.ProcessState)), asked, early, cmd.ProcessState.ExitCode(), openIn(out))
	return nil
}

// openIn is the number of open tickets in a briefing.
func openIn(out []byte) string {
	if m := regexp.MustCompile(`"open":\s*(null|\d+)`).FindSubmatch(out); m != nil {
		return string(m[1])
	}
	return "not said"
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
func mb(n int) float64           { return float64(n) / 1e6 }

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	return s[len(s)/2]
}
