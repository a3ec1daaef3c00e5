package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/internal/tempdir"
)

func at() time.Time { return time.Date(2026, 3, 10, 14, 30, 0, 0, time.UTC) }

// The same files give the same bytes, whatever their own times are.
func TestArchivesAreReproducible(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	list := []entry{{"daybrief-1/daybrief", filepath.Join(dir, "a"), 0o755}, {"daybrief-1/README.md", filepath.Join(dir, "b"), 0o644}}
	pack := func(age time.Duration) (tarred, zip bytes.Buffer) {
		for _, e := range list {
			if err := write(e.From, "text of "+e.Name); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(e.From, at().Add(-age), at().Add(-age)); err != nil {
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
		r := &release{version: "v1.2.3", at: at(), dist: tempdir.New(t), targets: list, base: "https://daybrief.example/v1.2.3"}
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

// A deb is what dpkg reads: three members, every folder before what is in it, all
// of it root's, and the sums of the files.
func TestDeb(t *testing.T) {
	t.Parallel()
	r := &release{version: "v1.2.0-rc.1", at: at(), work: tempdir.New(t)}
	file := filepath.Join(r.work, "file")
	if err := write(file, "text"); err != nil {
		t.Fatal(err)
	}
	list := []entry{{"usr/bin/daybrief", file, 0o755}, {"usr/share/man/man1/daybrief.1", file, 0o644}}
	var out bytes.Buffer
	if err := r.deb(&out, target{"linux", "arm64"}, list); err != nil {
		t.Fatal(err)
	}
	parts := members(t, out.Bytes())
	if string(parts["debian-binary"]) != "2.0\n" || len(parts) != 3 {
		t.Errorf("%d parts: %q", len(parts), parts["debian-binary"])
	}
	_, about := unpacked(t, parts["control.tar.gz"])
	for _, want := range []string{"Version: 1.2.0~rc.1\n", "Architecture: arm64\n", "Installed-Size: 2\n"} {
		if !strings.Contains(about["./control"], want) {
			t.Errorf("no %q in\n%s", want, about["./control"])
		}
	}
	if !strings.Contains(about["./md5sums"], "1cb251ec0d568de6a929b520c4aed8d1  usr/bin/daybrief\n") {
		t.Error(about["./md5sums"])
	}
	names, _ := unpacked(t, parts["data.tar.gz"])
	if got := strings.Join(names, " "); got != "./usr/ ./usr/bin/ ./usr/bin/daybrief ./usr/share/ ./usr/share/man/ ./usr/share/man/man1/ ./usr/share/man/man1/daybrief.1" {
		t.Error(got)
	}
}

// members takes an ar apart.
func members(t *testing.T, text []byte) map[string][]byte {
	t.Helper()
	text, ok := bytes.CutPrefix(text, []byte("!<arch>\n"))
	out := map[string][]byte{}
	for ok && len(text) >= 60 {
		size, err := strconv.Atoi(strings.TrimSpace(string(text[48:58])))
		if err != nil || string(text[58:60]) != "`\n" {
			t.Fatalf("a head of %q", text[:60])
		}
		out[strings.TrimSpace(string(text[:16]))] = text[60 : 60+size]
		text = text[60+size+size%2:]
	}
	return out
}

// unpacked are the names in a tar, in their order, and what is in each.
func unpacked(t *testing.T, text []byte) (names []string, in map[string]string) {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	in = map[string]string{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return names, in
		}
		if err != nil || h.Uid != 0 || h.Gid != 0 || (h.Typeflag == tar.TypeDir) != strings.HasSuffix(h.Name, "/") {
			t.Fatalf("%+v, %v", h, err)
		}
		text, _ := io.ReadAll(r)
		names, in[h.Name] = append(names, h.Name), string(text)
	}
}

// A page of the manual has its flags as options and a date that readers know.
func TestManual(t *testing.T) {
	t.Parallel()
	r := &release{version: "v1.2.3", at: at()}
	dir := tempdir.New(t)
	if err := r.manual(dir); err != nil {
		t.Fatal(err)
	}
	pages, _ := filepath.Glob(filepath.Join(dir, "*.1"))
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil || bytes.ContainsAny(text, "\t") || bytes.Contains(text, []byte("[=false]")) || !bytes.Contains(text, []byte(`"1" "2026-03-10"`)) || !bytes.Contains(text, []byte(".TP\n")) {
			t.Errorf("%s: %v\n%.600s", filepath.Base(page), err, text)
		}
	}
	if len(pages) < 10 {
		t.Errorf("%d pages", len(pages))
	}
	text, err := os.ReadFile(filepath.Join(dir, "daybrief-brief.1"))
	if err != nil || !bytes.Contains(text, []byte("output format: text, markdown, json, html, teams or slack\n")) {
		t.Errorf("the words of --format are not listed: %v\n%s", err, text)
	}
}

// Debian's zsh looks for completions elsewhere than that of all others.
func TestRPMPutsCompletionsWhereZshLooks(t *testing.T) {
	t.Parallel()
	list := []entry{{"usr/bin/daybrief", "a", 0o755}, {"usr/share/zsh/vendor-completions/_daybrief", "b", 0o644}}
	got := forRPM(list)
	if got[0] != list[0] || got[1] != (entry{"usr/share/zsh/site-functions/_daybrief", "b", 0o644}) || list[1].Name != "usr/share/zsh/vendor-completions/_daybrief" {
		t.Errorf("%+v, of %+v", got, list)
	}
}

// What the documents of an archive link to is in the archive with them.
func TestArchiveHasWhatItsDocumentsName(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	if err := written(filepath.Join("..", ".."), dir); err != nil {
		t.Fatal(err)
	}
	links := 0
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`\]\(([^)#:\s]+)[)#]`).FindAllSubmatch(text, -1) {
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(string(m[1])))); err != nil {
				t.Errorf("%s: %v", filepath.Base(path), err)
			}
		}
		return err
	})
	if err != nil || links < 200 {
		t.Errorf("only %d links: %v", links, err)
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
