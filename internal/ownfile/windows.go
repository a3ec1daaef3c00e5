//go:build windows

package ownfile

import (
	"errors"
	"io/fs"
	"os"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// openNoFollow opens a file to read, and not what a link leads to. Others may
// replace it meanwhile: who only shares reading would stop them.
func openNoFollow(path string) (*os.File, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil,
		windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// busyTime is how long a file that somebody else has open is waited for: another
// daybrief, a virus scanner, an indexer, a backup.
const busyTime = 2 * time.Second

// patiently does something to a file that somebody else may have open just now.
func patiently(do func() error) error {
	for end := time.Now().Add(busyTime); ; time.Sleep(10 * time.Millisecond) {
		err := do()
		busy := errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
		if !busy || time.Now().After(end) {
			return err
		}
	}
}

// ownedByUs leaves it to Windows: who may write there is in the access list.
func ownedByUs(fs.FileInfo) (string, bool) { return "", true }

// create makes a new file for its owner.
func create(path string) (*os.File, error) {
	f, _, err := openOwn(path, windows.GENERIC_WRITE, windows.CREATE_NEW)
	return f, err
}

// openOwn opens or makes a file. What it makes has an access list of its own that
// names the present user only: a mode does nothing on Windows (golang/go#70524).
// The list is there from the first moment: who opened the file before it would go
// on reading.
func openOwn(path string, access, disposition uint32) (*os.File, *windows.SECURITY_DESCRIPTOR, error) {
	refused := func(err error) (*os.File, *windows.SECURITY_DESCRIPTOR, error) {
		return nil, nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return refused(err)
	}
	list, err := windows.SecurityDescriptorFromString("D:P(A;;FA;;;" + user.User.Sid.String() + ")")
	if err != nil {
		return refused(err)
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return refused(err)
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: list}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	h, err := windows.CreateFile(name, access, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, attributes,
		disposition, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return refused(err)
	}
	return os.NewFile(uintptr(h), path), list, nil
}

// appendTo opens a file to write at its end; one that was there gets the access
// list of a new one.
func appendTo(path string) (*os.File, error) {
	f, list, err := openOwn(path, windows.FILE_APPEND_DATA|windows.FILE_READ_ATTRIBUTES|windows.WRITE_DAC|windows.SYNCHRONIZE, windows.OPEN_ALWAYS)
	if err != nil {
		return nil, err
	}
	if err := windows.SetKernelObjectSecurity(windows.Handle(f.Fd()), windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, list); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// restrict has nothing to do: see openOwn.
func restrict(*os.File) error { return nil }

// syncFolder has nothing to do: NTFS journals the rename.
func syncFolder(string) error { return nil }

// openToAll has nothing to say: the file's own access list protects it.
func openToAll(string) error { return nil }
