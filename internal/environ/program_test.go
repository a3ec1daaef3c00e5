package environ

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/internal/tempdir"
)

// A program is found in the whole paths of PATH. On Windows its ending says what
// it is, and batch files are none.
func TestLookPath(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	for _, name := range []string{"fox", "fox.exe", "page.cmd", "page.bat", "OLD.COM", "sub.exe/file"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	env := []string{"PATH=" + strings.Join([]string{".", "relative", "", dir}, string(filepath.ListSeparator))}
	for _, c := range []struct{ name, system, want string }{
		{"fox", "windows", "fox.exe"}, {"fox.exe", "windows", "fox.exe"}, {"OLD.COM", "windows", "OLD.COM"}, {"sub", "windows", ""},
		{"page.cmd", "windows", ""}, {"page.bat", "windows", ""}, {"page", "windows", ""}, {"none", "windows", ""},
		{"fox", "linux", "fox"}, {"page.bat", "linux", "page.bat"}, {"sub.exe", "linux", ""}, {"none", "linux", ""},
	} {
		if c.system != "windows" && runtime.GOOS == "windows" {
			continue // files have no mode there
		}
		want := ""
		if c.want != "" {
			want = filepath.Join(dir, c.want)
		}
		if got := LookPath(env, c.name, c.system); got != want {
			t.Errorf("%s on %s: %q, want %q", c.name, c.system, got, want)
		}
	}
}

// A program of Windows itself is never looked for below the current folder.
func TestSystem32(t *testing.T) {
	t.Parallel()
	for root, want := range map[string]string{"": `C:\Windows`, `D:\Win`: `D:\Win`} {
		if got := System32([]string{"SystemRoot=" + root}, "clip.exe"); got != filepath.Join(want, "System32", "clip.exe") {
			t.Errorf("%q: %q", root, got)
		}
	}
}
