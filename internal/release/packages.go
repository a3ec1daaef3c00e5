package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// packages makes the deb and the rpm of each Linux target; a snapshot has no rpm.
func (r *release) packages() error {
	for _, t := range r.targets {
		if t.os != "linux" {
			continue
		}
		list, err := r.installed(t)
		if err != nil {
			return err
		}
		name := filepath.Join(r.dist, fmt.Sprintf("daybrief-%s-%s", strings.TrimPrefix(r.version, "v"), t))
		if err := toFile(name+".deb", func(w io.Writer) error { return r.deb(w, t, list) }); err != nil {
			return err
		}
		if r.snapshot {
			continue
		}
		if err := r.rpm(name+".rpm", t, list); err != nil {
			return err
		}
	}
	return nil
}

// rpm has nfpm write a package, run as a Go tool: it is no part of the module,
// and takes minutes to build.
func (r *release) rpm(name string, t target, list []entry) error {
	config := filepath.Join(r.work, "nfpm-"+t.arch+".yaml")
	if err := r.fill("files/nfpm.yaml", config, map[string]any{"Arch": t.arch, "Files": forRPM(list)}); err != nil {
		return err
	}
	fmt.Println("packing", filepath.Base(name))
	cmd := exec.Command("go", "run", "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.1", "package", "-f", config, "-p", "rpm", "-t", name)
	cmd.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.at.Unix()))
	return quietly(cmd)
}

// forRPM are the files of the deb, with zsh's completions where zsh looks for
// them outside of Debian.
func forRPM(list []entry) []entry {
	list = slices.Clone(list)
	for i, e := range list {
		list[i].Name = strings.Replace(e.Name, "zsh/vendor-completions/", "zsh/site-functions/", 1)
	}
	return list
}

// manifests makes what winget, Scoop, Homebrew and containers need.
func (r *release) manifests() error {
	values := map[string]any{}
	for _, t := range r.targets {
		sum, err := sumOf(filepath.Join(r.dist, r.archive(t)))
		if err != nil {
			return err
		}
		values[t.os+"_"+t.arch] = sum
	}
	for from, to := range map[string]string{
		"winget.yaml": "daybrief.winget.yaml", "scoop.json": "daybrief.scoop.json", "homebrew.rb": "daybrief.rb", "Containerfile": "Containerfile",
	} {
		if err := r.fill("files/"+from, filepath.Join(r.dist, to), values); err != nil {
			return err
		}
	}
	return nil
}

// fill writes a template with the release's values.
func (r *release) fill(from, to string, values map[string]any) error {
	t, err := template.ParseFS(files, from)
	if err != nil {
		return err
	}
	all := map[string]any{
		"Version": strings.TrimPrefix(r.version, "v"), "Tag": r.version, "Base": r.base,
		"Date": r.at.Format("2006-01-02"), "Time": r.at.Format("2006-01-02T15:04:05Z"),
	}
	for k, v := range values {
		all[k] = v
	}
	var b bytes.Buffer
	if err := t.Execute(&b, all); err != nil {
		return err
	}
	return write(to, b.String())
}

// component is a module, as CycloneDX names it.
type component struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"version"`
	URL     string `json:"purl"`
}

// inside writes what the program is made of, as CycloneDX 1.5.
func (r *release) inside() error {
	list, err := output("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".")
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	parts := []component{}
	for line := range strings.Lines(list) {
		name, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && !seen[name] {
			seen[name] = true
			parts = append(parts, component{"library", name, version, "pkg:golang/" + name + "@" + version})
		}
	}
	text, err := json.MarshalIndent(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"timestamp": r.at.Format("2006-01-02T15:04:05Z"), "component": component{"application", "daybrief", r.version, "pkg:golang/daybrief@" + r.version}},
		"components": parts,
	}, "", "  ")
	if err != nil {
		return err
	}
	return write(filepath.Join(r.dist, "daybrief.cdx.json"), string(text)+"\n")
}
