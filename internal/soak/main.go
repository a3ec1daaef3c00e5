package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"daybrief/connectwise/cwtest"
)

// plan is what the command line asks for.
type plan struct {
	lasts time.Duration
	every time.Duration
	seed  uint64
	size  string
}

func main() {
	if os.Getenv(childOf) != "" {
		os.Exit(child())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p, err := parse(os.Args[1:])
	if err == nil {
		err = run(ctx, p, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func parse(args []string) (plan, error) {
	var p plan
	f := flag.NewFlagSet("soak", flag.ContinueOnError)
	hours := f.Float64("hours", 0, "how long, in hours")
	minutes := f.Float64("minutes", 0, "how long, in minutes, added to -hours")
	f.DurationVar(&p.every, "every", time.Second, "how often tickets are polled")
	f.Uint64Var(&p.seed, "seed", 1, "which tenant and which faults")
	f.StringVar(&p.size, "size", "middle", "of the tenant: small, middle or large")
	if err := f.Parse(args); err != nil {
		return p, err
	}
	p.lasts = time.Duration((*hours*60 + *minutes) * float64(time.Minute))
	if _, ok := sizes()[p.size]; !ok || f.NArg() > 0 || p.lasts < time.Minute {
		return p, fmt.Errorf("say how long (-hours or -minutes, at least one minute) and -size small, middle or large")
	}
	return p, nil
}

func sizes() map[string]cwtest.Size {
	return map[string]cwtest.Size{"small": cwtest.Small, "middle": cwtest.Middle, "large": cwtest.Large}
}

// calm is how long at the end nothing goes wrong: the program must have
// recovered and caught up by then.
const calm = 100 * time.Second

// run is one soak from the first request to the verdict.
func run(ctx context.Context, p plan, out io.Writer) error {
	folder, err := os.MkdirTemp("", "daybrief-soak-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	s, err := serve(p)
	if err != nil {
		return err
	}
	defer s.close()
	prog, err := launch(folder, s.url, p)
	if err != nil {
		return err
	}
	defer prog.kill()
	_, _ = fmt.Fprintf(out, "soak: %v, %s tenant, a poll every %v, seed %d; it ends by itself\n", p.lasts, p.size, p.every, p.seed)
	r := &result{plan: p, began: time.Now()}
	stormy, cancel := context.WithTimeout(ctx, max(p.lasts-calm, p.lasts/2))
	defer cancel()
	go s.trouble(stormy)
	end := time.NewTimer(p.lasts)
	defer end.Stop()
	look := time.NewTicker(500 * time.Millisecond)
	defer look.Stop()
	for going := true; going; {
		select {
		case <-end.C:
			going = false
		case <-ctx.Done():
			return ctx.Err()
		case err := <-prog.done:
			return fmt.Errorf("the program ended by itself (%v):\n%s", err, prog.text())
		case m := <-prog.samples:
			r.samples = append(r.samples, m)
		case <-look.C:
			r.see(prog.text())
		}
	}
	r.compare(ctx, prog, s)
	r.finish(prog, s)
	return r.verdict(out)
}
