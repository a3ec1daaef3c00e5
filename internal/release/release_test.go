package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func at() time.Time { return time.Date(2026, 3, 10, 14, 30, 0, 0, time.UTC) }

// The same files give the same bytes, whatever their own times are.
func TestArchivesAreReproducible(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	list := []entry{{"daybrief-1/daybrief", filepath.Join(dir, "a"), 0o755}, {"daybrief-1/README.md", filepath.Join(dir, "b"), 0o644}}
	pack := func(age time.Duration) (tarred, zip bytes.Buffer) {
		for _, e := range list {
			if err := write(e.from, "text of "+e.name); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(e.from, at().Add(-age), at().Add(-age)); err != nil {
				t.Fatal(err)
			}
		}
		if err := tarball(&tarred, list, at()); err != nil {
			t.Fatal(err)
		}
		if err := zipped(&zip, list, at()); err != nil {
			t.Fatal(err)
		}
		return tarred, zip
	}
	tar1, zip1 := pack(0)
	tar2, zip2 := pack(time.Hour)
	if !bytes.Equal(tar1.Bytes(), tar2.Bytes()) || !bytes.Equal(zip1.Bytes(), zip2.Bytes()) {
		t.Error("the bytes depend on when the files were written")
	}
	z, err := gzip.NewReader(&tar1)
	if err != nil {
		t.Fatal(err)
	}
	h, err := tar.NewReader(z).Next()
	if err != nil || h.Name != "daybrief-1/daybrief" || h.Mode != 0o755 || !h.ModTime.Equal(at()) {
		t.Errorf("%+v, %v", h, err)
	}
	r, err := zip.NewReader(bytes.NewReader(zip1.Bytes()), int64(zip1.Len()))
	if err != nil || len(r.File) != 2 || r.File[0].Mode().Perm() != 0o755 {
		t.Error(err)
	}
}

// Every template of a manifest can be filled for all targets and for a few, and
// is what its reader expects.
func TestManifests(t *testing.T) {
	t.Parallel()
	for _, list := range [][]target{targets(), {{"darwin", "arm64"}, {"linux", "amd64"}, {"windows", "amd64"}}} {
		r := &release{version: "v1.2.3", at: at(), dist: t.TempDir(), targets: list, base: "https://daybrief.example/v1.2.3"}
		for _, target := range list {
			if err := write(filepath.Join(r.dist, r.archive(target)), "archive of "+target.String()); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.manifests(); err != nil {
			t.Fatal(err)
		}
		read := func(name string) string {
			text, err := os.ReadFile(filepath.Join(r.dist, name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(text, []byte("<no value>")) {
				t.Errorf("%s has gaps:\n%s", name, text)
			}
			return string(text)
		}
		sum, _ := sumOf(filepath.Join(r.dist, r.archive(target{"windows", "amd64"})))
		var scoop struct {
			Version      string
			Architecture map[string]struct{ URL, Hash string }
		}
		if err := json.Unmarshal([]byte(read("daybrief.scoop.json")), &scoop); err != nil || scoop.Version != "1.2.3" || scoop.Architecture["64bit"].Hash != sum ||
			scoop.Architecture["64bit"].URL != "https://daybrief.example/v1.2.3/daybrief-1.2.3-windows-amd64.zip" {
			t.Errorf("%v: %+v", err, scoop)
		}
		if text := read("daybrief.winget.yaml"); !strings.Contains(text, "InstallerSha256: "+sum) || strings.Count(text, "Architecture:") != windows(list) {
			t.Errorf("winget:\n%s", text)
		}
		read("daybrief.rb")
		read("Containerfile")
	}
}

func windows(list []target) (n int) {
	for _, t := range list {
		if t.os == "windows" {
			n++
		}
	}
	return n
}

// Windows reads its tasks as XML.
func TestTasksAreXML(t *testing.T) {
	t.Parallel()
	list, _ := files.ReadDir("files/autostart")
	tasks := 0
	for _, f := range list {
		if !strings.HasSuffix(f.Name(), ".xml") {
			continue
		}
		tasks++
		text, _ := files.ReadFile("files/autostart/" + f.Name())
		var task struct {
			XMLName xml.Name `xml:"Task"`
			Command string   `xml:"Actions>Exec>Command"`
		}
		if err := xml.Unmarshal(text, &task); err != nil || task.Command == "" {
			t.Errorf("%s: %v, runs %q", f.Name(), err, task.Command)
		}
	}
	if tasks != 2 {
		t.Errorf("%d tasks", tasks)
	}
}

func TestVersionsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"0.2.0"}, {"v1"}, {"v1.2.3; rm -rf"}, {"v1.2.3", "x"}} {
		if err := run(args); err == nil || !strings.HasPrefix(err.Error(), "usage:") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
