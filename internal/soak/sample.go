package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/connectwise/cwtest"
)

// result is what a soak has found.
type result struct {
	plan    plan
	began   time.Time
	samples []sample
	words   map[string]int // state words by how often they were seen
	faults  []string       // broken bars
	rows    [][2]string    // the table
}

// see notes the state word on the screen.
func (r *result) see(screen string) {
	if r.words == nil {
		r.words = map[string]int{}
	}
	r.words[word(screen)]++
}

// word is the state word of the status bar.
func word(screen string) string {
	all := strings.Split(strings.TrimRight(screen, " \n"), "\n")
	if f := strings.Fields(all[len(all)-1]); len(f) > 0 {
		return f[0]
	}
	return "nothing"
}

// tiles reads the numbers of the Brief screen: a line of figures above a line
// of names.
func tiles(screen string) map[string]int {
	rows := strings.Split(screen, "\n")
	out := map[string]int{}
	for i, names := range rows {
		if i == 0 || !strings.Contains(names, "unassigned") || !strings.Contains(names, "closed today") {
			continue
		}
		figures := []rune(rows[i-1])
		for _, name := range []string{"open", "unassigned", "breached", "at risk", "customer replied", "new today", "closed today"} {
			at := strings.Index(names, name) // the names are plain ASCII
			if at < 0 || at >= len(figures) {
				continue
			}
			text := strings.TrimLeft(string(figures[at:min(len(figures), at+len(name)+2)]), " ●▲*!")
			text, _, _ = strings.Cut(text, "  ")
			if n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", "")); err == nil {
				out[name] = n
			}
		}
		break
	}
	return out
}

func truth(n cwtest.TruthNumbers) map[string]int {
	return map[string]int{
		"open": n.Open, "unassigned": n.Unassigned, "breached": n.Breached, "at risk": n.AtRisk,
		"customer replied": n.CustomerReplied, "new today": n.NewToday, "closed today": n.ClosedToday,
	}
}

// compare looks until the screen is LIVE and says what the server knows, for
// half a minute at most: the tenant goes on living meanwhile.
func (r *result) compare(ctx context.Context, x *program, s *server) {
	var wrong string
	for range 60 {
		wrong = ""
		screen := x.text()
		got, want := tiles(screen), truth(s.tenant.Truth(time.Now(), cwtest.TruthRules{Zone: time.UTC}).Numbers)
		for name, n := range want {
			if g, ok := got[name]; !ok || g != n {
				wrong += fmt.Sprintf("%s: %d (found %v), the server says %d; ", name, g, ok, n)
			}
		}
		if w := word(screen); w != "LIVE" {
			wrong += "the state is " + w + ":\n" + screen
		}
		if wrong == "" || !drain(ctx, x) {
			break
		}
	}
	r.row("at the end", "the screen equals the server")
	if wrong != "" {
		r.rows[len(r.rows)-1][1] = "NOT equal"
		r.faults = append(r.faults, wrong)
	}
}

// drain waits half a second and keeps taking measurements, which nobody needs
// any more.
func drain(ctx context.Context, x *program) bool {
	t := time.NewTimer(500 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-x.samples:
		case <-t.C:
			return true
		}
	}
}

func (r *result) row(name, format string, args ...any) {
	r.rows = append(r.rows, [2]string{name, fmt.Sprintf(format, args...)})
}

// bar notes a value and whether it is within its bar.
func (r *result) bar(ok bool, name, format string, args ...any) {
	r.row(name, format, args...)
	if !ok {
		r.faults = append(r.faults, name+": "+r.rows[len(r.rows)-1][1])
	}
}

// warm is how much of the run is warm-up: 15 minutes, or a quarter of it.
func (r *result) warm() time.Duration { return min(15*time.Minute, r.plan.lasts/4) }

// ends are the medians of a measure over the first and the last third after the
// warm-up.
func (r *result) ends(of func(sample) float64) (first, last float64, ok bool) {
	var warm []sample
	for _, m := range r.samples {
		if m.At.Sub(r.began) > r.warm() {
			warm = append(warm, m)
		}
	}
	n := len(warm) / 3
	if n == 0 {
		return 0, 0, false
	}
	return median(warm[:n], of), median(warm[len(warm)-n:], of), true
}

func median(list []sample, of func(sample) float64) float64 {
	v := make([]float64, 0, len(list))
	for _, m := range list {
		v = append(v, of(m))
	}
	slices.Sort(v)
	return v[len(v)/2]
}
