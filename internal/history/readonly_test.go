package history_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
)

// kept makes a history of one ticket and closes it.
func kept(t *testing.T) string {
	t.Helper()
	path := filepath.Join(tempdir.New(t), "h.db")
	db := open(t, history.Options{Path: path})
	put(t, db, ticket(7, "toner is empty", "Acme"))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file that may not be written is read: as it is when nobody has it open, and with
// what is new when somebody has.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	path := kept(t)
	find := func(want int) {
		t.Helper()
		db, err := history.OpenRead(t.Context(), history.Options{Path: path, Now: noon})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		f, err := db.Search(t.Context(), history.ParseQuery("toner"), 10)
		if err != nil || len(f.Hits) != want || db.Rows() != want {
			t.Errorf("%d hits, %d rows, want %d: %v", len(f.Hits), db.Rows(), want, err)
		}
		if err := db.PutPeriod(t.Context(), "x", []byte("y")); err == nil {
			t.Error("it was written")
		}
		if _, err := db.Known(t.Context()); err != nil {
			t.Errorf("known: %v", err)
		}
	}
	find(1)
	if left, err := filepath.Glob(path + "-*"); err != nil || len(left) > 0 {
		t.Errorf("left beside it: %v", left)
	}
	writer := open(t, history.Options{Path: path})
	put(t, writer, ticket(8, "toner again", "Acme"))
	find(2)
}

func TestReadOnlyIsSaidPlainly(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(path string){
		"was made by a later daybrief": func(path string) { history.Stamp(t, path, 99) },
		"made by an earlier daybrief":  func(path string) { history.Stamp(t, path, 1) },
		"no such file":                 func(path string) { _ = os.Remove(path) },
	} {
		path := kept(t)
		spoil(path)
		if db, err := history.OpenRead(t.Context(), history.Options{Path: path, Now: noon}); err == nil || !strings.Contains(err.Error(), want) && want != "no such file" {
			t.Errorf("%s: %v, %v", want, db, err)
		}
	}
}

// As another user, where the tests are not run by one who may do everything.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	if os.Getuid() <= 0 { // Windows has no such numbers
		t.Skip("nothing is read-only to root")
	}
	path := kept(t)
	if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(filepath.Dir(path), 0o700) }()
	db, err := history.Open(t.Context(), history.Options{Path: path, Existing: true, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if f, err := db.Search(t.Context(), history.ParseQuery("toner"), 10); err != nil || len(f.Hits) != 1 {
		t.Errorf("%v, %v", f, err)
	}
}
