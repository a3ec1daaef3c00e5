package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daybrief/internal/tempdir"
)

// stubOf is the variable by which the test program plays a program that the
// program starts: it writes its arguments into the file that this names.
const stubOf = "STUB_WRITES_TO"

func init() {
	file := os.Getenv(stubOf)
	if file == "" {
		return
	}
	fmt.Println("noise")
	fmt.Fprintln(os.Stderr, "noise")
	for _, pair := range os.Environ() {
		if strings.HasPrefix(pair, "DAYBRIEF_") {
			os.Exit(4)
		}
	}
	if os.WriteFile(file, []byte(strings.Join(os.Args[1:], "|")), 0o600) != nil {
		os.Exit(3)
	}
	os.Exit(0)
}

// stub is an environment in which the browser is the test program.
func stub(t *testing.T, file string) *program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return newProgram([]string{"BROWSER=" + self, "DAYBRIEF_PRIVATE_KEY=" + secretWord, stubOf + "=" + file, "SystemRoot=" + os.Getenv("SystemRoot")}, Streams{}, Options{})
}

// Whatever a link holds, the browser gets it as one argument, letter by letter,
// with none of our variables; what could be more than a link is not opened.
func TestLaunch(t *testing.T) {
	t.Parallel()
	file := filepath.Join(tempdir.New(t), "got")
	p := stub(t, file)
	for _, link := range []string{
		"https://x.example/a?b=$(id)&c=1", "https://x.example/?a=1&calc.exe&b=%PATH%&c=%22%20%5E!x;y", "https://x.example/~/*?[a]@#&&b||c",
	} {
		link = strings.ReplaceAll(link, "|", "%7C")
		if err := p.browse(link); err != nil {
			t.Fatal(err)
		}
		if got := fileText(file); got != link {
			t.Errorf("the browser got %q for %q", got, link)
		}
		_ = os.Remove(file)
	}
	for _, link := range []string{
		`https://x.example/"&calc`, "https://x.example/'", "https://x.example/a b", "https://x.example/^&calc", "https://x.example/|calc", "https://x.example/\u00e4",
		"https://x.example/\r\ncalc", `https://x.example\calc`, "--new-window", "calc.exe", "file:///c:/windows/calc.exe", "ms-settings:x", "https:x", `\\x.example\share`,
		"https://x.example/`calc`", "https://x.example/<x>", "HTTPS://x.example", "https://a:b@x.example/", "http://x.example/",
	} {
		if err := p.browse(link); err == nil || fileText(file) != "" {
			t.Errorf("%q was opened: %v", link, err)
		}
	}
	p = stub(t, filepath.Join(file, "no", "such", "folder"))
	if err := p.browse("https://x.example/"); err == nil {
		t.Error("a browser that fails is no failure")
	}
}

// Wine's FileProtocolHandler was seen to put PATH into a link.
func TestLinksHoldNoVariables(t *testing.T) {
	t.Parallel()
	p := newProgram([]string{"=C:=C:\\x", "Path=C:\\Windows", "DB_PASSWORD=made-up", "EMPTY="}, Streams{}, Options{})
	for link, want := range map[string]bool{
		"https://x.example/?a=%PATH%": true, "https://x.example/%db_password%41": true, "https://x.example/?q=100%25PATH%25": false,
		"https://x.example/?q=%20path": false, "https://x.example/%%": false, "https://x.example/?q=%HOME%": false,
	} {
		if got := p.holdsVariable(link); got != want {
			t.Errorf("%s: %v", link, got)
		}
	}
}

// $BROWSER goes before the system's own, and only what is there is started.
func TestChosenBrowser(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	for _, name := range []string{"fox", "web", "fox.exe", "my web.exe", "page.bat"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct{ system, browser, want string }{
		{"linux", "fox", at("fox") + " []"}, {"linux", "gone:web --new %s", at("web") + " [--new]"}, {"linux", at("fox") + " %s:web", at("fox") + " []"},
		{"linux", "gone", " []"}, {"linux", "", " []"}, {"linux", ":::", " []"}, {"linux", "./fox", " []"},
		{"windows", "fox", at("fox.exe") + " []"}, {"windows", "fox.exe", at("fox.exe") + " []"}, {"windows", at("my web.exe"), at("my web.exe") + " []"},
		{"windows", `"` + at("my web.exe") + `"`, at("my web.exe") + " []"}, {"windows", "page.bat", " []"}, {"windows", at("page.bat"), " []"},
		{"windows", "gone", " []"}, {"windows", "", " []"}, {"windows", `""`, " []"}, {"windows", at("gone.exe"), " []"}, {"windows", "./fox.exe", " []"},
	} {
		if (c.system == "windows") != (runtime.GOOS == "windows") && c.system == "linux" {
			continue // paths of Unix
		}
		p := newProgram([]string{"BROWSER=" + c.browser, "PATH=" + dir}, Streams{}, Options{})
		name, args := p.chosenBrowser(c.system)
		if got := name + " [" + strings.Join(args, " ") + "]"; got != c.want {
			t.Errorf("%s: %q: %s, want %s", c.system, c.browser, got, c.want)
		}
	}
}
