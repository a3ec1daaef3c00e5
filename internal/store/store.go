package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// The limits of what is read and written.
const (
	maxFile    = 48 << 20 // of a picture, as it lies on disk
	maxDecoded = 96 << 20 // of a picture, unpacked
	maxTickets = 250_000  // open and closed ones together: a list is cut at 200,000
	maxHistory = 16 << 20 // of the history
)

// ahead is how far in the future a picture may have been made before the clock
// is not believed: its ages would all read as fresh.
const ahead = 5 * time.Minute

// Store is the files of one tenant in daybrief's own folder. Its methods may be
// called by several goroutines, and by several programs at once.
type Store struct {
	tenant  string // a hash: which company on which server
	picture string // path
	look    bool   // the picture is what somebody saw
	head    string
	history string // path
	habits  string // path
	absent  string
	usage   string
}

// Ignored says why a file on disk was not used. The program goes on without it.
type Ignored struct {
	Path string
	Why  string // the end of a sentence: "is damaged"
	// Newer files were written by a newer daybrief and are not overwritten.
	Newer bool
}

// Error implements error.
func (i *Ignored) Error() string { return i.Path + " " + i.Why }

// New names the files of a tenant: the login company on a server. Nothing is
// read or written yet.
func New(folder, company, host string) *Store {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(company)) + "\n" + strings.ToLower(host)))
	tenant := hex.EncodeToString(sum[:])
	return &Store{
		tenant:  tenant,
		picture: filepath.Join(folder, "picture-"+tenant[:16]+".gz"),
		head:    filepath.Join(folder, "head-"+tenant[:16]+".gz"),
		history: filepath.Join(folder, "history-"+tenant[:16]+".txt"),
		habits:  filepath.Join(folder, "habits-"+tenant[:16]+".json"),
		absent:  filepath.Join(folder, "absent-"+tenant[:16]+".json"),
		usage:   filepath.Join(folder, "usage-"+tenant[:16]+".json"),
	}
}

// Load is the last picture. It is nil when there is none, and nil with an
// *Ignored when there is one that can't be used.
func (s *Store) Load(now time.Time) (*model.Snapshot, error) {
	return s.loadPicture(s.picture, now, &model.Snapshot{})
}

// LoadBeside is Load where a later snapshot is at hand: a ticket that is the same in
// both is there once.
func (s *Store) LoadBeside(now time.Time, later *model.Snapshot) (*model.Snapshot, error) {
	return s.loadPicture(s.picture, now, later)
}

func (s *Store) loadPicture(path string, now time.Time, later *model.Snapshot) (*model.Snapshot, error) {
	data, err := read(path, maxFile)
	if data == nil {
		return nil, err
	}
	snap, saved, err := open(data, s.tenant, later)
	if err != nil {
		return nil, ignored(path, err)
	}
	if saved.After(now.Add(ahead)) {
		return nil, &Ignored{Path: path, Why: "was saved in the future, by this computer's clock"}
	}
	return snap, nil
}

// Save writes the picture, whole or not at all.
func (s *Store) Save(snap *model.Snapshot, now time.Time) error {
	if n := tickets(snap); n > maxTickets {
		return fmt.Errorf("%d tickets are too many to be kept on disk (%d at most)", n, maxTickets)
	}
	if err := spare(s.picture); err != nil {
		return err
	}
	fields := ticket
	if s.look {
		snap, fields = seen(snap), seenTicket()
	}
	data, err := encode(snap, s.tenant, now, size(s.picture), fields)
	if err != nil {
		return err
	}
	return ownfile.Write(s.picture, data, ownfile.Options{OwnFolder: true})
}

// size is how big a file is; 0 when there is none.
func size(path string) int64 {
	info, err := os.Lstat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// Sweep removes what a save left behind that was killed.
func (s *Store) Sweep() error {
	return errors.Join(ownfile.Sweep(s.picture), ownfile.Sweep(s.head), ownfile.Sweep(s.history), ownfile.Sweep(s.habits), ownfile.Sweep(s.usage))
}

func tickets(s *model.Snapshot) int {
	return len(s.ServiceTickets.Value) + len(s.ProjectTickets.Value) + len(s.ClosedService.Value) + len(s.ClosedProject.Value)
}

// read is the content of a file of ours; nil without an error when there is
// none. The size is looked at first: a huge file costs nothing.
func read(path string, limit int64) ([]byte, error) {
	info, err := os.Lstat(path)
	if err == nil && info.Mode().IsRegular() && info.Size() > limit {
		return nil, &Ignored{Path: path, Why: "is far too big"}
	}
	data, _, err := ownfile.Read(path, limit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, &Ignored{Path: path, Why: "can't be used: " + err.Error()}
	case len(data) == 0:
		return nil, &Ignored{Path: path, Why: "is empty"}
	}
	return data, nil
}

func ignored(path string, err error) error {
	var newer *newerError
	return &Ignored{Path: path, Why: err.Error(), Newer: errors.As(err, &newer)}
}
