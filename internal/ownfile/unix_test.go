//go:build !windows

package ownfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"daybrief/internal/ownfile"
)

func TestReadRefusesWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	real := filepath.Join(dir, "real")
	must(t, os.WriteFile(real, []byte("x"), 0o600))
	must(t, os.Symlink(real, filepath.Join(dir, "link")))
	must(t, os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "dangling")))
	must(t, os.Symlink("loop", filepath.Join(dir, "loop")))
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600))
	for name, want := range map[string]string{
		"link": "symbolic link", "dangling": "symbolic link", "loop": "symbolic link", "pipe": "pipe", ".": "folder",
		"real/under": "not a directory",
	} {
		_, _, err := ownfile.Read(filepath.Join(dir, name), 100)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", name, err, want)
		}
		if name == "real/under" {
			continue
		}
		if err := ownfile.Write(filepath.Join(dir, name), []byte("y"), ownfile.Options{}); err == nil {
			t.Errorf("%s was written over", name)
		}
	}
}

func TestWriteClosesFileAndFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "daybrief")
	path := filepath.Join(dir, "key")
	must(t, os.Mkdir(dir, 0o700))
	must(t, os.WriteFile(path, []byte("old"), 0o600))
	must(t, os.Chmod(dir, 0o777))
	must(t, os.Chmod(path, 0o644))
	if err := ownfile.Write(path, []byte("new"), ownfile.Options{}); err == nil || !strings.Contains(err.Error(), "chmod 700") {
		t.Errorf("a folder open to all: %v", err)
	}
	must(t, ownfile.Write(path, []byte("new"), ownfile.Options{OwnFolder: true}))
	for p, want := range map[string]os.FileMode{dir: 0o700, path: 0o600} {
		info, err := os.Stat(p)
		must(t, err)
		if info.Mode().Perm() != want {
			t.Errorf("%s is %o, want %o", filepath.Base(p), info.Mode().Perm(), want)
		}
	}
}

func TestWriteWhereNoFolderCanBe(t *testing.T) {
	t.Parallel()
	under := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(under, nil, 0o600))
	err := ownfile.Write(filepath.Join(under, "sub", "key"), []byte("x"), ownfile.Options{})
	if err == nil || !strings.Contains(err.Error(), "can't be saved") {
		t.Errorf("a folder under a file: %v", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
