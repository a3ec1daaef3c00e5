package history

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"daybrief/internal/ownfile"
)

// Path is the file of a tenant: the login company on a server, as in
// internal/store.
func Path(folder, company, host string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(company)) + "\n" + strings.ToLower(host)))
	return filepath.Join(folder, "history-"+hex.EncodeToString(sum[:])[:16]+".db")
}

// Options say how a history is opened.
type Options struct {
	// Path is the file; empty: in memory, gone at Close.
	Path string
	// MaxRows is how many tickets are kept at most, KeepDays for how many days
	// closed ones and counts are kept; 0 is without end.
	MaxRows, KeepDays int
	// Check has the whole file checked first, and a damaged one set aside. A
	// reader in a hurry leaves it out.
	Check bool
	// Existing refuses to make a file: fs.ErrNotExist when there is none. One that may
	// not be written is read as it is.
	Existing bool
	Now      func() time.Time
}

// DB is an open history. Its methods may be called by several goroutines, and
// several programs may have the same file open: one writes, the others read on.
type DB struct {
	o      Options
	write  *sql.DB // one connection: SQLite has one writer
	read   *sql.DB
	rows   atomic.Int64 // tickets kept
	asideP string       // where a damaged file was put; empty when there was none
}

// Rows is how many tickets are kept.
func (db *DB) Rows() int { return int(db.rows.Load()) }

// Aside is where a damaged file was put at Open; empty when there was none.
func (db *DB) Aside() string { return db.asideP }

// Open opens a history and makes it when there is none. A file that is damaged is
// set aside under another name and begun anew; with ErrLater it was left alone.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Path != "" {
		if err := place(o); err != nil {
			if o.Existing && errors.Is(err, fs.ErrPermission) {
				return openRead(ctx, o)
			}
			return nil, err
		}
	}
	db, err := openOnce(ctx, o)
	if o.Existing && o.Path != "" && unwritable(err) {
		return openRead(ctx, o)
	}
	if err == nil || !damaged(err) || o.Path == "" {
		return db, worded(o.Path, err)
	}
	if o.Existing && !o.Check {
		return nil, worded(o.Path, err) // a reader moves nothing
	}
	aside, moved := setAside(o)
	if moved != nil {
		return nil, fmt.Errorf("%s is damaged and can't be moved: %w", o.Path, moved)
	}
	if err = place(o); err == nil {
		db, err = openOnce(ctx, o)
	}
	if err != nil {
		return nil, worded(o.Path, err)
	}
	db.asideP = aside
	return db, nil
}

// place makes an empty file for the owner only, which SQLite takes for a new
// database; its side files get the same mode.
func place(o Options) error {
	info, err := os.Lstat(o.Path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return &ownfile.Fault{Path: o.Path, What: "is not a plain file"}
	case err == nil:
		if info.Mode().Perm()&0o077 != 0 {
			return os.Chmod(o.Path, 0o600)
		}
		return nil
	case !errors.Is(err, fs.ErrNotExist) || o.Existing:
		return err
	}
	return ownfile.Write(o.Path, nil, ownfile.Options{OwnFolder: true})
}

// openOnce opens without mending anything.
func openOnce(ctx context.Context, o Options) (*DB, error) {
	db := &DB{o: o}
	var err error
	if db.write, err = sql.Open("sqlite", name(o, "&_txlock=immediate")); err != nil {
		return nil, err
	}
	db.write.SetMaxOpenConns(1)
	db.read = db.write
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.write.Close())
	}
	if o.Path != "" {
		if db.read, err = sql.Open("sqlite", name(o, "&_pragma=query_only(1)")); err != nil {
			return nil, errors.Join(err, db.write.Close())
		}
		db.read.SetMaxOpenConns(2)
		db.read.SetMaxIdleConns(1)
	}
	return db, nil
}

// name is the address of a file for SQLite, whatever letters are in its path. The
// cache is bounded to 4 MB a connection.
func name(o Options, more string) string {
	pragmas := "?_pragma=busy_timeout(10000)&_pragma=cache_size(-4096)&_pragma=temp_store(2)&_pragma=synchronous(1)&_pragma=journal_size_limit(8388608)" + more
	if o.Path == "" {
		return "file::memory:" + pragmas
	}
	path := filepath.ToSlash(o.Path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path}).String() + pragmas
}

func (db *DB) prepare(ctx context.Context) error {
	if err := migrate(ctx, db.write); err != nil {
		return err
	}
	// NORMAL in WAL: a power cut may lose the last seconds and damages nothing.
	for _, p := range []string{"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA journal_size_limit=8388608"} {
		if _, err := db.write.ExecContext(ctx, p); err != nil {
			return err
		}
	}
	if db.o.Check {
		if err := db.check(ctx); err != nil {
			return err
		}
	}
	var n int64
	err := db.write.QueryRowContext(ctx, "SELECT count(*) FROM ticket").Scan(&n)
	db.rows.Store(n)
	return err
}

// check reads the whole file. The index of words complains in its own way.
func (db *DB) check(ctx context.Context) error {
	var said string
	err := db.write.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code() == sqlite3.SQLITE_ERROR || err == nil && said != "ok" {
		return errDamaged
	}
	return err
}

// Spare gives back the memory of what was read and written last, which only a back-fill
// or a search needs. It does not wait for either.
func (db *DB) Spare() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	for _, of := range []*sql.DB{db.read, db.write} {
		_, _ = of.ExecContext(ctx, "PRAGMA shrink_memory")
	}
}

// Close ends it.
func (db *DB) Close() error {
	if db.read == db.write {
		return db.write.Close()
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

var errDamaged = errors.New("is damaged")

// damaged reports whether an error means that the file can't be trusted any more.
func damaged(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()&0xff == sqlite3.SQLITE_CORRUPT || e.Code()&0xff == sqlite3.SQLITE_NOTADB
	}
	return errors.Is(err, errDamaged)
}

// setAside moves a damaged file and its side files out of the way. Nothing is
// removed: somebody may want to save what is in it.
func setAside(o Options) (string, error) {
	to := o.Path + ".damaged-" + o.Now().UTC().Format("20060102T150405.000")
	if err := os.Rename(o.Path, to); err != nil {
		return "", err
	}
	for _, side := range []string{"-wal", "-shm"} {
		if err := os.Rename(o.Path+side, to+side); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return to, nil
}

// worded names the file in an error and keeps its cause.
func worded(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case path == "":
		return err
	case errors.Is(err, ErrLater), errors.Is(err, errForeign), errors.Is(err, errDamaged):
		return fmt.Errorf("%s %w", path, err)
	}
	return fmt.Errorf("%s can't be used: %w", path, err)
}
