//go:build windows

package ownfile

import (
	"errors"
	"io/fs"
	"os"
	"time"

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

// restrict replaces the inherited access list by one that names the present
// user only. A file mode does nothing on Windows (golang/go#70524), and the
// list has to be there before the first byte is.
func restrict(f *os.File) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	acl, err := windows.ACLFromEntries([]windows.EXPLICIT_ACCESS{{
		AccessPermissions: windows.GENERIC_ALL,
		AccessMode:        windows.SET_ACCESS,
		Inheritance:       windows.NO_INHERITANCE,
		Trustee: windows.TRUSTEE{
			TrusteeForm:  windows.TRUSTEE_IS_SID,
			TrusteeType:  windows.TRUSTEE_IS_USER,
			TrusteeValue: windows.TrusteeValueFromSID(user.User.Sid),
		},
	}}, nil)
	if err != nil {
		return err
	}
	return windows.SetNamedSecurityInfo(f.Name(), windows.SE_FILE_OBJECT,
		windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, acl, nil)
}

// syncFolder has nothing to do: NTFS journals the rename.
func syncFolder(string) error { return nil }

// openToAll has nothing to say: the file's own access list protects it.
func openToAll(string) error { return nil }
