package cli

import (
	"bytes"
	"context"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybrief/internal/terminal"
)

// A signal ends every command that prints with 128 plus its number and without a word,
// at whatever step it comes; one that had ended before it came is done.
func TestASignalIsTheEndOfACommand(t *testing.T) {
	t.Parallel()
	ends := func(after time.Duration, args ...string) {
		d := newDesk(t)
		d.configure("")
		ctx, stop := context.WithCancelCause(t.Context())
		defer stop(nil)
		why := &terminal.Signal{Number: syscall.SIGTERM}
		if after == 0 {
			stop(why)
		} else {
			defer time.AfterFunc(after, func() { stop(why) }).Stop()
		}
		var out, wrong bytes.Buffer
		code := Run(ctx, args, d.env, Streams{In: strings.NewReader(secretWord), Out: &out, Err: &wrong}, d.opts)
		done := after > 0 && (code == exitOK || code == exitAttention)
		if !done && (code != 128+int(syscall.SIGTERM) || wrong.Len() > 0) {
			t.Errorf("%v after %v: %d %s", args, after, code, wrong.String())
		}
	}
	for _, args := range [][]string{
		{"search", "--demo", "printer"}, {"report", "service"}, {"report", "service", "--demo"}, {"brief"}, {"brief", "--demo"}, {"check"},
		{"setup", "--site", "127.0.0.1:9", "--company", "acme", "--public-key", "x", "--member", "y", "--private-key-stdin"},
	} {
		ends(0, args...)
	}
	for i := range 8 { // while the made-up company and its history are made, and asked
		at := time.Duration(1+40*i) * time.Millisecond
		ends(at, "search", "--demo", "printer")
		ends(at, "report", "service", "--demo")
		ends(at, "brief", "--demo")
	}
}
