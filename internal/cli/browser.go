package cli

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"daybrief/internal/environ"
	"daybrief/internal/terminal"
)

// browse opens a URL in the person's browser, or says why not.
func (m *machine) browse(link string) error {
	if err := safeLink(link); err != nil {
		return err
	}
	if runtime.GOOS == "windows" && m.holdsVariable(link) {
		return errors.New("this link is not opened: Windows would put the value of a variable into it")
	}
	if m.opts.Open != nil {
		return m.opts.Open(link)
	}
	name, args, err := m.opener(runtime.GOOS)
	if err != nil {
		return err
	}
	return m.launch(name, append(args, link))
}

// safeLink refuses everything that is not plainly a web page: other schemes
// start other programs, and a link that does not begin with one could be an
// option.
func safeLink(link string) error {
	refused := errors.New("this link is not opened: it is no https address")
	if len(link) > 4096 || strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"'`<>\\^{|}", r) }) {
		return refused
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.User != nil || u.Opaque != "" {
		return refused
	}
	if strings.HasPrefix(link, "https://") {
		return nil
	}
	addr, err := netip.ParseAddr(u.Hostname())
	if strings.HasPrefix(link, "http://") && err == nil && addr.IsLoopback() {
		return nil
	}
	return refused
}

// holdsVariable reports whether a link names a variable of the environment as
// %NAME%: what opens links on Windows would send its value to the link's host.
func (m *machine) holdsVariable(link string) bool {
	link = strings.ToLower(link)
	return slices.ContainsFunc(environ.Trimmed(m.environ), func(pair string) bool {
		name, _, _ := strings.Cut(strings.ToLower(pair), "=")
		return name != "" && strings.Contains(link, "%"+name+"%")
	})
}

// opener is the system's program that opens links, with what goes before the
// link. No shell is ever between.
func (m *machine) opener(goos string) (name string, args []string, err error) {
	if name, args = m.chosenBrowser(goos); name != "" {
		return name, args, nil
	}
	switch goos {
	case "windows":
		return environ.System32(m.environ, "rundll32.exe"), []string{"url.dll,FileProtocolHandler"}, nil
	case "darwin":
		return "/usr/bin/open", nil, nil
	}
	for _, name := range []string{"xdg-open", "wslview"} {
		if path := environ.LookPath(m.environ, name, goos); path != "" {
			return path, nil, nil
		}
	}
	return "", nil, errors.New("no program that opens links was found (xdg-open)")
}

// chosenBrowser is the first program of $BROWSER that is there, with its
// arguments; "" for none. The link goes last, whatever place a %s names: it is
// never put into other text.
func (m *machine) chosenBrowser(goos string) (name string, args []string) {
	entries := filepath.SplitList(m.env("BROWSER"))
	if goos == "windows" {
		entries = []string{m.env("BROWSER")} // one path, which may hold blanks
	}
	for _, entry := range entries {
		words := strings.Fields(entry)
		if goos == "windows" {
			words = []string{strings.Trim(entry, `" `)}
		}
		if len(words) == 0 || words[0] == "" {
			continue
		}
		path := words[0]
		if !filepath.IsAbs(path) {
			if path != filepath.Base(path) {
				continue // below the current folder, which nobody vouches for
			}
			path = environ.LookPath(m.environ, path, goos)
		}
		if !environ.Runs(path, goos) {
			continue
		}
		for _, w := range words[1:] {
			if w != "%s" {
				args = append(args, w)
			}
		}
		return path, args
	}
	return "", nil
}

// launch starts a program that has no part in our terminal: no input, no
// output, none of our variables. One that fails at once is reported; one that
// goes on is left to itself.
func (m *machine) launch(name string, args []string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = environ.Trimmed(m.environ)
	terminal.Detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("the browser can't be started: %w", err)
	}
	failed := make(chan error, 1)
	go func() { failed <- cmd.Wait() }()
	patience := time.NewTimer(3 * time.Second)
	defer patience.Stop()
	select {
	case err := <-failed:
		if err != nil {
			return fmt.Errorf("the browser can't be started: %w", err)
		}
	case <-patience.C:
	}
	return nil
}
