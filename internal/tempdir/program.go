package tempdir

import (
	"os"
	"syscall"
	"testing"
)

// Program writes a program that a test runs. No other test may fork meanwhile: its
// child would have the file open for writing until it runs a program of its own, and
// what is open so can't be run ("text file busy").
func Program(t testing.TB, path, text string) {
	t.Helper()
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}
