package connectwise

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

func onPage(all *words) *pageWords {
	p := &pageWords{}
	p.turn(all)
	return p
}

// dirty is memory that another page has been read into.
func dirty[W any]() []W {
	rows, _ := scanList[W]([]byte(strings.ReplaceAll("["+fullTicket+","+fullTicket+"]", "\n", "")), onPage(newWords()), nil)
	return rows
}

// alike fails when the scanner reads a list that encoding/json does not read, or
// reads it otherwise. It reports whether the scanner has read it.
func alike[W any](t *testing.T, in string) bool {
	t.Helper()
	got, ok := scanList([]byte(in), onPage(newWords()), dirty[W]())
	if !ok {
		return false
	}
	var want []W
	if err := json.Unmarshal([]byte(in), &want); err != nil {
		t.Errorf("%.200s was read, and is: %v", in, err)
		return true
	}
	got, skipped := settled(got)
	want, due := settled(want) // NaN, which stands for what is none, equals nothing
	if skipped != due || !reflect.DeepEqual(got, want) {
		t.Errorf("%.200s: %d left out of %+v\nwant %d of %+v", in, skipped, got, due, want)
	}
	return true
}

// lists are what the scanner must read itself, and what it must leave alone.
func lists() (read, left []string) {
	full := strings.ReplaceAll(fullTicket, "\n", "")
	read = []string{
		`[]`, " [ ] \n", `[{}]`, `[` + full + `]`, `[` + full + ` , ` + full + "]\r\n",
		`[{"ID":1,"id":2,"Id":"3"}]`, `[{"id":null,"summary":null,"board":null,"closedFlag":null,"budgetHours":null,"closedDate":null,"escalationLevel":null}]`,
		`[{"escalationLevel":"7"},{"escalationLevel":7,"escalationLevel":null}]`,
		`[{"id":1.5,"summary":7,"closedFlag":"True","budgetHours":"x","isInSla":0}]`,
		`[{"id":{"a":1},"summary":["x"],"closedDate":{},"closedFlag":[1]}]`,
		`[{"id":99999999999999999999,"parentTicketId":-4}]`,
		`[{"other":[1,-0.5e+3,{"deep":[[[]]]},"\u00e9\"\\",true,false,null]}]`,
		`[{"summary":"M\u00fcller \ud83d"},{"summary":"Müller"},{"summary":"` + "\xff" + `"}]`,
		`[{"closedDate":"2026-02-31T09:00:00Z"},{"closedDate":"2026-02-28T23:59:59Z"},{"closedDate":"0001-01-01T00:00:00Z"},{"closedDate":"2026-02-28T24:00:00Z"},{"closedDate":"2026-02-28"},{"closedDate":"soon"}]`,
		`[{"board":{"id":1},"board":{"name":"x"}}]`,
	}
	left = []string{
		``, `{}`, `null`, `[`, `[}`, `[null]`, `[1]`, `[{}`, `[{]`, `[{},]`, `[{}]x`, `[{"id"}]`, `[{"id":}]`, `[{"id":1,}]`, `[{id:1}]`, `[{"id":01}]`,
		`[{"id":1.}]`, `[{"id":-}]`, `[{"id":1e}]`, `[{"id":+1}]`, `[{"id":tru}]`, "[{\"summary\":\"a\nb\"}]", `[{"summary":"\x"}]`, `[{"summary":"\u12g4"}]`, `[{"summary":"x]`,
		`[{"board":"x"}]`, `[{"board":[]}]`, `[{"board":7}]`, `[{"\u0069d":1}]`, `[{"ſummary":"x"}]`, `[` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `]`,
		`[{"x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}]`,
	}
	return read, left
}

// What the scanner reads it reads as encoding/json does; what servers send as a
// rule it does read.
func TestScanner(t *testing.T) {
	t.Parallel()
	read, left := lists()
	for _, in := range read {
		if !alike[ticketWire](t, in) {
			t.Errorf("%.200s was left to encoding/json", in)
		}
		alike[calculatedWire](t, in)
		alike[digestWire](t, in)
	}
	for _, in := range left {
		if alike[ticketWire](t, in) {
			t.Errorf("%.200s was read", in)
		}
	}
	for name, l := range map[string]*layout{
		"tickets": layoutOf(reflect.TypeFor[ticketWire]()), "digests": layoutOf(reflect.TypeFor[digestWire]()), "sla": layoutOf(reflect.TypeFor[calculatedWire]()),
		"boards": layoutOf(reflect.TypeFor[boardWire]()), "members": layoutOf(reflect.TypeFor[memberWire]()),
	} {
		if l == nil {
			t.Errorf("%s are left to encoding/json", name)
		}
	}
}

// What repeats is kept once, on one page and from page to page.
func TestTextsThatRepeat(t *testing.T) {
	t.Parallel()
	all := newWords()
	var first string
	for n := range 3 {
		rows, ok := scanList[ticketWire]([]byte(fmt.Sprintf(`[{"summary":"%d"},{"company":{"name":"Birch"}},{"company":{"name":"Birch"}},{"company":{"name":"Bi\u0072ch"}}]`, n)), onPage(all), nil)
		if !ok || len(rows) != 4 {
			t.Fatal("not read")
		}
		if first == "" {
			first = string(rows[1].Company.Name)
		}
		for _, r := range rows[1:] {
			if name := string(r.Company.Name); name != "Birch" || !samePlace(name, first) {
				t.Errorf("page %d: %q is kept twice", n, name)
			}
		}
	}
	for n := range 2*mostWords + 7 {
		all.same(fmt.Sprint(n))
	}
	if len(all.known) > mostWords {
		t.Errorf("%d texts are kept", len(all.known))
	}
}

func FuzzScanner(f *testing.F) {
	read, left := lists()
	for _, in := range append(read, left...) {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		alike[ticketWire](t, in)
		alike[calculatedWire](t, in)
	})
}

func samePlace(a, b string) bool { return unsafe.StringData(a) == unsafe.StringData(b) }
