package tempdir

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
)

// OwnersOnly fails a test when others than its owner, and the system itself, may
// read or write a file.
func OwnersOnly(t testing.TB, path string) {
	t.Helper()
	sd, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	// Of its parts, the access list has who may in each entry's last field.
	// "SY" is the system, which Wine names in every list.
	names := regexp.MustCompile(`\([^()]*;([^();]*)\)`).FindAllStringSubmatch(sd.String(), -1)
	for _, n := range names {
		if n[1] != user.User.Sid.String() && n[1] != "SY" {
			t.Errorf("%s: the access list is %s", path, strings.TrimSpace(sd.String()))
		}
	}
	if len(names) == 0 {
		t.Errorf("%s has no access list: %s", path, sd.String())
	}
}
