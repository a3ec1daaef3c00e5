package tickets

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// found runs a filter over the sample tenant and gives the numbers that pass,
// without the 48,000.
func found(t testing.TB, filter string, n int) string {
	t.Helper()
	s, _ := started(t, tenant(n), 160, 45)
	return passing(s, filter)
}

// passing is found on a list that there is already.
func passing(s *Screen, filter string) string {
	s.order = "id"
	s.requery()
	s.field.Set(filter)
	s.refilter()
	var out []string
	for i := range s.table.Len() {
		out = append(out, fmt.Sprint(s.table.Key(i)-48000))
	}
	return strings.Join(out, " ")
}

func TestFilter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ filter, want string }{
		{"", "0 1 2 3 4 5 6 7 8 9 10 11"},
		{"printer", "0 7"},
		{"PRINTER blank", "0 7"},
		{"printer -linden", "0 7"},
		{"printer -harbor", "7"},
		{`"floor 2"`, "0 7"},
		{`"2 floor"`, ""},
		{"board:help* maren laptop", "2"},
		{"board:help", "0 1 2 3 4 5 6 7 8 10 11"},
		{"board:elp*", ""},
		{"-board:help", "9"},
		{"board=projects", "9"},
		{"board=project", ""},
		{"is:project", "9"},
		{"owner:me", "3 6 9"},
		{"owner:kim", "1 7 10"},
		{"owner:none", "0 4 8"},
		{"status:new", "1 5"},
		{"status:new,waiting", "1 2 5 6 10"},
		{`status:"waiting customer"`, "2 6 10"},
		{"is:waiting", "2 6 10"},
		{"-is:waiting is:unassigned", "0 4 8"},
		{"is:breached", "0 1"},
		{"is:replied", "5 11"},
		{"is:stale", "8"},
		{"priority<=2", "0 3 4 7 8 11"},
		{"priority:1", "0 4 8"},
		{"p=4 status:new", "1 5"},
		{"priority:crit", "0 4 8"},
		{"company:bakery", "2 7"},
		{"co:harb", "0 5 10"},
		{"id:4800", "0 1 2 3 4 5 6 7 8 9"},
		{"id:48003", "3"},
		{"id>48009", "10 11"},
		{"#48003", "3"},
		{"age>2d", "7 8 9 10 11"},
		{"updated<1h", "0 1"},
		{"project:move", "9"},
		{"is:unknown", "7"},
		// not finished: nothing changes
		{"board:", "0 1 2 3 4 5 6 7 8 9 10 11"},
		{"printer updated>", "0 7"},
		{"is:bre", "0 1 2 3 4 5 6 7 8 9 10 11"},
		{"-", "0 1 2 3 4 5 6 7 8 9 10 11"},
		// mistakes are left out, the rest holds
		{"printer bord:help", "0 7"},
		// not fields
		{"http://printer", ""},
	} {
		want := c.want
		if got := found(t, c.filter, 12); got != want {
			t.Errorf("%q finds %q, want %q", c.filter, got, want)
		}
	}
}

func TestFilterNamesMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ filter, at, why string }{
		{"printer bord:help", "bord:help", "There is no field “bord”. Did you mean board?"},
		{"zzz:1", "zzz:1", "There is no field “zzz”. Put it in quotes to search for the words."},
		{"updated>soon", "updated>soon", "“soon” is not a length of time. Write 90m, 4h, 3d or 2w."},
		{"board>3", "board>3", "board is text: use board:3."},
		{"priority<=x", "priority<=x", "“x” is not a priority's number. Write priority<=2 or priority:x."},
		{"-id:x", "-id:x", "“x” is not a ticket number."},
		{"is:blue", "is:blue", "is:blue is not known. Try breached, risk"},
	} {
		q := parse(c.filter, &world{})
		if len(q.wrong) != 1 {
			t.Errorf("%q: %d mistakes", c.filter, len(q.wrong))
			continue
		}
		m := q.wrong[0]
		if c.filter[m.from:m.to] != c.at || !strings.HasPrefix(m.why, c.why) {
			t.Errorf("%q: at %q: %s", c.filter, c.filter[m.from:m.to], m.why)
		}
	}
	if q := parse("owner:me", &world{}); len(q.wrong) != 1 || q.wrong[0].why != noMember {
		t.Error("owner:me without a member must say so")
	}
}

func TestFilterKnowsTime(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]time.Duration{"90m": 90 * time.Minute, "4h": 4 * time.Hour, "3d": 72 * time.Hour, "2W": 336 * time.Hour, "1.5h": 90 * time.Minute, "3": 72 * time.Hour} {
		if got, ok := length(in); !ok || got != want {
			t.Errorf("length(%q) = %v, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "h", "-3d", "NaN", "Inf", "1e9d", "0x1p4", "3 d", "99999999d"} {
		if _, ok := length(in); ok {
			t.Errorf("length(%q) is taken", in)
		}
	}
}

// naive is the filter's words done the slow, obvious way.
func naive(r row, q *query) bool {
	h := string(newHaystack([]row{r}, nil).of(0))
	for _, w := range q.words {
		if strings.Contains(h, w.text) == w.not {
			return false
		}
	}
	for _, t := range q.tests {
		if !t(r) {
			return false
		}
	}
	return true
}

func FuzzFilter(f *testing.F) {
	for _, s := range []string{"printer", `board:"help desk" -vpn`, "is:breached,risk updated>3d", "-", "--x", `"`, "a:b:c", "owner:me,", "priority<=2", "status:*new*", "İ", "é -É"} {
		f.Add(s)
	}
	snap := tenant(40)
	fr := frame(snap, 100, 30)
	rows := fr.Assessed.Tickets
	hay := newHaystack(rows, nil)
	f.Fuzz(func(t *testing.T, text string) {
		w := world{me: "bortiz", now: noon(), today: noon(), zone: time.UTC, rank: ranks(rows, nil)}
		q := parse(text, &w)
		for _, m := range q.wrong {
			if m.from < 0 || m.to > len(text) || m.from >= m.to || m.why == "" {
				t.Fatalf("%q: mistake %+v", text, m)
			}
		}
		if strings.ContainsAny(text, "\n") {
			return // a filter is one line
		}
		hits := make([]bool, len(rows))
		q.search(rows, hay, hits)
		for i := range rows {
			if hits[i] != naive(rows[i], q) {
				t.Fatalf("%q: row %d is %v, naively %v", text, i, hits[i], !hits[i])
			}
		}
	})
}

func TestHaystackHoldsFoldedText(t *testing.T) {
	t.Parallel()
	tk := sample(0)
	tk.Summary = model.CleanLines("ÄRGER mit\nDrucker")
	rows := []row{{Ticket: tk}, {Ticket: sample(1)}}
	h := newHaystack(rows, nil)
	if got := string(h.of(0)); !strings.HasPrefix(got, "#48000\tärger mit drucker\tharbor dental group\t") || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
	hits := make([]bool, 2)
	parse("ärger", &world{}).search(rows, h, hits)
	if !hits[0] || hits[1] {
		t.Errorf("hits %v", hits)
	}
}
