//go:build linux

package secret

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daybrief/model"
)

const desktopChild = "KEYRING_CHILD"

// TestDesktopChild is the child of TestRealKeyring: it uses the keyring of the
// session that it was started in, and prints what came of it.
func TestDesktopChild(t *testing.T) {
	store := os.Getenv(desktopChild)
	if store == "" {
		return // only of use as the child
	}
	k := New(Options{Account: "acme@na.example.net", Store: store, OwnFolder: true})
	how := func(err error) string {
		var u *Unavailable
		switch {
		case err == nil:
			return "fine"
		case errors.As(err, &u):
			return [...]string{"broken", "absent", "locked", "silent"}[u.How]
		}
		return err.Error()
	}
	fmt.Println("ring:", how(k.Ring(t.Context())))
	_, err := k.Replace(t.Context(), model.NewSecret("first-key"), InKeyring, nil)
	fmt.Println("save:", how(err))
	if err != nil {
		_, err = k.Replace(t.Context(), model.NewSecret("first-key"), InFile, nil)
		fmt.Println("file:", how(err))
	}
	f, err := k.Find(t.Context())
	fmt.Println("find:", f.Key.Reveal(), f.Source, how(err))
	r := k.Remove(t.Context())
	fmt.Println("removed:", len(r.Removed), "failed:", len(r.Failed))
	_, err = k.Find(t.Context())
	fmt.Println("none:", errors.Is(err, ErrNone))
}

// A real Secret Service that works, one that is locked and none at all. It needs
// gnome-keyring and dbus-run-session, as in Debian's packages.
func TestRealKeyring(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"gnome-keyring-daemon", "dbus-run-session"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed: nothing real was tried")
		}
	}
	dir := t.TempDir()
	bare := filepath.Join(dir, "bus.conf")
	const conf = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(bare, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	me := "exec '" + os.Args[0] + "' -test.run '^TestDesktopChild$'"
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"works": {[]string{"--", "sh", "-c", "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; " + me},
			[]string{"ring: fine", "save: fine", "find: first-key keyring fine", "removed: 1 failed: 0", "none: true"}},
		"locked": {[]string{"--", "sh", "-c", me},
			[]string{"ring: locked", "save: locked", "file: fine", "find: first-key stored file fine", "removed: 1 failed: 1", "none: true"}},
		"no session": {nil,
			[]string{"ring: absent", "save: absent", "file: fine", "removed: 1 failed: 0", "none: true"}},
		"absent": {[]string{"--config-file=" + bare, "--", "sh", "-c", me},
			[]string{"ring: absent", "save: absent", "file: fine", "find: first-key stored file fine", "removed: 1 failed: 0", "none: true"}},
	} {
		home := filepath.Join(dir, name)
		if err := os.Mkdir(home, 0o700); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("dbus-run-session", c.args...)
		if c.args == nil {
			if left, _ := filepath.Glob(fmt.Sprintf("/run/user/%d/*bus*", os.Getuid())); len(left) > 0 {
				continue // somebody's own session, and their own keyring
			}
			cmd = exec.Command(os.Args[0], "-test.run", "^TestDesktopChild$")
		}
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + home, desktopChild + "=" + filepath.Join(home, "daybrief", "config.key")}
		out, err := cmd.CombinedOutput()
		for _, want := range c.want {
			if !strings.Contains(string(out), want+"\n") {
				t.Errorf("%s: %q is missing (%v)\n%s", name, want, err, out)
			}
		}
	}
}
