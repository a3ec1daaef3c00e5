package history_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func noon() time.Time { return at("2026-03-10T12:00:00Z") }

func ticket(id int64, summary, company string) *model.Ticket {
	return &model.Ticket{
		ID: model.TicketID(id), Summary: model.Clean(summary), Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Service Desk")},
		Status:  model.Ref[model.StatusID]{ID: 2, Name: model.Clean("New")},
		Company: model.CompanyRef{ID: model.CompanyID(len(company)), Identifier: model.Clean("CODE" + company[:1]), Name: model.Clean(company)},
		Contact: model.Ref[model.ContactID]{ID: model.ContactID(1000 + id), Name: model.Clean("Robin Vale")}, ContactEmail: model.Clean("robin@vale.example"),
		Owner:   model.MemberRef{ID: 7, Identifier: model.Clean("moduya"), Name: model.Clean("Mara Oduya")},
		Entered: noon().Add(-time.Hour), Updated: noon(),
	}
}

func done(t *model.Ticket, at time.Time) *model.Ticket {
	c := *t
	c.Closed, c.ClosedAt, c.Updated = true, at, at
	return &c
}

func open(t testing.TB, o history.Options) *history.DB {
	t.Helper()
	if o.Now == nil {
		o.Now = noon
	}
	db, err := history.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func put(t testing.TB, db *history.DB, list ...*model.Ticket) int {
	t.Helper()
	n, err := db.PutTickets(t.Context(), list, noon(), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func found(t testing.TB, db *history.DB, query string) string {
	t.Helper()
	f, err := db.Search(t.Context(), history.ParseQuery(query), 20)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	var out []string
	for _, h := range f.Hits {
		out = append(out, fmt.Sprint(h.ID))
	}
	return strings.Join(out, " ")
}

func TestSearch(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	put(t, db, ticket(48217, "VPN drops every hour", "Harbour Dental"), ticket(48218, "Übertragung hängt", "Kestrel Logistics"),
		done(ticket(300, "VPN drops at night", "Kestrel Logistics"), at("2026-03-02T23:30:00Z")),
		done(ticket(301, "Printer is offline", "Harbour Dental"), at("2025-12-31T10:00:00Z")))
	if err := db.PutNotes(t.Context(), 301, "The toner was empty, replaced cartridge.", time.UTC); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"vpn": "48217 300", "VPN dro": "48217 300", `"drops every"`: "48217", `"every drops"`: "", "4821": "48218 48217", "#48217": "48217",
		"ubertragung": "48218", "company:kestrel": "48218 300", "company:kestrel vpn": "300", `company:"harbour dental" printer`: "301",
		"owner:moduya": "48218 48217 301 300", "board:service": "48218 48217 301 300", "closed:2026-03": "300", "closed:2026": "300",
		"closed:2026-03-02": "300", "closed:2026-03-03": "", "closed:2025": "301", "toner": "301", "notes:vpn": "", "-vpn": "48218 301",
		"vpn -company:harbour": "300", "robin@vale.example 301": "301", "zzz": "", "": "", `"`: "", "closed:soon": "",
		"zxopen": "", "vpn OR printer": "", "NEAR(vpn drops)": "", "summary:*": "", "drops) OR (1": "", "codek": "48218 300",
	} {
		if got := found(t, db, query); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	f, err := db.Search(t.Context(), history.ParseQuery("vpn"), 1)
	if err != nil || len(f.Hits) != 1 || !f.More || f.Hits[0].State != history.StateOpen {
		t.Errorf("cut at one: %+v, %v", f, err)
	}
	if q := history.ParseQuery("closed:soon"); len(q.Unread) != 1 {
		t.Errorf("what is not understood is not said: %q", q.Unread)
	}
	people, err := db.Contacts(t.Context(), "vale harb", 10)
	if err != nil || len(people) != 2 || people[0].Email.String() != "robin@vale.example" {
		t.Errorf("contacts: %+v, %v", people, err)
	}
	if people, err = db.Contacts(t.Context(), "100%", 10); err != nil || len(people) != 0 {
		t.Errorf("a per cent sign is no wildcard: %+v, %v", people, err)
	}
}

// The latest state counts, by the server's clock; notes outlive a change; a
// ticket that left the list is not called closed.
func TestStates(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	one := ticket(1, "first words", "Acme")
	if n := put(t, db, one); n != 1 {
		t.Fatal(n)
	}
	if n := put(t, db, one); n != 0 {
		t.Errorf("an unchanged ticket was written: %d", n)
	}
	if err := db.PutNotes(t.Context(), 1, "toner", time.UTC); err != nil {
		t.Fatal(err)
	}
	older := *one
	older.Summary, older.Updated = model.Clean("older words"), noon().Add(-time.Minute)
	put(t, db, &older)
	if found(t, db, "older") != "" || found(t, db, "toner first") != "1" {
		t.Error("an older state replaced a newer one")
	}
	put(t, db, done(one, noon().Add(time.Hour)))
	if h, ok, err := db.Ticket(t.Context(), 1); !ok || err != nil || h.State != history.StateClosed || found(t, db, "toner") != "1" {
		t.Errorf("closed: %+v, %v", h, err)
	}
	again := *one
	again.Updated = noon().Add(2 * time.Hour)
	put(t, db, &again, ticket(2, "second", "Acme"))
	if h, _, _ := db.Ticket(t.Context(), 1); h.State != history.StateOpen {
		t.Errorf("re-opened: %v", h.State)
	}
	if n, err := db.Departed(t.Context(), false, map[model.TicketID]bool{1: true}, noon().Add(-time.Hour), time.UTC); n != 0 || err != nil {
		t.Errorf("an old list took away a newer ticket: %d, %v", n, err)
	}
	if n, err := db.Departed(t.Context(), false, map[model.TicketID]bool{1: true}, noon(), time.UTC); n != 1 || err != nil {
		t.Errorf("left: %d, %v", n, err)
	}
	if h, _, _ := db.Ticket(t.Context(), 2); h.State != history.StateGone || !h.ClosedAt.IsZero() {
		t.Errorf("left the list: %+v", h)
	}
	put(t, db, ticket(2, "second", "Acme"))
	if h, _, _ := db.Ticket(t.Context(), 2); h.State != history.StateOpen {
		t.Errorf("came back just as it was: %v", h.State)
	}
	none := &model.Ticket{ID: 9}
	put(t, db, none)
	if h, ok, err := db.Ticket(t.Context(), 9); !ok || err != nil || !h.Entered.IsZero() || !h.ClosedAt.IsZero() {
		t.Errorf("without dates: %+v, %v", h, err)
	}
}

func TestFileIsOurOwn(t *testing.T) {
	t.Parallel()
	folder := "a folder #1 ?%41"
	if runtime.GOOS == "windows" {
		folder = "a folder #1 %41" // it allows no question marks
	}
	path := filepath.Join(tempdir.New(t), folder, "h.db")
	if _, err := history.Open(t.Context(), history.Options{Path: path, Existing: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a search made a file: %v", err)
	}
	db := open(t, history.Options{Path: path, Check: true})
	put(t, db, ticket(1, "kept", "Acme"))
	if runtime.GOOS != "windows" {
		for _, side := range []string{"", "-wal", "-shm"} {
			if info, err := os.Stat(path + side); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%q: %v, %v", side, info, err)
			}
		}
	}
	// A second program reads while the first is open, and writes in turn.
	other := open(t, history.Options{Path: path})
	if found(t, other, "kept") != "1" {
		t.Error("the other program does not see it")
	}
	put(t, other, ticket(2, "other", "Acme"))
	if found(t, db, "other") != "2" {
		t.Error("nor the other way round")
	}
	if n, err := history.Size(path); err != nil || n == 0 {
		t.Error(n, err)
	}
	if err := errors.Join(db.Close(), other.Close(), history.Forget(path)); err != nil {
		t.Error(err)
	}
	if n, err := history.Size(path); err != nil || n != 0 {
		t.Error(n, err)
	}
	link := filepath.Join(filepath.Dir(path), "link.db")
	made := os.Symlink(path, link)
	if info, err := os.Lstat(link); made == nil && err == nil && info.Mode()&fs.ModeSymlink != 0 { // Wine makes a file of it
		if _, err := history.Open(t.Context(), history.Options{Path: link}); err == nil {
			t.Error("a symbolic link was followed")
		}
	}
}

// What is damaged is set aside, whole, and begun anew; what is a later daybrief's
// or another program's is left alone to the byte.
func TestFilesThatCantBeUsed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "h.db")
	db := open(t, history.Options{Path: path})
	for i := range int64(200) {
		put(t, db, ticket(i+1, fmt.Sprintf("number %d of many", i), "Acme"))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	later := slices.Clone(whole)
	later[63] = 99 // user_version, of which this is the last byte (SQLite file format 1.3)
	foreign := slices.Clone(whole)
	copy(foreign[68:72], "XYZW") // application_id
	torn := slices.Clone(whole[:len(whole)/2+100])
	scribbled := slices.Clone(whole)
	for i := 4096; i < len(scribbled); i += 7 {
		scribbled[i] ^= 0x5a
	}
	for name, c := range map[string]struct {
		content []byte
		kept    bool
	}{
		"later": {later, true}, "foreign": {foreign, true}, "torn": {torn, false}, "scribbled": {scribbled, false},
		"text": {[]byte(strings.Repeat("this is no database at all\n", 100)), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(tempdir.New(t), "h.db")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := history.Open(t.Context(), history.Options{Path: path, Check: true, Now: noon})
			if c.kept {
				now, _ := os.ReadFile(path)
				if err == nil || !strings.Contains(err.Error(), "left alone") || string(now) != string(c.content) {
					t.Errorf("%v; changed: %v", err, string(now) != string(c.content))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			aside, err := os.ReadFile(db.Aside())
			if err != nil || string(aside) != string(c.content) {
				t.Errorf("set aside: %q, %v", db.Aside(), err)
			}
			put(t, db, ticket(1, "begun anew", "Acme"))
			if found(t, db, "begun") != "1" || found(t, db, "many") != "" {
				t.Error("not begun anew")
			}
		})
	}
}

func TestBounded(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{MaxRows: 50, KeepDays: 100})
	for i := range int64(80) {
		put(t, db, done(ticket(i+1, "many", "Acme"), noon().Add(time.Duration(i)*time.Minute)))
	}
	put(t, db, ticket(1000, "open for ever", "Acme"))
	f, err := db.Search(t.Context(), history.ParseQuery("acme"), 100)
	if err != nil || len(f.Hits) > 51 || len(f.Hits) < 40 || f.Hits[0].ID != 1000 || f.Hits[1].ID != 80 {
		t.Errorf("%d kept, %v", len(f.Hits), err)
	}
	put(t, db, done(ticket(2000, "ancient", "Acme"), noon().AddDate(0, 0, -101)))
	if err := db.PutDays(t.Context(), []history.DayCounts{{Day: at("2025-11-01T00:00:00Z")}}); err != nil {
		t.Fatal(err)
	}
	if err := db.Expire(t.Context()); err != nil {
		t.Fatal(err)
	}
	days, err := db.Days(t.Context(), history.ScopeAll, "", at("2025-01-01T00:00:00Z"), noon())
	if err != nil || len(days) != 0 || found(t, db, "ancient") != "" {
		t.Errorf("older than is kept: %v, %v", days, err)
	}
}

func TestDaysAndPeriods(t *testing.T) {
	t.Parallel()
	db := open(t, history.Options{})
	day := at("2026-03-10T00:00:00Z")
	n := func(n int) *int { return &n }
	for _, c := range []history.Counts{{Open: n(5), Closed: n(1)}, {Open: n(0), Stale: n(3)}} {
		if err := db.PutDays(t.Context(), []history.DayCounts{{Day: day, Scope: history.ScopeBoard, Key: "Desk", Counts: c}}); err != nil {
			t.Fatal(err)
		}
	}
	days, err := db.Days(t.Context(), history.ScopeBoard, "Desk", day.AddDate(0, 0, -3), day)
	if err != nil || len(days) != 1 || *days[0].Open != 0 || *days[0].Closed != 1 || *days[0].Stale != 3 || days[0].Replied != nil {
		t.Errorf("%+v, %v", days, err)
	}
	if _, ok, err := db.Period(t.Context(), "service 2026-02"); ok || err != nil {
		t.Error(ok, err)
	}
	if err := db.PutPeriod(t.Context(), "service 2026-02", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if b, ok, err := db.Period(t.Context(), "service 2026-02"); !ok || err != nil || string(b) != "x" {
		t.Error(b, ok, err)
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{`vpn "a b" -x company:"k`, "closed:2026-03 -closed:", `"" * ^ NEAR( {a} : \x00`, "-", "--x", "ß\u0301 \xff"} {
		f.Add(s)
	}
	db, err := history.Open(context.Background(), history.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := db.Search(t.Context(), history.ParseQuery(s), 3); err != nil {
			t.Errorf("%q is not understood by the index: %v", s, err)
		}
	})
}
