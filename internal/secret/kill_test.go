//go:build !windows

package secret

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/model"
)

const saverDir = "SAVER_DIR" // not ours: it must reach the child

// TestSaver is the child of TestKilledWhileSaving: it saves until it is killed.
func TestSaver(t *testing.T) {
	dir := os.Getenv(saverDir)
	if dir == "" {
		return // only of use as the child
	}
	k := New(Options{Store: filepath.Join(dir, "config.key"), OwnFolder: true, Step: func(string) error {
		_, err := os.Stdout.WriteString(".") // tells the parent how far it is
		return err
	}})
	for i := 0; ; i++ {
		word := strings.Repeat(string(rune('a'+i%26)), 500)
		if err := k.Save(t.Context(), model.NewSecret(word), InFile); err != nil {
			t.Fatal(err)
		}
	}
}

// A real kill at some moment of a save: the key is an old or a new one, whole,
// and nothing else is left after the next look.
func TestKilledWhileSaving(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "daybrief")
	k := New(Options{Store: filepath.Join(dir, "config.key"), OwnFolder: true})
	if err := k.Save(t.Context(), model.NewSecret(strings.Repeat("z", 500)), InFile); err != nil {
		t.Fatal(err)
	}
	for n := range 14 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSaver$")
		cmd.Env = append(os.Environ(), saverDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Some saves, and then n steps into one: it runs on while it is killed.
		_, _ = io.ReadFull(out, make([]byte, 21+n))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		f, err := k.Find(t.Context())
		word := f.Key.Reveal()
		if err != nil || len(word) != 500 || strings.Trim(word, word[:1]) != "" {
			t.Fatalf("after kill %d: %d bytes, %v", n, len(word), err)
		}
		if list, _ := os.ReadDir(dir); len(list) != 1 {
			t.Fatalf("after kill %d: %v", n, list)
		}
	}
}
