package store

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"daybrief/internal/tempdir"
	"daybrief/model"
)

// sealed makes a file around any document, with a label that is in order.
func sealed(t testing.TB, doc []byte, size int64, tenant string) []byte {
	t.Helper()
	var body bytes.Buffer
	z := gzip.NewWriter(&body)
	if _, err := z.Write(doc); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body.Bytes())
	line, err := json.Marshal(label{pictureFormat, version(pictureFormat), tenant, size, hex.EncodeToString(sum[:])})
	if err != nil {
		t.Fatal(err)
	}
	return append(append(line, '\n'), body.Bytes()...)
}

func document(t testing.TB, s *model.Snapshot) []byte {
	t.Helper()
	var out bytes.Buffer
	n, err := writePicture(&out, s, noon(), ticket)
	if err != nil || n != int64(out.Len()) {
		t.Fatalf("%d bytes of %d: %v", n, out.Len(), err)
	}
	return out.Bytes()
}

// Somebody has written escape sequences into the file and sealed it again.
func TestTextsAreCleanedAgain(t *testing.T) {
	t.Parallel()
	doc := document(t, full())
	evil := "\x1b]52;c;ZXZpbA==\a\u009b31m\u202egnp\r\nnew line"
	var p map[string]any
	if err := json.Unmarshal(doc, &p); err != nil {
		t.Fatal(err)
	}
	texts := p["texts"].([]any)
	for i := 1; i < len(texts); i++ {
		texts[i] = evil
	}
	fixed, err := json.Marshal(map[string]any{"texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	doc = append(doc[:bytes.Index(doc, []byte(`"texts"`))], fixed[1:]...)
	snap, _, err := open(sealed(t, doc, int64(len(doc)), "x"), "x", &model.Snapshot{})
	if err != nil {
		t.Fatal(err)
	}
	harmless(t, snap)
	if got := snap.ServiceTickets.Value[0].Summary.String(); !strings.Contains(got, "new line") {
		t.Errorf("nothing is left of the text: %q", got)
	}
}

// harmless fails the test when a text could drive a terminal.
func harmless(t *testing.T, s *model.Snapshot) {
	t.Helper()
	check := func(texts ...model.Text) {
		for _, x := range texts {
			if strings.ContainsFunc(x.String(), unicode.IsControl) || strings.ContainsRune(x.String(), 0x202e) {
				t.Errorf("%q holds a control", x)
			}
		}
	}
	for _, list := range [][]*model.Ticket{s.ServiceTickets.Value, s.ProjectTickets.Value, s.ClosedService.Value, s.ClosedProject.Value} {
		for _, x := range list {
			check(x.Summary, x.Board.Name, x.Company.Name, x.Owner.Name, x.SLA.Name, x.Priority.Level.Name)
			check(x.Resources...)
		}
	}
	for _, b := range s.Boards.Value {
		check(b.Name)
	}
	check(s.System.Value.Version, model.Clean(s.System.Value.SiteHost.String()))
	for _, link := range []string{s.System.Value.TicketLink, s.System.Value.CompanyLink} {
		if strings.ContainsFunc(link, unicode.IsControl) {
			t.Errorf("%q holds a control", link)
		}
	}
}

// Load must survive whatever lies on the disk. The document is fuzzed twice: as
// the file, and as what is in it.
func FuzzLoad(f *testing.F) {
	s := New(tempdir.New(f), "acme", "psa.example.com")
	good, err := encode(crowd(3, noon()), s.tenant, noon(), 0, ticket)
	if err != nil {
		f.Fatal(err)
	}
	doc := document(f, full())
	f.Add(good)
	f.Add(doc)
	f.Add([]byte(`{"texts":[""],"head":[[1]],"service":[[1],[2]],"boards":[[1,0,0,0,99999999]]}`))
	f.Add([]byte(`{"texts":["","\u001b[31m"],"head":[[-9223372036854775808,1]],"visits":[[1,2,-3],[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		for _, read := range []func() (*model.Snapshot, time.Time, error){
			func() (*model.Snapshot, time.Time, error) { return open(data, s.tenant, &model.Snapshot{}) },
			func() (*model.Snapshot, time.Time, error) { return decode(data, &model.Snapshot{}) },
		} {
			snap, _, err := read()
			if (snap == nil) != (err != nil) {
				t.Fatalf("%v, %v", snap, err)
			}
			if snap == nil {
				continue
			}
			harmless(t, snap)
			document(t, snap) // what was read can be written
			model.NewLookup(snap, model.Policy{})
		}
	})
}

// FuzzRows compares our parser of numbers with the general one.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"[]", "[[1,-2],[],[9223372036854775807]]", "[[1.5]]", "[[01]]", "[[99999999999999999999]]", "[[-]]", "[[1],]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var r rows
		if !json.Valid(b) || r.UnmarshalJSON(b) != nil {
			return
		}
		var want [][]int64
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatalf("%q: we read what JSON does not: %v", b, err)
		}
		if len(want) != r.len() {
			t.Fatalf("%q: %d rows, want %d", b, r.len(), len(want))
		}
		for i := range want {
			got := r.row(i)
			if len(got) != len(want[i]) {
				t.Fatalf("%q: row %d is %v", b, i, got)
			}
			for j := range got {
				if got[j] != want[i][j] {
					t.Fatalf("%q: %d, want %d", b, got[j], want[i][j])
				}
			}
		}
	})
}

func BenchmarkLoad10000(b *testing.B) {
	s := newStore(b)
	if err := s.Save(crowd(10_000, noon()), noon()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if snap, err := s.Load(noon()); err != nil || len(snap.ServiceTickets.Value) != 10_000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkSave10000(b *testing.B) {
	s, snap := newStore(b), crowd(10_000, noon())
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Save(snap, noon()); err != nil {
			b.Fatal(err)
		}
	}
}
