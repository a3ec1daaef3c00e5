package history_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/model"
)

// many makes tickets as a desk of n has them: words of very different frequency,
// 2,000 companies, 60 owners, closed over three years but for one in a hundred.
func many(from, n int) []*model.Ticket {
	r := rand.New(rand.NewPCG(3, uint64(from)))
	words := make([]string, 3000)
	for i := range words {
		words[i] = fmt.Sprintf("%c%c%s%d", 'a'+i%26, 'a'+i/26%26, []string{"net", "print", "mail", "vpn", "login"}[i%5], i%97)
	}
	common := []string{"error", "email", "printer", "password", "outlook", "the", "on", "not", "user", "new"}
	out := make([]*model.Ticket, n)
	for i := range out {
		text := common[r.IntN(10)] + " " + common[r.IntN(10)]
		for range 5 {
			text += " " + words[min(r.IntN(3000), r.IntN(3000))]
		}
		t := ticket(int64(from+i+1), text, fmt.Sprintf("Company %d Ltd", r.IntN(2000)))
		t.Company.ID = model.CompanyID(r.IntN(2000) + 1)
		login := fmt.Sprintf("tech%d", r.IntN(60))
		t.Owner = model.MemberRef{ID: 1, Identifier: model.Clean(login), Name: model.Clean("Member " + login)}
		if r.IntN(100) > 0 {
			t = done(t, noon().Add(-time.Duration(r.IntN(3*365*24))*time.Hour))
		}
		out[i] = t
	}
	return out
}

func BenchmarkInsert(b *testing.B) {
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "h.db")
		db := open(b, history.Options{Path: path})
		for i := range 10 {
			put(b, db, many(i*10_000, 10_000)...)
		}
		b.StopTimer()
		n, _ := history.Size(path)
		b.ReportMetric(float64(n)/(1<<20), "MB")
		b.StartTimer()
	}
}

// typed is what people type, each a key press after the other.
func typed() (presses []string) {
	for _, words := range []string{"printer error", "12345", "company:\"company 17\"", "owner:tech7 email", "closed:2025-03 vpn", "aanet zzz", "outlook not", "\"error email\"", "aeprint -the"} {
		for i := range words {
			presses = append(presses, words[:i+1])
		}
	}
	return presses
}

// BenchmarkAt500k makes a file of 500,000 tickets once and measures on it: every
// key press of a search, what one changed ticket costs, how long it takes until
// the file can be read, and the memory of a process that does nothing else.
func BenchmarkAt500k(b *testing.B) {
	path := filepath.Join(b.TempDir(), "h.db")
	db := open(b, history.Options{Path: path})
	for i := range 50 {
		put(b, db, many(i*10_000, 10_000)...)
	}
	b.Run("search", func(b *testing.B) {
		var took []time.Duration
		for b.Loop() {
			for _, words := range typed() {
				q, start := history.ParseQuery(words), time.Now()
				if _, err := db.Search(b.Context(), q, 200); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
		}
		slices.Sort(took)
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
		b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
		b.ReportMetric(ms(took[len(took)-1]), "max-ms")
	})
	b.Run("delta", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i++
			t := ticket(77, fmt.Sprintf("changed %d", i), "Acme")
			t.Updated = noon().Add(time.Duration(i) * time.Second)
			put(b, db, t)
		}
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			again, err := history.Open(b.Context(), history.Options{Path: path})
			if err != nil {
				b.Fatal(err)
			}
			_ = again.Close()
		}
	})
	b.Run("memory", func(b *testing.B) {
		for b.Loop() {
			cmd := exec.Command(os.Args[0], "-test.run=^TestMemoryOfASearch$", "-test.v")
			cmd.Env = append(os.Environ(), searchPath+"="+path)
			out, err := cmd.Output()
			var mb float64
			if _, said, ok := strings.Cut(string(out), "beyond: "); err != nil || !ok {
				b.Skip("only where /proc says how much memory is used")
			} else if _, err := fmt.Sscanf(said, "%f", &mb); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(mb, "MB")
		}
	})
}

const searchPath = "DAYBRIEF_TEST_SEARCH" // the file that a process of its own searches

// TestMemoryOfASearch says how much memory a process needs for a history: open, and
// searched by every key press. It is the process; by itself it does nothing.
func TestMemoryOfASearch(t *testing.T) {
	path := os.Getenv(searchPath)
	if path == "" {
		t.Skip("is run by BenchmarkAt500k as a process of its own")
	}
	resident := func(name string) (mb float64) {
		text, _ := os.ReadFile("/proc/self/status")
		_, said, ok := strings.Cut(string(text), name+":")
		if _, err := fmt.Sscanf(said, "%f", &mb); !ok || err != nil {
			t.Skip("needs /proc/self/status, which says how much memory is used")
		}
		return mb / 1024
	}
	before := resident("VmRSS")
	db := open(t, history.Options{Path: path})
	for range 3 {
		for _, words := range typed() {
			if _, err := db.Search(t.Context(), history.ParseQuery(words), 200); err != nil {
				t.Fatal(err)
			}
		}
	}
	fmt.Printf("beyond: %.1f\n", resident("VmHWM")-before)
}

// BenchmarkServiceOf100k reads what the report service takes from the history of
// 100,000 tickets of a year.
func BenchmarkServiceOf100k(b *testing.B) {
	db := open(b, history.Options{Path: filepath.Join(b.TempDir(), "h.db")})
	for i := range 10 {
		list := many(i*10_000, 10_000)
		for _, t := range list {
			t.Entered = t.ClosedAt.Add(-5 * time.Hour)
		}
		put(b, db, list...)
	}
	for b.Loop() {
		list, err := db.Tickets(b.Context(), noon().AddDate(-3, 0, 0), noon())
		if err != nil || len(list) < 90_000 {
			b.Fatal(len(list), err)
		}
	}
}

// BenchmarkTallies works out 90 days from 100,000 tickets of three years.
func BenchmarkTallies(b *testing.B) {
	db := open(b, history.Options{Path: filepath.Join(b.TempDir(), "h.db")})
	for i := range 10 {
		put(b, db, many(i*10_000, 10_000)...)
	}
	if err := db.AddSpan(b.Context(), false, history.Span{From: noon().AddDate(-3, 0, 0), To: noon()}); err != nil {
		b.Fatal(err)
	}
	today := model.CalendarDay(noon(), time.UTC)
	for b.Loop() {
		if h, err := history.Tallies(b.Context(), db, today.AddDate(0, 0, -90), today, time.UTC); err != nil || len(h) != 90 {
			b.Fatal(len(h), err)
		}
	}
}
