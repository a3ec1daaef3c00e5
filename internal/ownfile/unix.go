//go:build !windows

package ownfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// openNoFollow does not wait for a pipe's writer and does not follow a link
// that was put there since.
func openNoFollow(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}

// ownedByUs accepts files of the system administrator as well: a managed
// machine's settings come from there.
func ownedByUs(info fs.FileInfo) (owner string, ours bool) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", true
	}
	return "uid " + strconv.FormatUint(uint64(st.Uid), 10), st.Uid == 0 || int64(st.Uid) == int64(os.Geteuid())
}

// create makes a new file for its owner.
func create(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// appendTo opens a file to write at its end; it may have been there with another
// mode.
func appendTo(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	if err := restrict(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// restrict re-applies the mode, which a umask may have changed.
func restrict(f *os.File) error { return f.Chmod(0o600) }

// syncFolder makes the rename last through a power cut. Some file systems can't
// do it on a folder; the file itself is safe there all the same.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	_ = d.Sync()
	return d.Close()
}

// openToAll refuses a folder in which every user can replace files. The sticky
// bit (as on /tmp) prevents that.
func openToAll(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0 {
		return fmt.Errorf("everybody can write into its folder: run chmod 700 %s", dir)
	}
	return nil
}

// patiently does something to a file; here nobody's reading stands in the way.
func patiently(do func() error) error { return do() }
