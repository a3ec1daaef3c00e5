package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

//go:embed files
var files embed.FS

// entry is a file of an archive, or a folder.
type entry struct {
	Name string // with slashes
	From string // "" for a folder
	Mode fs.FileMode
}

// archives packs each target's program with the documents.
func (r *release) archives() error {
	for _, t := range r.targets {
		list, err := r.contents(t)
		if err != nil {
			return err
		}
		pack, name := tarball, r.archive(t)
		if t.os == "windows" {
			pack = zipped
		}
		if err := toFile(filepath.Join(r.dist, name), func(w io.Writer) error { return pack(w, list, r.at) }); err != nil {
			return err
		}
	}
	return nil
}

// archive is the name of a target's archive.
func (r *release) archive(t target) string {
	end := ".tar.gz"
	if t.os == "windows" {
		end = ".zip"
	}
	return "daybrief-" + strings.TrimPrefix(r.version, "v") + "-" + t.String() + end
}

func (r *release) contents(t target) ([]entry, error) {
	top := strings.TrimSuffix(strings.TrimSuffix(r.archive(t), ".zip"), ".tar.gz")
	list := []entry{{path.Join(top, t.binary()), filepath.Join(r.work, t.String(), t.binary()), 0o755}}
	below, err := entries(filepath.Join(r.work, "documents"), top)
	return append(list, below...), err
}

// entries are the files below a folder, in the order of their names, as they are
// called below another.
func entries(dir, top string) (list []entry, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		list = append(list, entry{path.Join(top, filepath.ToSlash(below)), file, 0o644})
		return nil
	})
	return list, err
}

func tarball(w io.Writer, list []entry, at time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	out := tar.NewWriter(z)
	for _, e := range list {
		h := &tar.Header{Name: e.Name, Mode: int64(e.Mode.Perm()), ModTime: at, Format: tar.FormatUSTAR}
		var text []byte
		if e.Mode.IsDir() {
			h.Typeflag = tar.TypeDir
		} else if text, err = os.ReadFile(e.From); err != nil {
			return err
		}
		h.Size = int64(len(text))
		if err := out.WriteHeader(h); err != nil {
			return err
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	return z.Close()
}

func zipped(w io.Writer, list []entry, at time.Time) error {
	out := zip.NewWriter(w)
	for _, e := range list {
		text, err := os.ReadFile(e.From)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: e.Name, Method: zip.Deflate, Modified: at}
		h.SetMode(e.Mode)
		f, err := out.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(text); err != nil {
			return err
		}
	}
	return out.Close()
}

// toFile writes a file whole.
func toFile(name string, fill func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := fill(f); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// sums writes SHA256SUMS, as sha256sum does.
func (r *release) sums() error {
	var b strings.Builder
	list, err := os.ReadDir(r.dist) // in the order of names
	if err != nil {
		return err
	}
	for _, f := range list {
		if f.IsDir() {
			continue
		}
		sum, err := sumOf(filepath.Join(r.dist, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum, f.Name())
	}
	return write(filepath.Join(r.dist, "SHA256SUMS"), b.String())
}

func sumOf(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
