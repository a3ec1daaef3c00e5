package wake

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// watch has the kernel tell: a timer on the clock of the wall is called off when
// that clock is set, which is also done after a sleep.
func watch(ctx context.Context, tell func()) {
	fd, err := unix.TimerfdCreate(unix.CLOCK_REALTIME, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		looks(ctx, tell, time.Now)
		return
	}
	f := os.NewFile(uintptr(fd), "clock")
	stop := context.AfterFunc(ctx, func() { _ = f.Close() })
	defer func() {
		if stop() {
			_ = f.Close()
		}
	}()
	events(f, fd, tell)
	if ctx.Err() == nil {
		looks(ctx, tell, time.Now)
	}
}

// events tells of jumps until the timer can't be read any more.
func events(f *os.File, fd int, tell func()) {
	never := unix.ItimerSpec{Value: unix.NsecToTimespec(time.Now().AddDate(10, 0, 0).UnixNano())}
	last := time.Now()
	for {
		if unix.TimerfdSettime(fd, unix.TFD_TIMER_ABSTIME|unix.TFD_TIMER_CANCEL_ON_SET, &never, nil) != nil {
			return
		}
		var count [8]byte
		if _, err := f.Read(count[:]); err != nil && !errors.Is(err, unix.ECANCELED) {
			return
		}
		now := time.Now()
		if jumped(last, now, now.Sub(last)) { // the monotonic clock stands still in a sleep
			tell()
		}
		last = now
	}
}
