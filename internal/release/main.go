package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release is one release under way.
type release struct {
	version string    // "v0.2.0"
	at      time.Time // of the commit
	dist    string
	work    string // what goes into archives
	targets []target
	// base is where the files will be found, for the manifests.
	base     string
	snapshot bool
}

// target is a system that is built for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "-" + t.arch }

func (t target) binary() string {
	if t.os == "windows" {
		return "daybrief.exe"
	}
	return "daybrief"
}

func targets() []target {
	var all []target
	for _, system := range []string{"darwin", "linux", "windows"} {
		for _, arch := range []string{"amd64", "arm64"} {
			all = append(all, target{system, arch})
		}
	}
	return all
}

// run makes the release that the arguments name: a version, and with --snapshot
// only one target of each system, and no rpm.
func run(args []string) error {
	r := &release{dist: "dist", targets: targets(), base: os.Getenv("DAYBRIEF_RELEASE_URL")}
	if len(args) > 0 && args[0] == "--snapshot" {
		r.snapshot, r.targets, args = true, []target{{"darwin", "arm64"}, {"linux", runtime.GOARCH}, {"windows", "amd64"}}, args[1:]
	}
	if len(args) != 1 || !regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$`).MatchString(args[0]) {
		return errors.New("usage: .ci/release [--snapshot] v1.2.3")
	}
	r.version = args[0]
	if r.base == "" {
		r.base = "https://daybrief.example/releases/" + r.version
	}
	if err := r.begin(); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(r.work) }()
	for _, step := range []func() error{r.build, r.documents, r.archives, r.packages, r.manifests, r.inside, r.sums} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// begin reads the commit's time and makes empty folders.
func (r *release) begin() error {
	text, err := output("git", "log", "-1", "--format=%ct")
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return fmt.Errorf("the commit's time: %w", err)
	}
	r.at = time.Unix(seconds, 0).UTC()
	if err := os.RemoveAll(r.dist); err != nil {
		return err
	}
	if err := os.MkdirAll(r.dist, 0o755); err != nil {
		return err
	}
	r.work, err = os.MkdirTemp("", "daybrief-release-")
	return err
}

// build makes the program for every target, two at a time: half of SQLite's
// compilation has one processor busy only.
func (r *release) build() error {
	var g errgroup.Group
	g.SetLimit(2)
	for _, t := range r.targets {
		g.Go(func() error {
			fmt.Println("building", t)
			args := []string{"build", "-trimpath", "-buildvcs=true", "-ldflags", "-s -w -buildid= -X main.release=" + r.version,
				"-o", filepath.Join(r.work, t.String(), t.binary())}
			if r.snapshot && t.os != runtime.GOOS {
				args = append(args, "-gcflags=all=-N -l -dwarf=false") // nobody starts it: a third less to compile
			}
			cmd := exec.Command("go", append(args, ".")...)
			cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOFLAGS=")
			return quietly(cmd)
		})
	}
	return g.Wait()
}

// host is the program of this release that runs on this machine.
func (r *release) host() (string, error) {
	for _, t := range r.targets {
		if t.os == runtime.GOOS && t.arch == runtime.GOARCH {
			return filepath.Join(r.work, t.String(), t.binary()), nil
		}
	}
	return "", fmt.Errorf("a release is made on Linux or macOS, not on %s/%s", runtime.GOOS, runtime.GOARCH)
}

// output runs a program and gives what it prints.
func output(name string, args ...string) (string, error) {
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout = &out
	err := quietly(cmd)
	return out.String(), err
}

// quietly runs a command; its complaints are part of the error.
func quietly(cmd *exec.Cmd) error {
	var said bytes.Buffer
	cmd.Stderr = &said
	if cmd.Stdout == nil {
		cmd.Stdout = &said
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, said.String())
	}
	return nil
}
