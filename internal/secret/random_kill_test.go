//go:build linux

package secret

import (
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// SIGKILL at fifty random moments of saving: what is found is an old or a new
// key, whole, and no temporary file is left after the next start. The saver is
// TestSaver in a process of its own.
func TestKilledAtRandomMoments(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "daybrief")
	k := New(Options{Store: filepath.Join(dir, "config.key"), OwnFolder: true})
	if err := k.Save(t.Context(), model.NewSecret(strings.Repeat("z", 500)), InFile); err != nil {
		t.Fatal(err)
	}
	strays, saves := 0, 0
	for n := range 50 {
		moment := time.Duration(rand.Int64N(int64(3 * time.Millisecond)))
		saves += killedAfter(t, dir, moment)
		if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
			strays++
		}
		// The next start has its key elsewhere, and clears up all the same.
		if n%2 == 0 {
			if _, err := New(Options{Environ: []string{Variable + "=x"}, Store: k.o.Store}).Find(t.Context()); err != nil {
				t.Fatal(err)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
				t.Fatalf("kill %d after %s: %v is still there", n, moment, left)
			}
		}
		f, err := k.Find(t.Context())
		word := f.Key.Reveal()
		if err != nil || len(word) != 500 || strings.Trim(word, word[:1]) != "" {
			t.Fatalf("kill %d after %s: %d bytes, %v", n, moment, len(word), err)
		}
		if list, _ := os.ReadDir(dir); len(list) != 1 {
			t.Fatalf("kill %d after %s: %v", n, moment, list)
		}
	}
	t.Logf("50 kills in %d steps of saving, %d of them left a temporary file", saves, strays)
}

// killedAfter starts a saver, waits until it saves, and kills it a moment later.
// It returns how many steps of saving there were.
func killedAfter(t *testing.T, dir string, moment time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestSaver$")
	cmd.Env = append(os.Environ(), saverDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadFull(out, make([]byte, 1))
	<-time.After(moment)
	_ = cmd.Process.Kill()
	rest, _ := io.ReadAll(out)
	_ = cmd.Wait()
	if err != nil {
		t.Fatalf("the saver did not begin: %v", err)
	}
	return len(rest) + 1
}
