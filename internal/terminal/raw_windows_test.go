package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/internal/tempdir"
)

// What takes no modes of a console is told what to use in its place.
func TestConsoleWithoutSequences(t *testing.T) {
	t.Parallel()
	f, err := os.Create(filepath.Join(tempdir.New(t), "no console"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if _, err := (TTY{Out: f}).raw(); err == nil || !strings.Contains(err.Error(), "use Windows Terminal") {
		t.Error(err)
	}
}
