//go:build !windows

package tempdir

import (
	"os"
	"testing"
)

// OwnersOnly fails a test when others than its owner may read or write a file.
func OwnersOnly(t testing.TB, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Error(err)
	} else if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%s is %o", path, info.Mode().Perm())
	}
}
