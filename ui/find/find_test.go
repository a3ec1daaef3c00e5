package find_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"daybrief/model"
	"daybrief/ui/find"
	"daybrief/ui/uitest"
)

func first(hits []find.Hit) string {
	if len(hits) == 0 {
		return "nothing"
	}
	h := hits[0]
	switch h.Kind {
	case find.Company:
		return "company " + h.Company.Name.String()
	case find.Contact:
		return "contact " + h.Contact.Name.String()
	case find.Member:
		return "member " + h.Member.Name().String()
	case find.Board:
		return "board " + h.Board.Name.String()
	}
	return fmt.Sprintf("ticket %d", h.Ticket.ID)
}

func TestFind(t *testing.T) {
	t.Parallel()
	s := uitest.Tenant(uitest.Noon(), 40)
	s.ServiceTickets.Value[3].Summary = model.Clean("ÜBERTRAGUNG hängt\nseit heute")
	x := find.New(s)
	for query, want := range map[string]string{
		"harbour": "company Harbour Dental Group", "robin": "contact Robin Vale", "MARA": "member Mara Oduya",
		"service desk": "board Service Desk", "48217": "ticket 48217", "#48217": "ticket 48217", "4821": "ticket 48210",
		"übertragung": "ticket 48231", "heute": "ticket 48231", "vpn harbour": "ticket 48210",
		"zzz": "nothing", "": "nothing", "   ": "nothing", "\x00": "nothing", "tech2": "member Jonas Weller",
	} {
		hits, total := x.Find(query, 5)
		if got := first(hits); got != want || total < len(hits) || len(hits) > 5 {
			t.Errorf("%q: %s (%d of %d), want %s", query, got, len(hits), total, want)
		}
	}
	if _, total := x.Find("e", 3); total < 40 {
		t.Errorf("counts stop at the limit: %d", total)
	}
	if x.Ticket(48217) == nil || x.Ticket(1) != nil {
		t.Error("a ticket by its number")
	}
}

// TestFindTellsTheTruth compares with the plainest search there is.
func TestFindTellsTheTruth(t *testing.T) {
	t.Parallel()
	s := uitest.Tenant(uitest.Noon(), 300)
	x := find.New(s)
	for _, query := range []string{"a", "vpn", "or", "48", "kes log", "robin vale priority", "in progress"} {
		want := 0
		for tk := range s.Open {
			text := strings.ToLower(fmt.Sprintf("#%d %s\t%s\t%s\t%s\t%s\t%s", tk.ID, tk.Summary, tk.Company.Name, tk.Contact.Name,
				tk.Owner.Label(), tk.Board.Name, tk.Status.Name))
			all := true
			for w := range strings.FieldsSeq(query) {
				all = all && strings.Contains(text, w)
			}
			if all {
				want++
			}
		}
		hits, _ := x.Find(query, 10_000)
		got := 0
		for _, h := range hits {
			if h.Kind == find.Ticket {
				got++
			}
		}
		if got != want {
			t.Errorf("%q finds %d tickets, want %d", query, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed string
		names []string
		want  find.Rank
	}{
		{"Theme", []string{"app.theme", "theme"}, find.Whole},
		{"app.theme", []string{"app.theme"}, find.Whole},
		{"the", []string{"theme"}, find.Prefix},
		{"number copy", []string{"copy the number"}, find.WordStarts},
		{"num", []string{"copy the number"}, find.WordStarts},
		{"cn", []string{"copy the number"}, find.Initials},
		{"conu", []string{"copy the number"}, find.NoMatch},
		{"new", []string{"next week"}, find.NoMatch}, // a word of its own
		{"theme", []string{"copy the number", "this help, media"}, find.NoMatch},
		{"free", []string{"forward again", "refresh", "first"}, find.NoMatch},
		{"mine", []string{"main menu"}, find.NoMatch},
		{"copy copy", []string{"copy the number"}, find.NoMatch},
		{"", []string{"anything"}, find.Prefix},
		{"x", nil, find.NoMatch},
		{"ÜBER", []string{"über"}, find.Whole},
	} {
		if got := find.Match(c.typed, c.names...); got != c.want {
			t.Errorf("%q of %q: %d, want %d", c.typed, c.names, got, c.want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("cn", "copy the number")
	f.Add("İ", "i")
	f.Fuzz(func(t *testing.T, typed, name string) {
		r := find.Match(typed, name)
		if strings.TrimSpace(name) != "" && find.Match(name, name) < find.Prefix && strings.Trim(name, " .,;:-_/()\"'?") == name && strings.TrimFunc(name, unicode.IsSpace) == name {
			t.Errorf("%q is not its own name", name)
		}
		if r > find.Whole {
			t.Error(r)
		}
	})
}

func FuzzFind(f *testing.F) {
	x := find.New(uitest.Tenant(uitest.Noon(), 60))
	f.Add("vpn #482")
	f.Add("ß ẞ İ \xff")
	f.Fuzz(func(t *testing.T, q string) {
		hits, total := x.Find(q, 20)
		if len(hits) > 20 || total < len(hits) || total > x.Len() {
			t.Errorf("%d of %d", len(hits), total)
		}
		find.Match(q, "copy the number")
	})
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		x := find.New(uitest.Tenant(uitest.Noon(), n))
		for _, q := range []string{"e", "vpn", "kestrel printer", "zzzz"} {
			b.Run(fmt.Sprintf("%d/%s", n, q), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.Find(q, 200)
				}
			})
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := uitest.Tenant(uitest.Noon(), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				find.New(s)
			}
		})
	}
}
