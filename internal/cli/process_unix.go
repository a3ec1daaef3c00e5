//go:build !windows

package cli

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// detach gives a program a session of its own, so that it can't write on our
// screen by way of the terminal, and does not end with it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// noCoreDump keeps a crash from writing our memory, and the key in it, to disk.
// It may only lower a limit, which needs no permission.
func noCoreDump() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }

// watched is a terminal's input that tells when the terminal has gone. Bubble
// Tea stops reading then, but goes on running.
type watched struct {
	*os.File
	gone func()
}

// Read implements io.Reader. A terminal in raw mode never ends: no bytes mean
// that it is not there any more.
func (w *watched) Read(b []byte) (int, error) {
	n, err := w.File.Read(b)
	if err != nil || n == 0 && len(b) > 0 {
		w.gone()
	}
	return n, err
}

// input is what the dashboard reads keys from.
func input(in *os.File, gone func()) io.Reader { return &watched{in, gone} }
