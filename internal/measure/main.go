package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// plan is what the command line asks for.
type plan struct {
	program string
	rows    []string
	tenants []int
	idle    time.Duration
	settle  time.Duration
	starts  int
	past    int
	keys    int
}

func allRows() []string {
	return []string{"start", "keys", "wall", "demo", "brief", "limited", "history"}
}

func main() {
	p, err := parse(os.Args[1:])
	if err == nil {
		err = run(p, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func parse(args []string) (plan, error) {
	var p plan
	f := flag.NewFlagSet("measure", flag.ContinueOnError)
	f.StringVar(&p.program, "program", "", "a daybrief that is built already (default: that of this folder)")
	rows := f.String("rows", strings.Join(allRows(), ","), "which rows")
	tenants := f.String("tenants", "10000,100000", "how many open tickets; each makes rows of its own")
	f.DurationVar(&p.idle, "idle", time.Minute, "how long programs are left alone; 0 for not at all")
	f.DurationVar(&p.settle, "settle", 15*time.Second, "how long a program is given after its first lists")
	f.IntVar(&p.starts, "starts", 7, "how many starts")
	f.IntVar(&p.past, "past", 500_000, "how many tickets the history of the row history has")
	f.IntVar(&p.keys, "keys", 20, "how many moves down, and up again")
	if err := f.Parse(args); err != nil {
		return p, err
	}
	p.rows = strings.Split(*rows, ",")
	for _, r := range p.rows {
		if !slices.Contains(allRows(), r) {
			return p, fmt.Errorf("there is no row %q; there are %s", r, strings.Join(allRows(), ", "))
		}
	}
	for n := range strings.SplitSeq(*tenants, ",") {
		open, err := strconv.Atoi(n)
		if err != nil || open < 1 || f.NArg() > 0 || p.starts < 1 || p.keys < 1 {
			return p, fmt.Errorf("-tenants are numbers of open tickets, and -starts and -keys at least 1")
		}
		p.tenants = append(p.tenants, open)
	}
	return p, nil
}

// table prints rows as they come: a run takes its time.
type table struct{ out io.Writer }

func (t *table) row(name, format string, args ...any) {
	_, _ = fmt.Fprintf(t.out, "%-52s %s\n", name, fmt.Sprintf(format, args...))
}

func run(p plan, out io.Writer) error {
	folder, err := os.MkdirTemp("", "daybrief-measure-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if p.program == "" {
		p.program = filepath.Join(folder, "daybrief")
		if text, err := exec.CommandContext(context.Background(), "go", "build", "-trimpath", "-o", p.program, ".").CombinedOutput(); err != nil {
			return fmt.Errorf("%w:\n%s", err, text)
		}
	}
	t := &table{out}
	if slices.Contains(p.rows, "demo") {
		if err := p.demo(t); err != nil {
			return err
		}
	}
	for _, open := range p.tenants {
		if err := p.tenant(t, folder, open); err != nil {
			return err
		}
	}
	return nil
}

// tenant measures all rows with so many open tickets.
func (p plan) tenant(t *table, folder string, open int) error {
	b, err := newBench(p, folder, open)
	if err != nil {
		return err
	}
	defer b.close()
	wanted := func(row string) bool { return slices.Contains(p.rows, row) }
	steps := []struct {
		row string
		do  func() error
	}{
		{"brief", func() error {
			return b.briefs(t, fmt.Sprintf("%d, 150 ms a request", open), 150*time.Millisecond, 0)
		}},
		{"limited", func() error { return b.briefs(t, fmt.Sprintf("%d, every 5th request 429", open), 0, 5) }},
		{"start", func() error {
			if err := b.fill(); err != nil {
				return err
			}
			return b.starts(t)
		}},
		{"keys", func() error { return b.keys(t) }},
		{"history", func() error { return b.pasts(t) }},
		{"wall", func() error { return b.walls(t) }},
	}
	for _, s := range steps {
		if !wanted(s.row) {
			continue
		}
		if err := s.do(); err != nil {
			return fmt.Errorf("%s: %w", s.row, err)
		}
	}
	return nil
}

// demo measures the built-in tenant, which is no server's.
func (p plan) demo(t *table) error {
	var took, work []float64
	for i := range p.starts {
		x, err := launch(p.program, []string{"HOME=" + os.TempDir()}, "demo")
		if err != nil {
			return err
		}
		c, err := x.first(30*time.Second, full)
		if err == nil && i == p.starts-1 {
			time.Sleep(p.settle)
			idle(t, x, "demo of 150", p.idle)
		}
		x.end()
		if err != nil {
			return err
		}
		took, work = append(took, ms(c.at.Sub(x.began))), append(work, ms(c.cpu))
	}
	t.row("demo, first full frame", "%.0f ms, %.0f ms CPU (worst %.0f)", median(took), median(work), slices.Max(took))
	return nil
}
