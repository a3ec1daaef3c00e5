package cli

import (
	"os"
	"runtime"
	"strings"

	"daybrief/internal/terminal"

	"golang.org/x/term"
)

// terminal refuses, in one sentence, what no dashboard can be drawn on.
func (m *machine) terminal() (terminal.TTY, error) { return m.terminalOr("daybrief brief") }

// terminalOr is terminal for a command in whose place another one prints.
func (m *machine) terminalOr(instead string) (terminal.TTY, error) {
	in, inOK := m.streams.In.(*os.File)
	out, outOK := m.streams.Out.(*os.File)
	switch {
	case !inOK || !outOK || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())):
		return terminal.TTY{}, usage(`the dashboard needs a terminal for input and output; %q prints today's briefing anywhere`, instead)
	case m.env("TERM") == "dumb", m.env("TERM") == "" && runtime.GOOS != "windows":
		return terminal.TTY{}, usage(`this terminal (TERM=%s) can't show a dashboard; %q prints today's briefing anywhere`, m.env("TERM"), instead)
	}
	return terminal.TTY{In: in, Out: out}, nil
}

// speaksUnicode reports whether the terminal shows more than ASCII, as far as
// its environment tells. Windows and macOS do by default. The text console of
// Linux does not, whatever its locale: its font has 256 or 512 signs, and the
// marks of what is done (✓) and paused (‖) are not among the usual ones.
func (m *machine) speaksUnicode(goos string) bool {
	if goos == "windows" || goos == "darwin" {
		return true
	}
	if m.env("TERM") == "linux" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(m.env(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return false
}

// width is how many columns the terminal has that is printed on; 0 where it is none.
func (m *machine) width() int {
	out, ok := m.streams.Out.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return 0
	}
	w, _, err := term.GetSize(int(out.Fd()))
	if err != nil {
		return 0
	}
	return w
}
