package ui_test

import (
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// big is a dashboard on a tenant of 10,000 open tickets, 200 by 60 cells.
func big(b *testing.B) (*ui.App, *uitest.Feed) {
	r := newRig(uitest.Tenant(uitest.Noon(), 10_000))
	return r.still(b, 200, 60), r.feed
}

// BenchmarkKey is a key press to a new frame: Update and View.
func BenchmarkKey(b *testing.B) {
	for name, keys := range map[string][2]string{"row": {"j", "k"}, "page": {"pgdown", "pgup"}, "ends": {"G", "g"}, "preview": {"tab", "esc"}, "why": {"w", "w"}} {
		b.Run(name, func(b *testing.B) {
			a, _ := big(b)
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				a.Update(uitest.Key(keys[i&1]))
				_ = a.View()
				i++
			}
		})
	}
}

// BenchmarkWholeSection is the same in a section that lists 10,000 rows.
func BenchmarkWholeSection(b *testing.B) {
	s := uitest.Tenant(uitest.Noon(), 10)
	one := s.ScheduleEntries.Value[2]
	for i := range 10_000 {
		v := *one
		v.ID, v.Ticket = model.ScheduleEntryID(1000+i), 0
		s.ScheduleEntries.Value = append(s.ScheduleEntries.Value, &v)
	}
	r := newRig(s)
	r.opts.Rules.Member = "tech1"
	r.opts.Rules.Sections = []string{"my-day"}
	a := r.still(b, 200, 60)
	a.Update(uitest.Key("enter"))
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		a.Update(uitest.Key([2]string{"pgdown", "pgup"}[i&1]))
		_ = a.View()
		i++
	}
}

// BenchmarkResize is what dragging the terminal's corner costs a step.
func BenchmarkResize(b *testing.B) {
	a, _ := big(b)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		a.Update(tea.WindowSizeMsg{Width: 200 - i&1, Height: 60})
		_ = a.View()
		i++
	}
}

// BenchmarkArrival is what new data costs: index, briefing, rows and frame.
func BenchmarkArrival(b *testing.B) {
	a, f := big(b)
	b.ReportAllocs()
	for b.Loop() {
		a.Update(verdictIn(arrive(a, f, func(*model.Snapshot) {})))
		_ = a.View()
	}
}

// BenchmarkVerdict is what a key may have to wait for when a verdict has come:
// numbers of the tabs, rows and frame of each screen.
func BenchmarkVerdict(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		for tab := range 4 {
			b.Run(strconv.Itoa(n)+"/"+strconv.Itoa(tab+1), func(b *testing.B) {
				r := whole(uitest.Tenant(uitest.Noon(), n))
				a := r.still(b, 160, 45)
				a.Update(uitest.Key(strconv.Itoa(tab + 1)))
				b.ReportAllocs()
				for b.Loop() {
					b.StopTimer()
					v := verdictIn(arrive(a, r.feed, func(*model.Snapshot) {}))
					b.StartTimer()
					a.Update(v)
					_ = a.View()
				}
			})
		}
	}
}

// BenchmarkSearch is a keystroke in the search over everything, to a frame.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			r := whole(uitest.Tenant(uitest.Noon(), n))
			a := r.still(b, 160, 45)
			a.Update(uitest.Key("ctrl+f"))
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				a.Update(uitest.Key([]string{"e", "r", "backspace", "backspace"}[i&3]))
				_ = a.View()
				i++
			}
		})
	}
}

// BenchmarkFilter is a keystroke in the filter of the ticket list, to a frame.
func BenchmarkFilter(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			r := whole(uitest.Tenant(uitest.Noon(), n))
			a := r.still(b, 160, 45)
			a.Update(uitest.Key("2"))
			a.Update(uitest.Key("/"))
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				a.Update(uitest.Key([]string{"e", "r", "backspace", "backspace"}[i&3]))
				_ = a.View()
				i++
			}
		})
	}
}

// BenchmarkMove is a move of the selection on every screen, to a frame.
func BenchmarkMove(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		for tab := range 4 {
			b.Run(strconv.Itoa(n)+"/"+strconv.Itoa(tab+1), func(b *testing.B) {
				a := whole(uitest.Tenant(uitest.Noon(), n)).still(b, 160, 45)
				a.Update(uitest.Key(strconv.Itoa(tab + 1)))
				i := 0
				b.ReportAllocs()
				for b.Loop() {
					a.Update(uitest.Key([2]string{"j", "k"}[i&1]))
					_ = a.View()
					i++
				}
			})
		}
	}
}

// BenchmarkView is an unchanged screen.
func BenchmarkView(b *testing.B) {
	a, _ := big(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = a.View()
	}
}
