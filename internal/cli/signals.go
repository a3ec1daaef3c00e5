package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// signals gives a context that ends with *signalled when somebody asks the
// program to stop. SIGHUP is among them even where it is ignored (nohup): a
// dashboard without its terminal would poll for ever.
func signals(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	go func() {
		select {
		case s := <-heard:
			if number, ok := s.(syscall.Signal); ok {
				cancel(&signalled{number})
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
