package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The bars (docs/faults.md says where they come from).
const (
	mib           = 1 << 20
	mostMemory    = 80 * mib
	slopeAnHour   = 0.5 * mib
	noise         = 2 * mib // that medians of a short run differ by
	mostWander    = 3       // goroutines and descriptors
	mostRequests  = 30
	mostAtOnce    = 4
	mostCPU       = 0.05
	mostLog       = 2*(5<<20) + 4096
	startUp       = 3 * time.Minute
	quitWithin    = 2 * time.Second
	leastMeasured = 6
)

// finish ends the program and fills in the table.
func (r *result) finish(x *program, s *server) {
	took, err := x.quit()
	r.bar(err == nil && took < quitWithin, "quitting", "took %v, error %v", took.Round(time.Millisecond), err)
	most, all := s.most(r.began.Add(min(startUp, r.plan.lasts/4)))
	r.bar(most <= mostRequests, "requests", "%d, at most %d in a minute after start-up", all, most)
	r.bar(s.tenant.MaxInFlight() <= mostAtOnce, "at once", "%d", s.tenant.MaxInFlight())
	r.bar(len(s.tenant.Refused()) == 0, "refused by the server", "%d", len(s.tenant.Refused()))
	r.row("faults", "%d single requests, %d outages", s.struck, s.outages)
	r.row("state words", "%s", tally(r.words))
	r.bar(r.words["LIVE"] > 0, "LIVE", "seen %d times", r.words["LIVE"])
	r.row("bytes to the terminal", "%d, %d a minute", x.bytes(), x.bytes()*int(time.Minute)/int(r.plan.lasts))
	r.measured()
	r.log(x)
}

func tally(words map[string]int) string {
	var out []string
	for _, w := range slices.Sorted(maps.Keys(words)) {
		out = append(out, fmt.Sprintf("%s %d", w, words[w]))
	}
	return strings.Join(out, ", ")
}

// measured judges the samples.
func (r *result) measured() {
	r.bar(len(r.samples) >= leastMeasured, "measurements", "%d", len(r.samples))
	if len(r.samples) < leastMeasured {
		return
	}
	hours := r.plan.lasts.Hours()
	grow := slopeAnHour*hours + noise
	first, last, _ := r.ends(func(m sample) float64 { return float64(m.Heap) })
	r.bar(last-first <= grow, "heap", "%.1f → %.1f MiB", first/mib, last/mib)
	first, last, _ = r.ends(func(m sample) float64 { return float64(m.Objects) })
	r.row("heap objects", "%.0f → %.0f", first, last)
	first, last, _ = r.ends(func(m sample) float64 { return float64(m.Goroutines) })
	r.bar(last-first <= mostWander, "goroutines", "%.0f → %.0f", first, last)
	if r.samples[0].Files >= 0 {
		first, last, _ = r.ends(func(m sample) float64 { return float64(m.Files) })
		r.bar(last-first <= mostWander, "descriptors", "%.0f → %.0f", first, last)
		first, last, _ = r.ends(func(m sample) float64 { return float64(m.Memory) })
		r.bar(last <= mostMemory && last-first <= grow+4*mib, "memory", "%.1f → %.1f MiB resident", first/mib, last/mib)
	}
	a, z := r.samples[0], r.samples[len(r.samples)-1]
	if share := float64(z.CPU-a.CPU) / float64(z.At.Sub(a.At)); z.CPU > 0 {
		r.bar(share < mostCPU, "CPU", "%.2f %% of a core, polling every %v, measuring included", share*100, r.plan.every)
	}
}

// log checks that the log is bounded and that no report of a crash was left.
func (r *result) log(x *program) {
	folder := filepath.Dir(x.cmd.Args[2])
	var size int64
	files, _ := filepath.Glob(filepath.Join(folder, "log*"))
	for _, name := range files {
		if info, err := os.Stat(name); err == nil {
			size += info.Size()
		}
	}
	r.bar(size <= mostLog, "log", "%d bytes in %d files", size, len(files))
	reports, _ := filepath.Glob(filepath.Join(folder, ".local", "state", "daybrief", "report-*"))
	r.bar(len(reports) == 0, "reports of crashes", "%d", len(reports))
}

// verdict prints the table and the one line.
func (r *result) verdict(out io.Writer) error {
	for _, row := range r.rows {
		if _, err := fmt.Fprintf(out, "  %-22s %s\n", row[0], row[1]); err != nil {
			return err
		}
	}
	if len(r.faults) > 0 {
		return fmt.Errorf("NOT GOOD after %v: %s", r.plan.lasts, strings.Join(r.faults, "; "))
	}
	_, err := fmt.Fprintf(out, "soak: GOOD after %v: every bar held\n", r.plan.lasts)
	return err
}
