package settings

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/internal/tempdir"
)

func TestChangeKeepsWhatPeopleWrote(t *testing.T) {
	t.Parallel()
	text := `# my own words
[connection]   # the server
site = "old.example" # do not forget
  public_key='x' # ü
private_key_command = ["pass",
  "show", # two lines
  "cw"]
[me]
zone = "UTC"
[[view]]
name = "mine"
`
	path := filepath.Join(tempdir.New(t), "daybrief", "config.toml")
	s := parse(t, text)
	s.Connection.Site, s.Connection.Company, s.Connection.PublicKey = "new.example", "acme \"x\"", "yy"
	s.Connection.PrivateKeyCommand = nil
	s.Me.Member, s.Hours.Days = "jdoe", []string{"sun"}
	s.Views = append(s.Views, View{Name: "two", Filter: "board:a"})
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("\uFEFF"+strings.ReplaceAll(text, "\n", "\r\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Change(path, s, true, "ignored"); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	for _, want := range []string{"# my own words\n", "[connection]   # the server\n", "site = \"new.example\" # do not forget\n", "  public_key=\"yy\" # ü\n",
		"private_key_command = []\n[me]\n", "company = \"acme \\\"x\\\"\"\n", "[me]\nmember = \"jdoe\"\nzone = \"UTC\"\n", "[hours]\ndays = [\"sun\"]\n", "filter = \"board:a\"\n"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	l, err := Load(path)
	if err != nil || l.Settings.encode(schema(Kinds{})) != s.encode(schema(Kinds{})) || len(l.Warnings) != 0 {
		t.Errorf("%v %v\n%s", err, l, got)
	}
	named, err := Named(path)
	if err != nil || !named["connection.site"] || !named["hours.days"] || named["me.role"] {
		t.Errorf("%v %v", named, err)
	}
}

func TestChangeBeginsWithTheExample(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "daybrief", "config.toml")
	s := Default()
	s.Connection.Site, s.Me.Member = "https://psa.example", "jdoe"
	if err := Change(path, s, true, example(t)); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	if n := strings.Count(string(got), "\n"); n != strings.Count(example(t), "\n") || !strings.Contains(string(got), "site = \"https://psa.example\"\n") {
		t.Errorf("%d lines:\n%s", n, got)
	}
	info, _ := os.Stat(path)
	dir, _ := os.Stat(filepath.Dir(path))
	if runtime.GOOS != "windows" && (info.Mode().Perm() != 0o600 || dir.Mode().Perm() != 0o700) {
		t.Errorf("modes %o %o", info.Mode().Perm(), dir.Mode().Perm())
	}
}

func TestChangeLeavesBrokenFilesAlone(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	for name, text := range map[string]string{"syntax": "a = = b", "unknown": "[connection]\nsight = \"x\"\n", "binary": "\x00\xff"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Change(path, Default(), false, ""); err == nil {
			t.Errorf("%s was written over", name)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("%s is now %q", name, got)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Change(filepath.Join(dir, "folder"), Default(), false, ""); err == nil {
		t.Error("a folder was written over")
	}
	// Dotted keys can't be added to by a table: the text is written anew.
	path := filepath.Join(dir, "dotted")
	if err := os.WriteFile(path, []byte("connection.site = \"a.example\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := parse(t, "connection.site = \"a.example\"\n")
	s.Connection.Company = "acme"
	if err := Change(path, s, false, ""); err != nil {
		t.Fatal(err)
	}
	if l, err := Load(path); err != nil || l.Settings.Connection.Company != "acme" || l.Settings.Connection.Site != "a.example" {
		t.Errorf("%v %v", l, err)
	}
}

func FuzzChanged(f *testing.F) {
	f.Add("[connection]\nsite = 'x' # y\n")
	f.Add("connection = { site = \"x\", company = \"y\" }\n")
	f.Add("[connection]\nsite = \"\"\"\nx\"\"\"\n")
	s := Default()
	s.Connection.Site, s.Me.Member = "new", "me"
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := Parse("", []byte(text)); err == nil {
			_ = changed(text, s)
		}
	})
}
