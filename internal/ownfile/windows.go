//go:build windows

package ownfile

import (
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

func openNoFollow(path string) (*os.File, error) { return os.Open(path) }

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
