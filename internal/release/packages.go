package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// packages makes the deb and the rpm of each Linux target.
func (r *release) packages() error {
	for _, t := range r.targets {
		if t.os != "linux" {
			continue
		}
		config := filepath.Join(r.work, "nfpm-"+t.arch+".yaml")
		if err := r.fill("files/nfpm.yaml", config, map[string]string{"Arch": t.arch, "Binary": filepath.Join(r.work, t.String(), t.binary()), "Documents": filepath.Join(r.work, "documents")}); err != nil {
			return err
		}
		for _, kind := range []string{"deb", "rpm"} {
			name := fmt.Sprintf("daybrief-%s-%s.%s", strings.TrimPrefix(r.version, "v"), t, kind)
			fmt.Println("packing", name)
			cmd := nfpm("package", "-f", config, "-p", kind, "-t", filepath.Join(r.dist, name))
			cmd.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.at.Unix()))
			if err := quietly(cmd); err != nil {
				return err
			}
		}
	}
	return nil
}

// manifests makes what winget, Scoop, Homebrew and containers need.
func (r *release) manifests() error {
	values := map[string]string{}
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
func (r *release) fill(from, to string, values map[string]string) error {
	t, err := template.ParseFS(files, from)
	if err != nil {
		return err
	}
	all := map[string]string{
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
