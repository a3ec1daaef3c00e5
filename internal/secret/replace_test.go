package secret

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"daybrief/internal/tempdir"
	"daybrief/model"
)

// lyingRing keeps less than it is given.
type lyingRing struct{ memoryRing }

func (r *lyingRing) Store(service, account, key string) error {
	return r.memoryRing.Store(service, account, key[:len(key)/2])
}

func TestReplaceTriesFirst(t *testing.T) {
	t.Parallel()
	k, ring := fixture(t, nil)
	refuse := errors.New("the server refused it")
	old := model.NewSecret("old-key")
	if _, err := k.Replace(t.Context(), old, InKeyring, nil); err != nil {
		t.Fatal(err)
	}
	for _, in := range []Place{InKeyring, InFile} {
		_, err := k.Replace(t.Context(), model.NewSecret("new-key"), in, func(_ context.Context, s model.Secret) error {
			if s.Reveal() != "new-key" {
				t.Error("another key was tried")
			}
			return refuse
		})
		if f, _ := k.Find(t.Context()); !errors.Is(err, refuse) || f.Key.Reveal() != "old-key" {
			t.Errorf("%s: %v", in, err)
		}
	}
	// A keyring that is locked keeps its old key: that is said.
	ring.set(0, errors.New("failed to unlock correct collection '/x'"))
	left, err := k.Replace(t.Context(), model.NewSecret("new-key"), InFile, nil)
	if err != nil || len(left) != 1 || !strings.Contains(left[0], "locked") {
		t.Errorf("%v %v", left, err)
	}
	ring.set(0, errors.New("exec: \"dbus-launch\": executable file not found in $PATH"))
	if left, err := k.Replace(t.Context(), model.NewSecret("new-key"), InFile, nil); err != nil || len(left) != 0 {
		t.Errorf("without a keyring: %v %v", left, err)
	}
	liar := New(Options{Account: "a", Ring: &lyingRing{}})
	if _, err := liar.Replace(t.Context(), model.NewSecret("a-whole-key"), InKeyring, nil); err == nil || !strings.Contains(err.Error(), "did not give the key back") {
		t.Errorf("a keyring that cuts: %v", err)
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	for _, in := range []Place{InKeyring, InFile, ""} {
		k, _ := fixture(t, nil)
		if in != "" {
			if err := k.Save(t.Context(), model.NewSecret("old"), in); err != nil {
				t.Fatal(err)
			}
		}
		before, err := k.Stored(t.Context())
		if (in == "") != errors.Is(err, ErrNone) {
			t.Fatal(err)
		}
		for _, to := range []Place{InFile, InKeyring} {
			if err := errors.Join(k.Save(t.Context(), model.NewSecret("new"), to), k.Restore(t.Context(), before)); err != nil {
				t.Fatal(err)
			}
			if after, _ := k.Stored(t.Context()); after.Key.Reveal() != before.Key.Reveal() || after.Source != before.Source {
				t.Errorf("%q over %s: %v, want %v", in, to, after, before)
			}
		}
	}
}

func TestRingFaults(t *testing.T) {
	t.Parallel()
	// As the real things word them (gnome-keyring 42, dbus 1.14).
	for text, want := range map[string]RingFault{
		"failed to unlock correct collection '/org/freedesktop/secrets/collection/login'": RingLocked,
		"The name org.freedesktop.secrets was not provided by any .service files":         RingAbsent,
		`exec: "dbus-launch": executable file not found in $PATH`:                         RingAbsent,
		"dbus: couldn't determine address of session bus":                                 RingAbsent,
		"dial unix /run/user/1000/bus: connect: no such file or directory":                RingAbsent,
		"the data is garbled": RingBroken,
	} {
		k, ring := fixture(t, nil)
		ring.set(0, errors.New(text))
		var u *Unavailable
		if err := k.Ring(t.Context()); !errors.As(err, &u) || u.How != want {
			t.Errorf("%s: %v", text, err)
		}
		ring.set(0, nil)
		if err := k.Ring(t.Context()); err != nil {
			t.Errorf("a keyring that is empty works: %v", err)
		}
	}
}

func TestRemoveTells(t *testing.T) {
	t.Parallel()
	k, ring := fixture(t, nil)
	if r := k.Remove(t.Context()); len(r.Removed)+len(r.Kept)+len(r.Failed) != 0 {
		t.Errorf("nothing was there: %+v", r)
	}
	// A key in both places, as a save that was killed half-way leaves it.
	ring.keys = map[string]string{"daybrief/acme@na.example.net": "one"}
	if err := os.WriteFile(k.o.Store, []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	stray := filepath.Join(filepath.Dir(k.o.Store), ".config.key.daybrief-tmp-abc")
	if err := os.WriteFile(stray, []byte("three"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := k.Remove(t.Context())
	if len(r.Removed) != 2 || len(r.Failed) != 0 || len(ring.keys) != 0 {
		t.Errorf("%+v", r)
	}
	if list, _ := os.ReadDir(filepath.Dir(k.o.Store)); len(list) != 0 {
		t.Errorf("left: %v", list)
	}
	ring.set(0, errors.New("failed to unlock"))
	if err := os.Mkdir(k.o.Store, 0o700); err != nil {
		t.Fatal(err)
	}
	k.o.Environ, k.o.File, k.o.Command = []string{Variable + "=x"}, "/some/file", []string{"pass", "CANARY"}
	r = k.Remove(t.Context())
	if len(r.Removed) != 0 || len(r.Failed) != 2 || len(r.Kept) != 3 || strings.Contains(fmt.Sprint(r), "CANARY") {
		t.Errorf("%+v", r)
	}
}

// Whatever stands in the way of a save, the old key goes on working.
func TestWhatStandsInTheWay(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	plain := filepath.Join(dir, "plain")
	link := filepath.Join(dir, "link.key")
	if err := errors.Join(os.WriteFile(plain, []byte("x"), 0o600), os.Mkdir(filepath.Join(dir, "folder.key"), 0o700), os.Symlink(plain, link)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skip("no symbolic links here: Wine makes files of them")
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "folder.key"): "folder", link: "symbolic link", filepath.Join(plain, "daybrief", "config.key"): "can't be saved",
		"/proc/daybrief-test/config.key": "can't be saved",
	} {
		ring := &memoryRing{keys: map[string]string{"daybrief/a": "old"}}
		k := New(Options{Account: "a", Store: path, Ring: ring})
		_, err := k.Replace(t.Context(), model.NewSecret("CANARY"), InFile, nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "CANARY") || ring.keys["daybrief/a"] != "old" {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if text, _ := os.ReadFile(plain); string(text) != "x" {
		t.Error("the link was followed")
	}
}

// A disk that is full at any step of a save.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"folder", "create", "restrict", "write", "sync", "rename"} {
		armed := false
		k, ring := fixture(t, func(o *Options) {
			o.Step = func(name string) error {
				if armed && name == step {
					return &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
				}
				return nil
			}
		})
		if err := k.Save(t.Context(), model.NewSecret("old"), InFile); err != nil {
			t.Fatal(err)
		}
		armed = true
		_, err := k.Replace(t.Context(), model.NewSecret("new"), InFile, nil)
		f, findErr := k.Find(t.Context())
		if err == nil || !strings.Contains(err.Error(), "no space left") || findErr != nil || f.Key.Reveal() != "old" || len(ring.keys) != 0 {
			t.Errorf("%s: %v, then %v %v", step, err, f, findErr)
		}
		if list, _ := os.ReadDir(filepath.Dir(k.o.Store)); len(list) != 1 {
			t.Errorf("%s left %v", step, list)
		}
	}
}

// Two wizards save at once, one into the file and one into the keyring: each
// clears the other's place, and yet a key is left.
func TestTwoSaversAtOnce(t *testing.T) {
	t.Parallel()
	ring := &memoryRing{}
	store := filepath.Join(tempdir.New(t), "daybrief", "config.key")
	saver := func() *KeyStore { return New(Options{Account: "a", Store: store, OwnFolder: true, Ring: ring}) }
	var wg sync.WaitGroup
	for i, in := range []Place{InFile, InKeyring, InFile, InKeyring} {
		wg.Go(func() {
			k := saver()
			for n := range 25 {
				if _, err := k.Replace(t.Context(), model.NewSecret(fmt.Sprintf("key-%d-%d", i, n)), in, nil); err != nil {
					t.Error(err)
				}
				// Under the lock: between two saves a key is always there.
				err := k.alone(t.Context(), func() error { _, err := k.stored(t.Context()); return err })
				if err != nil {
					t.Errorf("no key is left: %v", err)
				}
			}
		})
	}
	wg.Wait()
	f, err := saver().Find(t.Context())
	if err != nil || !strings.HasPrefix(f.Key.Reveal(), "key-") {
		t.Errorf("%v %v", f, err)
	}
	copies := len(ring.keys)
	if _, err := os.Stat(store); err == nil {
		copies++
	}
	if copies != 1 {
		t.Errorf("%d copies", copies)
	}
}
