package tempdir

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

// New is a folder of the test's own, removed at its end.
func New(t testing.TB) string {
	t.Helper()
	if runtime.GOOS != "windows" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("", "daybrief-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // what is left is in the system's folder for such things
	return dir
}

// NoModes skips a test, or a part of one, that is about the modes of Unix files:
// on Windows access lists take their place.
func NoModes(t testing.TB, what ...string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes of files: " + strings.Join(what, " "))
	}
}
