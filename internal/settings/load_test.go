package settings

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/internal/ownfile"
	"daybrief/internal/tempdir"
)

func env(pairs ...string) Env {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestPath(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folders of this system are others; they are compiled, not run")
	}
	for _, c := range []struct {
		flag string
		env  Env
		want string
		own  bool
	}{
		{"/a/b.toml", env("DAYBRIEF_CONFIG", "/c.toml", "HOME", "/h"), "/a/b.toml", false},
		{"", env("DAYBRIEF_CONFIG", "/c.toml", "HOME", "/h"), "/c.toml", false},
		{"", env("DAYBRIEF_CONFIG", "~/c.toml", "HOME", "/h"), "/h/c.toml", false},
		{"", env("HOME", "/h"), "/h/.config/daybrief/config.toml", true},
		{"", env("HOME", "/h", "XDG_CONFIG_HOME", "/x y/ü"), "/x y/ü/daybrief/config.toml", true},
		{"", env("XDG_CONFIG_HOME", "/x"), "/x/daybrief/config.toml", true},
	} {
		got, own, err := Path(c.flag, c.env)
		if got != c.want || own != c.own || err != nil {
			t.Errorf("%q: %q %v %v, want %q %v", c.flag, got, own, err, c.want, c.own)
		}
	}
	for name, e := range map[string]Env{
		"HOME is not set": env(), "XDG_CONFIG_HOME must be a whole path": env("HOME", "/h", "XDG_CONFIG_HOME", "rel"),
		"HOME must be a whole path": env("HOME", "rel"),
	} {
		if _, _, err := Path("", e); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if dir, err := StateFolder(env("HOME", "/h")); dir != "/h/.local/state/daybrief" || err != nil {
		t.Errorf("state folder %q, %v", dir, err)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	path := filepath.Join(dir, "config.toml")
	if _, err := Load(path); !IsMissing(err) {
		t.Errorf("no file: %v", err)
	}
	write(t, path, "[connection]\nprivate_key_file = \"keys/cw\"\n", 0o600)
	l, err := Load(path)
	if err != nil || len(l.Warnings) != 0 {
		t.Fatalf("%v %v", err, l)
	}
	if want := filepath.Join(dir, "keys", "cw"); l.Settings.Connection.PrivateKeyFile != want {
		t.Errorf("key file %q, want %q", l.Settings.Connection.PrivateKeyFile, want)
	}
	write(t, path, strings.Repeat("# long\n", 50_000), 0o600)
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "larger than 256 KB") {
		t.Errorf("a file of 350 KB: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	write(t, path, "", 0o644)
	if l, err := Load(path); err != nil || len(l.Warnings) != 1 || !strings.Contains(l.Warnings[0], "chmod 600 "+path) {
		t.Errorf("a file that others read: %v %v", l, err)
	}
	write(t, path, "", 0o666)
	var f *ownfile.Fault
	if _, err := Load(path); !errors.As(err, &f) || !strings.Contains(err.Error(), "chmod 600 "+path) {
		t.Errorf("a file that others change: %v", err)
	}
}

func TestSave(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "daybrief", "config.toml")
	s := Default()
	s.Connection.Site, s.Me.Member, s.Views = "na.myconnectwise.net", "jdoe", []View{{Name: "a"}}
	if err := Save(path, s, true); err != nil {
		t.Fatal(err)
	}
	l, err := Load(path)
	if err != nil || len(l.Warnings) != 0 || l.Settings.encode(schema(Kinds{})) != s.encode(schema(Kinds{})) {
		t.Errorf("%v %v", l, err)
	}
	s.Me.Role = "boss"
	if err := Save(path, s, true); err == nil {
		t.Error("settings that do not load were saved")
	}
	if again, err := Load(path); err != nil || again.Settings.Me.Role != "" {
		t.Errorf("the old file is gone: %v", err)
	}
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// A file that others can write and that names a command is no advice to follow.
func TestCommandInAFileThatOthersCanWrite(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes of Unix")
	}
	for text, refused := range map[string]bool{
		"[connection]\nprivate_key_command = [\"key\"]\n": true, "[me]\nmember = \"jdoe\"\n": false,
	} {
		path := filepath.Join(tempdir.New(t), "config.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o620); err != nil {
			t.Fatal(err)
		}
		var fault *ownfile.Fault
		if _, err := (Kinds{}).Load(path); errors.As(err, &fault) != refused {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// PowerShell writes UTF-16.
func TestUTF16(t *testing.T) {
	t.Parallel()
	text := []byte{0xff, 0xfe}
	for _, c := range "[me]\r\nmember = \"jdoe\"\r\n" {
		text = append(text, byte(c), 0)
	}
	s, err := (Kinds{}).Parse("c", text)
	if err != nil || s.Me.Member != "jdoe" {
		t.Errorf("%q, %v", s.Me.Member, err)
	}
}
