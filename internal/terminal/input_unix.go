//go:build !windows

package terminal

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long an escape is taken for the beginning of something. Until
// then it may be the first piece of an answer that is on its way.
const patience = 160 * time.Millisecond

// input is a terminal whose bytes are cleaned as they are read. It still is a
// file, so that whoever reads can wait for it, and set its modes.
type input struct {
	*os.File
	filter Filter
	left   []byte // cleaned, and not read yet
	gone   func()
}

// Input reads a terminal through a Filter. gone is called when the terminal has
// gone: a terminal in raw mode never ends, so that no bytes mean just that.
func Input(in *os.File, gone func()) io.Reader { return &input{File: in, gone: gone} }

// Read implements io.Reader. It may return no bytes and no error, when what
// came in was not for anybody.
func (i *input) Read(b []byte) (int, error) {
	if len(i.left) > 0 || len(b) == 0 {
		return i.give(b), nil
	}
	// What is read has to fit once it is cleaned (an escape grows to five bytes):
	// whoever waits for the terminal to become readable would wait for the rest.
	raw := make([]byte, max(1, len(b)/8))
	for {
		n, err := i.File.Read(raw)
		if err != nil || n == 0 {
			i.gone()
			return i.give(b), err
		}
		i.left = append(i.left, i.filter.Clean(raw[:n], time.Now())...)
		if !i.filter.Escape() || len(i.left) > len(b)/4 {
			return i.give(b), nil
		}
		if !readable(i.File, patience) {
			i.left = append(i.left, i.filter.Release()...)
			return i.give(b), nil
		}
	}
}

func (i *input) give(b []byte) int {
	n := copy(b, i.left)
	i.left = i.left[n:]
	return n
}

// readable waits until the file has something to read. (poll does not work on
// terminals of macOS; select does.)
func readable(f *os.File, wait time.Duration) bool {
	conn, err := f.SyscallConn()
	if err != nil {
		return false
	}
	ready := false
	_ = conn.Control(func(fd uintptr) {
		if fd >= unix.FD_SETSIZE {
			return
		}
		var set unix.FdSet
		set.Set(int(fd))
		limit := unix.NsecToTimeval(wait.Nanoseconds())
		n, err := unix.Select(int(fd)+1, &set, nil, nil, &limit)
		ready = err == nil && n > 0
	})
	return ready
}
