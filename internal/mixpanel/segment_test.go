package mixpanel

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func asked() span {
	today := DayNumber(time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC))
	return span{today - 30, today}
}

// series is the days of the answer, as JSON.
func series(s span) string {
	var out []string
	for d := s.first; d <= s.last; d++ {
		out = append(out, `"`+label(d)+`"`)
	}
	return "[" + strings.Join(out, ",") + "]"
}

// A number that is none makes its client unreadable, and the others not.
func TestUnreadableNumbers(t *testing.T) {
	t.Parallel()
	for value, bad := range map[string]bool{
		`{"2026-03-10":5}`: false, `{"2026-03-10":0}`: false, `{}`: false, ` { "2026-03-10" : 5 } `: false,
		`{"2026-03-10":null}`: true, `{"2026-03-10":-1}`: true, `{"2026-03-10":2.5}`: true, `{"2026-03-10":1e3}`: true, `{"2026-03-10":"5"}`: true,
		`{"2026-03-10":[5]}`: true, `{"2026-03-10":12345678901}`: true, `{"2026-03-11":5}`: true, `{"10.03.2026":5}`: true, `{"2026-02-30":5}`: true,
		`null`: true, `[]`: true, `7`: true,
	} {
		body := `{"legend_size":2,"data":{"values":{"A":` + value + `,"B":{"2026-03-10":9}},"series":` + series(asked()) + `},"computed_at":"x"}`
		s, err := readSegment([]byte(body), asked())
		if err != nil {
			t.Errorf("%s: %v", value, err)
			continue
		}
		if s.unread["A"] != bad || s.unread["B"] || s.values["B"][30] != 9 || s.cut {
			t.Errorf("%s: %v", value, s.unread)
		}
	}
}

func TestSaidToBeMore(t *testing.T) {
	t.Parallel()
	body := `{"data":{"series":` + series(asked()) + `,"values":{"A":{"2026-03-10":9}}},"legend_size":61}`
	if s, err := readSegment([]byte(body), asked()); err != nil || !s.cut {
		t.Errorf("%v, %v", s, err)
	}
}

// The reader takes what encoding/json takes, and gives the same.
func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		`{"data":{"series":["2026-03-10"],"values":{"A\u00e9\"":{"2026-03-10":5},"":{}}},"legend_size":2}`, `{"data":{"series":[],"values":{}}}`, `{"a":[1,{"b":null}],"data":{}}`,
		`{"data":{"series":["2026-03-10"],"values":{"A":{"2026-03-10":05}}}}`, "{\"data\":{\"series\":[],\"values\":{\"\xff\":0}}}", `{`, `"`, `{"data":{"series":[],"values":{"\`,
		`{"data":{"series":["2026-03-10","2026-03-09"],"values":{"\ud800":{"2026-03-09":1.0,"2026-03-10":true}}}} `,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := readSegment(body, asked())
		if err != nil {
			return
		}
		if !json.Valid(body) {
			t.Fatalf("took %q, which is no JSON", body)
		}
		var w struct {
			Data struct {
				Values map[string]json.RawMessage
			}
		}
		if json.Unmarshal(body, &w) != nil {
			return // names in another case
		}
		for name, users := range s.values {
			var days map[string]int
			if s.unread[name] || json.Unmarshal(w.Data.Values[name], &days) != nil {
				continue
			}
			for i, n := range users {
				if days[label(asked().first+i)] != n {
					t.Fatalf("%q on day %d: %d, want %d", name, i, n, days[label(asked().first+i)])
				}
			}
		}
	})
}

// bigAnswer is an event of n clients on all days.
func bigAnswer(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"data": {"series": ` + series(asked()) + `, "values": {`)
	for i := range n {
		fmt.Fprintf(&b, `%s"Client %d": {`, strings.Repeat(", ", min(i, 1)), i)
		for d := asked().first; d <= asked().last; d++ {
			fmt.Fprintf(&b, `%s"%s": %d`, strings.Repeat(", ", min(d-asked().first, 1)), label(d), (i+d)%50)
		}
		b.WriteByte('}')
	}
	fmt.Fprintf(&b, `}}, "legend_size": %d}`, n)
	return []byte(b.String())
}

// Five events of 2,000 clients.
func BenchmarkRead2000Clients(b *testing.B) {
	body := bigAnswer(2000)
	b.SetBytes(5 * int64(len(body)))
	for b.Loop() {
		var parts []*segment
		for range 5 {
			s, err := readSegment(body, asked())
			if err != nil {
				b.Fatal(err)
			}
			parts = append(parts, s)
		}
		if u := joined([]string{"a", "b", "c", "d", "e"}, parts, asked()); len(u.Rows) != 2000 {
			b.Fatal(len(u.Rows))
		}
	}
}

// An event that nobody did is said to be one, also where the service lists names with
// a 0 for each day; not where a number could not be read.
func TestAnEventThatNobodyDid(t *testing.T) {
	t.Parallel()
	for values, want := range map[string]bool{
		`{}`: true, `{"Acme": {}}`: true, `{"Acme": {"2026-03-09": 0}, "undefined": {}}`: true,
		`{"Acme": {"2026-03-09": 1}}`: false, `{"Acme": {"2026-03-09": "many"}}`: false,
	} {
		s, err := readSegment([]byte(`{"data": {"series": `+series(asked())+`, "values": `+values+`}, "legend_size": 1}`), asked())
		if err != nil {
			t.Fatal(err)
		}
		if got := joined([]string{"login"}, []*segment{s}, asked()).Events[0].Empty; got != want {
			t.Errorf("%s: %v", values, got)
		}
	}
}
