package terminal

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Signal is why a context ended: somebody sent a signal.
type Signal struct{ Number syscall.Signal }

func (s *Signal) Error() string { return "stopped by the signal " + s.Number.String() }

// Signals gives a context that ends with *Signal when somebody asks the program
// to stop. SIGHUP is among them even where it is ignored (nohup): a dashboard
// without its terminal would poll for ever.
func Signals(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	go func() {
		select {
		case s := <-heard:
			if number, ok := s.(syscall.Signal); ok {
				cancel(&Signal{number})
			} else {
				cancel(nil)
			}
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(heard)
		cancel(nil)
	}
}
