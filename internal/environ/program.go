package environ

import (
	"os"
	"path/filepath"
	"strings"
)

// LookPath finds a program in the whole paths of PATH, on a system that is named
// like runtime.GOOS: never in the current folder. "" when there is none. On
// Windows a name without an ending is one of an .exe.
func LookPath(environ []string, name, system string) string {
	if system == "windows" && filepath.Ext(name) == "" {
		name += ".exe"
	}
	for _, dir := range filepath.SplitList(Lookup(environ, "PATH")) {
		if path := filepath.Join(dir, name); filepath.IsAbs(dir) && Runs(path, system) {
			return path
		}
	}
	return ""
}

// Runs reports whether a file is a program. Windows tells it by the ending, and
// a batch file is none: cmd.exe reads what it is given, and an & in a link would
// begin another command.
func Runs(path, system string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if system == "windows" {
		end := strings.ToLower(filepath.Ext(path))
		return end == ".exe" || end == ".com"
	}
	return info.Mode().Perm()&0o111 != 0
}

// System32 is the whole path of a program of Windows itself.
func System32(environ []string, name ...string) string {
	root := Lookup(environ, "SystemRoot")
	if root == "" {
		root = `C:\Windows`
	}
	return filepath.Join(append([]string{root, "System32"}, name...)...)
}
