package secret

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/ownfile"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

func fixture(t *testing.T, change func(*Options)) (*KeyStore, *memoryRing) {
	t.Helper()
	ring := &memoryRing{}
	o := Options{Account: "acme@na.example.net", Store: filepath.Join(tempdir.New(t), "daybrief", "config.key"), OwnFolder: true, Ring: ring}
	if change != nil {
		change(&o)
	}
	return New(o), ring
}

func keyFile(t *testing.T, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(tempdir.New(t), "key file")
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOrderOfSources(t *testing.T) {
	t.Parallel()
	file := keyFile(t, "from-file\n", 0o600)
	for _, c := range []struct {
		name   string
		change func(*Options)
		key    string
		source Source
	}{
		{"environment first", func(o *Options) {
			o.Environ, o.Command, o.File = []string{"X=1", Variable + "= from-env "}, []string{"/bin/echo", "no"}, file
		}, "from-env", FromEnvironment},
		{"empty variable", func(o *Options) { o.Environ, o.File = []string{Variable + "="}, file }, "from-file", FromFile},
		{"file", func(o *Options) { o.File = file }, "from-file", FromFile},
		{"stored", nil, "from-ring", FromKeyring},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k, ring := fixture(t, c.change)
			ring.keys = map[string]string{"daybrief/acme@na.example.net": "from-ring"}
			f, err := k.Find(t.Context())
			if err != nil || f.Key.Reveal() != c.key || f.Source != c.source {
				t.Fatalf("%v %v, want source %s", f, err, c.source)
			}
			if shown := fmt.Sprintf("%v %+v %#v %s", f, f, f.Key, f); strings.Contains(shown, c.key) && c.name != "file" {
				t.Errorf("the key prints: %s", shown)
			}
		})
	}
}

func TestNoKeyAnywhere(t *testing.T) {
	t.Parallel()
	k, ring := fixture(t, nil)
	if _, err := k.Find(t.Context()); !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), Variable) {
		t.Errorf("an empty keyring: %v", err)
	}
	ring.set(0, errors.New("dbus-launch: executable\x1b[31m not found"))
	_, err := k.Find(t.Context())
	var none *Unavailable
	if !errors.Is(err, ErrNone) || !errors.As(err, &none) || strings.ContainsRune(err.Error(), 0x1b) {
		t.Errorf("no keyring: %v", err)
	}
	k, _ = fixture(t, func(o *Options) { o.File = filepath.Join(tempdir.New(t), "gone") })
	if _, err := k.Find(t.Context()); err == nil || errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "gone") {
		t.Errorf("a file that was named and is not there: %v", err)
	}
}

func TestKeyringThatHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ring := &memoryRing{wait: time.Minute, keys: map[string]string{"daybrief/a": "word"}}
		k := New(Options{Account: "a", Ring: ring})
		start := time.Now()
		_, err := k.Find(t.Context())
		if took := time.Since(start); took != 5*time.Second || !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "within 5s") {
			t.Errorf("after %s: %v", took, err)
		}
		start = time.Now()
		if _, err := k.Find(t.Context()); err == nil || time.Since(start) != 0 {
			t.Errorf("while it hangs: %v after %s", err, time.Since(start))
		}
		<-time.After(time.Minute)
		if calls := ring.set(0, nil); calls != 1 {
			t.Errorf("asked %d times while it hung", calls)
		}
		if f, err := k.Find(t.Context()); err != nil || f.Key.Reveal() != "word" {
			t.Errorf("when it is back: %v", err)
		}
		ring.set(time.Minute, nil)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start = time.Now()
		if _, err := k.Find(ctx); time.Since(start) != time.Second || err == nil {
			t.Errorf("the context: %v after %s", err, time.Since(start))
		}
		<-time.After(2 * time.Minute)
	})
}

func TestSaveReplacesAndMoves(t *testing.T) {
	t.Parallel()
	k, ring := fixture(t, nil)
	copies := func() (n int) {
		ring.mu.Lock()
		defer ring.mu.Unlock()
		n = len(ring.keys)
		if _, err := os.Stat(k.o.Store); err == nil {
			n++
		}
		return n
	}
	for i, in := range []Place{InKeyring, InKeyring, InFile, InFile, InKeyring, InFile} {
		word := fmt.Sprintf("key-%d", i)
		if err := k.Save(t.Context(), model.NewSecret(" "+word+"\n"), in); err != nil {
			t.Fatal(err)
		}
		f, err := k.Find(t.Context())
		if err != nil || f.Key.Reveal() != word || copies() != 1 {
			t.Fatalf("%d in the %s: %v %v, %d copies", i, in, f, err, copies())
		}
	}
	if err := k.Forget(t.Context()); err != nil || copies() != 0 {
		t.Errorf("%v, %d copies left", err, copies())
	}
	if err := k.Forget(t.Context()); err != nil {
		t.Errorf("forgetting nothing: %v", err)
	}
}

// The keyring is locked while the key is changed: the new one counts, also when
// the keyring with the old one opens again.
func TestNewFileWinsOverOldKeyring(t *testing.T) {
	t.Parallel()
	k, ring := fixture(t, nil)
	save := func(word string, in Place) error { return k.Save(t.Context(), model.NewSecret(word), in) }
	if err := save("old", InKeyring); err != nil {
		t.Fatal(err)
	}
	ring.set(0, errors.New("locked"))
	if err := save("new", InKeyring); err == nil {
		t.Error("saved into a locked keyring")
	}
	if err := save("new", InFile); err != nil {
		t.Fatal(err)
	}
	ring.set(0, nil)
	if f, err := k.Find(t.Context()); err != nil || f.Key.Reveal() != "new" {
		t.Errorf("%v %v", f, err)
	}
}

func TestSaveThatFailsKeepsTheOldKey(t *testing.T) {
	t.Parallel()
	full := false
	k, _ := fixture(t, func(o *Options) {
		o.Step = func(name string) error {
			if full && name == "sync" {
				return errors.New("no space left on device")
			}
			return nil
		}
	})
	if err := k.Save(t.Context(), model.NewSecret("old"), InFile); err != nil {
		t.Fatal(err)
	}
	full = true
	if err := k.Save(t.Context(), model.NewSecret("new"), InFile); err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk: %v", err)
	}
	for _, bad := range []string{"", " ", "two words", strings.Repeat("x", 2000)} {
		if err := k.Save(t.Context(), model.NewSecret(bad), InFile); err == nil {
			t.Errorf("%d bytes of nonsense were saved", len(bad))
		}
	}
	if f, err := k.Find(t.Context()); err != nil || f.Key.Reveal() != "old" {
		t.Errorf("%v %v", f, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(k.o.Store), ".*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFindSweepsWhatAKillLeft(t *testing.T) {
	t.Parallel()
	k, _ := fixture(t, func(o *Options) {
		o.Step = func(name string) error {
			if name == "rename" {
				panic("killed")
			}
			return nil
		}
	})
	func() {
		defer func() { _ = recover() }()
		_ = k.Save(t.Context(), model.NewSecret("new"), InFile)
	}()
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(k.o.Store), ".*")); len(left) != 1 {
		t.Fatalf("the kill left %v", left)
	}
	_, _ = k.Find(t.Context())
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(k.o.Store), ".*")); len(left) != 0 {
		t.Errorf("still there: %v", left)
	}
}

func TestTrim(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"abc", " abc\r\n", "\"abc\"", "'abc' ", "`abc`", "\uFEFFabc", "\u200babc\u200d", "\t\" abc \"\n"} {
		if got, bad := Trim(in); got != "abc" || bad != "" {
			t.Errorf("%q: %q %s", in, got, bad)
		}
	}
	for in, want := range map[string]string{
		"": "empty", "\"\"": "empty", "a b": "space", "a\nb": "line break", "a\x1b[0m": "characters", "schlüssel": "characters",
		strings.Repeat("a", 1<<20): "too long", strings.Repeat("a", 1025): "too long",
	} {
		if got, bad := Trim(in); got != "" || !strings.Contains(bad, want) {
			t.Errorf("%.20q: %q %q, want %q", in, got, bad, want)
		}
	}
}

func TestLooseFiles(t *testing.T) {
	t.Parallel()
	tempdir.NoModes(t, "who may read a key file is in its access list, which ownfile sets")
	dir := tempdir.New(t)
	good := keyFile(t, "CANARY", 0o600)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(good, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for path, want := range map[string]string{
		keyFile(t, "CANARY", 0o640): "run chmod 600 ", keyFile(t, "CANARY", 0o604): "mode 0604", keyFile(t, "CANARY", 0o620): "chmod 600",
		link: "symbolic link", dir: "folder", keyFile(t, "", 0o600): "is empty", keyFile(t, "CANARY\nCANARY", 0o600): "line break",
	} {
		k, _ := fixture(t, func(o *Options) { o.File = path })
		_, err := k.Find(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: %v, want %q", filepath.Base(path), err, want)
		}
		k, _ = fixture(t, func(o *Options) { o.Store = path })
		if _, err := k.Find(t.Context()); err == nil {
			t.Errorf("our own file %s was used", filepath.Base(path))
		}
	}
	var f *ownfile.Fault
	if _, err := new(KeyStore).readKey(link); !errors.As(err, &f) {
		t.Errorf("%v is no Fault", err)
	}
}
