package cli

import (
	"context"
	"encoding/binary"
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode/utf16"

	"daybrief/internal/environ"
	"daybrief/internal/terminal"
)

// clipboard puts text on the clipboard of this computer, besides what the
// terminal is asked to do. Over SSH this computer is not where the person sits.
func (m *machine) clipboard(text string) error {
	if m.env("SSH_CONNECTION") != "" || m.env("SSH_TTY") != "" {
		return nil
	}
	if m.opts.Clip != nil {
		return m.opts.Clip(text)
	}
	args, wide := m.clipper(runtime.GOOS)
	if args == nil {
		return nil // the terminal's own way is all there is
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env, cmd.WaitDelay = environ.Trimmed(m.environ), time.Second
	terminal.Detach(cmd)
	cmd.Stdin = strings.NewReader(text)
	if wide {
		cmd.Stdin = strings.NewReader(wideText(text))
	}
	if err := cmd.Run(); err != nil {
		return errors.New("the clipboard's program failed")
	}
	return nil
}

// clipper is the system's program that fills the clipboard from its input, by
// its whole path; nil when there is none. wide ones read UTF-16.
func (m *machine) clipper(goos string) (args []string, wide bool) {
	find := func(name string, rest ...string) []string {
		if path := environ.LookPath(m.environ, name, goos); path != "" {
			return append([]string{path}, rest...)
		}
		return nil
	}
	switch {
	case goos == "windows":
		return []string{environ.System32(m.environ, "clip.exe")}, true
	case goos == "darwin":
		return []string{"/usr/bin/pbcopy"}, false
	case m.env("WSL_DISTRO_NAME") != "":
		return find("clip.exe"), true
	case m.env("WAYLAND_DISPLAY") != "":
		return find("wl-copy"), false
	case m.env("DISPLAY") != "":
		if args := find("xclip", "-selection", "clipboard"); args != nil {
			return args, false
		}
		return find("xsel", "--clipboard", "--input"), false
	}
	return nil, false
}

// wideText is text as UTF-16 with the mark by which clip.exe knows it.
func wideText(text string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}
