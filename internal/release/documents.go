package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"daybrief/internal/cli"
)

// shells are those that completions are made for, with the file's name.
func shells() map[string]string {
	return map[string]string{"bash": "daybrief.bash", "zsh": "_daybrief", "fish": "daybrief.fish", "powershell": "daybrief.ps1"}
}

// documents makes what stands beside the program in every archive: manual
// pages, completions, the example, the schema and the licences.
func (r *release) documents() error {
	dir := filepath.Join(r.work, "documents")
	for _, sub := range []string{"man", "completions", "autostart"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return err
		}
	}
	if err := r.manual(filepath.Join(dir, "man")); err != nil {
		return err
	}
	host, err := r.host()
	if err != nil {
		return err
	}
	if err := completions(host, dir); err != nil {
		return err
	}
	schema, err := output(host, "config", "schema")
	if err != nil {
		return err
	}
	licences, err := licences()
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"daybrief.schema.json": schema, "LICENCES.txt": licences} {
		if err := write(filepath.Join(dir, name), text); err != nil {
			return err
		}
	}
	if err := written(".", dir); err != nil {
		return err
	}
	return autostart(dir)
}

// manual writes a page for each command. What cobra makes of flags is paragraphs
// with tabs, and of the date words that mandoc does not know: options are what
// manual pages have for flags.
func (r *release) manual(dir string) error {
	root := cli.Commands()
	root.DisableAutoGenTag = true
	nameWords(root)
	header := &doc.GenManHeader{Title: "DAYBRIEF", Section: "1", Source: "daybrief " + r.version, Manual: "daybrief", Date: &r.at}
	if err := doc.GenManTree(root, header, dir); err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil {
		return err
	}
	flag := regexp.MustCompile(`(?m)^(?:\.PP\n)?(\\fB-.*)\n\t(.*)$`)
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			return err
		}
		tidy := flag.ReplaceAllString(string(text), ".TP\n$1\n$2")
		tidy = strings.NewReplacer("[=false]", "", r.at.Format(`"Jan 2006"`), r.at.Format(`"2006-01-02"`)).Replace(tidy)
		if err := write(page, tidy); err != nil {
			return err
		}
	}
	return nil
}

// nameWords adds the words that a flag takes to what is said of it, in a command
// and all below it: cobra's pages leave them out.
func nameWords(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		nameWords(sub)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		words := strings.Split(f.Value.Type(), "|")
		if last := len(words) - 1; last > 0 {
			f.Usage += ": " + strings.Join(words[:last], ", ") + " or " + words[last]
		}
	})
}

// written copies what people wrote: the README, and all that it links to.
func written(from, dir string) error {
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "config.example.toml"} {
		if err := copyFile(filepath.Join(from, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(from, "docs")))
}

// completions are what the program prints for each shell.
func completions(program, dir string) error {
	for shell, name := range shells() {
		text, err := output(program, "completion", shell)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, "completions", name), text); err != nil {
			return err
		}
	}
	return nil
}

// autostart are units and tasks for the wall and the morning's brief.
func autostart(dir string) error {
	return fs.WalkDir(files, "files/autostart", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		return write(filepath.Join(dir, "autostart", d.Name()), string(text))
	})
}

// licences are the texts of everything that is built in, one after the other.
func licences() (string, error) {
	list, err := output("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", ".")
	if err != nil {
		return "", err
	}
	lines := strings.Split(strings.TrimSpace(list), "\n")
	slices.Sort(lines)
	var b strings.Builder
	own, err := os.ReadFile("LICENSE")
	if err != nil {
		return "", err
	}
	b.Write(own)
	b.WriteString("\nIt is built with the Go standard library and these modules.\n")
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	for _, line := range append([]string{"Go " + "standard-library " + strings.TrimSpace(goroot)}, slices.Compact(lines)...) {
		part := strings.SplitN(line, " ", 3)
		if len(part) != 3 {
			continue
		}
		texts, _ := filepath.Glob(filepath.Join(part[2], "LICEN[CS]E*"))
		more, _ := filepath.Glob(filepath.Join(part[2], "COPYING*"))
		if texts = append(texts, more...); len(texts) == 0 {
			return "", fmt.Errorf("%s has no licence", part[0])
		}
		fmt.Fprintf(&b, "\n==== %s %s ====\n\n", part[0], part[1])
		text, err := os.ReadFile(texts[0])
		if err != nil {
			return "", err
		}
		b.Write(bytes.TrimSpace(text))
		b.WriteByte('\n')
	}
	return b.String(), nil
}

func write(path, text string) error { return os.WriteFile(path, []byte(text), 0o644) }

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}
