//go:build !windows

package terminal

import (
	"context"
	"os"

	"golang.org/x/sys/unix"
)

// awaitHangup calls gone when a terminal that nothing is read from has hung up:
// SIGHUP may be ignored, and a write may be a minute away. It sleeps in the
// kernel until then, or until the context ends.
func awaitHangup(ctx context.Context, f *os.File, gone func()) {
	r, w, err := os.Pipe()
	if err != nil {
		return // the next write will tell
	}
	stop := context.AfterFunc(ctx, func() { _ = w.Close() })
	go func() {
		defer func() {
			_ = r.Close()
			if stop() {
				_ = w.Close()
			}
		}()
		for {
			fds := []unix.PollFd{{Fd: int32(f.Fd())}, {Fd: int32(r.Fd()), Events: unix.POLLIN}}
			_, err := unix.Poll(fds, -1)
			switch {
			case err == unix.EINTR:
				continue
			case err != nil || fds[1].Revents != 0 || fds[0].Revents&unix.POLLNVAL != 0:
				return
			case fds[0].Revents&(unix.POLLHUP|unix.POLLERR) != 0:
				gone()
				return
			}
		}
	}()
}
