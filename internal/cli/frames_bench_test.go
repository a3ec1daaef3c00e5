package cli

import (
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/history"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/screen"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
)

// BenchmarkFramesWhileInserting is how long a key takes to its frame, on a dashboard of
// 10,000 open tickets, while nothing else goes on and while 100,000 tickets are inserted
// into a history. It is the clock on the wall that counts: an idle machine is needed.
func BenchmarkFramesWhileInserting(b *testing.B) {
	for name, insert := range map[string]bool{"alone": false, "inserting": true} {
		b.Run(name, func(b *testing.B) {
			feed := uitest.NewFeed(uitest.Tenant(uitest.Noon(), 10_000))
			a, err := ui.New(ui.Options{
				Context: b.Context(), Screens: []screen.Screen{brief.New(), tickets.New()}, Feed: feed, Provider: uitest.Provider{},
				Rules: uitest.Rules(), Now: uitest.Noon, Title: "Northwind IT", Theme: ui.Dark,
			})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(a.Close)
			a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
			a.Update(uitest.Key("2"))
			list := uitest.Tenant(uitest.Noon(), 100_000).ServiceTickets.Value
			for b.Loop() {
				var ended atomic.Bool
				go func() {
					defer ended.Store(true)
					if insert {
						inserted(b, list)
						return
					}
					time.Sleep(20 * time.Second)
				}()
				took := frames(a, &ended)
				b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
				b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
				b.ReportMetric(ms(took[len(took)-1]), "worst-ms")
				late, _ := slices.BinarySearch(took, 16*time.Millisecond)
				b.ReportMetric(float64(len(took)-late), "late")
				b.ReportMetric(float64(len(took)), "frames")
			}
		})
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func inserted(b *testing.B, list []*model.Ticket) {
	db, err := history.Open(b.Context(), history.Options{Path: filepath.Join(b.TempDir(), "h.db")})
	if err != nil {
		b.Error(err)
		return
	}
	defer func() { _ = db.Close() }()
	if _, err := db.PutTickets(b.Context(), list, uitest.Noon(), time.UTC); err != nil {
		b.Error(err)
	}
}

// frames presses keys until something has ended, some thirty a second, and is how long
// each took to its frame, the shortest first.
func frames(a *ui.App, ended *atomic.Bool) (took []time.Duration) {
	for i := 0; !ended.Load() || i < 10; i++ {
		began := time.Now()
		a.Update(uitest.Key([]string{"j", "k"}[i&1]))
		_ = a.View()
		took = append(took, time.Since(began))
		time.Sleep(30 * time.Millisecond)
	}
	slices.Sort(took)
	return took
}
