package ownfile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/internal/ownfile"
	"daybrief/internal/tempdir"
)

func TestWriteThenRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "new", "daybrief", "a file.txt")
	for _, text := range []string{"one", "", strings.Repeat("x", 70_000)} {
		if err := ownfile.Write(path, []byte(text), ownfile.Options{OwnFolder: true}); err != nil {
			t.Fatal(err)
		}
		got, _, err := ownfile.Read(path, 1<<20)
		if err != nil || string(got) != text {
			t.Fatalf("read %d bytes, %v; want %d", len(got), err, len(text))
		}
	}
	if _, _, err := ownfile.Read(path, 100); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("a file over the limit: %v", err)
	}
	if _, _, err := ownfile.Read(path+"x", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

// A save that dies at any step, with or without the chance to clean up, leaves
// the old content or the new one, and Sweep leaves nothing else.
func TestWriteStoppedAtEachStep(t *testing.T) {
	t.Parallel()
	for n := range 8 {
		for _, hard := range []bool{false, true} {
			t.Run(fmt.Sprintf("step %d hard %v", n, hard), func(t *testing.T) {
				t.Parallel()
				path := filepath.Join(tempdir.New(t), "key")
				if err := ownfile.Write(path, []byte("old"), ownfile.Options{}); err != nil {
					t.Fatal(err)
				}
				stopped, last := interrupted(path, n, hard)
				got, _, err := ownfile.Read(path, 100)
				if err != nil {
					t.Fatal(err)
				}
				want := "old"
				if !stopped || last == "sync folder" {
					want = "new"
				}
				if string(got) != want {
					t.Errorf("stopped before %q: %q, want %q", last, got, want)
				}
				if err := ownfile.Sweep(path); err != nil {
					t.Error(err)
				}
				if left := names(t, filepath.Dir(path)); len(left) != 1 {
					t.Errorf("left behind: %v", left)
				}
			})
		}
	}
}

// interrupted writes "new" and stops before step n: by an error, or (hard) by a
// panic, which like a kill runs nothing that follows.
func interrupted(path string, n int, hard bool) (stopped bool, last string) {
	defer func() {
		if recover() != nil {
			stopped = true
		}
	}()
	seen := 0
	err := ownfile.Write(path, []byte("new"), ownfile.Options{Step: func(name string) error {
		last = name
		if seen++; seen <= n {
			return nil
		}
		if hard {
			panic("killed")
		}
		return errors.New("disk full")
	}})
	return err != nil, last
}

func TestTwoWritersAndASweeper(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "key")
	done := make(chan error)
	for w := range 2 {
		go func() {
			var errs []error
			for range 100 {
				errs = append(errs, ownfile.Write(path, []byte(strings.Repeat(fmt.Sprint(w), 5000)), ownfile.Options{}))
			}
			done <- errors.Join(errs...)
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got, _, err := ownfile.Read(path, 1<<20)
	if err != nil || len(got) != 5000 || strings.Trim(string(got), string(got[:1])) != "" {
		t.Errorf("mixed content: %d bytes, %v", len(got), err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestRemove(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "key")
	if err := ownfile.Remove(path); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := ownfile.Remove(path); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("still there")
	}
}
