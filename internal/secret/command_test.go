//go:build !windows

package secret

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybrief/internal/tempdir"
)

// script writes a program for a test and returns its path.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key program")
	tempdir.Program(t, path, "#!/bin/sh\n"+body+"\n")
	return path
}

func TestCommand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		args       []string
		want, bad  string
	}{
		{"prints the key", `printf 'the-key\n'`, nil, "the-key", ""},
		{"arguments as they are", `printf %s "$1"`, []string{"$HOME;`id`"}, "$HOME;`id`", ""},
		{"sees no variable of ours", `printf %s "x${DAYBRIEF_OTHER}x$KEEP"`, nil, "xxkept", ""},
		{"has no input", `cat; printf key`, nil, "key", ""},
		{"fails, and says why", `echo CANARY is the key >&2; exit 3`, nil, "", "failed: exit status 3; run it by hand"},
		{"hangs with a child", `sleep 100 & sleep 100`, nil, "", "printed nothing within"},
		{"has no terminal", `if (: </dev/tty) 2>/dev/null; then echo yes; else printf key; fi`, nil, "key", ""},
		{"prints nothing", `:`, nil, "", "from the program"},
		{"prints two words", `echo two words`, nil, "", "one word"},
		{"prints for ever", `yes CANARY | head -c 10000000`, nil, "", "far too much"},
		{"hangs", `sleep 100`, nil, "", "printed nothing within"},
		{"leaves a child behind", `sleep 100 & printf key`, nil, "key", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := New(Options{
				Environ: []string{"PATH=" + os.Getenv("PATH"), "DAYBRIEF_OTHER=secret", "KEEP=kept"},
				Command: append([]string{script(t, c.body)}, c.args...), CommandTime: 2 * time.Second,
			})
			f, err := k.Find(context.Background())
			if c.bad == "" {
				if err != nil || f.Key.Reveal() != c.want || f.Source != FromCommand {
					t.Fatalf("%q %v", f.Key.Reveal(), err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.bad) || strings.ContainsAny(err.Error(), "\x1b\n") || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("%v, want %q", err, c.bad)
			}
		})
	}
	k := New(Options{Command: []string{"/no/such/program"}})
	if _, err := k.Find(t.Context()); err == nil || !strings.Contains(err.Error(), "/no/such/program") {
		t.Errorf("no such program: %v", err)
	}
}
