package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/internal/ownfile"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

func sameText(a, b model.Text) bool { return a == b }

func save(t testing.TB, s *Store, snap *model.Snapshot) {
	t.Helper()
	if err := s.Save(snap, noon()); err != nil {
		t.Fatal(err)
	}
}

func TestEverythingComesBack(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	was := full()
	save(t, s, was)
	got, err := s.Load(noon())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(was, got, cmp.Comparer(sameText)); d != "" {
		t.Errorf("(-saved +loaded):\n%s", d)
	}
	if d := cmp.Diff(full(), was, cmp.Comparer(sameText)); d != "" {
		t.Errorf("saving has changed the snapshot:\n%s", d)
	}
}

// A snapshot of a start that has not got far: nothing is made up for it.
func TestEmptyListsStayUnknown(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	save(t, s, &model.Snapshot{ServiceTickets: model.Fresh[[]*model.Ticket]{At: noon()}})
	got, err := s.Load(noon())
	if err != nil || !got.ServiceTickets.Known() || got.ProjectTickets.Known() || !got.ClosedSince.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestNoFile(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	snap, err := s.Load(noon())
	h, herr := s.LoadHistory()
	if snap != nil || err != nil || h != nil || herr != nil {
		t.Errorf("%v %v %v %v", snap, err, h, herr)
	}
	if _, err := os.Stat(filepath.Dir(s.picture)); err == nil {
		t.Error("loading has made a folder")
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	s := newStore(t)
	dir := filepath.Dir(s.picture)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.picture, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	save(t, s, full())
	if err := s.SaveHistory(someDays(3)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, s.picture: 0o600, s.history: 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestTenantsDoNotMix(t *testing.T) {
	t.Parallel()
	a := newStore(t)
	dir := filepath.Dir(a.picture)
	b := New(dir, "other", "psa.example.com")
	if a.picture == b.picture || New(dir, "acme", "other.example.com").picture == a.picture || New(dir, " ACME", "PSA.example.com").picture != a.picture {
		t.Error("file names do not tell tenants apart")
	}
	if strings.Contains(a.picture, "acme") {
		t.Errorf("%s names the company", a.picture)
	}
	save(t, a, full())
	if err := os.Rename(a.picture, b.picture); err != nil {
		t.Fatal(err)
	}
	refuses(t, b, "another company")
}

// refuses checks that the picture is ignored for a reason, and then replaced.
func refuses(t *testing.T, s *Store, why string) {
	t.Helper()
	snap, err := s.Load(noon())
	var i *Ignored
	if snap != nil || !errors.As(err, &i) || !strings.Contains(i.Error(), why) || i.Newer {
		t.Fatalf("%v, %v; want it ignored because it %q", snap != nil, err, why)
	}
	save(t, s, full())
	if snap, err := s.Load(noon()); snap == nil || err != nil {
		t.Errorf("not made anew: %v", err)
	}
}

func TestDamage(t *testing.T) {
	t.Parallel()
	base := newStore(t)
	save(t, base, crowd(50, noon()))
	good, err := os.ReadFile(base.picture)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("hello")
	for name, data := range map[string][]byte{
		"empty": {}, "text": text, "a line": []byte("hello\n"), "half": good[:len(good)/2], "cut": good[:len(good)-1],
		"label only": good[:bytes.IndexByte(good, '\n')+1], "longer": append(bytes.Clone(good), 0), "zeros": make([]byte, 5000),
		"older": bytes.Replace(good, []byte(`"version":3`), []byte(`"version":2`), 1),
		"size":  bytes.Replace(good, []byte(`"size":`), []byte(`"size":9`), 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(tempdir.New(t), "acme", "psa.example.com")
			if err := os.WriteFile(s.picture, data, 0o600); err != nil {
				t.Fatal(err)
			}
			refuses(t, s, "")
		})
	}
	for at := 0; at < len(good); at += 1 + len(good)/400 { // one flipped bit
		bad := bytes.Clone(good)
		bad[at] ^= 1 << (at % 8)
		if snap, _, err := open(bad, base.tenant, &model.Snapshot{}); err == nil {
			want, _, _ := open(good, base.tenant, &model.Snapshot{})
			if !reflect.DeepEqual(snap, want) {
				t.Errorf("a bit flipped at %d of %d went through", at, len(good))
			}
		}
	}
}

func TestNewerIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	save(t, s, full())
	if err := s.SaveHistory(someDays(2)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{s.picture, s.history} {
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		newer := regexp.MustCompile(`"version":\d`).ReplaceAll(good, []byte(`"version":9`))
		if err := os.WriteFile(path, newer, 0o600); err != nil {
			t.Fatal(err)
		}
		_, loadErr := s.Load(noon())
		saveErr := s.Save(full(), noon())
		if path == s.history {
			_, loadErr = s.LoadHistory()
			saveErr = s.SaveHistory(someDays(1))
		}
		var i *Ignored
		if !errors.As(loadErr, &i) || !i.Newer || !errors.As(saveErr, &i) || !strings.Contains(i.Error(), "newer daybrief") {
			t.Errorf("%s: load %v, save %v", path, loadErr, saveErr)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, newer) {
			t.Errorf("%s was written over", path)
		}
	}
}

func TestHugeFileIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	s := New(tempdir.New(t), "acme", "psa.example.com")
	for _, path := range []string{s.picture, s.history} {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(f.Truncate(1<<30), f.Close())
		if err != nil {
			t.Skip("no file of 1 GB here:", err)
		}
	}
	began := time.Now()
	_, err := s.LoadHistory()
	var i *Ignored
	if !errors.As(err, &i) {
		t.Errorf("the history: %v", err)
	}
	refuses(t, s, "too big")
	if d := time.Since(began); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}

// A small file that unpacks to a huge one, with everything else in order.
func TestBombIsRefused(t *testing.T) {
	t.Parallel()
	s := New(tempdir.New(t), "acme", "psa.example.com")
	for why, size := range map[string]int64{"far too big": maxDecoded + 1, "damaged": 1000} {
		if err := os.WriteFile(s.picture, sealed(t, bytes.Repeat([]byte(" "), maxDecoded+1), size, s.tenant), 0o600); err != nil {
			t.Fatal(err)
		}
		refuses(t, s, why)
	}
}

func TestPictureFromTheFuture(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := s.Save(full(), noon().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	refuses(t, s, "future")
}

// A picture holds as many tickets as a list may have, with some that are closed.
func TestMoreThan100000TicketsAreKept(t *testing.T) {
	t.Parallel()
	s, snap := newStore(t), crowd(10, noon())
	like := snap.ServiceTickets.Value[0]
	for i := range 101_000 {
		x := *like
		x.ID += model.TicketID(1000 + i)
		snap.ServiceTickets.Value = append(snap.ServiceTickets.Value, &x)
	}
	if err := s.Save(snap, noon()); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Load(noon()); err != nil || len(got.ServiceTickets.Value) != 101_010 {
		t.Errorf("not read back: %v", err)
	}
}

func TestTooManyTickets(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	snap := &model.Snapshot{}
	snap.ServiceTickets.Value = make([]*model.Ticket, maxTickets+1)
	if err := s.Save(snap, noon()); err == nil || !strings.Contains(err.Error(), "too many") {
		t.Error(err)
	}
}

func TestUnwritableFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(tempdir.New(t), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := New(filepath.Join(file, "daybrief"), "acme", "psa.example.com") // below a file: not even root can
	if err := s.Save(full(), noon()); err == nil {
		t.Error("saved below a file")
	}
	if snap, err := s.Load(noon()); snap != nil || err == nil && runtime.GOOS != "windows" { // where that is a path that is not there
		t.Errorf("%v %v", snap, err)
	}
}

// A full disk fails somewhere in the middle of a save: the old file stays.
func TestSaveIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	save(t, s, full())
	was, err := os.ReadFile(s.picture)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []string{"create", "write", "sync", "rename"} {
		err := ownfile.Write(s.picture, []byte("new"), ownfile.Options{OwnFolder: true, Step: func(name string) error {
			if name == step {
				return errors.New("no space left on device")
			}
			return nil
		}})
		if now, _ := os.ReadFile(s.picture); err == nil || !bytes.Equal(now, was) {
			t.Errorf("after a fault at %s: %v", step, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.picture), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The head of a picture has the tickets that were asked for, what they are judged
// by, and says of everything else that it is not known.
func TestHead(t *testing.T) {
	t.Parallel()
	s, whole := newStore(t), crowd(1000, noon())
	whole.ScheduleEntries.Value, whole.ScheduleFrom, whole.ScheduleTo = nil, noon().AddDate(0, 0, -3), noon().AddDate(0, 0, 14)
	for day := range 10 {
		start := noon().AddDate(0, 0, day-2)
		whole.ScheduleEntries.Value = append(whole.ScheduleEntries.Value, &model.ScheduleEntry{
			ID: model.ScheduleEntryID(day + 1), Ticket: model.TicketID(40_000 + day), Start: start, End: start.Add(time.Hour),
		})
	}
	ids := []model.TicketID{40_009, 40_500, 1} // the last is not there
	if err := s.SaveHead(whole, ids, time.UTC, noon()); err != nil {
		t.Fatal(err)
	}
	head, err := s.LoadHead(noon())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(head.ServiceTickets.Value); n != 2 || !head.ServiceTickets.At.Equal(whole.ServiceTickets.At) {
		t.Errorf("%d tickets of %v", n, head.ServiceTickets.At)
	}
	if head.Reading() == "" || head.ClosedService.Known() || head.Companies.Known() || len(head.Members.Value) != len(whole.Members.Value) {
		t.Errorf("reading %q, closed %v, companies %v, %d members", head.Reading(), head.ClosedService.Known(), head.Companies.Known(), len(head.Members.Value))
	}
	var entries []model.ScheduleEntryID
	for _, v := range head.ScheduleEntries.Value {
		entries = append(entries, v.ID)
	}
	if !slices.Equal(entries, []model.ScheduleEntryID{3, 4, 10}) { // today, tomorrow, and that of a ticket in the head
		t.Errorf("entries %v", entries)
	}
	if days := head.ScheduleTo.Sub(head.ScheduleFrom); days != 48*time.Hour {
		t.Errorf("the schedule is known for %v", days)
	}
	if snap, err := s.Load(noon()); snap != nil || err != nil {
		t.Errorf("there is no picture, and yet: %v %v", snap, err)
	}
}
