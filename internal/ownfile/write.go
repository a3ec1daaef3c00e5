package ownfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Options say how a file is written.
type Options struct {
	// OwnFolder is true when the folder is daybrief's own: it is closed to
	// others (0700) on every save, not only when it is made.
	OwnFolder bool
	// Step is called before each step with its name; an error stops there.
	// Tests use it to stop a save at any moment; nil elsewhere.
	Step func(name string) error
}

// marker is in the name of every temporary file, so that Sweep finds them.
const marker = ".daybrief-tmp-"

// Write replaces the file at path with data, or leaves it as it was. A folder
// that is missing is made for the owner only (0700); the file is 0600 whatever
// it was before.
func Write(path string, data []byte, o Options) error {
	if o.Step == nil {
		o.Step = func(string) error { return nil }
	}
	if err := folder(filepath.Dir(path), o); err != nil {
		return unsaved(path, err)
	}
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return unsaved(path, refuseWrite(info))
	}
	err := replace(path, data, o.Step)
	if errors.Is(err, fs.ErrNotExist) {
		err = replace(path, data, o.Step) // another daybrief's Sweep took our temporary file
	}
	return unsaved(path, err)
}

// Append opens a file to write at its end. Others can't read it, whether it was
// there before or not.
func Append(path string) (*os.File, error) { return appendTo(path) }

func replace(path string, data []byte, step func(string) error) error {
	dir := filepath.Dir(path)
	temp := filepath.Join(dir, "."+filepath.Base(path)+marker+strings.ToLower(rand.Text()[:12]))
	err := fill(temp, data, step)
	if err == nil {
		err = step("rename")
	}
	if err == nil {
		err = patiently(func() error { return os.Rename(temp, path) })
	}
	if err != nil {
		return errors.Join(err, remove(temp))
	}
	if err := step("sync folder"); err != nil {
		return err
	}
	return syncFolder(dir)
}

func refuseWrite(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errors.New("there is a folder of that name")
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("there is a symbolic link of that name")
	}
	return errors.New("there is something of that name that is not a file")
}

// folder makes the folder when it is missing and closes our own one. A folder
// of the user's keeps its mode, but one in which anybody can swap our file is
// refused.
func folder(dir string, o Options) error {
	if err := o.Step("folder"); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if o.OwnFolder {
		return os.Chmod(dir, 0o700) //nolint:gosec // a folder needs x
	}
	return openToAll(dir)
}

// fill writes a new file that only its owner can read from its first moment.
func fill(temp string, data []byte, step func(string) error) error {
	if err := step("create"); err != nil {
		return err
	}
	f, err := create(temp)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // also when a step panics: on Windows an open file can't be removed
	todo := []struct {
		name string
		do   func() error
	}{
		{"restrict", func() error { return restrict(f) }},
		{"write", func() error { _, err := f.Write(data); return err }},
		{"sync", f.Sync},
	}
	for _, t := range todo {
		if err = step(t.name); err == nil {
			err = t.do()
		}
		if err != nil {
			break
		}
	}
	return errors.Join(err, f.Close())
}

// Sweep removes what a Write of this path left behind when it was killed.
func Sweep(path string) error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(filepath.Dir(path)), "."+escapeGlob(filepath.Base(path))+marker+"*"))
	if err != nil {
		return err
	}
	var errs []error
	for _, f := range left {
		errs = append(errs, remove(f))
	}
	return errors.Join(errs...)
}

// Remove deletes a file; one that is not there is no error.
func Remove(path string) error {
	if err := remove(path); err != nil {
		return fmt.Errorf("%s can't be removed: %w", path, cause(err))
	}
	return nil
}

func remove(path string) error {
	err := patiently(func() error { return os.Remove(path) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func unsaved(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s can't be saved: %w", path, cause(err))
}

// cause drops the operation and the temporary path, which mean nothing to
// people.
func cause(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}

func escapeGlob(s string) string {
	if os.PathSeparator == '\\' {
		return s // Match has no escapes on Windows
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(s)
}
