package tickets

import (
	"fmt"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"daybrief/ui/theme"
)

func stringWidth(s string) int { return ansi.StringWidth(s) }

// BenchmarkFilterKeystroke is one letter typed into a filter, to the new frame.
func BenchmarkFilterKeystroke(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		for _, filter := range []string{"p", "printer", "printer harbor", "board:help* owner:me", "is:breached -vpn"} {
			b.Run(fmt.Sprintf("%d/%s", n, filter), func(b *testing.B) {
				s, f := started(b, tenant(n), 160, 45)
				f.Theme = theme.New(true, theme.Unicode())
				s.Sync(f)
				press(s, f, "/")
				s.field.Set(filter[:len(filter)-1])
				s.refine()
				last := filter[len(filter)-1:]
				b.ReportAllocs()
				for b.Loop() {
					press(s, f, last)
					s.Draw(f)
					press(s, f, "backspace")
					s.Draw(f)
				}
			})
		}
	}
}

// BenchmarkMove is a step of the selection, to the new frame.
func BenchmarkMove(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, f := started(b, tenant(n), 160, 45)
			f.Theme = theme.New(true, theme.Unicode())
			s.Sync(f)
			key := "j"
			b.ReportAllocs()
			for b.Loop() {
				if s.table.Index() == s.table.Len()-1 {
					key = "k"
				}
				press(s, f, key)
				s.Draw(f)
			}
		})
	}
}

// BenchmarkRefresh is a new snapshot, to the new frame.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			one, two := frame(tenant(n), 160, 45), frame(tenant(n), 160, 45)
			s := New()
			b.ReportAllocs()
			for b.Loop() {
				s.Sync(one)
				s.Draw(one)
				one, two = two, one
			}
		})
	}
}

// BenchmarkMinute is the turn of the minute: the same tickets, judged anew.
func BenchmarkMinute(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			one := frame(tenant(n), 160, 45)
			two := one
			two.Now = one.Now.Add(time.Minute)
			two.Assessed = one.Assessed.Next(one.Snapshot, one.Lookup, one.Rules.Rules, two.Now)
			s := New()
			b.ReportAllocs()
			for b.Loop() {
				s.Sync(one)
				one, two = two, one
			}
		})
	}
}

// BenchmarkHaystack is preparing the text of all tickets, after new data: from
// nothing, and when nearly all tickets are the same as before.
func BenchmarkHaystack(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		f := frame(tenant(n), 160, 45)
		rows := f.Assessed.Tickets
		whole := newHaystack(rows, nil)
		for name, was := range map[string]*haystack{"new": nil, "known": whole} {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				for b.Loop() {
					newHaystack(rows, was)
				}
			})
		}
	}
}
