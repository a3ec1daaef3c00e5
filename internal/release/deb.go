package main

import (
	"bytes"
	"crypto/md5" // what dpkg --verify reads; nothing rests on it
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// installed are the files of a Linux package, where they go.
func (r *release) installed(t target) ([]entry, error) {
	documents := filepath.Join(r.work, "documents")
	list := []entry{{"usr/bin/daybrief", filepath.Join(r.work, t.String(), t.binary()), 0o755}}
	for _, place := range []struct{ pattern, to string }{
		{"man/*.1", "usr/share/man/man1/"},
		{"completions/daybrief.bash", "usr/share/bash-completion/completions/daybrief"},
		{"completions/_daybrief", "usr/share/zsh/vendor-completions/"},
		{"completions/daybrief.fish", "usr/share/fish/vendor_completions.d/"},
		{"autostart/*.service", "usr/lib/systemd/user/"},
		{"autostart/*.timer", "usr/lib/systemd/user/"},
		{"*.md", "usr/share/doc/daybrief/"},
		{"daybrief.schema.json", "usr/share/doc/daybrief/"},
		{"config.example.toml", "usr/share/doc/daybrief/"},
		{"LICENSE", "usr/share/doc/daybrief/"},
		{"LICENCES.txt", "usr/share/doc/daybrief/copyright"},
	} {
		found, err := filepath.Glob(filepath.Join(documents, filepath.FromSlash(place.pattern)))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("the package has no %s", place.pattern)
		}
		for _, file := range found {
			to := place.to
			if strings.HasSuffix(to, "/") {
				to += filepath.Base(file)
			}
			list = append(list, entry{to, file, 0o644})
		}
	}
	below, err := entries(filepath.Join(documents, "docs"), "usr/share/doc/daybrief/docs")
	if err != nil {
		return nil, err
	}
	list = append(list, below...)
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// deb writes a package for dpkg: an ar of the format's number, what is said of
// the package, and its files.
func (r *release) deb(w io.Writer, t target, list []entry) error {
	info := filepath.Join(r.work, "deb-"+t.arch)
	if err := os.MkdirAll(info, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	size := 0
	for _, e := range list {
		text, err := os.ReadFile(e.From)
		if err != nil {
			return err
		}
		sum := md5.Sum(text)
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name)
		size += (len(text) + 1023) / 1024
	}
	if err := write(filepath.Join(info, "md5sums"), sums.String()); err != nil {
		return err
	}
	if err := r.fill("files/control", filepath.Join(info, "control"), map[string]any{"Arch": t.arch, "Size": size, "Deb": debVersion(r.version)}); err != nil {
		return err
	}
	about := []entry{{"./control", filepath.Join(info, "control"), 0o644}, {"./md5sums", filepath.Join(info, "md5sums"), 0o644}}
	var control, data bytes.Buffer
	if err := tarball(&control, about, r.at); err != nil {
		return err
	}
	if err := tarball(&data, withFolders(list), r.at); err != nil {
		return err
	}
	return ar(w, r.at, []member{{"debian-binary", []byte("2.0\n")}, {"control.tar.gz", control.Bytes()}, {"data.tar.gz", data.Bytes()}})
}

// debVersion is the version as Debian orders them: 1.2.0~rc.1 is before 1.2.0.
func debVersion(version string) string {
	return strings.Replace(strings.TrimPrefix(version, "v"), "-", "~", 1)
}

// withFolders are the entries below "./", each folder before what is in it: dpkg
// makes none that is not named.
func withFolders(list []entry) (out []entry) {
	seen := map[string]bool{".": true}
	var folder func(dir string)
	folder = func(dir string) {
		if !seen[dir] {
			seen[dir] = true
			folder(path.Dir(dir))
			out = append(out, entry{"./" + dir + "/", "", fs.ModeDir | 0o755})
		}
	}
	for _, e := range list {
		folder(path.Dir(e.Name))
		out = append(out, entry{"./" + e.Name, e.From, e.Mode})
	}
	return out
}

// member is a file of an ar archive.
type member struct {
	name string // at most 16 bytes
	text []byte
}

// ar writes the archive format of Unix, with every file root's.
func ar(w io.Writer, at time.Time, list []member) error {
	if _, err := io.WriteString(w, "!<arch>\n"); err != nil {
		return err
	}
	for _, m := range list {
		if _, err := fmt.Fprintf(w, "%-16s%-12d%-6d%-6d%-8s%-10d`\n%s", m.name, at.Unix(), 0, 0, "100644", len(m.text), m.text); err != nil {
			return err
		}
		if len(m.text)%2 == 1 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
	}
	return nil
}
