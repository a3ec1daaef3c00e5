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

// input is a terminal whose bytes are cleaned as they are read.
type input struct {
	tty    *os.File
	fd     int // of tty, which may be closed while a read waits
	filter Filter
	left   []byte // cleaned, and not read yet
	gone   func()
	end    *os.File // readable when there is nothing to be read any more
	over   bool
	raw    [4096]byte
}

// Input reads a terminal through a Filter. gone is called when the terminal has
// gone: a terminal in raw mode never ends, so that no bytes mean just that. stop
// ends a read that waits, and all that follow.
func Input(in *os.File, gone func()) (keys io.Reader, stop func()) {
	i := &input{tty: in, fd: int(in.Fd()), gone: gone}
	end, write, err := os.Pipe()
	if err != nil {
		return i, func() {} // the next key will be lost, if anybody reads after us
	}
	i.end = end
	return i, func() { _ = write.Close() }
}

// Read implements io.Reader. It may return no bytes and no error, when what
// came in was not for anybody.
func (i *input) Read(b []byte) (int, error) {
	switch {
	case i.over:
		return 0, io.EOF
	case len(i.left) > 0 || len(b) == 0:
		return i.give(b), nil
	}
	for {
		if _, ended := i.await(-1); ended {
			i.over = true
			_ = i.end.Close()
			return 0, io.EOF
		}
		n, err := i.tty.Read(i.raw[:])
		if err != nil || n == 0 {
			i.gone()
			return i.give(b), err
		}
		i.left = append(i.left, i.filter.Clean(i.raw[:n], time.Now())...)
		if !i.filter.Escape() {
			return i.give(b), nil
		}
		if ready, _ := i.await(patience); !ready {
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

// await waits until there is something to read, or nothing is to be read any
// more; for ever when wait is negative. (poll does not work on terminals of
// macOS; select does.)
func (i *input) await(wait time.Duration) (ready, ended bool) {
	tty, end := i.fd, -1
	if i.end != nil {
		end = int(i.end.Fd())
	}
	if max(tty, end) >= unix.FD_SETSIZE {
		return wait < 0, false
	}
	for begun := time.Now(); ; {
		var set unix.FdSet
		set.Set(tty)
		if end >= 0 {
			set.Set(end)
		}
		var limit *unix.Timeval
		if wait >= 0 {
			v := unix.NsecToTimeval(max(0, wait-time.Since(begun)).Nanoseconds())
			limit = &v
		}
		_, err := unix.Select(max(tty, end)+1, &set, nil, nil, limit)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return wait < 0, false // the read will tell
		}
		return set.IsSet(tty), end >= 0 && set.IsSet(end)
	}
}
