package ownfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Fault is a file that was refused, in words for people.
type Fault struct {
	Path string
	What string // what is wrong, after the path: "is a folder, not a file"
	Cure string // what to do about it; may be empty
}

// Error implements error.
func (f *Fault) Error() string {
	if f.Cure == "" {
		return f.Path + " " + f.What
	}
	return f.Path + " " + f.What + ": " + f.Cure
}

// Read returns the content of a regular file of at most limit bytes, and its
// mode. It fails with fs.ErrNotExist when there is no file, and with a *Fault
// when the path is a symbolic link, a folder, a pipe or a device, is too big,
// or belongs to somebody else.
func Read(path string, limit int64) ([]byte, fs.FileMode, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, 0, plain(path, err)
	}
	if f := refuse(path, before); f != nil {
		return nil, 0, f
	}
	file, err := openNoFollow(path)
	if err != nil {
		return nil, 0, plain(path, err)
	}
	defer func() { _ = file.Close() }()
	// Looked at again through the handle: the path may name another file by now.
	info, err := file.Stat()
	if err != nil {
		return nil, 0, plain(path, err)
	}
	if f := refuse(path, info); f != nil {
		return nil, 0, f
	}
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, 0, plain(path, err)
	}
	if int64(len(data)) > limit {
		return nil, 0, &Fault{path, fmt.Sprintf("is larger than %d KB", limit/1024), "that can't be the right file"}
	}
	return data, info.Mode(), nil
}

// refuse says why a file of this kind or owner is not read; nil when it is.
func refuse(path string, info fs.FileInfo) *Fault {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return &Fault{path, "is a folder, not a file", ""}
	case mode&fs.ModeSymlink != 0:
		cure := "name the real file instead"
		if to, err := os.Readlink(path); err == nil {
			cure = fmt.Sprintf("name the real file (%s) instead", to)
		}
		return &Fault{path, "is a symbolic link, which is not followed", cure}
	case !mode.IsRegular():
		return &Fault{path, "is a pipe, a socket or a device, not a file", ""}
	}
	if owner, ours := ownedByUs(info); !ours {
		return &Fault{path, "belongs to another user (" + owner + ")", "make a file of your own"}
	}
	return nil
}

// plain words a system error; fs.ErrNotExist and the like stay inside.
func plain(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s can't be read: %w", path, err)
}
